/// The settings behind a `cublasHandle_t`.
///
/// None changes a result: device memory can be read where the program runs, so both pointer modes mean the same.
struct BLASContext: Sendable {
  var stream: UInt = 0
  var pointerMode: CInt = 0
  var mathMode: CInt = 0
  var atomicsMode: CInt = 0
  var multiprocessorTarget: CInt = 0
  var emulation = Emulation()

  /// How a GPU may make f32 and f64 of smaller types; kept and answered.
  struct Emulation: Sendable {
    var strategy: CInt = 0
    var specialValues: CInt = 0xFFFF
    var mantissaControl: CInt = 0
    var maximumBitCount: CInt = 0
    var bitOffset: CInt = 0
    var bitCount: UInt = 0
  }

  /// The handles of this process.
  static let handles = HandleTable<BLASContext>(kind: 5)
}
