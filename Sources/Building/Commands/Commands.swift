extension Command {
  /// Everything that `./build.sh` can do, in the order of the help. A new command is a file beside
  /// this one and a word here.
  package static let all: [Command] = [
    .build, .watch, .exercises, .check, .restore, .test, .list, .new, .data, .gallery,
    .bench, .same, .site, .serve, .tangle, .blocks, .clean, .help,
  ]
}
