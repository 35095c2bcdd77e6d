extension Command {
  /// Everything that `./build.sh` can do, in the order of the help. A new command is a file beside
  /// this one and a word here.
  package static let all: [Command] = [
    .build, .watch, .exercises, .check, .replicate, .same, .restore, .test, .list, .new, .data,
    .gallery, .bench, .site, .pdf, .serve, .tangle, .blocks, .clean, .help,
  ]
}
