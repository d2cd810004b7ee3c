import Foundation

/// The small text files by which Linux describes a machine, below a root that tests can choose.
struct SystemFiles {
  /// `/`, or a folder that holds a copy of some of `/proc` and `/sys`.
  var root = "/"

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + path)
  }

  /// The trimmed content, or nil where the file is absent, unreadable or empty.
  func text(_ path: String) -> String? {
    // Not by Foundation, which takes the first page of a file of /proc for all of it.
    guard let file = try? PolledFile.open(path, in: self).get(),
      let content = file.text(limit: 1 << 24)
    else { return nil }
    let text =
      content
      .trimmingCharacters(in: CharacterSet.whitespacesAndNewlines.union(["\0"]))
    return text.isEmpty ? nil : text
  }

  func integer(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

  /// The names in a folder, sorted; empty where there is none.
  func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root + path)) ?? []).sorted()
  }
}
