public import Kernels

/// Problems that are taken for alike when variants are tuned.
///
/// The descriptor with sizes and counts rounded down to powers of two, written `m~1024`, and without leading dimensions and
/// strides. Types, transposes, head sizes, masks, scaling and epilogues count as they are.
public struct ShapeClass: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The class in one line: `gemm:f32:tn:m~4096,n~8,k~4096`.
  public let text: String

  /// The text.
  public var description: String { text }

  /// The class of a problem.
  public init(_ problem: Problem) {
    let sections = problem.descriptor.split(separator: ":", omittingEmptySubsequences: false)
    text = sections.map { section in
      section.split(separator: ",", omittingEmptySubsequences: false)
        .compactMap { Self.rounded(String($0)) }.joined(separator: ",")
    }.filter { !$0.isEmpty }.joined(separator: ":")
  }

  /// Reads the text alone.
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the text alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  private static let sizes: Set<String> = [
    "m", "n", "k", "batch", "pointers", "b", "h", "kvh", "sq", "skv",
  ]
  private static let layout: Set<String> = [
    "lda", "ldb", "ldc", "ldd", "strideA", "strideB", "strideC", "strideD",
  ]

  /// A part of a descriptor as it stands in the class, or nil where it does not.
  private static func rounded(_ part: String) -> String? {
    let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
    guard pair.count == 2 else { return part }
    if layout.contains(pair[0]) { return nil }
    guard sizes.contains(pair[0]), let value = Int(pair[1]), value > 0 else { return part }
    return "\(pair[0])~\(1 << (Int.bitWidth - 1 - value.leadingZeroBitCount))"
  }
}
