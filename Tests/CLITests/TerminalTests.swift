import Foundation
import Testing

@Suite("Terminals", .timeLimit(.minutes(2)))
struct TerminalTests {
  private static let arguments = [
    "run", "gemm:f32:nn:m=8,n=8,k=8", "gemm:f32:nn:m=9,n=8,k=8", "--backend", "reference",
    "--budget", "0.02",
    "--output", "out.json",
  ]

  @Test("Progress is a line that is redrawn, and the table is coloured")
  func colored() throws {
    let terminal = try PseudoTerminal()
    let text = try terminal.run(Self.arguments, environment: ["TERM": "xterm"])
    #expect(text.contains("\r\u{1B}[K[1/2] gemm:f32:nn:m=8,n=8,k=8"))
    #expect(text.contains("\u{1B}[3") || text.contains("\u{1B}[0;3") || text.contains("\u{1B}[1"))
  }

  @Test(
    "NO_COLOR and --no-color leave no colour",
    arguments: [
      ([String](), ["NO_COLOR": "1", "TERM": "xterm"]), (["--no-color"], ["TERM": "xterm"]),
    ])
  func plain(extra: [String], environment: [String: String]) throws {
    let terminal = try PseudoTerminal()
    let text = try terminal.run(Self.arguments + extra, environment: environment)
    #expect(text.contains("[1/2]"))
    #expect(!text.replacingOccurrences(of: "\u{1B}[K", with: "").contains("\u{1B}"))
  }

  @Test("An empty NO_COLOR changes nothing, and a dumb terminal gets plain lines")
  func dumb() throws {
    let empty = try PseudoTerminal().run(
      Self.arguments, environment: ["NO_COLOR": "", "TERM": "xterm"])
    #expect(empty.replacingOccurrences(of: "\u{1B}[K", with: "").contains("\u{1B}"))
    let dumb = try PseudoTerminal().run(Self.arguments, environment: ["TERM": "dumb"])
    #expect(!dumb.contains("\u{1B}"))
    #expect(dumb.contains("[2/2] reference:0"))
  }
}

/// A terminal that a test reads.
private final class PseudoTerminal {
  private let controller: FileHandle
  private let terminalPath: String

  init() throws {
    // posix_openpt and its kin are hidden from Swift by feature macros; this is what they do on Linux (pts(4), ioctl_tty(2)).
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var unlock: Int32 = 0
    var number: UInt32 = 0
    let setLock: UInt = 0x4004_5431  // TIOCSPTLCK
    let getNumber: UInt = 0x8004_5430  // TIOCGPTN
    try #require(
      descriptor >= 0 && ioctl(descriptor, setLock, &unlock) == 0
        && ioctl(descriptor, getNumber, &number) == 0)
    controller = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    terminalPath = "/dev/pts/\(number)"
  }

  /// Runs `parity` on the terminal and returns all that it showed.
  func run(_ arguments: [String], environment: [String: String]) throws -> String {
    let terminal = try #require(FileHandle(forUpdatingAtPath: terminalPath))
    let process = try ParityProcess(arguments, environment: environment)
    defer { try? FileManager.default.removeItem(at: process.folder) }
    try process.start(output: terminal, error: terminal)
    _ = try process.wait()
    // A few lines fit the kernel's buffer; after the last writer is gone, reading ends with EIO instead of an end of file.
    var shown = Data()
    try terminal.close()
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(controller.fileDescriptor, &bytes, bytes.count)
      guard count > 0 else { break }
      shown.append(contentsOf: bytes[..<count])
    }
    return String(decoding: shown, as: UTF8.self)
  }
}
