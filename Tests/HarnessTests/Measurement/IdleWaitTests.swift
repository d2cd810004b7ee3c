import Foundation
import Testing

@testable import Harness

// Serialised, since other tests' threads use processor time too: they only make it wait longer.
@Suite(.serialized) struct IdleWaitTests {
  /// Keeps a thread busy for some seconds of time.
  private static func spin(seconds: Double) {
    Thread.detachNewThread {
      let end = HostClock.nanoseconds + seconds * 1e9
      while HostClock.nanoseconds < end {}
    }
  }

  @Test func `it waits for threads that look out for work, as long as the limit allows`() {
    Self.spin(seconds: 0.2)
    usleep(2000)
    let limited = IdleWait().wait(limitNanoseconds: 2e7)
    #expect(limited >= 2e7)
    let whole = IdleWait().wait(limitNanoseconds: 5e9)
    #expect(whole >= 0.1e9)
  }

  @Test func `it waits for children too`() throws {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/bin/sh")
    child.arguments = ["-c", "while :; do :; done"]
    child.standardOutput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    try child.run()
    defer {
      kill(child.processIdentifier, SIGKILL)
      child.waitUntilExit()
    }
    usleep(20_000)
    let waited = IdleWait().wait(limitNanoseconds: 3e7)
    #expect(waited >= 3e7)
  }
}
