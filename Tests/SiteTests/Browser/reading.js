// Does on a page what a reader does, and reports what came of it.
addEventListener("load", function () {
  function key(name) {
    document.activeElement.blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
  }
  function paper() { return getComputedStyle(document.body).backgroundColor; }
  // Characters in the lines of running text that are full: the median over long paragraphs.
  function measure() {
    var lines = [];
    Array.from(document.querySelectorAll("article > p")).forEach(function (paragraph) {
      if (paragraph.textContent.length < 200 || paragraph.querySelector(".katex, code")) return;
      var walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      var count = 0, bottom = null, range = document.createRange(), own = [];
      while (walk.nextNode()) {
        for (var place = 0; place < walk.currentNode.length; place++) {
          range.setStart(walk.currentNode, place);
          range.setEnd(walk.currentNode, place + 1);
          var box = range.getBoundingClientRect();
          if (!box.width) continue;
          if (bottom !== null && box.top > bottom) { own.push(count); count = 0; }
          bottom = box.bottom;
          count += 1;
        }
      }
      lines = lines.concat(own);
    });
    lines.sort(function (a, b) { return a - b; });
    return lines.length ? lines[lines.length >> 1] : 0;
  }
  // Mathematics is drawn some at a time, and on a busy machine few at a time.
  function isDrawn() { return !document.querySelector("code.tex:not(.rejected)"); }
  // Waits for what is expected, and gives up after two seconds of the page's clock.
  function eventually(isTrue, then, tries) {
    if (isTrue() || tries === 0) return then();
    setTimeout(eventually, 20, isTrue, then, (tries === undefined ? 100 : tries) - 1);
  }
  var found = {};
  setTimeout(eventually, 1500, isDrawn, function () {
    found.scripted = document.documentElement.classList.contains("ready");
    found.unrendered = document.querySelectorAll("code.tex").length;
    found.rejected = document.querySelectorAll("code.tex.rejected").length;
    found.formulas = document.querySelectorAll(".katex").length;
    found.overflow = document.documentElement.scrollWidth - window.innerWidth;
    found.wide = Array.from(document.querySelectorAll("main *")).filter(function (node) {
      return node.getBoundingClientRect().right > window.innerWidth + 1
        && !node.closest("pre, .table, .equation");
    }).slice(0, 5).map(function (node) { return node.outerHTML.slice(0, 80); });
    found.measure = measure();
    found.uncopied = document.querySelectorAll(".listing:not(:has(> .copy))").length;
    var entries = document.querySelectorAll(".outline a"), entry = entries[entries.length >> 1];
    function toEntry() {
      if (!entry) return;
      document.getElementById(decodeURIComponent(entry.hash.slice(1)))
        .scrollIntoView({ behavior: "instant" });
      // The browser itself tells of it in the next frame that it draws, if it draws one.
      window.dispatchEvent(new Event("scroll"));
    }
    // A link into what is folded unfolds it.
    var folded = document.querySelector("main details:not([open]) [id]");
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
    function follows() {
      found.followedScroll = !entry || entry.parentElement.classList.contains("here");
      // What came meanwhile may have moved it.
      if (!found.followedScroll) toEntry();
      return found.followedScroll;
    }
    setTimeout(eventually, 700, follows, function () {
      var input = dialog.querySelector("input");
      found.focused = document.activeElement === input;
      input.value = "bloc";
      input.dispatchEvent(new Event("input"));
      found.hits = Array.from(dialog.querySelectorAll("li .what"), function (node) {
        return node.textContent;
      });
      function chosen() {
        return Array.from(dialog.querySelectorAll("[role=option]")).findIndex(function (row) {
          return row.getAttribute("aria-selected") === "true"
            && row.id === input.getAttribute("aria-activedescendant");
        });
      }
      function press(name) {
        input.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
      }
      found.firstChosen = chosen() === 0;
      press("ArrowDown");
      found.walked = chosen() === 1;
      press("ArrowUp");
      found.walkedBack = chosen() === 0;
      var list = dialog.querySelector("ul");
      list.addEventListener("click", function (event) {
        event.preventDefault();
        found.followed = event.target === list.querySelector("a");
      }, { capture: true, once: true });
      press("Enter");
      dialog.open || dialog.showModal();
      // One letter may be wrong: left out, put in, replaced, or in the place of its neighbour.
      found.forgiven = ["gradent", "graddient", "grodient", "gradietn"].every(function (word) {
        return window.ladder.search.find(word).some(function (place) {
          return /gradient/i.test(place[2]);
        });
      });
      found.kinds = Array.from(new Set(["gradient", "learning rate", "exercise", "random", "the"]
        .flatMap(function (word) {
          return window.ladder.search.find(word).map(function (place) { return place[3]; });
        }))).sort().join("");
      input.value = "qqqzzz";
      input.dispatchEvent(new Event("input"));
      found.nothing = dialog.querySelector(".status").textContent;
      dialog.close();
      if (folded) location.hash = folded.id;
      function unfolds() {
        found.unfolded = !folded || folded.closest("details").open;
        return found.unfolded;
      }
      eventually(unfolds, function () {
        found.complaints = window.complaints;
        found.requests = performance.getEntriesByType("resource").map(function (entry) {
          return entry.name;
        });
        // A font that comes late makes a line of mathematics wider than its box.
        var late = Array.from(document.fonts).find(function (font) { return font.status === "unloaded"; });
        var box = document.querySelector("main .equation:not([tabindex])");
        if (late && box) {
          box.firstElementChild.style.flex = "0 0 3000px";
          late.load();
        }
        function remarks() {
          found.remarked = !late || !box || box.getAttribute("tabindex") === "0";
          return found.remarked;
        }
        eventually(remarks, function () { report(found); });
      });
    });
  }, 300);
});
