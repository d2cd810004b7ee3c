import Kernels
import TestSupport
import Testing

@testable import Harness

@Suite struct WorkloadTotalsTests {
  /// Cases of one device: (weight, here, recorded, attainable, ceiling), all in nanoseconds a call.
  private static func file(
    _ cases: [(weight: Double, here: Double?, recorded: Double?, least: Double?, ceiling: String)]
  ) throws -> ResultsFile {
    var file = SampleResults.file
    let template = try #require(file.cases.first { $0.statistics != nil && $0.status == .passed })
    file.cases = cases.enumerated().map { index, given in
      var record = template
      record.device = "openblas:0"
      record.descriptor = "gemm:f32:nn:m=\(index + 1),n=4,k=4"
      record.weight = given.weight
      record.flopCount = 1000
      record.recordedNanoseconds = given.recorded
      if let here = given.here {
        record.statistics?.medianNanoseconds = here
      } else {
        record.status = .unsupported
        record.statistics = nil
      }
      record.roof = given.least.map {
        RoofShare(
          fraction: $0 / (given.here ?? 1), ceiling: given.ceiling, attainableNanoseconds: $0)
      }
      return record
    }
    return file
  }

  @Test("The gap is split by the roofline and adds up")
  func split() throws {
    let file = try Self.file([
      // 10 calls of 100 here and 10 there; the roof allows 70 in f32: 600 of arithmetic, 300 of ours.
      (10, 100, 10, 70, "f32"),
      // 1 call of 500 against 100; memory allows 400.
      (1, 500, 100, 400, "DRAM"),
      // Without a roof: 50 that nobody explains.
      (1, 100, 50, nil, ""),
      // Not recorded: in the time, in nothing else.
      (2, 30, nil, 10, "f32"),
      // Unsupported.
      (4, nil, 25, nil, ""),
    ])
    let totals = try #require(WorkloadTotals(file, device: "openblas:0"))
    #expect(totals.nanoseconds == 1000 + 500 + 100 + 60)
    #expect(totals.compared == .init(here: 1600, recorded: 250))
    let gap = try #require(totals.gap)
    #expect(gap == .init(compute: 600, bandwidth: 300, ours: 300 + 100, unknown: 50))
    #expect(gap.total == 1600 - 250)
    #expect(totals.coveredCalls == 14)
    #expect(totals.uncoveredCalls == 4)
    #expect(totals.uncoveredFlops == 4000)
    #expect(totals.uncoveredRecordedNanoseconds == 100)
    #expect(totals.costs.map(\.excess) == [900, 400, 50])
  }

  @Test("Calls that are faster here, and roofs below the recorded time, are not ceilings")
  func faster() throws {
    let ahead = try Self.file([(1, 50, 100, 40, "f32")])
    #expect(try #require(WorkloadTotals(ahead, device: "openblas:0")).gap == nil)
    let mixed = try Self.file([(1, 50, 100, 40, "f32"), (1, 300, 100, 80, "L2")])
    let gap = try #require(WorkloadTotals(mixed, device: "openblas:0")?.gap)
    #expect(gap == .init(compute: 0, bandwidth: 0, ours: 150, unknown: 0))
  }

  @Test("Without recorded times there are totals and no gap; without cases nothing")
  func unrecorded() throws {
    let file = try Self.file([(3, 100, nil, 50, "f32"), (1, 200, nil, 50, "f32")])
    let totals = try #require(WorkloadTotals(file, device: "openblas:0"))
    #expect(totals.nanoseconds == 500)
    #expect(totals.compared == nil)
    #expect(totals.gap == nil)
    #expect(totals.costs.map(\.nanoseconds) == [300, 200])
    #expect(WorkloadTotals(file, device: "vulkan:9") == nil)
  }
}
