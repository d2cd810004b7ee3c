import Harness
import Testing

@Suite struct MedianIntervalTests {
  /// Ranks of the 95 % interval of the median, from binomial tables (p = 1/2).
  @Test(arguments: [
    (6, 1, 6), (7, 1, 7), (8, 1, 8), (9, 2, 8), (10, 2, 9), (11, 2, 10), (12, 3, 10), (15, 4, 12),
    (16, 4, 13), (17, 5, 13), (20, 6, 15), (25, 8, 18), (30, 10, 21), (50, 18, 33), (100, 40, 61),
  ])
  func `ranks are those of the binomial table`(count: Int, lower: Int, upper: Int) throws {
    let ranks = try #require(MedianInterval.ranks(count: count))
    #expect(ranks.lower == lower)
    #expect(ranks.upper == upper)
  }

  @Test(arguments: 0..<6)
  func `fewer than six samples have no interval`(count: Int) {
    #expect(MedianInterval.ranks(count: count) == nil)
  }

  @Test func `the ranks cover the confidence and the next narrower ones do not`() throws {
    // The binomial distribution in exact integer arithmetic, for n up to 60.
    for count in 6...60 {
      var pascal = [1.0]
      for _ in 0..<count {
        var next = [1.0]
        for i in 1..<max(pascal.count, 1) { next.append(pascal[i - 1] + pascal[i]) }
        next.append(1)
        pascal = next
      }
      let total = pascal.reduce(0, +)
      let ranks = try #require(MedianInterval.ranks(count: count))
      func missed(_ lower: Int) -> Double { 2 * pascal[..<lower].reduce(0, +) / total }
      #expect(missed(ranks.lower) <= 0.05)
      #expect(missed(ranks.lower + 1) > 0.05)
      #expect(ranks.lower + ranks.upper == count + 1)
    }
  }

  @Test func `large counts stay accurate where two to the minus n underflows`() throws {
    let ranks = try #require(MedianInterval.ranks(count: 100_000))
    // n/2 - 1.96 sqrt(n)/2 = 49690.1
    #expect((49688...49692).contains(ranks.lower))
  }
}
