// Points at every plot, walks it by keys, and reports what the figures answered.
addEventListener("load", function () {
  setTimeout(function () {
    var plots = Array.from(document.querySelectorAll(".plot[tabindex]"));
    var found = { plots: plots.length, silent: [], still: [], wrong: [], spoken: [] };
    plots.forEach(function (plot) {
      var image = plot.querySelector("img"), name = image.getAttribute("src").split("/").pop();
      var tip = plot.querySelector(".tip"), box = image.getBoundingClientRect();
      var size = plot.dataset.size.split(" ").map(Number);
      var area = JSON.parse(plot.dataset.panels)[0][0];
      function point(x, y) {
        plot.dispatchEvent(new PointerEvent("pointermove", {
          clientX: box.left + x * box.width / size[0], clientY: box.top + y * box.width / size[0]
        }));
        return tip.hidden ? "" : tip.textContent;
      }
      if (!point(area[0] + area[2] / 2, area[1] + area[3] / 2)) found.silent.push(name);
      // The number that it says stands in the table.
      var last = /[\d.e−]+(?= \(|$)/.exec(tip.textContent);
      if (last && plot.nextElementSibling.textContent.indexOf(last[0]) < 0) found.wrong.push(name);
      plot.dispatchEvent(new PointerEvent("pointerleave"));
      if (!tip.hidden) found.still.push(name);
      function press(key) {
        plot.dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true }));
        return tip.textContent;
      }
      plot.focus();
      var first = press("ArrowRight"), second = press("ArrowRight");
      var back = press("ArrowLeft");
      if (!first || first === second && press("End") === first || back !== first) {
        found.wrong.push("keys of " + name);
      }
      found.spoken.push(document.querySelector(".live").textContent);
    });
    found.moved = location.href.indexOf("tested") < 0;
    found.complaints = window.complaints;
    report(found);
  }, 1500);
});
