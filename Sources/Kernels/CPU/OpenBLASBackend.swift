/// CPU BLAS through the linked OpenBLAS, with kernels of Parity's own for what BLAS lacks (16-bit and
/// 8-bit GEMM, attention) and where they are quicker.
public struct OpenBLASBackend: Backend {
  /// The name `openblas`.
  public let name = "openblas"

  /// Creates the backend.
  public init() {}

  /// The host's processors as one device.
  public func discover() -> Discovery {
    let host = HostProcessor.current
    return Discovery(devices: [
      DeviceInfo(
        backend: name, index: 0, name: host.name, kind: .cpu, driver: "OpenBLAS",
        driverVersion: OpenBLASLibrary.version, memoryByteCount: host.memoryByteCount,
        cacheByteCount: host.lastLevelCacheByteCount, threadCount: host.threadCount,
        features: host.features,
        properties: [
          "config": OpenBLASLibrary.configuration, "corename": OpenBLASLibrary.coreName,
          "parallel": OpenBLASLibrary.parallelMode,
          "blasintByteCount": "\(OpenBLASLibrary.integerByteCount)",
          "simdPath": SIMDPath.widest.name, "bf16Kernel": PanelKernel.bf16[0].name,
          "f32Kernel": PanelKernel.f32[0].name, "f64Kernel": PanelKernel.f64[0].name,
          "i8Kernel": PanelKernel.i8[0].name,
        ])
    ])
  }

  /// Opens the device with `options.threadCount` threads, or as many as the machine offers.
  /// - Throws: `BackendError` with `unsupported` for fewer than one thread.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    let threadCount = options.threadCount ?? HostProcessor.current.threadCount
    guard threadCount >= 1 else {
      throw BackendError(
        .unsupported, operation: "open",
        message: "\(threadCount) threads cannot compute; use 1 or more")
    }
    var info = device
    info.threadCount = threadCount
    let team = HostTeam(threadCount: threadCount)
    return HostDevice(
      info: info, support: OpenBLASSupport.support,
      makeKernel: { problem, variant throws(BackendError) in
        switch problem {
        case .attention(let attention):
          return try TiledAttentionKernel(
            attention, variant: variant, team: team,
            kernel: OpenBLASSupport.attentionKernel(attention, variant))
        case .attentionBackward(let backward):
          return try AttentionBackwardKernel(
            backward, variant: variant, team: team,
            kernel: OpenBLASSupport.backwardKernel(backward, variant))
        case .probe(let probe): return try ProbeKernel(probe, variant: variant, team: team)
        case .gemm(let gemm):
          if let (kernel, side) = OpenBLASSupport.streamed(gemm, variant) {
            return try StreamedGEMMKernel(
              gemm, variant: variant, team: team, kernel: kernel, side: side)
          }
          if let kernel = OpenBLASSupport.unpackedKernel(gemm, variant) {
            return try UnpackedGEMMKernel(gemm, variant: variant, team: team, kernel: kernel)
          }
          if let kernel = OpenBLASSupport.panelKernel(of: variant, gemm.types) {
            return try PanelGEMMKernel(gemm, variant: variant, team: team, kernel: kernel)
          }
          guard CBLASSupport.hasRoutine(gemm.types) else {
            throw BackendError(
              .unsupported, operation: "prepare", message: "this processor does not run \(variant)")
          }
          return DirectGEMMKernel(gemm, variant: variant, team: team)
        }
      })
  }
}
