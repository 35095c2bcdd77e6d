// An audit of what people need who read with a keyboard, a screen reader, or poor sight. Each rule
// lists what breaks it.
addEventListener("load", function () {
  function all(selector) { return Array.from(document.querySelectorAll(selector)); }
  function show(node) { return node.outerHTML.slice(0, 110); }
  function isShown(node) {
    return node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden";
  }
  function name(node) {
    var label = node.getAttribute("aria-label");
    if (label) return label;
    var by = node.getAttribute("aria-labelledby");
    if (by && document.getElementById(by)) return document.getElementById(by).textContent;
    return (node.textContent || node.getAttribute("title") || "").trim();
  }

  // Colours, blended from the page up.
  function color(text) {
    var numbers = (text.match(/-?[\d.]+(e-?\d+)?/g) || [0, 0, 0, 0]).map(Number);
    if (/^color\(srgb/.test(text)) {
      numbers = [numbers[0] * 255, numbers[1] * 255, numbers[2] * 255, numbers[3]];
    }
    return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 && numbers[3] !== undefined ? numbers[3] : 1 };
  }
  function blend(over, under, alpha) {
    return over.map(function (value, i) { return value * alpha + under[i] * (1 - alpha); });
  }
  function ground(node) {
    var layers = [];
    for (; node; node = node.parentElement) layers.unshift(color(getComputedStyle(node).backgroundColor));
    return layers.reduce(function (base, layer) { return blend(layer.rgb, base, layer.alpha); },
      [255, 255, 255]);
  }
  function light(rgb) {
    var parts = rgb.map(function (value) {
      value /= 255;
      return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }
  function contrast(a, b) {
    var x = light(a), y = light(b);
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  }
  function lowContrast() {
    var bad = [];
    var walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      var node = walk.currentNode.parentElement;
      if (!walk.currentNode.data.trim() || !isShown(node) || node.closest("script, [aria-hidden=true], svg")) continue;
      var style = getComputedStyle(node), opacity = 1;
      for (var above = node; above; above = above.parentElement) opacity *= Number(getComputedStyle(above).opacity);
      if (opacity === 0) continue;
      var under = ground(node), ink = color(style.color);
      var ratio = contrast(blend(ink.rgb, under, ink.alpha * opacity), under);
      var size = parseFloat(style.fontSize);
      var isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
      if (ratio < (isLarge ? 3 : 4.5)) bad.push(ratio.toFixed(2) + " " + show(node));
    }
    return bad;
  }
  function skippedLevels() {
    var last = 0;
    return all("h1, h2, h3, h4, h5, h6").filter(function (heading) {
      var level = Number(heading.tagName[1]), skips = level > last + 1;
      last = level;
      return skips;
    }).map(show);
  }
  function repeated() {
    var seen = {};
    return all("[id]").filter(function (node) {
      var again = seen[node.id];
      seen[node.id] = true;
      return again;
    }).map(show);
  }
  function focusOrder() {
    var last = null;
    return all("a[href], button, input, summary, [tabindex='0']").filter(isShown).filter(function (node) {
      var backwards = last && last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING;
      last = node;
      return backwards;
    }).map(show);
  }
  function unscrollable() {
    return all("main pre, main .table, main .equation").filter(function (box) {
      return isShown(box) && box.scrollWidth > box.clientWidth + 1 && box.getAttribute("tabindex") !== "0";
    }).map(show);
  }

  function audit() {
    var rules = {
      "text stands out from its ground": lowContrast(),
      "the page says its language": document.documentElement.lang ? [] : ["html"],
      "the page has a title": document.title ? [] : ["title"],
      "there is one main part and one first heading":
        all("main").length === 1 && all("h1").length === 1 ? [] : ["main or h1"],
      "headings leave no level out": skippedLevels(),
      "ways through the page have names": all("nav, section[role=region]").filter(function (node) { return !node.getAttribute("aria-label") && !node.getAttribute("aria-labelledby"); }).map(show),
      "pictures are described": all("img, svg").filter(function (node) {
        return !(node.getAttribute("alt") || node.getAttribute("aria-label") || node.closest("[aria-hidden=true], .katex"));
      }).map(show),
      "links and buttons have names": all("a[href], button, summary").filter(function (node) { return !name(node); }).map(show),
      "fields have labels": all("input, textarea, select").filter(function (node) { return !name(node) && !node.labels.length; }).map(show),
      "no name is used twice": repeated(),
      "no element jumps the queue of the Tab key": all("[tabindex]").filter(function (node) { return Number(node.getAttribute("tabindex")) > 0; }).map(show),
      "focus goes in the order of the text": focusOrder(),
      "what scrolls can be reached by keys": unscrollable(),
      "head cells say what they head": all("th:not([scope])").map(show),
      "lists hold items": all("ul > :not(li), ol > :not(li), dl > :not(dt):not(dd)").map(show),
      "the first link skips to the text": document.querySelector("a[href]").getAttribute("href") === "#content" ? [] : ["skip link"],
      "labels name what they point at": all("[aria-labelledby], [aria-controls]").filter(function (node) {
        var id = node.getAttribute("aria-labelledby") || node.getAttribute("aria-controls");
        return id !== "found" && !document.getElementById(id);
      }).map(show),
      "the page can be zoomed": /user-scalable=no|maximum-scale/.test(document.querySelector("meta[name=viewport]").content) ? ["viewport"] : [],
      "buttons are large enough to hit": all("button").filter(isShown).filter(function (node) {
        var box = node.getBoundingClientRect();
        return box.height < 24 || box.width < 24;
      }).map(show),
      "code and results can be read without colour": all(".listing a").filter(function (node) { return !node.textContent; }).map(show)
    };
    var names = Object.keys(rules);
    var kept = names.filter(function (rule) { return rules[rule].length === 0; });
    var broken = {};
    names.forEach(function (rule) { if (rules[rule].length) broken[rule] = rules[rule].slice(0, 6); });
    report({ score: Math.round(1000 * kept.length / names.length) / 10, broken: broken, rules: names.length });
  }
  // On a busy machine fonts come later than any time one would set. Then folds are opened, as readers
  // do, and what they hold is audited as it is then found. (A closed fold has sizes for whoever asks,
  // and shows nothing that could be reached.)
  function whenFontsAreThere(next) {
    document.fonts.ready.then(function () { setTimeout(next, 100); });
  }
  setTimeout(whenFontsAreThere, 2500, function () {
    all("main details").forEach(function (fold) { fold.open = true; });
    setTimeout(whenFontsAreThere, 400, audit);
  });
});
