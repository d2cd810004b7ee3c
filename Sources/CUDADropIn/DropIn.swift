import CCUDA
import Foundation
import Harness
import Kernels

/// What all calls of the program share: the device that computes, the memory, the ledger.
///
/// Settings come from the environment, which `parity exec` sets: `PARITY_CUDA_DEVICE` (a device like `vulkan:0`; `openblas:0` unless
/// set), `PARITY_CUDA_LEDGER` (the file that says what became of each call), `PARITY_CUDA_VERIFY=1` (every GEMM is compared with
/// the reference), `PARITY_CUDA_THREADS` (threads of the processor).
final class DropIn: Sendable {
  /// The one of this process, made at the first call.
  static let shared = DropIn()

  let memory = DeviceMemory()
  let ledger: LedgerWriter
  /// The device that `PARITY_CUDA_DEVICE` names, or why it cannot be had.
  let device: Result<any Device, BackendError>
  /// The processor, for what the device cannot do.
  let processor: Result<any Device, BackendError>
  let verifies: Bool
  /// Whether the processor is the device.
  let computesOnProcessor: Bool

  private init() {
    let environment = ProcessInfo.processInfo.environment
    let name = environment["PARITY_CUDA_DEVICE"] ?? "openblas:0"
    let options = DeviceOptions(threadCount: environment["PARITY_CUDA_THREADS"].flatMap { Int($0) })
    processor = Self.open("openblas:0", options)
    computesOnProcessor = name == "openblas:0"
    device = computesOnProcessor ? processor : Self.open(name, options)
    verifies = environment["PARITY_CUDA_VERIFY"] == "1"
    ledger = LedgerWriter(
      path: environment["PARITY_CUDA_LEDGER"],
      CallLedger(
        device: name, deviceName: (try? device.get())?.info.name ?? "",
        cudaMajor: Int(parity_cuda_major())))
  }

  private static func open(
    _ name: String, _ options: DeviceOptions
  ) -> Result<any Device, BackendError> {
    for backend in BackendRegistry.all where name.hasPrefix(backend.name + ":") {
      guard let info = backend.discover().devices.first(where: { $0.id == name }) else { continue }
      return Result { () throws(BackendError) in try backend.open(info, options: options) }
    }
    return .failure(
      BackendError(
        .unavailable, operation: "PARITY_CUDA_DEVICE", message: "there is no device \(name) here"))
  }

  /// Nanoseconds of the monotonic clock.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
