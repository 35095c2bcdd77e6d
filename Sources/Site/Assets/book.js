// What only a script can do for a page that reads well without one: mathematics, theme, copying,
// keys, the contents that follow the scroll, what has been read. Search is in search.js.
(function () {
  "use strict";
  var root = document.documentElement;
  var page = document.body.dataset.page;
  var base = document.body.dataset.root;
  var main = document.querySelector("main");

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function make(name, attributes, text) {
    var node = document.createElement(name);
    for (var key in attributes) node.setAttribute(key, attributes[key]);
    if (text) node.textContent = text;
    return node;
  }
  // What the reader chose or has read. A browser may refuse to remember.
  var memory = {
    read: function (key) {
      try { return localStorage.getItem(key); } catch (refused) { return null; }
    },
    write: function (key, value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch (refused) { /* Then it holds for this page only. */ }
    }
  };
  var live = make("p", { "class": "live", role: "status", "aria-live": "polite" });
  document.body.appendChild(live);
  function say(text) { live.textContent = text; }

  // Mathematics: the TeX stands in the page and is replaced by what KaTeX makes of it, from the top,
  // a few milliseconds at a time, so that a slow phone scrolls meanwhile.
  var formulas = window.katex ? all("code.tex") : [];
  function drawFormula(source) {
    var isDisplayed = source.classList.contains("display");
    var drawn = make("span", { "class": isDisplayed ? "tex display" : "tex" });
    try {
      window.katex.render(source.textContent, drawn, {
        displayMode: isDisplayed, throwOnError: true, strict: "ignore"
      });
      source.replaceWith(drawn);
      if (!isDisplayed) joinPunctuation(drawn);
    } catch (fault) {
      source.classList.add("rejected");
      source.title = fault.message;
    }
  }
  function drawMathematics(milliseconds) {
    var end = performance.now() + milliseconds;
    while (formulas.length && performance.now() < end) drawFormula(formulas.shift());
    if (formulas.length) setTimeout(drawMathematics, 0, 12);
    else if (milliseconds < Infinity) allDrawn();
  }
  // What was linked to may have moved.
  function allDrawn() {
    markScrolling();
    var target = window.scrollY > 0 && !hasScrolled
      && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView();
  }
  var hasScrolled = false;
  ["wheel", "touchmove", "keydown", "pointerdown"].forEach(function (name) {
    window.addEventListener(name, function () { hasScrolled = true; }, { passive: true, once: true });
  });

  // Keeps the comma after a formula on its line.
  function joinPunctuation(drawn) {
    var after = drawn.nextSibling;
    var marks = after && after.nodeType === 3 && /^[,.;:!?)’”]+/.exec(after.data);
    if (!marks) return;
    var joined = make("span", { "class": "joined" });
    drawn.replaceWith(joined);
    joined.append(drawn, marks[0]);
    after.data = after.data.slice(marks[0].length);
  }

  // Theme: the system's, or the other one by the switch, remembered until it is switched back.
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }
  function switchTheme() {
    var theme = isDark() ? "light" : "dark";
    var isSystems = (theme === "dark") === system.matches;
    if (isSystems) delete root.dataset.theme;
    else root.dataset.theme = theme;
    memory.write("ladder-theme", isSystems ? null : theme);
    nameTheme();
    say(theme === "dark" ? "Dark page" : "Light page");
  }
  var tools = document.querySelector(".tools");
  var themeButton = make("button", { type: "button", "class": "theme" });
  function nameTheme() {
    themeButton.textContent = isDark() ? "Light" : "Dark";
    themeButton.setAttribute("aria-label", "Show the page " + (isDark() ? "light" : "dark"));
  }
  themeButton.addEventListener("click", switchTheme);
  system.addEventListener("change", nameTheme);
  nameTheme();
  tools.appendChild(themeButton);

  // Chapter list on small screens.
  var menu = document.querySelector(".menu");
  var chapters = document.querySelector(".chapters");
  function showChapters(isShown) {
    chapters.classList.toggle("open", isShown);
    menu.setAttribute("aria-expanded", String(isShown));
  }
  menu.setAttribute("role", "button");
  menu.setAttribute("aria-controls", "chapters");
  showChapters(false);
  menu.addEventListener("click", function (event) {
    event.preventDefault();
    showChapters(!chapters.classList.contains("open"));
  });
  menu.addEventListener("keydown", function (event) {
    if (event.key === " ") { event.preventDefault(); menu.click(); }
  });
  var here = chapters.querySelector("[aria-current]");
  if (here && here.offsetTop > chapters.clientHeight) chapters.scrollTop = here.offsetTop - 120;

  // Copying code, hidden lines included.
  all(".listing").forEach(function (listing) {
    var button = make("button", { type: "button", "class": "copy" }, "Copy");
    button.setAttribute("aria-label", "Copy this code");
    button.addEventListener("click", function () {
      var text = all("pre", listing).map(function (pre) { return pre.textContent; }).join("\n");
      copy(text + "\n", function (worked) {
        button.textContent = worked ? "Copied" : "Not copied";
        say(worked ? "Copied" : "The browser does not allow copying");
        setTimeout(function () { button.textContent = "Copy"; }, 1600);
      });
    });
    listing.appendChild(button);
  });
  function copy(text, done) {
    function byHand() {
      var area = make("textarea", { readonly: "", "class": "live" });
      area.value = text;
      document.body.appendChild(area);
      area.select();
      var worked = false;
      try { worked = document.execCommand("copy"); } catch (refused) { worked = false; }
      area.remove();
      done(worked);
    }
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
  }

  // A link to what is folded unfolds it.
  function unfoldTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    var fold = target.closest("details");
    if (!fold) return;
    for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", unfoldTarget);
  window.addEventListener("beforeprint", function () {
    drawMathematics(Infinity);
    all("details:not([open], .numbers)").forEach(function (fold) {
      fold.open = true;
      fold.dataset.printed = "";
    });
  });
  window.addEventListener("afterprint", function () {
    all("details[data-printed]").forEach(function (fold) {
      fold.open = false;
      delete fold.dataset.printed;
    });
  });

  // What scrolls sideways can be scrolled by keys, and only that. What a closed fold holds is not
  // asked, since the browser would lay it out to answer (the numbers under the figures of a chapter
  // are half of its elements), and everything is asked before anything changes, for each question
  // after a change lays out the page anew. Together that halved the time until a page answers.
  function markScrolling() {
    var boxes = all("pre, .table, .equation", main).filter(function (box) {
      return !box.closest("details:not([open])");
    });
    var scrolls = boxes.map(function (box) {
      return box.scrollWidth > box.clientWidth + 1
        || box.scrollHeight > box.clientHeight + 1 && box.closest(".numbers");
    });
    boxes.forEach(function (box, index) {
      if (scrolls[index]) {
        box.setAttribute("tabindex", "0");
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", box.matches("pre") ? "Code" : "Table or equation");
      } else if (box.getAttribute("role") === "region") {
        ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
      }
    });
  }
  window.addEventListener("resize", markScrolling);
  // Fonts change widths whenever they arrive, and mathematics asks for its own when it is drawn.
  if (document.fonts) document.fonts.addEventListener("loadingdone", markScrolling);
  all("details").forEach(function (fold) { fold.addEventListener("toggle", markScrolling); });

  // The contents of the page follow the scroll; at its end the chapter counts as read.
  var links = all(".outline a");
  var places = links.map(function (link) {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)));
  });
  // A little below where a link brings its heading, so that of two headings that stand together the
  // first can be the current one.
  var reached = (parseFloat(getComputedStyle(root).scrollPaddingTop) || 0) + 24;
  var waiting = false;
  function follow() {
    waiting = false;
    var current = -1;
    for (var index = 0; index < places.length; index++) {
      if (places[index] && places[index].getBoundingClientRect().top < reached) current = index;
    }
    // The last section may be too short to come to the top of the window.
    var end = window.innerHeight + window.scrollY;
    if (window.scrollY > 0 && end >= root.scrollHeight - 2) current = places.length - 1;
    links.forEach(function (link, index) {
      link.parentElement.classList.toggle("here", index === current);
      if (index === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    if (/^ch\d/.test(page) && window.scrollY > 0 &&
        window.innerHeight + window.scrollY >= document.body.scrollHeight - 600) {
      memory.write("ladder-read-" + page, "1");
      showRead();
    }
  }
  window.addEventListener("scroll", function () {
    if (!waiting) { waiting = true; requestAnimationFrame(follow); }
  }, { passive: true });
  function showRead() {
    all(".chapters .ladder a, .rungs .rung").forEach(function (link) {
      var file = link.getAttribute("href").split("/").pop();
      if (memory.read("ladder-read-" + file)) {
        link.parentElement.classList.add("read");
        link.title = "Read to the end";
      }
    });
  }

  // Keys: arrows for the chapters before and after, t for the theme, g for the contents.
  function go(relation) {
    var link = document.querySelector(".ways [rel=" + relation + "]");
    if (link) location.href = link.href;
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    var place = event.target;
    if (place.closest("input, textarea, select, dialog, [role=region]")) return;
    switch (event.key) {
    case "ArrowLeft": go("prev"); break;
    case "ArrowRight": go("next"); break;
    case "t": switchTheme(); break;
    case "g": location.href = base + "index.html"; break;
    case "Escape": showChapters(false); break;
    }
  });

  window.ladder = { all: all, make: make, say: say, base: base, tools: tools };
  markScrolling();
  showRead();
  follow();
  unfoldTarget();
  root.classList.add("ready");
  drawMathematics(12);
})();
