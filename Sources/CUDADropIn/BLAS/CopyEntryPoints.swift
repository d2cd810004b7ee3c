// Written by generate_levels.py; change it there.

@c(cublasSetVector) package func cublasSetVector(
  _ n: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeMutableRawPointer?,
  _ incy: CInt
) -> CInt {
  BLASLog.call(
    "cublasSetVector",
    """
    n int; elemSize int; x const void*; incx int; devicePtr void*; incy int
    """,
    [n.word, size.word, x.word, incx.word, y.word, incy.word])
  return copyVector(
    "cublasSetVector", Int(n), Int(size), x, Int(incx), y, Int(incy))
}

@c(cublasSetVectorAsync) package func cublasSetVectorAsync(
  _ n: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeMutableRawPointer?,
  _ incy: CInt, _ stream: OpaquePointer?
) -> CInt {
  BLASLog.call(
    "cublasSetVectorAsync",
    """
    n int; elemSize int; hostPtr const void*; incx int; devicePtr void*; incy int;\
    streamId cudaStream_t
    """,
    [n.word, size.word, x.word, incx.word, y.word, incy.word, stream.word])
  return copyVector(
    "cublasSetVectorAsync", Int(n), Int(size), x, Int(incx), y, Int(incy), on: stream)
}

@c(cublasSetMatrix) package func cublasSetMatrix(
  _ rows: CInt, _ columns: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeMutableRawPointer?, _ incy: CInt
) -> CInt {
  BLASLog.call(
    "cublasSetMatrix",
    """
    rows int; cols int; elemSize int; A const void*; lda int; B void*; ldb int
    """,
    [rows.word, columns.word, size.word, x.word, incx.word, y.word, incy.word])
  return copyMatrix(
    "cublasSetMatrix", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y, Int(incy)
  )
}

@c(cublasSetMatrixAsync) package func cublasSetMatrixAsync(
  _ rows: CInt, _ columns: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeMutableRawPointer?, _ incy: CInt, _ stream: OpaquePointer?
) -> CInt {
  BLASLog.call(
    "cublasSetMatrixAsync",
    """
    rows int; cols int; elemSize int; A const void*; lda int; B void*; ldb int;\
    streamId cudaStream_t
    """,
    [rows.word, columns.word, size.word, x.word, incx.word, y.word, incy.word, stream.word])
  return copyMatrix(
    "cublasSetMatrixAsync", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y,
    Int(incy), on: stream)
}

@c(cublasGetVector) package func cublasGetVector(
  _ n: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeMutableRawPointer?,
  _ incy: CInt
) -> CInt {
  BLASLog.call(
    "cublasGetVector",
    """
    n int; elemSize int; x const void*; incx int; y void*; incy int
    """,
    [n.word, size.word, x.word, incx.word, y.word, incy.word])
  return copyVector(
    "cublasGetVector", Int(n), Int(size), x, Int(incx), y, Int(incy))
}

@c(cublasGetVectorAsync) package func cublasGetVectorAsync(
  _ n: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt, _ y: UnsafeMutableRawPointer?,
  _ incy: CInt, _ stream: OpaquePointer?
) -> CInt {
  BLASLog.call(
    "cublasGetVectorAsync",
    """
    n int; elemSize int; devicePtr const void*; incx int; hostPtr void*; incy int;\
    streamId cudaStream_t
    """,
    [n.word, size.word, x.word, incx.word, y.word, incy.word, stream.word])
  return copyVector(
    "cublasGetVectorAsync", Int(n), Int(size), x, Int(incx), y, Int(incy), on: stream)
}

@c(cublasGetMatrix) package func cublasGetMatrix(
  _ rows: CInt, _ columns: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeMutableRawPointer?, _ incy: CInt
) -> CInt {
  BLASLog.call(
    "cublasGetMatrix",
    """
    rows int; cols int; elemSize int; A const void*; lda int; B void*; ldb int
    """,
    [rows.word, columns.word, size.word, x.word, incx.word, y.word, incy.word])
  return copyMatrix(
    "cublasGetMatrix", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y, Int(incy)
  )
}

@c(cublasGetMatrixAsync) package func cublasGetMatrixAsync(
  _ rows: CInt, _ columns: CInt, _ size: CInt, _ x: UnsafeRawPointer?, _ incx: CInt,
  _ y: UnsafeMutableRawPointer?, _ incy: CInt, _ stream: OpaquePointer?
) -> CInt {
  BLASLog.call(
    "cublasGetMatrixAsync",
    """
    rows int; cols int; elemSize int; A const void*; lda int; B void*; ldb int;\
    streamId cudaStream_t
    """,
    [rows.word, columns.word, size.word, x.word, incx.word, y.word, incy.word, stream.word])
  return copyMatrix(
    "cublasGetMatrixAsync", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y,
    Int(incy), on: stream)
}

@c(cublasSetVector_64) package func cublasSetVector_64(
  _ n: Int, _ size: Int, _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeMutableRawPointer?,
  _ incy: Int
) -> CInt {
  BLASLog.call(
    "cublasSetVector_64",
    """
    n int64_t; elemSize int64_t; x const void*; incx int64_t; devicePtr void*; incy int64_t
    """,
    [n.word, size.word, x.word, incx.word, y.word, incy.word])
  return copyVector(
    "cublasSetVector_64", Int(n), Int(size), x, Int(incx), y, Int(incy))
}

@c(cublasSetVectorAsync_64) package func cublasSetVectorAsync_64(
  _ n: Int, _ size: Int, _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeMutableRawPointer?,
  _ incy: Int, _ stream: OpaquePointer?
) -> CInt {
  BLASLog.call(
    "cublasSetVectorAsync_64",
    """
    n int64_t; elemSize int64_t; hostPtr const void*; incx int64_t; devicePtr void*;\
    incy int64_t; streamId cudaStream_t
    """,
    [n.word, size.word, x.word, incx.word, y.word, incy.word, stream.word])
  return copyVector(
    "cublasSetVectorAsync_64", Int(n), Int(size), x, Int(incx), y, Int(incy), on: stream)
}

@c(cublasSetMatrix_64) package func cublasSetMatrix_64(
  _ rows: Int, _ columns: Int, _ size: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeMutableRawPointer?, _ incy: Int
) -> CInt {
  BLASLog.call(
    "cublasSetMatrix_64",
    """
    rows int64_t; cols int64_t; elemSize int64_t; A const void*; lda int64_t; B void*;\
    ldb int64_t
    """,
    [rows.word, columns.word, size.word, x.word, incx.word, y.word, incy.word])
  return copyMatrix(
    "cublasSetMatrix_64", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y,
    Int(incy))
}

@c(cublasSetMatrixAsync_64) package func cublasSetMatrixAsync_64(
  _ rows: Int, _ columns: Int, _ size: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeMutableRawPointer?, _ incy: Int, _ stream: OpaquePointer?
) -> CInt {
  BLASLog.call(
    "cublasSetMatrixAsync_64",
    """
    rows int64_t; cols int64_t; elemSize int64_t; A const void*; lda int64_t; B void*;\
    ldb int64_t; streamId cudaStream_t
    """,
    [rows.word, columns.word, size.word, x.word, incx.word, y.word, incy.word, stream.word])
  return copyMatrix(
    "cublasSetMatrixAsync_64", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y,
    Int(incy), on: stream)
}

@c(cublasGetVector_64) package func cublasGetVector_64(
  _ n: Int, _ size: Int, _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeMutableRawPointer?,
  _ incy: Int
) -> CInt {
  BLASLog.call(
    "cublasGetVector_64",
    """
    n int64_t; elemSize int64_t; x const void*; incx int64_t; y void*; incy int64_t
    """,
    [n.word, size.word, x.word, incx.word, y.word, incy.word])
  return copyVector(
    "cublasGetVector_64", Int(n), Int(size), x, Int(incx), y, Int(incy))
}

@c(cublasGetVectorAsync_64) package func cublasGetVectorAsync_64(
  _ n: Int, _ size: Int, _ x: UnsafeRawPointer?, _ incx: Int, _ y: UnsafeMutableRawPointer?,
  _ incy: Int, _ stream: OpaquePointer?
) -> CInt {
  BLASLog.call(
    "cublasGetVectorAsync_64",
    """
    n int64_t; elemSize int64_t; devicePtr const void*; incx int64_t; hostPtr void*;\
    incy int64_t; streamId cudaStream_t
    """,
    [n.word, size.word, x.word, incx.word, y.word, incy.word, stream.word])
  return copyVector(
    "cublasGetVectorAsync_64", Int(n), Int(size), x, Int(incx), y, Int(incy), on: stream)
}

@c(cublasGetMatrix_64) package func cublasGetMatrix_64(
  _ rows: Int, _ columns: Int, _ size: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeMutableRawPointer?, _ incy: Int
) -> CInt {
  BLASLog.call(
    "cublasGetMatrix_64",
    """
    rows int64_t; cols int64_t; elemSize int64_t; A const void*; lda int64_t; B void*;\
    ldb int64_t
    """,
    [rows.word, columns.word, size.word, x.word, incx.word, y.word, incy.word])
  return copyMatrix(
    "cublasGetMatrix_64", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y,
    Int(incy))
}

@c(cublasGetMatrixAsync_64) package func cublasGetMatrixAsync_64(
  _ rows: Int, _ columns: Int, _ size: Int, _ x: UnsafeRawPointer?, _ incx: Int,
  _ y: UnsafeMutableRawPointer?, _ incy: Int, _ stream: OpaquePointer?
) -> CInt {
  BLASLog.call(
    "cublasGetMatrixAsync_64",
    """
    rows int64_t; cols int64_t; elemSize int64_t; A const void*; lda int64_t; B void*;\
    ldb int64_t; streamId cudaStream_t
    """,
    [rows.word, columns.word, size.word, x.word, incx.word, y.word, incy.word, stream.word])
  return copyMatrix(
    "cublasGetMatrixAsync_64", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y,
    Int(incy), on: stream)
}
