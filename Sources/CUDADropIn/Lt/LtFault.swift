#if DEBUG
  import Foundation
  import Kernels

  /// Makes the last element of what a call leaves wrong, for tests of the verification; release builds have none of it.
  ///
  /// `PARITY_CUDA_FAULT` names the output: `d`, `aux`, `gradient` or `maximum`.
  enum LtFault {
    private static let place = ProcessInfo.processInfo.environment["PARITY_CUDA_FAULT"]

    static func spoil(_ call: LtCall, _ matrices: LtFinish.Matrices) {
      let (i, j) = (call.m - 1, call.n - 1)
      switch place {
      case "d":
        spoil(UnsafeMutableRawPointer(matrices.d), call.d.type, call.d.index(i, j))
      case "aux":
        guard call.epilogue.isRelu || call.epilogue.isGelu, let aux = call.aux else { return }
        let index = i + j * call.auxLeading + matrices.batch * call.auxStride
        if call.epilogue.auxIsBits {
          let byte = aux.load(fromByteOffset: index / 8, as: UInt8.self)
          aux.storeBytes(of: byte ^ 1 << (index % 8), toByteOffset: index / 8, as: UInt8.self)
        } else {
          spoil(aux, call.auxType, index)
        }
      case "gradient":
        guard call.epilogue.hasBiasGradient, let bias = call.bias else { return }
        let last = call.epilogue == .biasGradientB ? j : i
        spoil(bias, call.biasType, last + matrices.batch * call.biasStride)
      case "maximum":
        if let amax = call.amaxD { spoil(amax, .f32, 0) }
      default: return
      }
    }

    /// An eighth and a little more, whatever the type rounds.
    private static func spoil(_ memory: UnsafeMutableRawPointer, _ type: ElementType?, _ index: Int)
    {
      guard let type else { return }
      let value = ElementConversion.load(memory, type, component: index)
      ElementConversion.store(value * 1.25 + 1, memory, type, component: index)
    }
  }
#endif
