@preconcurrency import Foundation

// The few things a chapter's process does to itself.

/// Makes standard output a line-buffered stream, before the first byte goes through it: what was
/// printed before a trap would otherwise be lost in the buffer.
func bufferOutputByLine() {
  setvbuf(stdout, nil, _IOLBF, 0)
}

/// Hands everything printed so far to the operating system.
func flushOutput() {
  fflush(nil)
}

/// How many bytes have been written to standard output, by this process and its children; zero
/// where it is a terminal or a pipe.
func writtenOutput() -> Int {
  max(0, Int(lseek(STDOUT_FILENO, 0, SEEK_CUR)))
}

/// Prints a line to standard error.
func printError(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Starts the program anew with backtraces switched on, which the runtime reads once at its start:
/// a trap in optimised code says nothing else. Does nothing where the variable is set already.
func runAgainWithBacktraces(_ variables: [String: String]) {
  guard variables["SWIFT_BACKTRACE"] == nil, let program = Bundle.main.executablePath else {
    return
  }
  setenv("SWIFT_BACKTRACE", "enable=yes,threads=crashed,images=none,interactive=no", 1)
  var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
  execv(program, &arguments)
  // Only a failure comes back from execv; the chapter then runs without backtraces.
  for argument in arguments { free(argument) }
}
