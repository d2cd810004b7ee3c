import Foundation

/// Seeded bootstrap intervals of medians (Efron 1979), resampling blocks of neighbours (Künsch 1989) on a circle (Politis
/// and Romano 1992), because samples of one run are not independent: clocks and neighbours drift.
struct Bootstrap {
  private var state: UInt64

  /// The number of resamples.
  let resamples: Int

  /// More samples than these are thinned evenly: the interval is narrow already, and a file may hold millions.
  static let maximumSamples = 4096

  init(seed: UInt64, resamples: Int) {
    state = seed
    self.resamples = max(1, resamples)
  }

  /// The percentile interval of the median of `values`, of which there must be one.
  mutating func medianInterval(_ values: [Double], confidence: Double) -> ClosedRange<Double> {
    var sample = Ranked(values)
    return interval(confidence) { generator in sample.resampledMedian(&generator.state) }
  }

  /// The percentile interval of median(x) / median(y), resampled apart; neither may be empty.
  mutating func medianRatioInterval(
    _ x: [Double], over y: [Double], confidence: Double
  ) -> ClosedRange<Double> {
    var (left, right) = (Ranked(x), Ranked(y))
    return interval(confidence) { generator in
      left.resampledMedian(&generator.state) / right.resampledMedian(&generator.state)
    }
  }

  private mutating func interval(
    _ confidence: Double, statistic: (inout Bootstrap) -> Double
  ) -> ClosedRange<Double> {
    var values = (0..<resamples).map { _ in statistic(&self) }
    values.sort()
    let tail = (1 - confidence) / 2
    let lower = min(Int((tail * Double(resamples)).rounded(.down)), (resamples - 1) / 2)
    return values[lower]...values[resamples - 1 - lower]
  }

  /// The middle value, or the mean of the two middle ones; `values` must not be empty.
  static func median(_ values: [Double]) -> Double {
    var sorted = values
    sorted.sort()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}

/// Samples with their ranks, so that the median of a resample is found by counting and not by sorting.
private struct Ranked {
  private let sorted: [Double]
  /// The rank of each sample, in the order in which they were taken.
  private let ranks: [Int]
  private var counts: [Int]
  private let block: Int

  init(_ values: [Double]) {
    let stride = (values.count + Bootstrap.maximumSamples - 1) / Bootstrap.maximumSamples
    let kept = Swift.stride(from: 0, to: values.count, by: max(1, stride)).map { values[$0] }
    let order = kept.indices.sorted { kept[$0] < kept[$1] }
    var ranks = [Int](repeating: 0, count: kept.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    self.ranks = ranks
    sorted = order.map { kept[$0] }
    counts = [Int](repeating: 0, count: kept.count)
    // n^(1/3) is the usual order of block length for medians and means of weakly dependent samples.
    block = max(1, Int(pow(Double(kept.count), 1.0 / 3).rounded()))
  }

  mutating func resampledMedian(_ state: inout UInt64) -> Double {
    let count = ranks.count
    let block = block
    return counts.withUnsafeMutableBufferPointer { counts in
      ranks.withUnsafeBufferPointer { ranks in
        counts.update(repeating: 0)
        var drawn = 0
        while drawn < count {
          // Blocks wrap around, so that every sample is as likely as any other.
          var place = Int(Self.next(&state) % UInt64(count))
          let end = min(count, drawn + block)
          while drawn < end {
            counts[ranks[place]] += 1
            place = place + 1 == count ? 0 : place + 1
            drawn += 1
          }
        }
        var rank = 0
        var below = counts[0]
        while below < (count + 1) / 2 {
          rank += 1
          below += counts[rank]
        }
        guard count % 2 == 0, below == count / 2 else { return sorted[rank] }
        let lower = sorted[rank]
        repeat { rank += 1 } while counts[rank] == 0
        return (lower + sorted[rank]) / 2
      }
    }
  }

  /// SplitMix64 (Steele, Lea & Flood 2014).
  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
