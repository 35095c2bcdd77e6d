import Foundation

/// Single keys from the terminal, as they are pressed, without Return. Until it is let go they are
/// not shown, and the terminal is as it was before afterwards.
final class Keyboard {
  private var before = termios()

  /// Nil where standard input is no terminal.
  init?() {
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var settings = before
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0 else { return nil }
  }

  deinit { tcsetattr(STDIN_FILENO, TCSANOW, &before) }

  /// A key that was pressed and not taken yet, waiting for one as long as `seconds`.
  func key(within seconds: Double) -> Character? {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, Int32(seconds * 1000)) > 0, input.revents & Int16(POLLIN) != 0 else {
      // A terminal that is gone would be reported again at once.
      if input.revents != 0 { usleep(UInt32(seconds * 1e6)) }
      return nil
    }
    var byte: UInt8 = 0
    guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
    return Character(Unicode.Scalar(byte))
  }
}
