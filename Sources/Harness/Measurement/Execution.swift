import Dispatch
import Kernels

/// The host's monotonic clock.
enum HostClock {
  /// Nanoseconds since some point in the past.
  static var nanoseconds: Double { Double(DispatchTime.now().uptimeNanoseconds) }
}

/// The mean over some executions.
struct Execution {
  /// Nanoseconds per execution on the host's clock.
  var hostNanoseconds: Double
  /// Nanoseconds per execution on the device's clock, where it has one.
  var deviceNanoseconds: Double?
  /// What the executions took in all, with what the loop itself took where that is more.
  var spentNanoseconds: Double

  /// The clock that counts: the device's where there is one.
  var headlineNanoseconds: Double { deviceNanoseconds ?? hostNanoseconds }
}

/// Executes one prepared kernel on one device in the cache state of the plan.
final class Executor {
  private let device: any Device
  private let kernel: any PreparedKernel
  private let timeout: Duration
  /// The operands.
  let operandSet: OperandSet
  /// The set that the next execution uses.
  private(set) var nextSet = 0
  /// The set that the last execution used.
  private(set) var lastSet = 0
  private var bound: Operands

  init(
    _ device: any Device, _ kernel: any PreparedKernel, _ operandSet: OperandSet, timeout: Duration
  ) {
    self.device = device
    self.kernel = kernel
    self.operandSet = operandSet
    self.timeout = timeout
    bound = operandSet.operands(0)
  }

  /// Executes `repetitions` times: with one operand set in one submission, with several sets in one submission each.
  func run(_ repetitions: Int) throws(BackendError) -> Execution {
    let start = HostClock.nanoseconds
    var host = 0.0
    var onDevice: Double? = 0
    let submissions = operandSet.count == 1 ? 1 : repetitions
    let each = operandSet.count == 1 ? repetitions : 1
    for _ in 0..<submissions {
      if operandSet.count > 1 { bound = operandSet.operands(nextSet) }
      lastSet = nextSet
      skipSet()
      let ticket = try device.submit(kernel, bound, repetitions: each)
      let completion = try device.wait(ticket, timeout: timeout)
      host += completion.hostNanoseconds
      if let times = completion.deviceNanoseconds, times.count == each, let sum = onDevice {
        onDevice = sum + times.reduce(0, +)
      } else {
        onDevice = nil
      }
    }
    let count = Double(repetitions)
    return Execution(
      hostNanoseconds: host / count, deviceNanoseconds: onDevice.map { $0 / count },
      spentNanoseconds: max(host, HostClock.nanoseconds - start))
  }

  /// Leaves the next set out, as when a probe has read it.
  func skipSet() { nextSet = (nextSet + 1) % operandSet.count }
}
