// Does on a page what a reader does, and reports what came of it.
addEventListener("load", function () {
  function key(name) {
    document.activeElement.blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
  }
  function paper() { return getComputedStyle(document.body).backgroundColor; }
  var found = {};
  setTimeout(function () {
    found.scripted = document.documentElement.classList.contains("ready");
    found.unrendered = document.querySelectorAll("code.tex").length;
    found.rejected = document.querySelectorAll("code.tex.rejected").length;
    found.formulas = document.querySelectorAll(".katex").length;
    found.overflow = document.documentElement.scrollWidth - window.innerWidth;
    found.wide = Array.from(document.querySelectorAll("main *")).filter(function (node) {
      return node.getBoundingClientRect().right > window.innerWidth + 1
        && !node.closest("pre, .table, .equation");
    }).slice(0, 5).map(function (node) { return node.outerHTML.slice(0, 80); });
    found.copies = document.querySelectorAll(".listing .copy").length;
    var before = paper();
    key("t");
    found.switched = paper() !== before;
    document.querySelector(".tools .theme").click();
    found.switchedBack = paper() === before;
    var next = document.querySelector(".ways [rel=next]");
    if (next) {
      next.setAttribute("href", "#moved");
      key("ArrowRight");
      found.moved = location.hash === "#moved";
    }
    key("/");
    var dialog = document.querySelector("dialog.search");
    found.opened = !!dialog && dialog.open;
    setTimeout(function () {
      var input = dialog.querySelector("input");
      found.focused = document.activeElement === input;
      input.value = "bloc";
      input.dispatchEvent(new Event("input"));
      found.hits = Array.from(dialog.querySelectorAll("li .what"), function (node) {
        return node.textContent;
      });
      found.firstChosen = !!dialog.querySelector("[aria-selected=true]");
      input.value = "qqqzzz";
      input.dispatchEvent(new Event("input"));
      found.nothing = dialog.querySelector(".status").textContent;
      found.complaints = window.complaints;
      found.requests = performance.getEntriesByType("resource").map(function (entry) {
        return entry.name;
      });
      report(found);
    }, 1500);
  }, 1500);
});
