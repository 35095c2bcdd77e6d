/// Sets of tables and of series.
extension PublishedSet {
  /// Income of 48,842 people in the United States, 1994: two parts, with gaps, 6 MB.
  public static let adult = PublishedSet(
    name: "adult", folder: "adult",
    mirrors: ["https://archive.ics.uci.edu/ml/machine-learning-databases/adult"],
    files: [
      File(
        "adult.data", size: 3_974_305,
        sha256: "5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d"),
      File(
        "adult.test", size: 2_003_153,
        sha256: "a2a9044bc167a35b2361efbabec64e89d69ce82d9790d2980119aac5fd7e9c05"),
    ],
    origin: "B. Becker, R. Kohavi: Adult. UCI Machine Learning Repository, 1996, "
      + "doi 10.24432/C5XW20. CC BY 4.0.")

  /// Values of houses in 20,640 blocks of California, 1990, 2 MB.
  public static let calhousing = PublishedSet(
    name: "calhousing", folder: "calhousing",
    mirrors: ["https://ndownloader.figshare.com/files"],
    files: [
      File(
        "cal_housing.tgz", at: "5976036", size: nil,
        sha256: "aaa5c9a6afe2225cc2aed2723682ae403280c4a3695a2ddda4ffb5d8215ea681",
        members: [
          Member(
            "cal_housing.data",
            sha256: "a2b44dcc7e1c9091b43c4f458b25cbd1f7e8068d08edd26bc4703108d3fa6214")
        ])
    ],
    origin: "R. K. Pace, R. Barry: Sparse spatial autoregressions. Statistics and Probability "
      + "Letters 33 (1997). Licence not stated.")

  /// Hires of bicycles in Washington, each hour of 2011 and 2012, with the weather, 1 MB.
  public static let bike = PublishedSet(
    name: "bike", folder: "bike",
    mirrors: ["https://archive.ics.uci.edu/static/public/275"],
    files: [
      File(
        "bike-sharing.zip", at: "bike+sharing+dataset.zip", size: 279_992,
        sha256: "b70182d0d0508e9abbb79306ce5c0cec34869000f8220175ac83d11dbe845401",
        members: [
          Member(
            "hour.csv",
            sha256: "e03de4ee4ef4dc376ac6e04bf829673c6269e8eba5c60fa121640fa2f829504f"),
          Member(
            "day.csv",
            sha256: "a6bcf826782d3c0fbfdcbeead17cd0884185a0dafe8ff10cd48a874ee7ba18be"),
        ])
    ],
    origin: "H. Fanaee-T, J. Gama: Event labeling combining ensemble detectors and background "
      + "knowledge. Progress in Artificial Intelligence, 2013. UCI Machine Learning Repository, "
      + "doi 10.24432/C5W894. CC BY 4.0.")

  /// Temperature and load of two electricity transformers, each hour of two years, 5 MB.
  public static let ett = PublishedSet(
    name: "ett", folder: "timeseries/ett",
    mirrors: ["https://raw.githubusercontent.com/zhouhaoyi/ETDataset/main/ETT-small"],
    files: [
      File(
        "ETTh1.csv", size: 2_589_657,
        sha256: "f18de3ad269cef59bb07b5438d79bb3042d3be49bdeecf01c1cd6d29695ee066"),
      File(
        "ETTh2.csv", size: 2_417_960,
        sha256: "a3dc2c597b9218c7ce1cd55eb77b283fd459a1d09d753063f944967dd6b9218b"),
    ],
    origin: "H. Zhou et al.: Informer. AAAI 2021. CC BY-ND 4.0: pass it on whole and unchanged.")
}
