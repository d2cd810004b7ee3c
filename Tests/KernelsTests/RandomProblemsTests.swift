import Foundation
import Kernels
import TestSupport
import Testing

extension DeviceTests {
  /// Seeded random problems on every device, against the reference; `PARITY_TEST_SEED` sets another seed.
  @Suite("Random problems") struct RandomProblemsTests {
    static let seed =
      ProcessInfo.processInfo.environment["PARITY_TEST_SEED"].flatMap(UInt64.init) ?? 20_260_101
    static let problemCount = 600

    /// The most of 600 random problems that a backend may leave out, in per cent: 8-bit floats and complex types are not
    /// everyone's.
    static let unsupportedPercentLimit = ["reference": 0, "openblas": 15, "vulkan": 50]

    @Test(
      "600 random problems agree with the reference on every device",
      .timeLimit(.minutes(10)), arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func agree(_ found: DiscoveredDevice) throws {
      var unsupported = 0
      var reasons: [String: Int] = [:]
      var disagreements = 0
      try found.withDevice { device in
        for number in 0..<Self.problemCount {
          let seed = Self.seed &+ UInt64(number)
          var problems = RandomProblems(seed: seed)
          let problem = problems.next()
          let support = device.support(for: problem)
          if case .unsupported(let why) = support {
            unsupported += 1
            for reason in why { reasons[reason.argument.rawValue, default: 0] += 1 }
            continue
          }
          // All variants get their turn over the run, and the seed alone repeats a case.
          let variant = support.variants[Int(seed % UInt64(support.variants.count))]
          let inputs = ProblemInputs(for: problem, seed: seed)
          let finding = Self.finding(problem, device, variant, inputs)
          if let finding {
            disagreements += 1
            Issue.record("\(found.info.id) \(variant): \(finding) (PARITY_TEST_SEED=\(seed))")
          }
          if disagreements >= 20 { break }
        }
      }
      let percent = 100 * unsupported / Self.problemCount
      let why = reasons.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }
      print(
        "\(found.info.id): \(Self.problemCount - unsupported) of \(Self.problemCount) random problems ran,",
        "\(unsupported) unsupported", why.isEmpty ? "" : "(\(why.joined(separator: ", ")))")
      #expect(
        percent <= Self.unsupportedPercentLimit[found.info.backend] ?? 75,
        "\(found.info.id) leaves out \(percent) % of random problems")
    }

    /// Runs one problem; what is wrong with the result, in words.
    static func finding(
      _ problem: Problem, _ device: any Device, _ variant: KernelVariant, _ inputs: ProblemInputs
    ) -> String? {
      do {
        let output = try ProblemRunner.run(problem, on: device, variant: variant, inputs: inputs)
        if let violation = output.violations.first {
          return "touched \(violation)\n  repeat with: \(problem.descriptor)"
        }
        return Agreement.disagreement(of: output.bytes, with: problem, inputs: inputs)
      } catch {
        return "\(error)\n  repeat with: \(problem.descriptor)"
      }
    }
  }
}
