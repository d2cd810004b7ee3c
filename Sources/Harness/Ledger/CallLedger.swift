/// What became of the calls that a program made through the drop-in CUDA libraries.
public struct CallLedger: Sendable, Codable, Hashable {
  /// What became of a call.
  public enum Outcome: String, Sendable, Codable, Hashable, CaseIterable {
    /// The chosen device computed it.
    case executed
    /// The chosen device cannot; the processor computed it.
    case executedOnCPU
    /// It was not done, and the program was told so by the status that CUDA documents.
    case refused
    /// It computes nothing: memory, streams, settings.
    case bookkeeping
  }

  /// Calls that are alike in all but their pointers.
  public struct Entry: Sendable, Codable, Hashable {
    /// The CUDA function: `cublasGemmEx`.
    public var function: String
    /// The problem it stands for, as a descriptor, where it is one; of a grouped batch, one of its groups.
    public var problem: String?
    /// What became of it.
    public var outcome: Outcome
    /// Why it was refused, why the processor computed it, or what the processor did after the device.
    public var reason: String?
    /// The kernel that computed it.
    public var variant: String?
    /// How many calls there were.
    public var callCount: Int
    /// The time inside the calls, all together.
    public var nanoseconds: Double
    /// How many of them were verified.
    public var verifiedCount: Int
    /// How many of them were wrong.
    public var incorrectCount: Int
    /// The largest error as a multiple of its bound; nil where none was verified or every bound was zero and met.
    public var largestErrorOverBound: Double?
    /// The worst wrong element, for people.
    public var worst: String?

    /// Creates an entry without calls.
    public init(
      function: String, problem: String? = nil, outcome: Outcome, reason: String? = nil,
      variant: String? = nil
    ) {
      self.function = function
      self.problem = problem
      self.outcome = outcome
      self.reason = reason
      self.variant = variant
      callCount = 0
      nanoseconds = 0
      verifiedCount = 0
      incorrectCount = 0
    }

    /// Counts one more call.
    public mutating func add(nanoseconds: Double, correctness: Correctness? = nil) {
      callCount += 1
      self.nanoseconds += nanoseconds
      guard let correctness else { return }
      verifiedCount += 1
      if let ratio = correctness.maximumErrorOverBound,
        ratio > (largestErrorOverBound ?? -1)
      {
        largestErrorOverBound = ratio
        worst = ratio > 1 ? correctness.worst : nil
      }
      if correctness.failedCount > 0 { incorrectCount += 1 }
    }

    /// The entry without calls: what its calls have in common.
    public var withoutCalls: Entry {
      Entry(
        function: function, problem: problem, outcome: outcome, reason: reason, variant: variant)
    }

    /// Adds the counts of another process's entry for the same calls.
    mutating func merge(_ other: Entry) {
      callCount += other.callCount
      nanoseconds += other.nanoseconds
      verifiedCount += other.verifiedCount
      incorrectCount += other.incorrectCount
      if let ratio = other.largestErrorOverBound, ratio > (largestErrorOverBound ?? -1) {
        largestErrorOverBound = ratio
        worst = other.worst
      }
    }
  }

  /// The device that computes: `vulkan:0`.
  public var device: String
  /// Its own name.
  public var deviceName: String
  /// The CUDA release that the libraries stood for.
  public var cudaMajor: Int
  /// The entries in the order of their first call.
  public var entries: [Entry]

  /// Creates a ledger.
  public init(device: String, deviceName: String, cudaMajor: Int, entries: [Entry] = []) {
    self.device = device
    self.deviceName = deviceName
    self.cudaMajor = cudaMajor
    self.entries = entries
  }

  /// Calls of one outcome.
  public func callCount(_ outcome: Outcome) -> Int {
    entries.reduce(0) { $0 + ($1.outcome == outcome ? $1.callCount : 0) }
  }
}
