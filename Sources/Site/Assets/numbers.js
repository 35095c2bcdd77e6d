// Figures that answer: the point of a plot nearest to the pointer, or the one that the arrow keys
// came to, with its series, x and y. The numbers are those of the table under the figure.
(function () {
  "use strict";
  var ladder = window.ladder, make = ladder.make, all = ladder.all;

  function value(text) {
    return Number(text.replace(/−/g, "-").replace("∞", "Infinity").replace("–", "x"));
  }
  // How far along an axis a number stands, from 0 to 1.
  function along(axis, number) {
    function turn(n) {
      if (axis[1] === "log") return Math.log(n);
      if (axis[1] === "symlog") return Math.asinh(n / (2 * axis[4]));
      return n;
    }
    return (turn(number) - turn(axis[2])) / (turn(axis[3]) - turn(axis[2]));
  }
  function onAxis(axis, text) {
    var name = axis[5].indexOf(text);
    return name >= 0 ? name : value(text);
  }
  function named(axis, other) { return axis && axis[0] || other; }

  // The places of a table's numbers on one plot: x and y in pixels of the figure as it was drawn,
  // what is said of them, and the series to which they belong.
  function places(table, panel, number) {
    var area = panel[0], across = panel[1], up = panel[2];
    var shape = table.dataset.shape, kinds = table.dataset.kinds;
    var titles = all("thead th", table).map(function (cell) { return cell.textContent.trim(); });
    var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row) {
      return Array.prototype.map.call(row.cells, function (cell) { return cell.textContent.trim(); });
    });
    var found = [];
    function add(x, y, series, name, words, box, rank) {
      if (!isFinite(x) || !isFinite(y)) return;
      if (x < area[0] - 2 || x > area[0] + area[2] + 2) return;
      if (y < area[1] - 2 || y > area[1] + area[3] + 2) return;
      found.push({ x: x, y: y, series: number + series, name: name, words: words, box: box,
        rank: rank || 0, panel: number });
    }
    function right(n) { return area[0] + along(across, n) * area[2]; }
    function down(n) { return area[1] + (1 - along(up, n)) * area[3]; }
    var ys = named(up, "y"), xs = named(across, "x");

    if (shape === "curves" && across && up) {
      var hasLine = /[lpw]/.test(kinds);
      for (var c = 1; c < titles.length; c++) {
        if (kinds[c] === "m" || kinds[c] === "b" && hasLine) continue;
        rows.forEach(function (row) {
          var words = xs + " " + row[0] + ", " + ys + " " + row[c];
          // A band belongs to the line before it.
          if (kinds[c + 1] === "b" && kinds[c + 2] === "b") {
            words += " (" + row[c + 1] + " to " + row[c + 2] + ")";
          }
          for (var m = c + 1; kinds[m] === "m"; m++) words += ", " + titles[m] + " " + row[m];
          add(right(onAxis(across, row[0])), down(value(row[c])), "c" + table.number + "." + c,
            titles[c] === ys ? "" : titles[c], words, null);
        });
      }
    } else if ((shape === "bars" || shape === "across") && across && up) {
      rows.forEach(function (row) {
        for (var c = 1; c < row.length; c++) {
          var count = row.length - 1, group = 0.74;
          var shift = count > 1 ? (c - (count + 1) / 2) * group / count : 0;
          var lies = shape === "across", title = titles[c] === (lies ? xs : ys) ? "" : titles[c];
          var place = onAxis(lies ? up : across, row[0]) + shift;
          var end = value(row[c]), words = row[0] + ": " + named(lies ? across : up, "") + " " + row[c];
          add(lies ? right(end) : right(place), lies ? down(place) : down(end),
            "b" + table.number + "." + c, title, words, null, lies ? 2 : 1);
        }
      });
    } else if (shape === "cells" && across && up) {
      rows.forEach(function (row, r) {
        for (var c = 1; c < row.length; c++) {
          var left = right(c - 1.5), end = right(c - 0.5), top = down(r - 0.5), bottom = down(r + 0.5);
          add((left + end) / 2, (top + bottom) / 2, "v" + table.number, "",
            named(up, "row") + " " + row[0] + ", " + named(across, "column") + " " + titles[c] + ": "
              + row[c],
            [Math.min(left, end), Math.min(top, bottom), Math.abs(end - left), Math.abs(bottom - top)]);
        }
      });
    } else if (shape === "field" && across && up) {
      rows.forEach(function (row) {
        add(right(value(row[0])), down(value(row[1])), "f" + table.number, titles[2] === "value" ? "" : titles[2],
          xs + " " + row[0] + ", " + ys + " " + row[1] + ": " + row[2], null, 3);
      });
    } else if (shape === "pictures" && table.dataset.layout) {
      var layout = table.dataset.layout.split(" ").map(Number), side = rows[0].length - 1;
      var pixel = layout[1] / side;
      rows.forEach(function (row, index) {
        var x = area[0] + index % layout[0] * layout[2];
        var y = area[1] + Math.floor(index / layout[0]) * layout[3];
        for (var r = 0; r < side; r++) {
          row[r + 1].split(" ").forEach(function (number, c) {
            var left = x + c * pixel, top = y + r * pixel;
            add(left + pixel / 2, top + pixel / 2, "i" + table.number + "." + index, row[0],
              "row " + (r + 1) + ", column " + (c + 1) + ": " + number, [left, top, pixel, pixel]);
          });
        }
      });
    }
    return found;
  }

  function answer(plot) {
    var panels = JSON.parse(plot.dataset.panels);
    var size = plot.dataset.size.split(" ").map(Number);
    var tables = all("table", plot.nextElementSibling);
    var image = plot.querySelector("img");
    var points = null, current = -1;
    var ring = make("span", { "class": "ring", hidden: "" });
    var tip = make("span", { "class": "tip", hidden: "" });
    plot.append(ring, tip);
    plot.setAttribute("tabindex", "0");
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-label", "Points of the figure: the arrow keys go from one to the next");

    // Read when they are first asked for.
    function known() {
      if (points) return points;
      points = [];
      tables.forEach(function (table, index) {
        table.number = index;
        table.dataset.panels.split(" ").forEach(function (panel) {
          if (panels[panel]) points = points.concat(places(table, panels[panel], Number(panel)));
        });
      });
      return points;
    }
    // Pixels of the figure for one of the page.
    function scale() { return size[0] / (image.clientWidth || size[0]); }

    function nearest(x, y) {
      var best = -1, least = Infinity;
      known().forEach(function (point, index) {
        var area = panels[point.panel][0];
        if (x < area[0] - 14 || x > area[0] + area[2] + 14) return;
        if (y < area[1] - 14 || y > area[1] + area[3] + 14) return;
        var dx = Math.abs(point.x - x), dy = Math.abs(point.y - y);
        var far = point.box && dx <= point.box[2] / 2 && dy <= point.box[3] / 2 ? 0
          // Bars are found by their place, however high they are.
          : point.rank === 1 ? dx + dy / 1000 : point.rank === 2 ? dy + dx / 1000
          : Math.sqrt(dx * dx + dy * dy);
        if (point.rank === 3) far += 12;
        if (far < least) { least = far; best = index; }
      });
      return best;
    }
    function show(index, isSpoken) {
      current = index;
      ring.hidden = tip.hidden = index < 0;
      if (index < 0) return;
      var point = points[index], k = 1 / scale(), box = point.box;
      ring.className = box ? "ring cell" : "ring";
      ring.style.cssText = box
        ? "left:" + box[0] * k + "px;top:" + box[1] * k + "px;width:" + box[2] * k + "px;height:"
          + box[3] * k + "px"
        : "left:" + point.x * k + "px;top:" + point.y * k + "px";
      tip.textContent = "";
      if (point.name) tip.append(make("b", {}, point.name), " ");
      tip.append(point.words);
      // Beside the point, on the side that has room.
      var width = image.clientWidth, isLeft = point.x * k > width / 2;
      tip.style.cssText = (isLeft ? "right:" + (plot.clientWidth - point.x * k + 12)
        : "left:" + (point.x * k + 12)) + "px;top:" + Math.max(point.y * k - 12, 0) + "px;max-width:"
        + Math.max(Math.min(isLeft ? point.x * k : width - point.x * k, 340) - 16, 130) + "px";
      if (isSpoken) ladder.say((point.name ? point.name + ": " : "") + point.words);
    }
    function pointed(event) {
      var box = image.getBoundingClientRect();
      show(nearest((event.clientX - box.left) * scale(), (event.clientY - box.top) * scale()));
    }
    plot.addEventListener("pointermove", pointed);
    plot.addEventListener("pointerdown", pointed);
    plot.addEventListener("pointerleave", function () { show(-1); });
    plot.addEventListener("blur", function () { show(-1); });

    // To the next point of the series, or of the next series where it stands nearest.
    function walk(step) {
      var next = current + step;
      if (points[next]) show(next, true);
    }
    function jump(step) {
      var here = points[current], at = current;
      while (points[at] && points[at].series === here.series) at += step;
      if (!points[at]) return;
      var series = points[at].series, best = at;
      function far(index) { return Math.abs(points[index].x - here.x); }
      for (; points[at] && points[at].series === series; at += step) if (far(at) < far(best)) best = at;
      show(best, true);
    }
    plot.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!known().length) return;
      var isFirst = current < 0;
      switch (event.key) {
      case "ArrowRight": if (isFirst) show(0, true); else walk(1); break;
      case "ArrowLeft": if (isFirst) show(points.length - 1, true); else walk(-1); break;
      case "ArrowDown": if (isFirst) show(0, true); else jump(1); break;
      case "ArrowUp": if (isFirst) show(0, true); else jump(-1); break;
      case "Home": show(0, true); break;
      case "End": show(points.length - 1, true); break;
      case "Escape": if (isFirst) return; show(-1); break;
      default: return;
      }
      event.preventDefault();
      event.stopPropagation();
    });
  }

  all(".plot[data-panels]").filter(function (plot) {
    return plot.nextElementSibling && plot.nextElementSibling.matches(".numbers");
  }).forEach(answer);
})();
