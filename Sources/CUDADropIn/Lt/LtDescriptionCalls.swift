// Descriptions of cuBLASLt, kind by kind; all calls are those of LtDescribing.swift.

// MARK: MatrixLayout

@c(cublasLtMatrixLayoutCreate) package func cublasLtMatrixLayoutCreate(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ type: CInt, _ rows: UInt,
  _ columns: UInt, _ leading: Int
) -> CInt {
  LtLog.shared.api("cublasLtMatrixLayoutCreate") {
    "\(LtKind.layout.logName)=\(LtLog.hex(result)) "
      + "type=\(LtNames.type(type)) rows=\(rows) cols=\(columns) ld=\(leading)"
  }
  return createLt(
    "cublasLtMatrixLayoutCreate", .layout, result,
    [
      0: Int64(type), 2: Int64(bitPattern: UInt64(rows)), 3: Int64(bitPattern: UInt64(columns)),
      4: Int64(leading),
    ])
}

@c(cublasLtMatrixLayoutInit_internal) package func cublasLtMatrixLayoutInit_internal(
  _ memory: UnsafeMutableRawPointer?, _ size: Int, _ type: CInt, _ rows: UInt, _ columns: UInt,
  _ leading: Int
) -> CInt {
  initializeLt(
    "cublasLtMatrixLayoutInit_internal", .layout, memory, size,
    [
      0: Int64(type), 2: Int64(bitPattern: UInt64(rows)), 3: Int64(bitPattern: UInt64(columns)),
      4: Int64(leading),
    ])
}

@c(cublasLtMatrixLayoutDestroy) package func cublasLtMatrixLayoutDestroy(
  _ memory: UnsafeMutableRawPointer?
) -> CInt {
  destroyLt("cublasLtMatrixLayoutDestroy", memory)
}

@c(cublasLtMatrixLayoutSetAttribute) package func cublasLtMatrixLayoutSetAttribute(
  _ memory: UnsafeMutableRawPointer?, _ attribute: CInt, _ value: UnsafeRawPointer?, _ size: Int
) -> CInt {
  setLt("cublasLtMatrixLayoutSetAttribute", .layout, memory, attribute, value, size)
}

@c(cublasLtMatrixLayoutGetAttribute) package func cublasLtMatrixLayoutGetAttribute(
  _ memory: UnsafeRawPointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?, _ size: Int,
  _ written: UnsafeMutablePointer<Int>?
) -> CInt {
  getLt("cublasLtMatrixLayoutGetAttribute", .layout, memory, attribute, value, size, written)
}

// MARK: MatmulDesc

@c(cublasLtMatmulDescCreate) package func cublasLtMatmulDescCreate(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ compute: CInt, _ scale: CInt
) -> CInt {
  LtLog.shared.api("cublasLtMatmulDescCreate") {
    "\(LtKind.product.logName)=\(LtLog.hex(result)) "
      + "computeType=\(LtNames.compute(compute)) scaleType=\(LtNames.type(scale))"
  }
  return createLt(
    "cublasLtMatmulDescCreate", .product, result, [0: Int64(compute), 1: Int64(scale)])
}

@c(cublasLtMatmulDescInit_internal) package func cublasLtMatmulDescInit_internal(
  _ memory: UnsafeMutableRawPointer?, _ size: Int, _ compute: CInt, _ scale: CInt
) -> CInt {
  initializeLt(
    "cublasLtMatmulDescInit_internal", .product, memory, size, [0: Int64(compute), 1: Int64(scale)])
}

@c(cublasLtMatmulDescDestroy) package func cublasLtMatmulDescDestroy(
  _ memory: UnsafeMutableRawPointer?
) -> CInt {
  destroyLt("cublasLtMatmulDescDestroy", memory)
}

@c(cublasLtMatmulDescSetAttribute) package func cublasLtMatmulDescSetAttribute(
  _ memory: UnsafeMutableRawPointer?, _ attribute: CInt, _ value: UnsafeRawPointer?, _ size: Int
) -> CInt {
  setLt("cublasLtMatmulDescSetAttribute", .product, memory, attribute, value, size)
}

@c(cublasLtMatmulDescGetAttribute) package func cublasLtMatmulDescGetAttribute(
  _ memory: UnsafeRawPointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?, _ size: Int,
  _ written: UnsafeMutablePointer<Int>?
) -> CInt {
  getLt("cublasLtMatmulDescGetAttribute", .product, memory, attribute, value, size, written)
}

// MARK: MatrixTransformDesc

@c(cublasLtMatrixTransformDescCreate) package func cublasLtMatrixTransformDescCreate(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ scale: CInt
) -> CInt {
  LtLog.shared.api("cublasLtMatrixTransformDescCreate") {
    "\(LtKind.transform.logName)=\(LtLog.hex(result)) " + "scaleType=\(LtNames.type(scale))"
  }
  return createLt("cublasLtMatrixTransformDescCreate", .transform, result, [0: Int64(scale)])
}

@c(cublasLtMatrixTransformDescInit_internal) package func cublasLtMatrixTransformDescInit_internal(
  _ memory: UnsafeMutableRawPointer?, _ size: Int, _ scale: CInt
) -> CInt {
  initializeLt(
    "cublasLtMatrixTransformDescInit_internal", .transform, memory, size, [0: Int64(scale)])
}

@c(cublasLtMatrixTransformDescDestroy) package func cublasLtMatrixTransformDescDestroy(
  _ memory: UnsafeMutableRawPointer?
) -> CInt {
  destroyLt("cublasLtMatrixTransformDescDestroy", memory)
}

@c(cublasLtMatrixTransformDescSetAttribute) package func cublasLtMatrixTransformDescSetAttribute(
  _ memory: UnsafeMutableRawPointer?, _ attribute: CInt, _ value: UnsafeRawPointer?, _ size: Int
) -> CInt {
  setLt("cublasLtMatrixTransformDescSetAttribute", .transform, memory, attribute, value, size)
}

@c(cublasLtMatrixTransformDescGetAttribute) package func cublasLtMatrixTransformDescGetAttribute(
  _ memory: UnsafeRawPointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?, _ size: Int,
  _ written: UnsafeMutablePointer<Int>?
) -> CInt {
  getLt(
    "cublasLtMatrixTransformDescGetAttribute", .transform, memory, attribute, value, size, written)
}

// MARK: MatmulPreference

@c(cublasLtMatmulPreferenceCreate) package func cublasLtMatmulPreferenceCreate(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> CInt {
  return createLt("cublasLtMatmulPreferenceCreate", .preference, result)
}

@c(cublasLtMatmulPreferenceInit_internal) package func cublasLtMatmulPreferenceInit_internal(
  _ memory: UnsafeMutableRawPointer?, _ size: Int
) -> CInt {
  initializeLt("cublasLtMatmulPreferenceInit_internal", .preference, memory, size)
}

@c(cublasLtMatmulPreferenceDestroy) package func cublasLtMatmulPreferenceDestroy(
  _ memory: UnsafeMutableRawPointer?
) -> CInt {
  destroyLt("cublasLtMatmulPreferenceDestroy", memory)
}

@c(cublasLtMatmulPreferenceSetAttribute) package func cublasLtMatmulPreferenceSetAttribute(
  _ memory: UnsafeMutableRawPointer?, _ attribute: CInt, _ value: UnsafeRawPointer?, _ size: Int
) -> CInt {
  setLt("cublasLtMatmulPreferenceSetAttribute", .preference, memory, attribute, value, size)
}

@c(cublasLtMatmulPreferenceGetAttribute) package func cublasLtMatmulPreferenceGetAttribute(
  _ memory: UnsafeRawPointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?, _ size: Int,
  _ written: UnsafeMutablePointer<Int>?
) -> CInt {
  getLt(
    "cublasLtMatmulPreferenceGetAttribute", .preference, memory, attribute, value, size, written)
}

// MARK: EmulationDesc

@c(cublasLtEmulationDescCreate) package func cublasLtEmulationDescCreate(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> CInt {
  return createLt("cublasLtEmulationDescCreate", .emulation, result)
}

@c(cublasLtEmulationDescInit_internal) package func cublasLtEmulationDescInit_internal(
  _ memory: UnsafeMutableRawPointer?, _ size: Int
) -> CInt {
  initializeLt("cublasLtEmulationDescInit_internal", .emulation, memory, size)
}

@c(cublasLtEmulationDescDestroy) package func cublasLtEmulationDescDestroy(
  _ memory: UnsafeMutableRawPointer?
) -> CInt {
  destroyLt("cublasLtEmulationDescDestroy", memory)
}

@c(cublasLtEmulationDescSetAttribute) package func cublasLtEmulationDescSetAttribute(
  _ memory: UnsafeMutableRawPointer?, _ attribute: CInt, _ value: UnsafeRawPointer?, _ size: Int
) -> CInt {
  setLt("cublasLtEmulationDescSetAttribute", .emulation, memory, attribute, value, size)
}

@c(cublasLtEmulationDescGetAttribute) package func cublasLtEmulationDescGetAttribute(
  _ memory: UnsafeRawPointer?, _ attribute: CInt, _ value: UnsafeMutableRawPointer?, _ size: Int,
  _ written: UnsafeMutablePointer<Int>?
) -> CInt {
  getLt("cublasLtEmulationDescGetAttribute", .emulation, memory, attribute, value, size, written)
}

// MARK: Grouped layouts

@c(cublasLtGroupedMatrixLayoutCreate) package func cublasLtGroupedMatrixLayoutCreate(
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ type: CInt, _ count: CInt,
  _ rows: UnsafeRawPointer?, _ columns: UnsafeRawPointer?, _ leading: UnsafeRawPointer?
) -> CInt {
  answerLt(
    "cublasLtGroupedMatrixLayoutCreate", .notSupported,
    because: "groups of matrices of different sizes are not there; use cublasGemmGroupedBatchedEx")
}

@c(cublasLtGroupedMatrixLayoutInit_internal) package func cublasLtGroupedMatrixLayoutInit_internal(
  _ memory: UnsafeMutableRawPointer?, _ size: Int, _ type: CInt, _ count: CInt,
  _ rows: UnsafeRawPointer?, _ columns: UnsafeRawPointer?, _ leading: UnsafeRawPointer?
) -> CInt {
  answerLt(
    "cublasLtGroupedMatrixLayoutInit_internal", .notSupported,
    because: "groups of matrices of different sizes are not there; use cublasGemmGroupedBatchedEx")
}
