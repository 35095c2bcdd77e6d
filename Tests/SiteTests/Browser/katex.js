// Asks KaTeX which of the page's expressions it draws.
addEventListener("load", function () {
  var rejected = {};
  window.expressions.forEach(function (tex) {
    try {
      katex.renderToString(tex, { displayMode: true, throwOnError: true, strict: "ignore" });
    } catch (fault) {
      rejected[tex] = fault.message;
    }
  });
  report({ rejected: rejected, count: window.expressions.length });
});
