import Foundation

/// Finds where a file is damaged when `JSONDecoder` says only that it is.
enum DamageReport {
  /// The end of a sentence about `data`, which could not be decoded as `type`: what is wrong, and where.
  static func sentence(_ data: Data, decoding type: any Decodable.Type) -> String {
    do {
      _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    } catch {
      return "not valid JSON: " + syntax(error as NSError, data)
    }
    // The syntax is right, so a number does not fit the type of its key.
    let misfit = "holds a number that is no whole number or too large where one is counted"
    guard type == ResultsFile.self else { return misfit }
    let place = (try? JSONDecoder().decode(PartFinder.self, from: data))?.place
    return "\(place ?? "the file") \(misfit)"
  }

  /// The parser's own words with its offset turned into a line and a column.
  private static func syntax(_ error: NSError, _ data: Data) -> String {
    let detail = error.userInfo[NSDebugDescriptionErrorKey] as? String ?? "unreadable"
    let words = detail.split(separator: " ")
    if detail.contains("end of file") || data.isEmpty {
      return "it ends at \(lineAndColumn(data.count, data)), before it is complete"
    }
    if let offset = words.last.flatMap({ Int($0.filter(\.isNumber)) }) {
      let what = words.prefix { $0 != "around" && $0 != "at" }.joined(separator: " ")
      return "\(what.prefix(1).lowercased() + what.dropFirst()) at \(lineAndColumn(offset, data))"
    }
    // `Number 1e999 is not representable in Swift.`
    if words.count > 1, words[0] == "Number", let range = data.range(of: Data(words[1].utf8)) {
      let offset = range.lowerBound - data.startIndex
      return "a number beyond the range of doubles at \(lineAndColumn(offset, data))"
    }
    return detail.hasSuffix(".") ? String(detail.dropLast()) : detail
  }

  /// Both from 1; columns are bytes.
  private static func lineAndColumn(_ offset: Int, _ data: Data) -> String {
    let before = data.prefix(max(0, offset))
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
    return "line \(line), column \(before.endIndex - lineStart + 1)"
  }

  /// Decodes a results file part by part and keeps the name of the first that fails.
  private struct PartFinder: Decodable {
    var place: String?

    private enum Part: String, CodingKey {
      case tool, run, host, devices, settings, workload, cases
    }

    init(from decoder: any Decoder) throws {
      let parts = try decoder.container(keyedBy: Part.self)
      func check<Value: Decodable>(_ type: Value.Type, _ part: Part) {
        guard place == nil, (try? parts.decode(type, forKey: part)) == nil else { return }
        place = part.rawValue
      }
      check(ResultsFile.Tool.self, .tool)
      check(ResultsFile.Run.self, .run)
      check(ResultsFile.Host.self, .host)
      check(ResultsFile.WorkloadReference.self, .workload)
      check(ResultsFile.Settings.self, .settings)
      var cases = try parts.nestedUnkeyedContainer(forKey: .cases)
      while place == nil, !cases.isAtEnd {
        let index = cases.currentIndex
        if (try? cases.decode(CaseRecord.self)) == nil { place = "cases[\(index)]" }
      }
    }
  }
}
