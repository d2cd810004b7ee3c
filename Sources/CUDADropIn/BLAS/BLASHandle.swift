/// The settings behind a `cublasHandle_t`.
///
/// None changes a result: device memory can be read where the program runs, so both pointer modes mean the same.
struct BLASContext: Sendable {
  var stream: UInt = 0
  var pointerMode: CInt = 0
  var mathMode: CInt = 0
  var atomicsMode: CInt = 0
  var multiprocessorTarget: CInt = 0

  /// The handles of this process.
  static let handles = HandleTable<BLASContext>(first: 0x10_0000)
}
