/// The readers of what vendors' libraries and compilers log.
enum LogReaders {
  /// One type a format, the more particular first.
  static var all: [any CaptureReader.Type] {
    [
      CuBLASLogReader.self, CuBLASLtLogReader.self, CuDNNLogReader.self, CuDNNFrontendReader.self,
      HipBLASLtLogReader.self, RocBLASLogReader.self, MKLVerboseReader.self,
      OneDNNVerboseReader.self, HLOTextReader.self,
    ]
  }
}
