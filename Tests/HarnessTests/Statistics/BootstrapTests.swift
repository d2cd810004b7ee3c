import Testing

@testable import Harness

@Suite struct BootstrapTests {
  @Test func `The median is the middle, or the mean of the two middle ones`() {
    #expect(Bootstrap.median([3, 1, 2]) == 2)
    #expect(Bootstrap.median([4, 1, 3, 2]) == 2.5)
    #expect(Bootstrap.median([7]) == 7)
  }

  @Test func `Constant samples have an interval without width`() {
    var bootstrap = Bootstrap(seed: 1, resamples: 100)
    #expect(
      bootstrap.medianInterval([Double](repeating: 5, count: 12), confidence: 0.99) == 5...5)
    #expect(bootstrap.medianRatioInterval([6, 6, 6], over: [3, 3], confidence: 0.99) == 2...2)
  }

  @Test func `Equal seeds give equal intervals, others do not`() {
    let values = (0..<41).map { Double(($0 * 17) % 41) }
    func interval(_ seed: UInt64) -> ClosedRange<Double> {
      var bootstrap = Bootstrap(seed: seed, resamples: 300)
      return bootstrap.medianInterval(values, confidence: 0.95)
    }
    #expect(interval(3) == interval(3))
    #expect(Set((0..<10).map(interval)).count > 1)
  }

  @Test func `The interval of independent samples is that of the order statistics`() throws {
    // For 101 shuffled ranks the distribution-free 95 % interval is [40, 60] (MedianInterval: ranks 41 and 61, from 1).
    let values = (0..<101).map { Double(($0 * 37) % 101) }
    var bootstrap = Bootstrap(seed: 7, resamples: 4000)
    let interval = bootstrap.medianInterval(values, confidence: 0.95)
    let ranks = try #require(MedianInterval.ranks(count: 101, confidence: 0.95))
    #expect(abs(interval.lowerBound - Double(ranks.lower - 1)) <= 6)
    #expect(abs(interval.upperBound - Double(ranks.upper - 1)) <= 6)
  }

  @Test func `Samples that hang together give a wider interval than shuffled ones`() {
    let sorted = (0..<200).map(Double.init)
    let shuffled = (0..<200).map { Double(($0 * 77) % 200) }
    var bootstrap = Bootstrap(seed: 7, resamples: 1000)
    let together = bootstrap.medianInterval(sorted, confidence: 0.95)
    let apart = bootstrap.medianInterval(shuffled, confidence: 0.95)
    #expect(
      together.upperBound - together.lowerBound > 1.3 * (apart.upperBound - apart.lowerBound))
  }

  @Test func `A million samples are thinned, not waited for`() {
    var bootstrap = Bootstrap(seed: 7, resamples: 20)
    let interval = bootstrap.medianInterval(
      (0..<1_000_000).map { Double($0 % 1000) }, confidence: 0.95)
    #expect(interval.lowerBound > 400)
    #expect(interval.upperBound < 600)
  }
}
