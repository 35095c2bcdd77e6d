// Applies the reader's choice of theme before the page is painted. Without a choice the page follows
// the system, which the style sheet does by itself.
(function () {
  var root = document.documentElement;
  root.classList.add("scripted");
  try {
    var theme = localStorage.getItem("ladder-theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch (refused) {
    // Some browsers keep no memory for pages from the file system.
  }
})();
