import Foundation

/// Rank tests: they ask whether one set of times tends to be larger, and assume nothing of the distribution's shape.
enum RankTests {
  /// The two-sided p-value of the Mann-Whitney U test (Mann & Whitney 1947), normal approximation with ties and
  /// continuity correction; 1 where either side has fewer than 4 samples, where it cannot be small.
  static func mannWhitney(_ x: [Double], _ y: [Double]) -> Double {
    guard x.count >= 4, y.count >= 4 else { return 1 }
    let (ranks, tieSum) = midranks(x + y)
    let rankSum = ranks[..<x.count].reduce(0, +)
    let n1 = Double(x.count)
    let n2 = Double(y.count)
    let n = n1 + n2
    let u = rankSum - n1 * (n1 + 1) / 2
    let variance = n1 * n2 / 12 * (n + 1 - tieSum / (n * (n - 1)))
    return twoSided(deviation: u - n1 * n2 / 2, variance: variance)
  }

  /// The two-sided p-value of Wilcoxon's signed-rank test (1945) that differences are symmetric about zero, normal
  /// approximation with ties, zeros dropped; 1 with fewer than 6 differences.
  static func wilcoxonSignedRank(_ differences: [Double]) -> Double {
    let kept = differences.filter { $0 != 0 }
    guard kept.count >= 6 else { return 1 }
    let (ranks, tieSum) = midranks(kept.map(abs))
    var positive = 0.0
    for (difference, rank) in zip(kept, ranks) where difference > 0 { positive += rank }
    let n = Double(kept.count)
    let variance = n * (n + 1) * (2 * n + 1) / 24 - tieSum / 48
    return twoSided(deviation: positive - n * (n + 1) / 4, variance: variance)
  }

  /// Ranks from 1, equal values sharing their mean rank, and the sum of t^3 - t over ties.
  static func midranks(_ values: [Double]) -> (ranks: [Double], tieSum: Double) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var tieSum = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let shared = Double(start + end + 1) / 2
      for position in start..<end { ranks[order[position]] = shared }
      let ties = Double(end - start)
      tieSum += ties * ties * ties - ties
      start = end
    }
    return (ranks, tieSum)
  }

  private static func twoSided(deviation: Double, variance: Double) -> Double {
    guard variance > 0 else { return 1 }
    let z = max(0, abs(deviation) - 0.5) / variance.squareRoot()
    return min(1, erfc(z / 2.0.squareRoot()))
  }
}
