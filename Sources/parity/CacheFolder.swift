import Foundation

/// Where compiled pipelines are kept between runs.
enum CacheFolder {
  /// `$XDG_CACHE_HOME/parity/pipelines`, with `~/.cache` where the variable is not set (XDG Base Directory
  /// Specification: relative paths are ignored); nil where there is no home either.
  static var pipelines: String? {
    let environment = ProcessInfo.processInfo.environment
    func absolute(_ path: String?) -> String? { path.flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let base =
      absolute(environment["XDG_CACHE_HOME"])
      ?? absolute(environment["HOME"]).map { $0 + "/.cache" }
    return base.map { $0 + "/parity/pipelines" }
  }
}
