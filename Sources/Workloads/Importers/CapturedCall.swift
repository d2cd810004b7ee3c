public import Kernels

/// One GEMM or attention call that a capture tells of.
public struct CapturedCall: Hashable, Sendable {
  /// What the capture says of the call.
  public enum Content: Hashable, Sendable {
    /// Enough to make the call again.
    case problem(Problem)
    /// Too little, or what no ``Problem`` can say; the reason names the argument: "m, n and k are behind pointers".
    case notReplayable(String)
  }

  /// Where in the capture the call stands.
  public enum Place: Hashable, Sendable {
    /// A line, from 1.
    case line(Int)
    /// An event of a trace, by the number that the trace gives it.
    case event(Int)
  }

  /// The call's name in the capture: `cublasGemmEx`, `aten::addmm`, `dot_general`.
  public var name: String
  /// The problem, or why there is none.
  public var content: Content
  /// How many calls this one stands for, more than 0; formats that count calls themselves say so here.
  public var count: Int
  /// What the capture does not hold and the problem takes for granted: "alpha is 1: the log has its address only".
  public var assumptions: [String]
  /// The time of one call where it was captured, if the capture has it.
  public var recordedNanoseconds: Double?
  /// The device kernel that ran it there, if the capture has it.
  public var kernel: String?
  /// Where the call stands.
  public var place: Place

  /// Creates a call.
  public init(
    name: String, content: Content, count: Int = 1, assumptions: [String] = [],
    recordedNanoseconds: Double? = nil, kernel: String? = nil, place: Place
  ) {
    self.name = name
    self.content = content
    self.count = count
    self.assumptions = assumptions
    self.recordedNanoseconds = recordedNanoseconds
    self.kernel = kernel
    self.place = place
  }
}

/// What a capture says of itself as a whole.
public enum CaptureFact: Hashable, Sendable {
  /// The device that the program ran on: `NVIDIA H100 80GB HBM3`.
  case device(String)
  /// A step of the program (a training step, a decoded token) that the capture marks.
  case step
}

/// Takes what a reader finds, call by call.
public protocol CaptureSink {
  /// A call.
  mutating func add(_ call: CapturedCall)
  /// A line or event that looks like one of the format and cannot be understood; `text` is quoted to people, shortened.
  mutating func reject(_ text: String, at place: CapturedCall.Place, why: String)
  /// Something about the capture as a whole; sinks may ignore it.
  mutating func note(_ fact: CaptureFact)
}

extension CaptureSink {
  /// Does nothing.
  public mutating func note(_ fact: CaptureFact) {}
}

/// Reads one capture format, piece by piece and in bounded memory.
///
/// Captures are untrusted: whatever the bytes, a reader neither crashes nor hangs nor keeps more than a bounded part of them;
/// what it cannot understand is rejected with its place.
public protocol CaptureReader {
  /// The short name that `--format` takes: `cublas`.
  static var name: String { get }
  /// One line for people: "cuBLAS log (CUBLAS_LOGINFO_DBG=1)".
  static var title: String { get }
  /// Whether a file that starts with these bytes is in this format; they are at most 64 KiB and may end anywhere.
  static func recognises(_ start: [UInt8]) -> Bool
  init()
  /// Reads the next bytes of the file, which may begin and end anywhere.
  mutating func read(_ bytes: UnsafeRawBufferPointer, into sink: inout some CaptureSink)
  /// The file has ended.
  mutating func finish(into sink: inout some CaptureSink)
}
