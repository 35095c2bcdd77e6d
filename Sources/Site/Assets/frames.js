// Plays figures that change in time. Without this script a page shows the strip of telling moments,
// and for readers who ask for less motion the player stands still until they start it.
(function () {
  "use strict";
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");

  function make(name, attributes, text) {
    var node = document.createElement(name);
    for (var key in attributes) node.setAttribute(key, attributes[key]);
    if (text) node.textContent = text;
    return node;
  }
  function numbers(text) { return text.split(" ").map(Number); }

  // The film is one picture: the first moment whole, and of each further one the part that changed.
  function player(figure) {
    var data = figure.dataset;
    var frame = numbers(data.frame);
    var parts = data.parts.split(";").map(numbers);
    var strip = figure.querySelector("img");
    var film = new Image();
    film.onload = function () { begin(figure, strip, film, frame, parts, Number(data.seconds)); };
    film.src = data.film;
  }

  function begin(figure, strip, film, frame, parts, seconds) {
    var canvas = make("canvas", {
      width: frame[0], height: frame[1], role: "img", "aria-label": strip.alt
    });
    canvas.style.width = figure.dataset.shown + "px";
    var pen = canvas.getContext("2d");
    var last = parts.length;
    var shown = -1;
    var timer = null;
    var bar = make("p", { "class": "player" });
    var button = make("button", { type: "button" }, "Play");
    var slider = make("input", {
      type: "range", min: 0, max: last, value: 0, step: 1, "aria-label": "Moment"
    });
    bar.append(button, slider);

    function draw(moment) {
      // A moment lies over all before it: going back begins with the first.
      if (moment < shown || shown < 0) {
        pen.clearRect(0, 0, frame[0], frame[1]);
        pen.drawImage(film, 0, 0, frame[0], frame[1], 0, 0, frame[0], frame[1]);
        shown = 0;
      }
      while (shown < moment) {
        var part = parts[shown];
        if (part[2] > 0 && part[3] > 0) {
          pen.drawImage(film, part[4], part[5], part[2], part[3], part[0], part[1], part[2], part[3]);
        }
        shown += 1;
      }
      slider.value = moment;
      slider.setAttribute("aria-valuetext", "moment " + (moment + 1) + " of " + (last + 1));
    }
    function pause() {
      clearInterval(timer);
      timer = null;
      button.textContent = "Play";
    }
    function play() {
      if (timer !== null) return;
      if (shown >= last) draw(0);
      button.textContent = "Pause";
      timer = setInterval(function () {
        if (shown >= last) pause(); else draw(shown + 1);
      }, 1000 * seconds);
    }
    function toggle() { if (timer === null) play(); else pause(); }

    button.addEventListener("click", toggle);
    slider.addEventListener("input", function () { pause(); draw(Number(slider.value)); });
    slider.addEventListener("keydown", function (event) {
      if (event.key !== " " && event.key !== "k") return;
      event.preventDefault();
      toggle();
    });
    strip.replaceWith(canvas, bar);
    draw(0);
    if (!("IntersectionObserver" in window)) return;
    // It plays once when it is first seen, and rests while it is out of sight.
    var isNew = true;
    new IntersectionObserver(function (entries) {
      var isSeen = entries[entries.length - 1].isIntersecting;
      if (!isSeen) return pause();
      if (isNew && !still.matches) play();
      isNew = false;
    }, { threshold: 0.6 }).observe(canvas);
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-film]"), player);
})();
