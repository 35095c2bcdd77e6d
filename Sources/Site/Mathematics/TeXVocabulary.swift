/// The TeX that the book may use: a part of what KaTeX draws, tested against KaTeX itself.
///
/// KaTeX runs in the reader's browser and not in the build, so the build reads the mathematics with
/// a reader of its own and lets through only what is known to be drawn.
package enum TeXVocabulary {
  /// Commands that take nothing.
  package static let symbols = words(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi
    varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi
    Pi Sigma Upsilon Phi Psi Omega
    sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge
    sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg det dim ker deg
    gcd hom arg max min sup inf lim limsup liminf Pr
    pm mp times div cdot ast star circ bullet oplus ominus otimes oslash odot cap cup vee wedge
    setminus le leq ge geq ne neq ll gg approx sim simeq cong equiv propto prec succ preceq succeq
    subset supset subseteq supseteq in ni notin mid parallel perp models vdash dashv asymp
    to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow mapsto implies
    iff longrightarrow longleftarrow Longrightarrow longmapsto uparrow downarrow updownarrow
    hookrightarrow rightharpoonup nearrow searrow
    infty partial nabla forall exists nexists emptyset varnothing neg lnot ell hbar Re Im aleph prime
    angle triangle square top bot dagger ddagger S P copyright
    dots ldots cdots vdots ddots quad qquad colon backslash
    lbrace rbrace langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert
    displaystyle textstyle scriptstyle limits nolimits nonumber hline
    land lor lbrack rbrack
    """)

  /// Commands by the number of their arguments in braces.
  package static let functions: [String: Int] = {
    var counts: [String: Int] = [:]
    for word in words(
      """
      text textrm textbf textit texttt textsf mathrm mathbf mathit mathsf mathtt mathbb mathcal
      mathfrak mathscr boldsymbol bm hat bar tilde vec dot ddot check breve acute grave widehat
      widetilde overline underline overbrace underbrace overrightarrow overleftarrow operatorname
      operatorname* phantom hphantom vphantom boxed tag tag* sqrt xrightarrow xleftarrow substack
      mathbin mathrel mathop mathord mathopen mathclose pmod bmod not cancel
      """)
    { counts[word] = 1 }
    for word in words(
      "frac dfrac tfrac cfrac binom dbinom tbinom stackrel overset underset textcolor")
    {
      counts[word] = 2
    }
    counts["bmod"] = 0
    return counts
  }()

  /// Commands before whose arguments something in square brackets may stand.
  package static let takesOption: Set<String> = ["sqrt", "xrightarrow", "xleftarrow"]

  /// Commands whose argument is words and not mathematics.
  package static let takesWords: Set<String> = [
    "text", "textrm", "textbf", "textit", "texttt", "textsf", "tag", "tag*", "operatorname",
    "operatorname*",
  ]

  /// Commands that make a bracket larger, and are followed by one.
  package static let sizes: Set<String> = words(
    "big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm middle")

  /// Commands of one character that is no letter.
  package static let signs = Set(",;:!> \\{}|_%#&$")

  /// What `\left`, `\right` and the sizes may be followed by.
  package static let brackets: Set<String> = Set("()[]|/.<>".map(String.init)).union(
    words(
      """
      \\lbrace \\rbrace \\langle \\rangle \\lfloor \\rfloor \\lceil \\rceil \\vert \\Vert \\lvert \\rvert
      \\lVert \\rVert \\{ \\} \\| \\uparrow \\downarrow \\updownarrow \\backslash \\lbrack \\rbrack
      """))

  /// Environments, and whether they take a list of columns.
  package static let environments: [String: Bool] = [
    "matrix": false, "pmatrix": false, "bmatrix": false, "Bmatrix": false, "vmatrix": false,
    "Vmatrix": false, "smallmatrix": false, "cases": false, "rcases": false, "aligned": false,
    "gathered": false, "split": false, "align": false, "align*": false, "gather": false,
    "gather*": false, "equation": false, "equation*": false, "array": true, "alignedat": true,
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
