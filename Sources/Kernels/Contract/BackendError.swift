/// What went wrong below the contract: only what a caller could not foresee.
public struct BackendError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The class of failure; a struct, so that a new one breaks nobody.
  public struct Code: Hashable, Sendable {
    /// The stable name.
    public let name: String

    private init(_ name: String) { self.name = name }

    /// The library, driver or device is not there.
    public static let unavailable = Code("unavailable")
    /// The kernel or operation is not one this device runs; callers should have asked `support(for:)`.
    public static let unsupported = Code("unsupported")
    /// Host memory ran out.
    public static let outOfHostMemory = Code("outOfHostMemory")
    /// Device memory ran out.
    public static let outOfDeviceMemory = Code("outOfDeviceMemory")
    /// The device stopped working.
    public static let deviceLost = Code("deviceLost")
    /// Work did not finish in time.
    public static let timeout = Code("timeout")
    /// A kernel could not be compiled.
    public static let compilationFailed = Code("compilationFailed")
    /// A native call failed otherwise.
    public static let nativeCallFailed = Code("nativeCallFailed")
    /// The device was closed before.
    public static let closed = Code("closed")
    /// The process that ran the work for this one has ended; the device starts another for what comes next.
    public static let crashed = Code("crashed")
    /// The buffer, kernel or submission went with a process that has ended; make it again.
    public static let lost = Code("lost")

    private static let all = [
      unavailable, unsupported, outOfHostMemory, outOfDeviceMemory, deviceLost, timeout,
      compilationFailed, nativeCallFailed, closed, crashed, lost,
    ]

    /// The code of this name, or nil.
    init?(name: String) {
      guard let code = Self.all.first(where: { $0.name == name }) else { return nil }
      self = code
    }
  }

  /// The class of failure.
  public let code: Code
  /// The native function or the phase in which it happened.
  public let operation: String
  /// The native status, where there is one.
  public let nativeCode: Int?
  /// The symbolic name of the native status.
  public let nativeName: String?
  /// What happened and what to do, for people.
  public let message: String

  /// Creates an error.
  public init(
    _ code: Code, operation: String, nativeCode: Int? = nil, nativeName: String? = nil,
    message: String
  ) {
    self.code = code
    self.operation = operation
    self.nativeCode = nativeCode
    self.nativeName = nativeName
    self.message = message
  }

  /// One sentence with the operation, the native status and the message.
  public var description: String {
    let status = nativeName.map { " (\($0))" } ?? nativeCode.map { " (status \($0))" } ?? ""
    return "\(operation)\(status): \(message)"
  }
}
