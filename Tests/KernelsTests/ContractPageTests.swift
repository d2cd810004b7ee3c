import Foundation
import Testing

/// docs/backend-contract.md names the test behind every sentence; the tests must be there.
@Suite("Contract page") struct ContractPageTests {
  @Test("Every test that the page names exists")
  func references() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "docs/backend-contract.md"), encoding: .utf8)
    let references = page.matches(of: /`([A-Z]\w+Tests)\.(\w+)`/).map {
      (String($0.1), String($0.2))
    }
    #expect(references.count > 40)
    for (suite, function) in references {
      let isOfHarness = ["FaultyBackendTests", "WorkerFaultTests"].contains(suite)
      let folder = isOfHarness ? "HarnessTests" : "KernelsTests"
      let source = try String(
        contentsOf: root.appending(path: "Tests/\(folder)/\(suite).swift"), encoding: .utf8)
      #expect(source.contains("func \(function)("), "\(suite).\(function) is gone")
    }
  }

  @Test("Every test of the contract suite stands on the page")
  func completeness() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "docs/backend-contract.md"), encoding: .utf8)
    for suite in ["BackendContractTests", "DeviceBufferTests", "NonFiniteTests"] {
      let source = try String(
        contentsOf: root.appending(path: "Tests/KernelsTests/\(suite).swift"), encoding: .utf8)
      for match in source.matches(of: /@Test[\s\S]*?func (\w+)\(/) {
        #expect(page.contains("`\(suite).\(match.1)`"), "\(suite).\(match.1) is not on the page")
      }
    }
  }
}
