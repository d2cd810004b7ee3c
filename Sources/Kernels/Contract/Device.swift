/// An open device.
///
/// It owns the native context; buffers and kernels keep it alive.
public protocol Device: AnyObject, Sendable {
  /// Identity, driver and features, as they go into every result.
  var info: DeviceInfo { get }

  /// What the device can do, as data.
  var capabilities: Capabilities { get }

  /// Whether and how the device can run `problem`. Pure and cheap: no allocation, no compilation, always the same answer.
  func support(for problem: Problem) -> Support

  /// Allocates `byteCount` bytes (0 is legal and gives an empty buffer) with undefined contents.
  /// - Throws: `BackendError` with `outOfDeviceMemory` or `outOfHostMemory`.
  func makeBuffer(byteCount: Int, usage: BufferUsage) throws(BackendError) -> any DeviceBuffer

  /// Compiles, packs constants, allocates scratch: all that one execution need not repeat.
  /// - Parameter variant: one that `support(for:)` named for this problem.
  func prepare(_ problem: Problem, variant: KernelVariant) throws(BackendError)
    -> any PreparedKernel

  /// Starts `repetitions` executions, one after the other, each complete before the next starts.
  ///
  /// - Parameter operands: a slice for every operand of the problem, of this device's buffers, each of at least the
  ///   operand's extent and at a multiple of `capabilities.operandAlignment`.
  /// - Returns: a ticket; tickets of a device increase.
  func submit(_ kernel: any PreparedKernel, _ operands: Operands, repetitions: Int)
    throws(BackendError)
    -> Ticket

  /// Blocks until the work of `ticket` is done. Failures of the work itself are thrown here.
  /// - Throws: `BackendError` with `timeout` when `timeout` passes first: the device must then be given up.
  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion

  /// Releases the native context; waits for work under way. A second call does nothing. Buffers and kernels of a closed
  /// device throw `closed`.
  func close() throws(BackendError)
}

/// Memory of one device.
public protocol DeviceBuffer: AnyObject, Sendable {
  /// The size in bytes.
  var byteCount: Int { get }

  /// Copies `bytes` into the buffer at `offset`; complete on return. The range must lie inside.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(BackendError)

  /// Copies from the buffer at `offset` into `bytes`; complete on return. The range must lie inside.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(BackendError)

  /// Sets every byte of `range` to `byte`; complete on return.
  func fill(_ byte: UInt8, range: Range<Int>) throws(BackendError)
}

/// A problem made ready for one device.
///
/// It holds what `prepare` built and nothing of its operands.
public protocol PreparedKernel: AnyObject, Sendable {
  /// The problem it runs.
  var problem: Problem { get }
  /// How it runs it.
  var variant: KernelVariant { get }
}

/// What a buffer is for; a device chooses its memory by this.
public enum BufferUsage: Hashable, Sendable {
  /// Written by the host, read by kernels.
  case input
  /// Written by kernels, read by the host.
  case output
  /// Only kernels use it.
  case scratch
}

/// Part of a buffer.
public struct BufferSlice: Sendable {
  /// The buffer.
  public let buffer: any DeviceBuffer
  /// Where the slice starts, in bytes.
  public let byteOffset: Int
  /// Its length in bytes.
  public let byteCount: Int

  /// Creates a slice, which must lie inside the buffer.
  public init(buffer: any DeviceBuffer, byteOffset: Int = 0, byteCount: Int) {
    precondition(
      byteOffset >= 0 && byteCount >= 0 && byteOffset <= buffer.byteCount - byteCount,
      "slice \(byteOffset)+\(byteCount) lies outside a buffer of \(buffer.byteCount) bytes")
    self.buffer = buffer
    self.byteOffset = byteOffset
    self.byteCount = byteCount
  }
}

/// The operands of one submission, by role.
public struct Operands: Sendable {
  private var slices: [OperandRole: BufferSlice]

  /// Creates operands.
  public init(_ slices: [OperandRole: BufferSlice]) { self.slices = slices }

  /// The slice bound to `role`, or nil where the problem has no such operand.
  public subscript(role: OperandRole) -> BufferSlice? { slices[role] }
}

/// Names one submission to a device; later submissions have larger values.
public struct Ticket: Hashable, Comparable, Sendable {
  /// The device's running number.
  public let value: UInt64

  /// Creates a ticket.
  public init(_ value: UInt64) { self.value = value }

  /// Order of submission.
  public static func < (left: Ticket, right: Ticket) -> Bool { left.value < right.value }
}

/// How long a submission took.
public struct Completion: Sendable {
  /// Nanoseconds on the host's monotonic clock from just before the work was handed over (to the driver, or to the
  /// thread that computes) until it was known to be done, for all repetitions together.
  public let hostNanoseconds: Double
  /// Nanoseconds on the device's clock for each repetition, where the device can tell.
  public let deviceNanoseconds: [Double]?

  /// Creates a completion.
  public init(hostNanoseconds: Double, deviceNanoseconds: [Double]? = nil) {
    self.hostNanoseconds = hostNanoseconds
    self.deviceNanoseconds = deviceNanoseconds
  }
}
