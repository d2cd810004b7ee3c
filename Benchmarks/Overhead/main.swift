// What measuring costs: the rate that Parity reports for an OpenBLAS GEMM against a bare cblas loop, in one process,
// in alternating turns. Usage: parity-overhead [SIZE [TURNS]]

import COpenBLAS
import Foundation
import Harness
import Kernels

let size = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 2048
let turns = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 9

/// The operands of the bare loop, on page boundaries as the harness's are: alignment alone is worth some per cent.
struct BareOperands {
  let a, b, d: UnsafeMutablePointer<Float>

  init(elementCount: Int) {
    func uniform(seed: UInt64) -> UnsafeMutablePointer<Float> {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: elementCount * 4, alignment: 4096)
      let values = memory.bindMemory(to: Float.self, capacity: elementCount)
      var state = seed
      for index in 0..<elementCount {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        values[index] = Float(Int64(bitPattern: state) >> 40) * 0x1p-23
      }
      return values
    }
    a = uniform(seed: 1)
    b = uniform(seed: 2)
    d = uniform(seed: 3)
  }

  /// The median seconds of `count` bare calls, after two that are not counted.
  func medianSeconds(count: Int) -> Double {
    var seconds: [Double] = []
    let n = blasint(size)
    for _ in 0..<(count + 2) {
      let start = DispatchTime.now().uptimeNanoseconds
      cblas_sgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, d, n)
      seconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9)
    }
    return seconds.dropFirst(2).sorted()[count / 2]
  }
}

let problem = try Problem(descriptor: "gemm:f32:nn:m=\(size),n=\(size),k=\(size)")
let backend = OpenBLASBackend()
guard let info = backend.discover().devices.first else {
  print("no OpenBLAS device")
  exit(3)
}
let device = try backend.open(info, options: DeviceOptions())
var settings = RunSettings.defaults
settings.budgetSecondsPerCase = 1

let operands = BareOperands(elementCount: size * size)

var ratios: [Double] = []
for turn in 0..<turns {
  // Sequential use of one result box: the runner reports on the calling thread.
  nonisolated(unsafe) var measured: Double?
  let runner = Runner(devices: [device], settings: settings, stop: StopFlag()) { event in
    if case .finished(let record) = event {
      measured = record.statistics.map { $0.medianNanoseconds * 1e-9 }
    }
  }
  // The order alternates, so that a machine that slows down favours neither.
  var bare = 0.0
  if turn % 2 == 0 { bare = operands.medianSeconds(count: 15) }
  _ = try runner.run([RunItem(problem: problem)], skipping: [])
  if turn % 2 == 1 { bare = operands.medianSeconds(count: 15) }
  guard let measured else {
    print("the case was not measured")
    exit(1)
  }
  ratios.append(bare / measured)
  let rate = Double(problem.flopCount) * 1e-9
  print(
    "turn \(turn + 1): bare \(String(format: "%.1f", rate / bare)) GFLOP/s, "
      + "reported \(String(format: "%.1f", rate / measured)) GFLOP/s, "
      + "reported/bare \(String(format: "%.4f", bare / measured))")
}
print(
  "median reported/bare over \(turns) turns: \(String(format: "%.4f", ratios.sorted()[turns / 2]))")
try device.close()
