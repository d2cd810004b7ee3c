import Foundation
import Kernels

/// The text form of a workload: a suite file.
///
/// Lines are
/// - `# name: NAME`, `# title: TEXT`, `# source: TEXT` (any number) before the first problem,
/// - `DESCRIPTOR [xWEIGHT] [# LABEL]`: a problem, how often it is called (1 unless given) and what to call it,
/// - empty lines and other comments, which start with `#`.
///
/// Files are untrusted: their size, their number of lines and their names are bounded, and nothing in them is a path.
public enum SuiteFile {
  /// The most bytes a file may have.
  public static let maximumByteCount = 16 << 20
  /// The most problems a file may have.
  public static let maximumItemCount = 100_000

  /// Reads a file.
  /// - Throws: `WorkloadError` with file, line and place.
  public static func read(path: String) throws(WorkloadError) -> Workload {
    let bytes = try BoundedFile.bytes(path: path, limit: maximumByteCount)
    return try parse(bytes, file: path, origin: .file)
  }

  /// Parses the bytes of a file; `file` is what errors call it.
  /// - Throws: `WorkloadError` with file, line and place.
  public static func parse(
    _ bytes: [UInt8], file: String, origin: Workload.Origin
  ) throws(WorkloadError) -> Workload {
    guard bytes.count <= maximumByteCount else {
      throw WorkloadError(
        "\(file) is larger than \(maximumByteCount >> 20) MiB, the most a suite file may be")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw WorkloadError("\(file) is not UTF-8 text")
    }
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    var workload = Workload(name: stem, origin: origin, items: [])
    var lineNumber = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      lineNumber += 1
      let trimmed = line.trimmingCharacters(in: .whitespaces.union(.controlCharacters))
      if trimmed.isEmpty { continue }
      if trimmed.hasPrefix("#") {
        if workload.items.isEmpty {
          try header(trimmed.dropFirst(), into: &workload, file: file, line: lineNumber)
        }
        continue
      }
      guard workload.items.count < maximumItemCount else {
        throw WorkloadError("\(file):\(lineNumber): more than \(maximumItemCount) problems")
      }
      workload.items.append(try item(trimmed, file: file, line: lineNumber))
    }
    guard !workload.items.isEmpty else {
      throw WorkloadError(
        "\(file) holds no problem; write one a line, for example gemm:f32:nn:m=64,n=64,k=64")
    }
    return workload
  }

  /// The text that parses to `workload`.
  public static func text(of workload: Workload) -> String {
    var text = "# name: \(workload.name)\n"
    if !workload.title.isEmpty { text += "# title: \(workload.title)\n" }
    for source in workload.sources { text += "# source: \(source)\n" }
    for item in workload.items {
      text += item.problem.descriptor
      if item.weight != 1 { text += "  x\(WorkloadItem.text(weight: item.weight))" }
      if let label = item.label { text += "  # \(label)" }
      text += "\n"
    }
    return text
  }

  /// The problem of one line, or nil for an empty line and a comment.
  /// - Throws: `WorkloadError` with file, line and place.
  static func item(line: String, file: String, number: Int) throws(WorkloadError) -> WorkloadItem? {
    let trimmed = line.trimmingCharacters(in: .whitespacesAndNewlines.union(.controlCharacters))
    if trimmed.isEmpty || trimmed.hasPrefix("#") { return nil }
    return try item(trimmed, file: file, line: number)
  }

  private static func header(
    _ comment: Substring, into workload: inout Workload, file: String, line: Int
  ) throws(WorkloadError) {
    guard let colon = comment.firstIndex(of: ":") else { return }
    let value = comment[comment.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    switch comment[..<colon].trimmingCharacters(in: .whitespaces) {
    case "name":
      guard isName(value) else {
        throw WorkloadError(
          "\(file):\(line): \"\(value.prefix(80))\" is not a suite name; use up to 64 of a-z, 0-9, - . _"
        )
      }
      workload.name = value
    case "title": workload.title = value
    case "source": workload.sources.append(value)
    default: break
    }
  }

  private static func item(_ text: String, file: String, line: Int) throws(WorkloadError)
    -> WorkloadItem
  {
    var columns = text[...]
    var label: String?
    if let mark = text.firstRange(of: " #") {
      columns = text[..<mark.lowerBound]
      let comment = text[mark.upperBound...].trimmingCharacters(in: .whitespaces)
      label = comment.isEmpty ? nil : comment
    }
    let words = columns.split(whereSeparator: \.isWhitespace)
    let problem: Problem
    do throws(DescriptorError) {
      problem = try Problem(descriptor: String(words[0]))
    } catch {
      throw WorkloadError("\(file):\(line): \(error)")
    }
    var weight = 1.0
    if words.count > 1 {
      guard words.count == 2, words[1].first == "x", let value = Double(words[1].dropFirst()),
        value > 0, value.isFinite
      else {
        let wrong = words.count > 2 ? words[2] : words[1]
        let carets =
          String(
            repeating: " ", count: columns.distance(from: columns.startIndex, to: wrong.startIndex))
          + String(repeating: "^", count: wrong.count)
        throw WorkloadError(
          "\(file):\(line): after the descriptor can stand a weight such as x32, then \" # label\"\n"
            + "  \(columns)\n  \(carets)")
      }
      weight = value
    }
    return WorkloadItem(problem: problem, label: label, weight: weight)
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && text.first != "."
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
