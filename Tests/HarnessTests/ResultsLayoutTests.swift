import Foundation
import Testing

@testable import Harness

@Suite struct ResultsLayoutTests {
  private struct Sample: Codable, Equatable {
    var numbers: [Double]
    var nested: [[Int]]
    var texts: [String]
    var empty: [Int]
  }

  @Test func `Arrays of numbers fill lines, and nothing else changes`() throws {
    let sample = Sample(
      numbers: (0..<200).map { Double($0) * 1234.56789e-3 } + [-1e-300, 1e22],
      nested: [[1, 2], [], [-3]], texts: ["[1, 2,\n 3]", "\\\"[4]", "\\", "]"], empty: [])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let indented = try encoder.encode(sample)
    let compact = CompactNumberArrays.applied(to: indented)
    #expect(try JSONDecoder().decode(Sample.self, from: compact) == sample)
    let lines = String(decoding: compact, as: UTF8.self).split(separator: "\n")
    #expect(lines.count < 60)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.contains("    [1, 2],"))
    #expect(lines.contains("    \"[1, 2,\\n 3]\","))
    #expect(CompactNumberArrays.applied(to: compact) == compact)
  }

  @Test func `Cut or empty text stays as it is`() {
    for text in ["", "[", "[1, 2", "\"[1", "\"\\", "[]", "[ ]", "[\"1\"]", "[true]"] {
      #expect(CompactNumberArrays.applied(to: Data(text.utf8)) == Data(text.utf8))
    }
  }
}
