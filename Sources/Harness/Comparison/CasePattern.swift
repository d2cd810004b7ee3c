/// Cases named by patterns of their problem and device: `*` stands for any characters, `?` for one.
public struct CasePattern: Sendable, Codable, Hashable {
  /// A pattern of descriptors: `gemm:bf16:*`.
  public var pattern: String
  /// A pattern of device ids, `vulkan:*`; nil means every device.
  public var device: String?

  /// Creates a pattern.
  public init(pattern: String, device: String? = nil) {
    self.pattern = pattern
    self.device = device
  }

  /// Whether the case of `descriptor` on `device` is meant.
  public func matches(descriptor: String, device: String) -> Bool {
    Self.matches(pattern, descriptor) && (self.device.map { Self.matches($0, device) } ?? true)
  }

  /// Compares from left to right and goes back only to the last star, so that no pattern takes more than
  /// pattern x text steps.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
    let (star, any) = (UInt8(ascii: "*"), UInt8(ascii: "?"))
    var (p, t) = (0, 0)
    var retry: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == star {
        p += 1
        retry = (p, t)
      } else if p < pattern.count, pattern[p] == any || pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = retry {
        retry = (last.pattern, last.text + 1)
        (p, t) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == star }
  }
}

/// A threshold for the cases of a pattern.
public struct CaseThreshold: Sendable, Codable, Hashable {
  /// A pattern of descriptors.
  public var pattern: String
  /// A pattern of device ids; nil means every device.
  public var device: String?
  /// The smallest relative difference that counts.
  public var threshold: Double

  /// Creates a threshold.
  public init(pattern: String, device: String? = nil, threshold: Double) {
    self.pattern = pattern
    self.device = device
    self.threshold = threshold
  }

  /// Which cases.
  var cases: CasePattern { CasePattern(pattern: pattern, device: device) }
}
