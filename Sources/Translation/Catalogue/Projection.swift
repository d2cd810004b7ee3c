import Kernels
public import Workloads

/// The least time that a workload can take on a device, by its published peaks: no run can be quicker, and most are slower.
public struct Projection: Sendable, Encodable {
  /// The version of the JSON form.
  public let schemaVersion = 1
  /// The device's name and title.
  public let device, title: String
  /// What is projected.
  public let workload: String
  /// One entry a problem.
  public let calls: [Call]
  /// The sum over all calls that have a bound.
  public let boundNanoseconds: Double
  /// The measured time of the calls that have both a bound and a measurement, and the bound of the same calls.
  public let measuredNanoseconds, measuredBoundNanoseconds: Double?

  /// What limits a call.
  public enum Limit: String, Sendable, Encodable {
    /// The peak of its arithmetic.
    case arithmetic
    /// The memory's bandwidth.
    case bandwidth
    /// The bandwidth, because the device's peak for this type is not published.
    case bandwidthOnly = "bandwidth only"
    /// The peak, because the device's bandwidth is not published.
    case arithmeticOnly = "arithmetic only"
    /// Neither is published.
    case unknown
  }

  /// One problem.
  public struct Call: Sendable, Encodable {
    /// The problem.
    public let descriptor: String
    /// Its name in the workload.
    public let label: String?
    /// How often it is called.
    public let weight: Double
    /// The quantity whose peak applies: `bf16`.
    public let peak: String
    /// The least time of one call; nil where nothing is published.
    public let boundNanoseconds: Double?
    /// What limits it.
    public let limit: Limit
    /// The measured time of one call.
    public let measuredNanoseconds: Double?

    /// Bound over measurement, from 0 to 1; nil where one is missing.
    public var utilisation: Double? {
      guard let boundNanoseconds, let measuredNanoseconds, measuredNanoseconds > 0 else {
        return nil
      }
      return boundNanoseconds / measuredNanoseconds
    }
  }

  /// Projects `workload` onto `device`; `measured` holds nanoseconds of one call by descriptor.
  public init(_ workload: Workload, on device: CatalogueDevice, measured: [String: Double] = [:]) {
    self.device = device.name
    title = device.title
    self.workload = workload.name
    calls = workload.items.map { item in
      let descriptor = item.problem.descriptor
      let (quantity, peak) = Self.peak(of: item.problem, device)
      let (bound, limit) = Self.bound(item.problem, peak: peak, bandwidth: device.value(.bandwidth))
      return Call(
        descriptor: descriptor, label: item.label, weight: item.weight, peak: quantity.rawValue,
        boundNanoseconds: bound, limit: limit, measuredNanoseconds: measured[descriptor])
    }
    boundNanoseconds = calls.reduce(0) { $0 + $1.weight * ($1.boundNanoseconds ?? 0) }
    let both = calls.filter { $0.utilisation != nil }
    measuredNanoseconds =
      both.isEmpty ? nil : both.reduce(0) { $0 + $1.weight * ($1.measuredNanoseconds ?? 0) }
    measuredBoundNanoseconds =
      both.isEmpty ? nil : both.reduce(0) { $0 + $1.weight * ($1.boundNanoseconds ?? 0) }
  }

  private static func bound(_ problem: Problem, peak: Double?, bandwidth: Double?) -> (
    Double?, Limit
  ) {
    let arithmetic = peak.map { Double(problem.flopCount) / $0 * 1e9 }
    let memory = bandwidth.map { Double(problem.byteCount) / $0 * 1e9 }
    return switch (arithmetic, memory) {
    case (let arithmetic?, let memory?):
      arithmetic >= memory ? (arithmetic, .arithmetic) : (memory, .bandwidth)
    case (let arithmetic?, nil): (arithmetic, .arithmeticOnly)
    case (nil, let memory?): (memory, .bandwidthOnly)
    case (nil, nil): (nil, .unknown)
    }
  }

  /// The peak that a problem's arithmetic can reach at most.
  private static func peak(of problem: Problem, _ device: CatalogueDevice) -> (
    CatalogueDevice.Quantity, Double?
  ) {
    let quantity: CatalogueDevice.Quantity =
      switch problem {
      case .gemm(let gemm): Self.quantity(gemm.types)
      case .attention(let attention): Self.quantity(attention.type)
      case .attentionBackward(let backward): Self.quantity(backward.forward.type)
      case .probe: Self.quantity(problem.inputType)
      }
    // A matrix unit is the higher peak where a device has one.
    if quantity == .f64, let matrix = device.value(.f64Matrix) { return (.f64Matrix, matrix) }
    return (quantity, device.value(quantity))
  }

  private static func quantity(_ types: GEMMTypes) -> CatalogueDevice.Quantity {
    guard types.a == .f32 else { return quantity(types.a) }
    return switch types.compute {
    case .tf32: .tf32
    case .bf16: .bf16
    case .f16: .f16
    default: .f32
    }
  }

  private static func quantity(_ type: ElementType) -> CatalogueDevice.Quantity {
    switch type {
    case .f64, .c128: .f64
    case .f32, .c64: .f32
    case .f16: .f16
    case .bf16: .bf16
    case .i8, .i32: .i8
    case .f8e4m3, .f8e5m2: .f8
    }
  }
}
