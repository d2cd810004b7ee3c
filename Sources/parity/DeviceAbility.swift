import Foundation
import Kernels
import Synchronization

/// What a device can do, in a few words: its own answers to a problem of every kind and type.
enum DeviceAbility {
  private static let gemmTypes: [ElementType] = [
    .f64, .f32, .f16, .bf16, .i8, .f8e4m3, .f8e5m2, .c64, .c128,
  ]
  private static let attentionTypes: [ElementType] = [.f64, .f32, .f16, .bf16]

  /// The abilities of all devices by id, asked at the same time; why a device cannot be opened where it cannot.
  static func all(of found: [DeviceSelector.Found], options: DeviceOptions) -> [String: String] {
    let abilities = Mutex<[String: String]>([:])
    let group = DispatchGroup()
    for entry in found {
      // One thread a backend: devices of one driver are not opened side by side.
      group.enter()
      Thread.detachNewThread {
        for info in entry.discovery.devices {
          let ability = describe(info, of: entry.backend, options: options)
          abilities.withLock { $0[info.id] = ability }
        }
        group.leave()
      }
    }
    group.wait()
    return abilities.withLock { $0 }
  }

  private static func describe(
    _ info: DeviceInfo, of backend: any Backend, options: DeviceOptions
  ) -> String {
    do {
      let device = try backend.open(info, options: options)
      defer { try? device.close() }
      return [
        list("gemm", gemmTypes, device) { "gemm:\($0.rawValue):tn:m=64,n=64,k=64" },
        list("attention", attentionTypes, device) {
          "attn:\($0.rawValue):b=1,h=2,d=64,sq=64:causal"
        },
        list("its gradients", attentionTypes, device) {
          "attn_backward:\($0.rawValue):b=1,h=2,d=64,sq=64:causal"
        },
      ].compactMap { $0 }.joined(separator: "; ")
    } catch {
      return "cannot be opened: \(error)"
    }
  }

  private static func list(
    _ operation: String, _ types: [ElementType], _ device: any Device,
    _ descriptor: (ElementType) -> String
  ) -> String? {
    let able = types.compactMap { type -> String? in
      guard let problem = try? Problem(descriptor: descriptor(type)) else { return nil }
      return switch device.support(for: problem) {
      case .native: type.rawValue
      case .emulated: "\(type.rawValue)*"
      case .unsupported: nil
      }
    }
    return able.isEmpty ? nil : "\(operation) \(able.joined(separator: " "))"
  }
}
