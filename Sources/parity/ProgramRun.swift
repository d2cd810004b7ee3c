import Foundation

/// Runs a program to its end, with standard streams, working folder and terminal of this process.
struct ProgramRun {
  /// How a program ended.
  enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  let program: String
  let arguments: [String]
  /// Variables that differ from this process's.
  let environment: [String: String]

  /// Starts the program and waits for it.
  ///
  /// SIGINT and SIGTERM are the program's to answer meanwhile.
  /// - Throws: `CommandFailure` where it cannot be started.
  func run() throws -> End {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var arguments: [UnsafeMutablePointer<CChar>?] =
      ([program] + self.arguments).map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var child: pid_t = 0
    let status = posix_spawnp(&child, program, &actions, nil, &arguments, &environment)
    guard status == 0 else {
      throw CommandFailure(
        .usage, "\(program) cannot be started: \(String(cString: strerror(status)))")
    }
    // A terminal sends SIGINT to both; SIGTERM comes to this process alone and is passed on.
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [child] in if number == SIGTERM { kill(child, SIGTERM) } }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    var state: Int32 = 0
    while waitpid(child, &state, 0) < 0, errno == EINTR {}
    return state & 0x7F == 0 ? .exited(state >> 8 & 0xFF) : .signalled(state & 0x7F)
  }
}
