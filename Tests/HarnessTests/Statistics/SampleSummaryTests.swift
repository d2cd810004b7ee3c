import Harness
import Testing

@Suite struct SampleSummaryTests {
  @Test func `a hand-computed table`() {
    // Mean 5, squared distances 9+1+1+1+0+0+4+16 = 32, standard deviation sqrt(32/7).
    let statistics = SampleSummary([9, 2, 4, 4, 4, 5, 5, 7]).statistics(
      clock: "host", stopReason: .converged)
    #expect(statistics.clock == "host")
    #expect(statistics.count == 8)
    #expect(statistics.medianNanoseconds == 4.5)
    #expect(statistics.meanNanoseconds == 5)
    #expect(statistics.minimumNanoseconds == 2)
    #expect(statistics.maximumNanoseconds == 9)
    // Positions 1 + 7/4 = 2.75 and 1 + 21/4 = 6.25.
    #expect(statistics.firstQuartileNanoseconds == 4)
    #expect(statistics.thirdQuartileNanoseconds == 5.5)
    // Distances 2.5 0.5 0.5 0.5 0.5 0.5 2.5 4.5
    #expect(statistics.medianAbsoluteDeviationNanoseconds == 0.5)
    #expect(abs(statistics.coefficientOfVariation - (32.0 / 7).squareRoot() / 5) < 1e-15)
    // Ranks 1 and 8.
    #expect(statistics.medianLowerNanoseconds == 2)
    #expect(statistics.medianUpperNanoseconds == 9)
    #expect(statistics.relativeInterval == 3.5 / 4.5)
    #expect(statistics.stopReason == "converged")
  }

  @Test func `the interval takes the tabulated ranks`() {
    let summary = SampleSummary((1...20).map { Double($0) * 10 }.reversed())
    #expect(summary.medianInterval == 60...150)
    #expect(summary.relativeInterval == 45.0 / 105)
  }

  @Test func `one sample is its own median and has no spread`() {
    let statistics = SampleSummary([3]).statistics(clock: "device", stopReason: .budget)
    #expect(statistics.medianNanoseconds == 3)
    #expect(statistics.firstQuartileNanoseconds == 3)
    #expect(statistics.coefficientOfVariation == 0)
    #expect(SampleSummary([3]).medianInterval == nil)
    #expect(SampleSummary([3]).relativeInterval == nil)
  }

  @Test func `quartiles interpolate by definition seven`() {
    let summary = SampleSummary([1, 2, 3, 4])
    #expect(summary.quantile(0.25) == 1.75)
    #expect(summary.quantile(0.5) == 2.5)
    #expect(summary.quantile(0.75) == 3.25)
    #expect(summary.quantile(0) == 1)
    #expect(summary.quantile(1) == 4)
  }
}
