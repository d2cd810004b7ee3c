import Foundation

/// Names what most likely made a case noisy, from what was seen beside it.
enum NoiseCause {
  /// A half sentence, or nil where nothing stood out.
  ///
  /// The order is that of how directly a cause acts: clocks held down, time taken away, other programs, clocks that moved, a drift.
  static func describe(_ telemetry: TelemetryRecord?, _ drift: DriftRecord?) -> String? {
    var causes: [String] = []
    if let telemetry {
      if telemetry.throttled == true {
        causes.append("throttling by \(telemetry.throttleReasons.joined(separator: ", "))")
      }
      if let stolen = telemetry.stealFraction, stolen > 0.01 {
        causes.append("a hypervisor that took \(percent(stolen)) of processor time")
      }
      if let others = telemetry.otherProgramsCoreCount, others > 0.2 {
        causes.append(String(format: "other programs on %.1f cores", others))
      }
      let clock = telemetry.deviceFrequency ?? telemetry.processorFrequency
      if let clock, clock.minimumHertz < 0.9 * clock.maximumHertz {
        causes.append(
          String(
            format: "clocks from %.2f to %.2f GHz", clock.minimumHertz / 1e9,
            clock.maximumHertz / 1e9))
      }
    }
    if let drift, abs(drift.trendFraction) > 0.03, abs(1 - drift.sustainedOverBurst) > 0.03 {
      let direction = drift.trendFraction > 0 ? "slower" : "faster"
      causes.append(
        "a drift: it became \(percent(abs(1 - drift.sustainedOverBurst))) \(direction)")
    }
    return causes.isEmpty ? nil : "likely " + causes.joined(separator: "; ")
  }

  private static func percent(_ fraction: Double) -> String {
    String(format: "%.1f %%", fraction * 100)
  }
}
