public import Foundation

/// Files that appear whole or not at all.
public enum WholeFile {
  /// Writes `data` beside `path`, then gives it that name; folders are created.
  /// - Throws: `ResultsError` that names the path and the system's reason.
  public static func write(_ data: Data, to path: String) throws(ResultsError) {
    try DurableFile.createParents(of: path)
    let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).tmp"
    do throws(ResultsError) {
      try DurableFile(path: temporary, mode: .replace).write(data, at: 0)
      try DurableFile.rename(temporary, to: path)
    } catch {
      try? DurableFile.remove(temporary)
      throw error
    }
  }

  /// Adds `data` at the end of the file at `path`, which need not exist.
  /// - Throws: `ResultsError` that names the path and the system's reason.
  public static func append(_ data: Data, to path: String) throws(ResultsError) {
    let file = try DurableFile(path: path, mode: .openOrCreate)
    try file.write(data, at: try file.byteCount())
  }
}

extension ResultsFile {
  /// Writes the file whole or not at all, and the folders it lies in.
  /// - Throws: `ResultsError` where the place cannot be written.
  public func write(path: String) throws(ResultsError) {
    try WholeFile.write(try ResultsCoding.encodeFile(self), to: path)
  }
}
