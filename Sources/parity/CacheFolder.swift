import Foundation

/// Where things are kept between runs that can be made again.
enum CacheFolder {
  /// Compiled pipelines.
  static var pipelines: String? { folder("pipelines") }

  /// Measured rooflines.
  static var rooflines: String? { folder("rooflines") }

  /// Variants that won `parity tune`.
  static var tunings: String? { folder("tunings") }

  /// `$XDG_CACHE_HOME/parity/NAME`, with `~/.cache` where the variable is not set (XDG Base Directory Specification: relative
  /// paths are ignored); nil where there is no home either.
  private static func folder(_ name: String) -> String? {
    let environment = ProcessInfo.processInfo.environment
    func absolute(_ path: String?) -> String? { path.flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let base =
      absolute(environment["XDG_CACHE_HOME"])
      ?? absolute(environment["HOME"]).map { $0 + "/.cache" }
    return base.map { $0 + "/parity/\(name)" }
  }
}
