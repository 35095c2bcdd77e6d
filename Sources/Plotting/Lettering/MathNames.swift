/// The names and the habits of mathematics.
enum MathNames {
  /// What `\name` stands for.
  static let signs: [String: Character] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "pm": "±", "mp": "∓", "times": "×", "div": "÷", "cdot": "·", "circ": "∘", "odot": "⊙",
    "otimes": "⊗", "oplus": "⊕", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "sim": "∼", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫",
    "in": "∈", "notin": "∉", "subset": "⊂", "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃",
    "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "uparrow": "↑", "downarrow": "↓",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "ell": "ℓ", "prime": "′", "dots": "…",
    "ldots": "…", "cdots": "…", "degree": "°", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊",
    "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "mid": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖",
    "vert": "|", "lvert": "|", "rvert": "|", "checkmark": "✓",
  ]

  /// Functions whose names stand upright.
  static let functions: Set<String> = [
    "log", "ln", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "min", "max", "argmin",
    "argmax", "lim", "sup", "inf", "det", "dim", "Pr", "KL", "softmax", "sign", "tr",
  ]

  /// The marks that `\name` puts over what follows.
  static let accents: [String: Character] = [
    "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{304}",
    "tilde": "\u{303}", "widetilde": "\u{303}", "dot": "\u{307}", "ddot": "\u{308}",
    "vec": "\u{20D7}", "check": "\u{30C}",
  ]

  /// The shortest name of a mark.
  static func name(of mark: Character) -> String {
    accents.filter { $0.value == mark }.keys.min { ($0.count, $0) < ($1.count, $1) } ?? "mark"
  }

  /// What keyboards offer in place of mathematical signs.
  static let substitutes: [Character: Character] = ["-": "−", "*": "·", "'": "′", "~": "∼"]

  static let relations: Set<Character> = [
    "=", "<", ">", "≤", "≥", "≠", "≈", "∼", "≡", "∝", "≪", "≫", "∈", "∉", "⊂", "→", "←", "↔", "⇒",
  ]
  static let operators: Set<Character> = [
    "+", "−", "±", "∓", "×", "÷", "·", "∘", "⊙", "⊗", "⊕", "∪", "∩",
  ]

  /// Greek capitals and doubled letters stand upright in mathematics.
  static func isUpright(_ letter: Character) -> Bool {
    Alphabet.greekCapitals.contains(letter) || "ℝℕℤ".contains(letter)
  }
}
