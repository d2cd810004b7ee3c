import Foundation

// A program with kernels of its own registers them before `main` and launches them by `cudaLaunchKernel`. No library can run
// device code that was compiled for another machine, so launches are refused, by the status that CUDA has for code without an
// image for the device, and the ledger says so.

@c(__cudaRegisterFatBinary) package func __cudaRegisterFatBinary(
  _ binary: UnsafeRawPointer?
) -> UnsafeMutableRawPointer? {
  _ = answer("__cudaRegisterFatBinary", .success)
  // A handle that nobody looks behind, and that is not NULL.
  return UnsafeMutableRawPointer(bitPattern: 0x10)
}

@c(__cudaRegisterFatBinaryEnd) package func __cudaRegisterFatBinaryEnd(
  _ handle: UnsafeMutableRawPointer?
) {}

@c(__cudaUnregisterFatBinary) package func __cudaUnregisterFatBinary(
  _ handle: UnsafeMutableRawPointer?
) {}

@c(__cudaRegisterFunction) package func __cudaRegisterFunction(
  _ handle: UnsafeMutableRawPointer?, _ host: UnsafeRawPointer?,
  _ device: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?, _ threadLimit: CInt,
  _ threadID: UnsafeRawPointer?, _ blockID: UnsafeRawPointer?, _ blockSize: UnsafeRawPointer?,
  _ gridSize: UnsafeRawPointer?, _ warpSize: UnsafeMutablePointer<CInt>?
) {}

@c(__cudaRegisterVar) package func __cudaRegisterVar(
  _ handle: UnsafeMutableRawPointer?, _ host: UnsafeMutableRawPointer?,
  _ device: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?, _ external: CInt,
  _ byteCount: Int, _ constant: CInt, _ global: CInt
) {}

@c(__cudaRegisterManagedVar) package func __cudaRegisterManagedVar(
  _ handle: UnsafeMutableRawPointer?, _ host: UnsafeMutableRawPointer?,
  _ device: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?, _ external: CInt,
  _ byteCount: Int, _ constant: CInt, _ global: CInt
) {}

@c(__cudaRegisterHostVar) package func __cudaRegisterHostVar(
  _ handle: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
  _ host: UnsafeMutableRawPointer?, _ byteCount: Int
) {}

@c(__cudaInitModule) package func __cudaInitModule(_ handle: UnsafeMutableRawPointer?) -> CChar {
  1
}

/// Grid and block are structures of three 32-bit numbers, passed in registers as 64 and 32 bits.
@c(__cudaPushCallConfiguration) package func __cudaPushCallConfiguration(
  _ gridXY: UInt64, _ gridZ: UInt32, _ blockXY: UInt64, _ blockZ: UInt32, _ sharedByteCount: Int,
  _ stream: UnsafeRawPointer?
) -> CUnsignedInt { 0 }

@c(__cudaPopCallConfiguration) package func __cudaPopCallConfiguration(
  _ grid: UnsafeMutableRawPointer?, _ block: UnsafeMutableRawPointer?,
  _ sharedByteCount: UnsafeMutablePointer<Int>?, _ stream: UnsafeMutableRawPointer?
) -> CInt {
  // The launch that follows is refused, whatever it says.
  0
}

@c(cudaLaunchKernel) package func cudaLaunchKernel(
  _ function: UnsafeRawPointer?, _ gridXY: UInt64, _ gridZ: UInt32, _ blockXY: UInt64,
  _ blockZ: UInt32, _ arguments: UnsafeMutableRawPointer?, _ sharedByteCount: Int,
  _ stream: OpaquePointer?
) -> CInt {
  answer(
    "cudaLaunchKernel", .noKernelImage,
    because: "the program has device code of its own, which only its own kind of device runs")
}
