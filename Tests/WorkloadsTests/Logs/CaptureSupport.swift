import Foundation
import Kernels

@testable import Workloads

/// Keeps what a reader finds.
struct CollectedCalls: CaptureSink, Equatable {
  struct Rejection: Equatable {
    var text: String
    var place: CapturedCall.Place
    var why: String
  }

  var calls: [CapturedCall] = []
  var rejections: [Rejection] = []

  mutating func add(_ call: CapturedCall) { calls.append(call) }

  mutating func reject(_ text: String, at place: CapturedCall.Place, why: String) {
    rejections.append(Rejection(text: text, place: place, why: why))
  }

  /// What each call became: its descriptor, or why there is none.
  var lines: [String] {
    calls.map { call in
      let times = call.count == 1 ? "" : " x\(call.count)"
      switch call.content {
      case .problem(let problem): return "\(call.name) \(problem)\(times)"
      case .notReplayable(let reason): return "\(call.name) - \(reason)\(times)"
      }
    }
  }

  /// The number of calls, counted as often as they stand for.
  var total: Int { calls.reduce(0) { $0 + $1.count } }
}

/// Reads bytes in pieces of a size.
func collect<Reader: CaptureReader>(
  _ reader: Reader.Type, _ bytes: [UInt8], pieces: Int = .max
) -> CollectedCalls {
  var sink = CollectedCalls()
  var reader = Reader()
  var rest = bytes[...]
  while !rest.isEmpty {
    rest.prefix(pieces).withUnsafeBytes { reader.read($0, into: &sink) }
    rest = rest.dropFirst(pieces)
  }
  reader.finish(into: &sink)
  return sink
}

/// Reads a text.
func collect<Reader: CaptureReader>(_ reader: Reader.Type, _ text: String) -> CollectedCalls {
  collect(reader, Array(text.utf8))
}

/// A file of Tests/WorkloadsTests/Captures.
func capture(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Captures")
  return Array(try Data(contentsOf: folder.appending(path: name)))
}

/// Which reader each file of Tests/WorkloadsTests/Captures is for.
var captureFixtures: [(file: String, reader: any CaptureReader.Type)] {
  [
    ("cublas_log_v11.txt", CuBLASLogReader.self), ("cublas_log_v12.txt", CuBLASLogReader.self),
    ("cublas_log_v13.txt", CuBLASLogReader.self), ("cublaslt_log_v11.txt", CuBLASLtLogReader.self),
    ("cublaslt_log_v12.txt", CuBLASLtLogReader.self),
    ("cublaslt_log_v13.txt", CuBLASLtLogReader.self),
    ("cudnn_frontend_1.5.2.txt", CuDNNFrontendReader.self),
    ("cudnn_frontend_1.11.0.txt", CuDNNFrontendReader.self),
    ("cudnn_frontend_1.14.0.txt", CuDNNFrontendReader.self),
    ("cudnn_frontend_1.32.0.txt", CuDNNFrontendReader.self),
    ("cudnn_attention_9.28.txt", CuDNNLogReader.self), ("mkl_2026.txt", MKLVerboseReader.self),
    ("mkl_2024_torch.txt", MKLVerboseReader.self),
    ("onednn_tensorflow.txt", OneDNNVerboseReader.self),
    ("onednn_fused.txt", OneDNNVerboseReader.self),
    ("jax_forward_before.hlo.txt", HLOTextReader.self),
    ("jax_train_before.hlo.txt", HLOTextReader.self),
    ("jax_train_after.hlo.txt", HLOTextReader.self),
    ("jax_scan_before.hlo.txt", HLOTextReader.self),
    ("jax_scan_after.hlo.txt", HLOTextReader.self),
    ("tensorflow_after.hlo.txt", HLOTextReader.self),
  ]
}

/// A module of XLA whose entry has these instructions.
func hloModule(_ lines: String...) -> String {
  "HloModule m\n\nENTRY %main (p: f32[]) -> f32[] {\n" + lines.map { "  \($0)\n" }.joined() + "}\n"
}
