import CCUDA

/// The version that the library says it has: that of NVIDIA's release 12.9 or 13.0.
enum BLASVersion {
  static var major: CInt { parity_cuda_major() }
  static var minor: CInt { major == 12 ? 9 : 0 }
  static var patch: CInt { 0 }
  static var text: String { "\(major).\(minor).\(patch)" }
}
