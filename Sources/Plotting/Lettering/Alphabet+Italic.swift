extension Alphabet {
  /// Forms of their own for slanted letters, as in mathematics.
  static let italic: [Character: String] = [
    "a":
      "556: - 484>,500d 484>,110@-90 560,0@20*0.7 ; 440,350u*0.5 256,511^l 44<,240d 240,-11_r 440,180u*0.5"
  ]
}
