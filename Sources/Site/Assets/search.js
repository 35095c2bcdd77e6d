// Search: opened by the button, by / or by Ctrl K. The index is loaded when it is first needed.
(function () {
  "use strict";
  var ladder = window.ladder;
  var make = ladder.make;
  // The groups of what is found, by the letter that the index has for each.
  var groups = {
    c: "Terms", s: "Sections", e: "Exercises", q: "What people say", v: "Claims", n: "Library"
  };
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

  // Whether a word, or what it begins with, becomes another by one letter that is left out, put in,
  // replaced, or changed places with its neighbour.
  function isNear(asked, word) {
    var start = 0;
    while (start < asked.length && asked[start] === word[start]) start += 1;
    function rest(a, b) {
      var left = asked.slice(start + a);
      return word.slice(start + b, start + b + left.length) === left;
    }
    return rest(1, 0) || rest(0, 1) || rest(1, 1)
      || asked[start] === word[start + 1] && asked[start + 1] === word[start] && rest(2, 2);
  }

  // The places of each word that the asked one begins, or of those that are near it.
  function placesOf(word, isForgiving) {
    var found = new Map();
    function add(place, score) {
      if (score > (found.get(place) || 0)) found.set(place, score);
    }
    function weight(candidate, whole, part, near) {
      if (candidate === word) return whole;
      if (candidate.slice(0, word.length) === word) return part;
      return isForgiving && isNear(word, candidate) ? near : 0;
    }
    var number = isForgiving ? 0 : firstFrom(word);
    for (; number < index.words.length; number++) {
      var score = weight(index.words[number], 3, 1, 0.5);
      if (score === 0 && !isForgiving) break;
      if (score > 0) index.at(number).forEach(function (place) { add(place, score); });
    }
    index.titles.forEach(function (title, place) {
      title.forEach(function (part) {
        var score = weight(part, 14, 10, 4);
        if (score > 0) add(place, score);
      });
    });
    return found;
  }

  // A place is found when every word of the question begins a word of its title or its text. Where
  // nothing is, a letter may be wrong in each word of four letters or more.
  function find(question) {
    var found = search(question, false);
    return found.length ? found : search(question, true);
  }
  function search(question, isForgiving) {
    var asked = question.toLowerCase().match(/[a-z0-9\u0080-\uffff]+/g) || [];
    // The letter that is a word of its own says nothing beside others.
    if (asked.length > 1) asked = asked.filter(function (word) { return !/^[a-z]$/.test(word); });
    var rare = asked.filter(function (word, number) {
      return index.common.indexOf(word) < 0 || number === asked.length - 1 && asked.length === 1;
    });
    var scores = null;
    rare.forEach(function (word) {
      var found = placesOf(word, isForgiving && word.length > 3);
      if (scores === null) scores = found;
      else scores.forEach(function (score, place) {
        if (found.has(place)) scores.set(place, score + found.get(place));
        else scores.delete(place);
      });
    });
    if (!scores) return [];
    var order = { c: 3, s: 1, e: 1, q: 1, v: 0, n: 2 };
    function rank(place) {
      return scores.get(place) + order[index.places[place][3]] - index.places[place][2].length / 200;
    }
    return Array.from(scores.keys()).sort(function (a, b) { return rank(b) - rank(a) || a - b; });
  }

  // What was found by kind, the kind of the best place first, and of each the best.
  function grouped(found) {
    var kinds = [], rows = {};
    found.forEach(function (number) {
      var kind = index.places[number][3];
      if (!rows[kind]) { rows[kind] = []; kinds.push(kind); }
      rows[kind].push(number);
    });
    return kinds.map(function (kind) {
      return { name: groups[kind], rows: rows[kind].slice(0, kinds.length > 1 ? 6 : 20) };
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
      else if (event.key === "Enter" && options()[Math.max(chosen, 0)]) {
        options()[Math.max(chosen, 0)].firstChild.click();
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
    var count = 0;
    grouped(found).forEach(function (group) {
      list.append(make("li", { role: "presentation", "class": "group" }, group.name));
      group.rows.forEach(function (number) {
        var place = index.places[number], page = index.pages[place[0]];
        var item = make("li", { role: "option", id: "found-" + count, "aria-selected": "false" });
        var link = make("a", {
          href: ladder.base + page[0] + (place[1] ? "#" + place[1] : ""), tabindex: "-1"
        });
        link.append(make("span", { "class": "what" }, place[2]));
        link.append(make("span", { "class": "where" }, page[1]));
        link.addEventListener("click", function () { dialog.close(); });
        item.append(link);
        list.append(item);
        count += 1;
      });
    });
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = !question ? "" : found.length === 0 ? "Nothing found"
      : found.length > count ? found.length + " places, the best " + count + " shown"
      : found.length === 1 ? "1 place" : found.length + " places";
    if (found.length) choose(0);
  }
  function options() { return list.querySelectorAll("[role=option]"); }
  function choose(row) {
    var rows = options();
    if (!rows.length) return;
    row = (row + rows.length) % rows.length;
    if (rows[chosen]) rows[chosen].setAttribute("aria-selected", "false");
    chosen = row;
    rows[row].setAttribute("aria-selected", "true");
    // The first one shows the name of its group too.
    (row === 0 ? list.firstChild : rows[row]).scrollIntoView({ block: "nearest" });
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
  ladder.search = {
    open: open,
    find: function (text) { return find(text).map(function (number) { return index.places[number]; }); }
  };
})();
