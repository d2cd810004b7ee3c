internal import CVendor
internal import Synchronization

/// A BLAS handle on one device with its streams, workspace and events.
///
/// Used by one thread at a time, except that memory is given back from anywhere.
final class VendorContext: @unchecked Sendable {
  // SAFETY: native handles are constant after init, `events` is touched by the computing thread only, `givenUp` has a lock.
  typealias Pointer = UnsafeMutableRawPointer

  let library: VendorLibrary
  let index: Int
  /// The workspace given to the library; 0 where it keeps its own.
  let workspaceByteCount: Int
  private let handle: Pointer
  /// The handle of the library of single products, nil where there is none.
  let ltHandle: Pointer?
  let stream, workspace: Pointer?
  private let transfers: Pointer?
  private var events: [Pointer] = []
  private let givenUp = Mutex(false)

  /// What cuBLAS recommends for Hopper; older devices need less.
  static let wantedWorkspaceByteCount = 32 << 20

  init(_ library: VendorLibrary, index: Int) throws(BackendError) {
    let runtime = library.runtime
    self.library = library
    self.index = index
    try runtime.check(runtime.setDevice(Int32(index)), "SetDevice")
    var handle: Pointer?
    let create = try library.require(
      "Create", as: (@convention(c) (UnsafeMutablePointer<Pointer?>) -> Int32).self)
    let setStream = try library.require(
      "SetStream", as: (@convention(c) (Pointer, Pointer?) -> Int32).self)
    _ = try library.require("Destroy", as: (@convention(c) (Pointer) -> Int32).self)
    let status = create(&handle)
    guard status == 0, let handle else { throw library.error(status, "Create") }
    self.handle = handle
    var (stream, transfers, workspace): (Pointer?, Pointer?, Pointer?) = (nil, nil, nil)
    var ltHandle: Pointer?
    var workspaceByteCount = 0
    var failure: BackendError?
    do throws(BackendError) {
      func makeStream() throws(BackendError) -> Pointer? {
        var made: Pointer?
        try runtime.check(
          runtime.streamCreateWithFlags(&made, VendorRuntime.nonBlocking), "StreamCreateWithFlags")
        return made
      }
      stream = try makeStream()
      transfers = try makeStream()
      let status = setStream(handle, stream)
      guard status == 0 else { throw library.error(status, "SetStream") }
      // Setting the stream puts the library's own workspace back, so this comes after.
      let address = library.plain("SetWorkspace") ?? library.function("SetWorkspace")
      // Without a handle its products are missing, and nothing else.
      if case .success(let lt) = library.lt, lt.create(&ltHandle) != 0 { ltHandle = nil }
      if address != nil || ltHandle != nil {
        try runtime.check(runtime.malloc(&workspace, Self.wantedWorkspaceByteCount), "Malloc")
      }
      if let address {
        typealias SetWorkspace = @convention(c) (Pointer, Pointer?, Int) -> Int32
        let count = Self.wantedWorkspaceByteCount
        if unsafeBitCast(address, to: SetWorkspace.self)(handle, workspace, count) == 0 {
          workspaceByteCount = count
        }
      }
      if let mode = library.dialect.mathMode.value, let address = library.function("SetMathMode") {
        typealias SetMathMode = @convention(c) (Pointer, Int32) -> Int32
        let status = unsafeBitCast(address, to: SetMathMode.self)(handle, mode)
        guard status == 0 else { throw library.error(status, "SetMathMode") }
      }
    } catch {
      failure = error
    }
    (self.stream, self.transfers, self.workspace) = (stream, transfers, workspace)
    self.ltHandle = ltHandle
    self.workspaceByteCount = workspaceByteCount
    if let failure { throw failure }
  }

  deinit {
    let runtime = library.runtime
    guard !isGivenUp, runtime.setDevice(Int32(index)) == 0 else { return }
    if let destroy = try? library.require(
      "Destroy", as: (@convention(c) (Pointer) -> Int32).self)
    {
      _ = destroy(handle)
    }
    if let ltHandle, case .success(let lt) = library.lt { _ = lt.destroy(ltHandle) }
    for event in events { _ = runtime.eventDestroy(event) }
    if let workspace { _ = runtime.free(workspace) }
    for stream in [stream, transfers].compactMap({ $0 }) { _ = runtime.streamDestroy(stream) }
  }

  /// Whether work on the device never ended: nothing waits for it any more, and its memory is left to the system.
  var isGivenUp: Bool { givenUp.withLock { $0 } }

  func giveUp() { givenUp.withLock { $0 = true } }

  /// Makes the device that of the calling thread.
  func makeCurrent() throws(BackendError) {
    try library.runtime.check(library.runtime.setDevice(Int32(index)), "SetDevice")
  }

  /// What the BLAS library says about its version, or nil.
  var blasVersion: Int32? {
    typealias GetVersion = @convention(c) (Pointer, UnsafeMutablePointer<Int32>) -> Int32
    guard let function = library.plain("GetVersion") ?? library.function("GetVersion") else {
      return nil
    }
    var version: Int32 = 0
    let status = unsafeBitCast(function, to: GetVersion.self)(handle, &version)
    return status == 0 && version > 0 ? version : nil
  }

  // MARK: Memory

  /// Copies between host and device memory; complete on return.
  func transfer(
    to destination: Pointer, from source: UnsafeRawPointer, byteCount: Int, kind: Int32
  ) throws(BackendError) {
    let runtime = library.runtime
    try makeCurrent()
    try runtime.check(
      runtime.memcpyAsync(destination, source, byteCount, kind, transfers), "MemcpyAsync")
    try runtime.check(runtime.streamSynchronize(transfers), "StreamSynchronize")
  }

  /// Sets bytes; complete on return.
  func fill(_ destination: Pointer, with byte: UInt8, byteCount: Int) throws(BackendError) {
    let runtime = library.runtime
    try makeCurrent()
    try runtime.check(
      runtime.memsetAsync(destination, Int32(byte), byteCount, transfers), "MemsetAsync")
    try runtime.check(runtime.streamSynchronize(transfers), "StreamSynchronize")
  }

  /// Starts a copy of `height` rows of `width` bytes inside the device's memory, in order with the library's calls.
  func copyRows(_ copy: VendorCopy, to destination: Pointer, from source: UnsafeRawPointer)
    throws(BackendError)
  {
    let runtime = library.runtime
    let kind = VendorRuntime.deviceToDevice
    if copy.height == 1 || (copy.pitchC == copy.width && copy.pitchD == copy.width) {
      try runtime.check(
        runtime.memcpyAsync(destination, source, copy.width * copy.height, kind, stream),
        "MemcpyAsync")
    } else {
      try runtime.check(
        runtime.memcpy2DAsync(
          destination, copy.pitchD, source, copy.pitchC, copy.width, copy.height, kind, stream),
        "Memcpy2DAsync")
    }
  }

  // MARK: Work

  /// Starts a call of the library.
  func call(_ entry: VendorEntry, _ arguments: parity_vendor_gemm) throws(BackendError) {
    var arguments = arguments
    arguments.handle = handle
    let status = parity_vendor_call(
      entry.address, entry.form.rawValue, entry.isExtended, entry.isWide, &arguments)
    guard status == 0 else { throw library.error(status, entry.name) }
  }

  /// Waits for everything that was started.
  func synchronize() throws(BackendError) {
    let runtime = library.runtime
    try runtime.check(runtime.streamSynchronize(stream), "StreamSynchronize")
  }

  /// Runs `work` a number of times, and how long each took on the device's clock.
  func timed(_ repetitions: Int, _ work: () throws(BackendError) -> Void) throws(BackendError)
    -> [Double]
  {
    let runtime = library.runtime
    while events.count <= repetitions {
      var event: Pointer?
      try runtime.check(runtime.eventCreate(&event), "EventCreate")
      guard let event else {
        throw BackendError(
          .nativeCallFailed, operation: "EventCreate", message: "the runtime made no event")
      }
      events.append(event)
    }
    try runtime.check(runtime.eventRecord(events[0], stream), "EventRecord")
    for repetition in 1...repetitions {
      try work()
      try runtime.check(runtime.eventRecord(events[repetition], stream), "EventRecord")
    }
    try synchronize()
    var durations: [Double] = []
    durations.reserveCapacity(repetitions)
    for repetition in 1...repetitions {
      var milliseconds: Float = 0
      try runtime.check(
        runtime.eventElapsedTime(&milliseconds, events[repetition - 1], events[repetition]),
        "EventElapsedTime")
      durations.append(max(0, Double(milliseconds)) * 1e6)
    }
    return durations
  }
}

/// Memory of a device.
final class VendorAllocation: @unchecked Sendable {
  // SAFETY: constant after init.
  let pointer: UnsafeMutableRawPointer
  let byteCount: Int
  let context: VendorContext

  init(_ context: VendorContext, byteCount: Int) throws(BackendError) {
    let runtime = context.library.runtime
    try context.makeCurrent()
    var pointer: UnsafeMutableRawPointer?
    try runtime.check(runtime.malloc(&pointer, max(byteCount, 1)), "Malloc")
    guard let pointer else {
      throw BackendError(
        .outOfDeviceMemory, operation: "Malloc",
        message: "\(byteCount) bytes of device memory cannot be had; use smaller problems")
    }
    self.pointer = pointer
    self.byteCount = byteCount
    self.context = context
  }

  deinit {
    guard !context.isGivenUp, (try? context.makeCurrent()) != nil else { return }
    _ = context.library.runtime.free(pointer)
  }
}
