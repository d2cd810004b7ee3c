import Foundation
import Kernels
import TestSupport
import Testing

extension DeviceTests {
  /// Every problem that was ever wrong somewhere, one descriptor a line, replayed on every device.
  @Suite("Corpus") struct CorpusTests {
    @Test(
      "Every problem of the corpus agrees with the reference",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func replay(_ found: DiscoveredDevice) throws {
      let lines = try Self.descriptors()
      #expect(lines.count >= 20, "the corpus was not found")
      try found.withDevice { device in
        for line in lines {
          let problem = try Problem(descriptor: line)
          for variant in device.support(for: problem).variants {
            let finding = RandomProblemsTests.finding(
              problem, device, variant, ProblemInputs(for: problem, seed: 1))
            #expect(finding == nil, "\(found.info.id) \(variant)")
          }
        }
      }
    }

    @Test("Every line of the corpus is canonical, so that it reads as the report printed it")
    func canonical() throws {
      for line in try Self.descriptors() {
        let problem = try Problem(descriptor: line)
        #expect(problem.descriptor == line)
      }
    }

    static func descriptors() throws -> [String] {
      let folder = try #require(Bundle.module.url(forResource: "Corpus", withExtension: nil))
      let files = try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil
      ).filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
      return try files.flatMap { file in
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
          .filter { !$0.hasPrefix("#") }
      }
    }
  }
}
