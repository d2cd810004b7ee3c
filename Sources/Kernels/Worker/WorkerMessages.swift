/// The messages of the worker protocol, docs/worker-protocol.md: one JSON object a line.
enum WorkerProtocol {
  /// The version that this build speaks; a worker that speaks another is refused.
  static let version = 1
  /// The descriptor by which a worker inherits the memory that both map.
  static let windowDescriptor: Int32 = 3
  /// The size of that memory: contents of buffers go through it in pieces of at most this many bytes.
  static let windowByteCount = 4 << 20
  /// The longest line that either side accepts, in bytes.
  static let maximumLineByteCount = 16 << 20
}

/// What Parity asks of a worker.
///
/// Which keys a call has says docs/worker-protocol.md.
struct WorkerRequest: Codable {
  enum Call: String, Codable {
    case hello, devices, open, support, buffer, free, write, read, fill, prepare, release, run,
      close
  }

  var id: UInt64 = 0
  var call: Call
  var version: Int?
  var windowByteCount: Int?
  var backend: String?
  var device: Int?
  var threadCount: Int?
  var validation: Bool?
  var pipelineCacheFolder: String?
  var problem: WorkerProblem?
  var variant: String?
  var buffer: Int?
  var kernel: Int?
  var usage: String?
  var offset: Int?
  var byteCount: Int?
  var byte: UInt8?
  var operands: [String: Slice]?
  var repetitions: Int?

  /// Part of a buffer.
  struct Slice: Codable {
    var buffer: Int
    var offset: Int
    var byteCount: Int
  }

  init(_ call: Call) { self.call = call }
}

/// What a worker answers: the id of the request with what the call gives, or an error.
struct WorkerReply: Codable {
  var id: UInt64?
  /// Instead of an answer: the worker is at work, and what on.
  var alive: String?
  var error: Failure?
  var version: Int?
  var program: String?
  var devices: [DeviceInfo]?
  var rejections: [Discovery.Rejection]?
  var info: DeviceInfo?
  var capabilities: Capabilities?
  var grade: String?
  var variants: [String]?
  var losses: [Loss]?
  var reasons: [UnsupportedReason]?
  var buffer: Int?
  var kernel: Int?
  var hostNanoseconds: Double?
  var deviceNanoseconds: [Double]?

  /// A `BackendError` on its way.
  struct Failure: Codable {
    var code: String
    var operation: String?
    var nativeCode: Int?
    var nativeName: String?
    var message: String

    init(_ error: BackendError) {
      code = error.code.name
      operation = error.operation
      nativeCode = error.nativeCode
      nativeName = error.nativeName
      message = error.message
    }

    /// The error that arrived; codes that this build does not know become `nativeCallFailed`.
    var backendError: BackendError {
      BackendError(
        BackendError.Code(name: code) ?? .nativeCallFailed, operation: operation ?? "worker",
        nativeCode: nativeCode, nativeName: nativeName, message: message)
    }
  }

  init(id: UInt64? = nil) { self.id = id }
}

extension WorkerReply {
  /// The answer to `support`, or nil where the reply is none.
  var support: Support? {
    let variants = (variants ?? []).map { KernelVariant($0) }
    let named = !variants.isEmpty && variants.allSatisfy { !$0.id.isEmpty }
    switch grade {
    case "native" where named: return .native(variants)
    case "emulated" where named && losses?.isEmpty == false:
      return .emulated(variants, losses: losses ?? [])
    case "unsupported" where reasons?.isEmpty == false: return .unsupported(reasons ?? [])
    default: return nil
    }
  }

  init(id: UInt64, _ support: Support) {
    self.id = id
    grade = support.grade
    variants = support.variants.map(\.id)
    losses = support.losses
    reasons = support.reasons
  }
}
