internal import Foundation

/// The functions of a vendor's library of single products (`cublasLt`), opened at run time.
struct VendorLt: @unchecked Sendable {
  // SAFETY: addresses of functions that may be called from any thread.
  typealias Pointer = UnsafeMutableRawPointer
  typealias Made = UnsafeMutablePointer<Pointer?>
  typealias Status = Int32
  typealias SetAttribute = @convention(c) (Pointer, Int32, UnsafeRawPointer, Int) -> Status

  /// The file, as the loader was asked for it.
  let file: String
  let numbers: VendorDialect.Lt
  let create: @convention(c) (Made) -> Status
  let destroy: @convention(c) (Pointer) -> Status
  let descriptionCreate: @convention(c) (Made, Int32, Int32) -> Status
  let descriptionDestroy: @convention(c) (Pointer) -> Status
  let descriptionSet: SetAttribute
  let layoutCreate: @convention(c) (Made, Int32, UInt64, UInt64, Int64) -> Status
  let layoutDestroy: @convention(c) (Pointer) -> Status
  let layoutSet: SetAttribute
  let preferenceCreate: @convention(c) (Made) -> Status
  let preferenceDestroy: @convention(c) (Pointer) -> Status
  let preferenceSet: SetAttribute
  /// Handle, product, layouts of A, B, C and D, preference, how many are wanted, answers, how many there are.
  let heuristic:
    @convention(c) (
      Pointer, Pointer, Pointer, Pointer, Pointer, Pointer, Pointer, Int32, Pointer,
      UnsafeMutablePointer<Int32>
    ) -> Status
  /// Handle, product, alpha, A, its layout, B, its layout, beta, C, its layout, D, its layout, algorithm, workspace, its size, stream.
  let matmul:
    @convention(c) (
      Pointer, Pointer, UnsafeRawPointer, UnsafeRawPointer?, Pointer, UnsafeRawPointer?, Pointer,
      UnsafeRawPointer, UnsafeRawPointer?, Pointer, Pointer?, Pointer, UnsafeRawPointer, Pointer?,
      Int, Pointer?
    ) -> Status

  /// - Parameters:
  ///   - prefix: what stands in front of the functions' names: `cublasLt`.
  /// - Throws: `unavailable` where a function is not there.
  init(_ library: Pointer, file: String, prefix: String, numbers: VendorDialect.Lt)
    throws(BackendError)
  {
    func get<F>(_ name: String) throws(BackendError) -> F {
      guard let function = dlsym(library, prefix + name) else {
        throw BackendError(
          .unavailable, operation: "dlsym",
          message: "\(file) lacks \(prefix)\(name): it is no whole library of products")
      }
      return unsafeBitCast(function, to: F.self)
    }
    self.file = file
    self.numbers = numbers
    create = try get("Create")
    destroy = try get("Destroy")
    descriptionCreate = try get("MatmulDescCreate")
    descriptionDestroy = try get("MatmulDescDestroy")
    descriptionSet = try get("MatmulDescSetAttribute")
    layoutCreate = try get("MatrixLayoutCreate")
    layoutDestroy = try get("MatrixLayoutDestroy")
    layoutSet = try get("MatrixLayoutSetAttribute")
    preferenceCreate = try get("MatmulPreferenceCreate")
    preferenceDestroy = try get("MatmulPreferenceDestroy")
    preferenceSet = try get("MatmulPreferenceSetAttribute")
    heuristic = try get("MatmulAlgoGetHeuristic")
    matmul = try get("Matmul")
  }
}
