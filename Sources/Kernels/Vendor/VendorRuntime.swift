internal import Foundation

/// The functions of a CUDA-shaped runtime that Parity calls: those whose signatures have not changed since CUDA 9.
///
/// `cudaGetDeviceProperties` is not among them, since its structure grows with releases.
struct VendorRuntime: @unchecked Sendable {
  // SAFETY: addresses of functions that may be called from any thread.
  typealias Pointer = UnsafeMutableRawPointer
  typealias Status = Int32

  let setDevice: @convention(c) (Int32) -> Status
  let getDeviceCount: @convention(c) (UnsafeMutablePointer<Int32>) -> Status
  let driverGetVersion: @convention(c) (UnsafeMutablePointer<Int32>) -> Status
  let runtimeGetVersion: @convention(c) (UnsafeMutablePointer<Int32>) -> Status
  let memGetInfo: @convention(c) (UnsafeMutablePointer<Int>, UnsafeMutablePointer<Int>) -> Status
  let malloc: @convention(c) (UnsafeMutablePointer<Pointer?>, Int) -> Status
  let free: @convention(c) (Pointer?) -> Status
  let memcpyAsync: @convention(c) (Pointer?, UnsafeRawPointer?, Int, Int32, Pointer?) -> Status
  let memcpy2DAsync:
    @convention(c) (Pointer?, Int, UnsafeRawPointer?, Int, Int, Int, Int32, Pointer?) -> Status
  let memsetAsync: @convention(c) (Pointer?, Int32, Int, Pointer?) -> Status
  let streamCreateWithFlags: @convention(c) (UnsafeMutablePointer<Pointer?>, UInt32) -> Status
  let streamSynchronize: @convention(c) (Pointer?) -> Status
  let streamDestroy: @convention(c) (Pointer?) -> Status
  let eventCreate: @convention(c) (UnsafeMutablePointer<Pointer?>) -> Status
  let eventRecord: @convention(c) (Pointer?, Pointer?) -> Status
  let eventElapsedTime: @convention(c) (UnsafeMutablePointer<Float>, Pointer?, Pointer?) -> Status
  let eventDestroy: @convention(c) (Pointer?) -> Status
  let getLastError: @convention(c) () -> Status
  private let getErrorName: @convention(c) (Status) -> UnsafePointer<CChar>?
  private let getErrorString: @convention(c) (Status) -> UnsafePointer<CChar>?
  private let deviceGetAttribute:
    (@convention(c) (UnsafeMutablePointer<Int32>, Int32, Int32) -> Status)?
  private let deviceGetPCIBusId:
    (@convention(c) (UnsafeMutablePointer<CChar>, Int32, Int32) -> Status)?
  private let dialect: VendorDialect
  private let library: Pointer
  private let file: String
  private let prefix: String

  /// Directions of copies: `cudaMemcpyKind`.
  static let hostToDevice: Int32 = 1
  static let deviceToHost: Int32 = 2
  static let deviceToDevice: Int32 = 3
  /// `cudaStreamNonBlocking`.
  static let nonBlocking: UInt32 = 1
  /// `cudaErrorMemoryAllocation`.
  private static let outOfMemory: Status = 2

  init(_ dialect: VendorDialect, library: Pointer, file: String) throws(BackendError) {
    let prefix = dialect.names.value.runtime
    func optional<F>(_ name: String) -> F? {
      dlsym(library, prefix + name).map { unsafeBitCast($0, to: F.self) }
    }
    func get<F>(_ name: String) throws(BackendError) -> F {
      guard let function: F = optional(name) else {
        throw BackendError(
          .unavailable, operation: "dlsym",
          message: "\(file) lacks \(prefix)\(name): it is no whole runtime library")
      }
      return function
    }
    setDevice = try get("SetDevice")
    getDeviceCount = try get("GetDeviceCount")
    driverGetVersion = try get("DriverGetVersion")
    runtimeGetVersion = try get("RuntimeGetVersion")
    memGetInfo = try get("MemGetInfo")
    malloc = try get("Malloc")
    free = try get("Free")
    memcpyAsync = try get("MemcpyAsync")
    memcpy2DAsync = try get("Memcpy2DAsync")
    memsetAsync = try get("MemsetAsync")
    streamCreateWithFlags = try get("StreamCreateWithFlags")
    streamSynchronize = try get("StreamSynchronize")
    streamDestroy = try get("StreamDestroy")
    eventCreate = try get("EventCreate")
    eventRecord = try get("EventRecord")
    eventElapsedTime = try get("EventElapsedTime")
    eventDestroy = try get("EventDestroy")
    getLastError = try get("GetLastError")
    getErrorName = try get("GetErrorName")
    getErrorString = try get("GetErrorString")
    deviceGetAttribute = optional("DeviceGetAttribute")
    deviceGetPCIBusId = optional("DeviceGetPCIBusId")
    self.dialect = dialect
    self.library = library
    self.file = file
    self.prefix = prefix
  }

  /// - Throws: `outOfDeviceMemory` or `nativeCallFailed` with the runtime's own words.
  func check(_ status: Status, _ operation: String) throws(BackendError) {
    guard status != 0 else { return }
    // Errors that are not the device's end would be reported by the next call too.
    _ = getLastError()
    let name = getErrorName(status).map { String(cString: $0) }
    let words = getErrorString(status).map { String(cString: $0) } ?? "no reason given"
    throw BackendError(
      status == Self.outOfMemory ? .outOfDeviceMemory : .nativeCallFailed,
      operation: prefix + operation, nativeCode: Int(status), nativeName: name,
      message: status == Self.outOfMemory
        ? "\(words); use smaller problems" : "\(file) says: \(words)")
  }

  /// Devices, or why the runtime has none.
  func deviceCount() throws(BackendError) -> Int {
    var count: Int32 = 0
    try check(getDeviceCount(&count), "GetDeviceCount")
    return Int(max(0, count))
  }

  /// What a version function says, or nil.
  func version(_ function: (UnsafeMutablePointer<Int32>) -> Status) -> Int32? {
    var version: Int32 = 0
    return function(&version) == 0 && version > 0 ? version : nil
  }

  /// An attribute of a device, where the runtime tells.
  func attribute(_ number: Int32, of device: Int) -> Int? {
    var value: Int32 = 0
    guard let deviceGetAttribute, deviceGetAttribute(&value, number, Int32(device)) == 0 else {
      return nil
    }
    return Int(value)
  }

  /// `0000:01:00.0`, where the runtime tells.
  func busID(of device: Int) -> String? {
    guard let deviceGetPCIBusId else { return nil }
    var text = [CChar](repeating: 0, count: 64)
    guard deviceGetPCIBusId(&text, 63, Int32(device)) == 0 else { return nil }
    return Self.string(text)
  }

  /// The device's name in the driver's words, where it tells.
  func name(of device: Int) -> String? {
    Driver(dialect, runtime: library)?.name(of: Int32(device))
  }

  /// The device's UUID in hexadecimal, where the driver tells.
  func uuid(of device: Int) -> String? {
    Driver(dialect, runtime: library)?.uuid(of: Int32(device))
  }

  fileprivate static func string(_ text: [CChar]) -> String? {
    let bytes = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// What only the driver's interface tells.
  private struct Driver: @unchecked Sendable {
    // SAFETY: addresses of functions that may be called from any thread.
    private let deviceGet: @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Status
    private let deviceGetName: @convention(c) (UnsafeMutablePointer<CChar>, Int32, Int32) -> Status
    private let deviceGetUuid: (@convention(c) (Pointer, Int32) -> Status)?

    init?(_ dialect: VendorDialect, runtime: Pointer) {
      let names = dialect.names.value
      let library = names.driverLibrary.flatMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }
      guard names.driverLibrary == nil || library != nil else { return nil }
      func get<F>(_ name: String) -> F? {
        dlsym(library ?? runtime, names.driver + name).map { unsafeBitCast($0, to: F.self) }
      }
      guard
        let initialize: @convention(c) (UInt32) -> Status = get("Init"),
        let deviceGet: @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Status = get(
          "DeviceGet"),
        let deviceGetName: @convention(c) (UnsafeMutablePointer<CChar>, Int32, Int32) -> Status =
          get("DeviceGetName"),
        initialize(0) == 0
      else { return nil }
      self.deviceGet = deviceGet
      self.deviceGetName = deviceGetName
      deviceGetUuid = get("DeviceGetUuid")
    }

    func name(of index: Int32) -> String? {
      var device: Int32 = 0
      var text = [CChar](repeating: 0, count: 256)
      guard deviceGet(&device, index) == 0, deviceGetName(&text, 255, device) == 0 else {
        return nil
      }
      return string(text)
    }

    func uuid(of index: Int32) -> String? {
      var device: Int32 = 0
      var bytes = [UInt8](repeating: 0, count: 16)
      guard let deviceGetUuid, deviceGet(&device, index) == 0,
        bytes.withUnsafeMutableBytes({ raw in
          raw.baseAddress.map { deviceGetUuid($0, device) } == 0
        })
      else { return nil }
      return bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }
}
