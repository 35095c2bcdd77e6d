// Search: opened by the button, by / or by Ctrl K. The index is loaded when it is first needed.
(function () {
  "use strict";
  var ladder = window.ladder;
  var make = ladder.make;
  var kinds = { s: "", c: "concept", v: "claim", n: "library" };
  var index, dialog, input, list, status;
  var chosen = -1;

  // Index: words with the places where they stand, unpacked from their short form.
  function unpack(data) {
    var words = [], postings = [], last = "";
    var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    var value = {};
    for (var d = 0; d < 64; d++) value[digits[d]] = d;
    data.words.split("\n").forEach(function (line) {
      var gap = line.lastIndexOf(" ");
      if (gap < 0) return;
      last = last.slice(0, parseInt(line[0], 36)) + line.slice(1, gap);
      words.push(last);
      postings.push(line.slice(gap + 1));
    });
    function places(number) {
      if (typeof postings[number] !== "string") return postings[number];
      var result = [], place = 0, step = 0, shift = 0, text = postings[number];
      for (var i = 0; i < text.length; i++) {
        var bits = value[text[i]];
        step |= (bits & 31) << shift;
        shift += 5;
        if (bits < 32) { place += step; result.push(place); step = 0; shift = 0; }
      }
      return (postings[number] = result);
    }
    return {
      pages: data.pages, places: data.places, words: words, at: places,
      common: data.common.split(" "),
      titles: data.places.map(function (place) { return split(place[2]); })
    };
  }
  function split(text) {
    return text.replace(/([a-z0-9])([A-Z])/g, "$1 $2 $1$2").toLowerCase()
      .match(/[a-z0-9\u0080-\uffff]+/g) || [];
  }
  function firstFrom(word) {
    var low = 0, high = index.words.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (index.words[middle] < word) low = middle + 1; else high = middle;
    }
    return low;
  }

  // A place is found when every word of the question begins a word of its title or its text.
  function find(question) {
    var asked = question.toLowerCase().match(/[a-z0-9\u0080-\uffff]+/g) || [];
    // The letter that is a word of its own says nothing beside others.
    if (asked.length > 1) asked = asked.filter(function (word) { return !/^[a-z]$/.test(word); });
    var rare = asked.filter(function (word, number) {
      return index.common.indexOf(word) < 0 || number === asked.length - 1 && asked.length === 1;
    });
    var scores = null;
    rare.forEach(function (word) {
      var found = new Map();
      function add(place, score) {
        if (score > (found.get(place) || 0)) found.set(place, score);
      }
      for (var number = firstFrom(word); number < index.words.length; number++) {
        var candidate = index.words[number];
        if (candidate.slice(0, word.length) !== word) break;
        var weight = candidate === word ? 3 : 1;
        index.at(number).forEach(function (place) { add(place, weight); });
      }
      index.titles.forEach(function (title, place) {
        title.forEach(function (part) {
          if (part === word) add(place, 14);
          else if (part.slice(0, word.length) === word) add(place, 10);
        });
      });
      if (scores === null) scores = found;
      else scores.forEach(function (score, place) {
        if (found.has(place)) scores.set(place, score + found.get(place));
        else scores.delete(place);
      });
    });
    if (!scores) return [];
    var order = { c: 3, s: 1, v: 0, n: 2 };
    return Array.from(scores.keys()).sort(function (a, b) {
      var first = scores.get(a) + order[index.places[a][3]] - index.places[a][2].length / 200;
      var second = scores.get(b) + order[index.places[b][3]] - index.places[b][2].length / 200;
      return second - first || a - b;
    });
  }

  // Window: a box to type in and a list to walk through with the arrows.
  function build() {
    dialog = make("dialog", { "class": "search", "aria-label": "Search the book" });
    input = make("input", {
      type: "search", placeholder: "Search the book", "aria-label": "Search the book",
      role: "combobox", "aria-expanded": "false", "aria-controls": "found",
      "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false"
    });
    list = make("ul", { id: "found", role: "listbox", "aria-label": "Found" });
    status = make("p", { "class": "status", role: "status" });
    dialog.append(input, list, status);
    document.body.appendChild(dialog);
    input.addEventListener("input", show);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Enter" && list.children[Math.max(chosen, 0)]) {
        list.children[Math.max(chosen, 0)].firstChild.click();
      } else return;
      event.preventDefault();
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close();
    });
  }
  function show() {
    list.textContent = "";
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    var question = input.value.trim();
    var found = question && index ? find(question) : [];
    found.slice(0, 20).forEach(function (number, row) {
      var place = index.places[number], page = index.pages[place[0]];
      var item = make("li", { role: "option", id: "found-" + row, "aria-selected": "false" });
      var link = make("a", {
        href: ladder.base + page[0] + (place[1] ? "#" + place[1] : ""), tabindex: "-1"
      });
      link.append(make("span", { "class": "what" }, place[2]));
      var where = (kinds[place[3]] ? kinds[place[3]] + ", " : "") + page[1];
      link.append(make("span", { "class": "where" }, where));
      link.addEventListener("click", function () { dialog.close(); });
      item.append(link);
      list.append(item);
    });
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = !question ? "" : found.length === 0 ? "Nothing found"
      : found.length > 20 ? found.length + " places, the first 20 shown"
      : found.length === 1 ? "1 place" : found.length + " places";
    if (found.length) choose(0);
  }
  function choose(row) {
    var rows = list.children;
    if (!rows.length) return;
    row = (row + rows.length) % rows.length;
    if (rows[chosen]) rows[chosen].setAttribute("aria-selected", "false");
    chosen = row;
    rows[row].setAttribute("aria-selected", "true");
    rows[row].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[row].id);
  }
  function load() {
    if (index || load.begun) return;
    load.begun = true;
    var script = make("script", { src: ladder.base + "assets/search-index.js" });
    script.onload = function () {
      index = unpack(window.ladderIndex);
      window.ladderIndex = null;
      show();
    };
    script.onerror = function () { status.textContent = "The index could not be loaded"; };
    document.head.appendChild(script);
  }
  function open() {
    if (!dialog) build();
    load();
    if (!dialog.open) dialog.showModal();
    input.select();
  }

  var button = make("button", { type: "button", "class": "find", "aria-keyshortcuts": "/" }, "Search");
  button.append(make("kbd", { "aria-hidden": "true" }, "/"));
  button.addEventListener("click", open);
  ladder.tools.prepend(button);
  document.addEventListener("keydown", function (event) {
    var isKey = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    var isChord = event.key === "k" && (event.ctrlKey || event.metaKey);
    if (!isChord && (!isKey || event.target.closest("input, textarea, select"))) return;
    event.preventDefault();
    open();
  });
  ladder.search = { open: open, find: function (text) { return find(text); } };
})();
