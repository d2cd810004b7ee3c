import Kernels
import TestSupport
import Testing

extension DeviceTests {
  /// NaN and infinity go through every device as they go through the reference.
  @Suite("NaN and infinity") struct NonFiniteTests {
    static let types: [ElementType] = [.f32, .f64, .f16, .bf16]

    /// Runs every variant that the device has and compares.
    private func check(
      _ descriptor: String, _ device: any Device, _ change: (inout ProblemInputs) -> Void
    ) throws {
      let problem = try Problem(descriptor: descriptor)
      var inputs = ProblemInputs(for: problem, seed: 21)
      change(&inputs)
      for variant in device.support(for: problem).variants {
        let finding = RandomProblemsTests.finding(problem, device, variant, inputs)
        #expect(finding == nil, "\(device.info.id) \(variant)")
      }
    }

    @Test(
      "A NaN or infinity in A, B or C reaches its row, its column or its element",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func gemm(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          for value in [Double.nan, .infinity, -.infinity] {
            for (role, index) in [(OperandRole.a, 40), (.b, 40), (.c, 40)] {
              try check("gemm:\(type.rawValue):nn:m=19,n=18,k=17,beta=0.5", device) {
                $0.set(role, type, at: index, to: value)
              }
            }
          }
        }
      }
    }

    @Test(
      "Infinity times zero and infinity minus infinity are NaN",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func invalidOperations(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          try check("gemm:\(type.rawValue):nn:m=18,n=17,k=16", device) {
            $0.set(.a, type, at: 0, to: .infinity)
            $0.set(.b, type, at: 0, to: 0)
          }
          try check("gemm:\(type.rawValue):nn:m=18,n=17,k=16", device) {
            $0.set(.a, type, at: 0, to: .infinity)
            $0.set(.a, type, at: 18, to: -.infinity)
          }
        }
      }
    }

    @Test(
      "A product beyond the range becomes infinite",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func overflow(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for (type, value) in [
          (ElementType.f32, 3e38), (.f64, 1.7e308), (.f16, 60_000.0), (.bf16, 3e38),
        ] {
          try check("gemm:\(type.rawValue):nn:m=18,n=17,k=1,alpha=2", device) {
            $0.set(.a, type, at: 3, to: value)
            $0.set(.b, type, at: 0, to: 1)
            $0.set(.b, type, at: 1, to: -1)
          }
        }
      }
    }

    @Test(
      "A NaN in the product or the bias goes through every epilogue",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func epilogues(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for epilogue in Epilogue.allCases where epilogue != .none {
          try check("gemm:f32:nn:m=9,n=10,k=8:\(epilogue.rawValue)", device) {
            $0.set(.a, .f32, at: 5, to: .nan)
            if epilogue.hasBias {
              $0.set(.bias, .f32, at: 1, to: .nan)
              $0.set(.bias, .f32, at: 2, to: .infinity)
            }
          }
        }
      }
    }

    @Test(
      "A NaN in Q, K or V reaches the rows that see it",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func attention(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          for mask in ["", ":causal", ":window=3/1"] {
            for (role, index) in [(OperandRole.q, 3 * 8), (.k, 17 * 8 + 1), (.v, 17 * 8 + 2)] {
              try check("attn:\(type.rawValue):b=1,h=1,d=8,sq=20,skv=40\(mask)", device) {
                $0.set(role, type, at: index, to: .nan)
              }
            }
          }
        }
      }
    }

    @Test(
      "Infinite V gives infinite results in the rows that see it",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func infiniteValues(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          try check("attn:\(type.rawValue):b=1,h=1,d=8,sq=33:causal", device) {
            $0.set(.v, type, at: 16 * 8 + 2, to: .infinity)
            $0.set(.v, type, at: 20 * 8 + 3, to: -.infinity)
          }
        }
      }
    }

    @Test(
      "A score of minus infinity is a weight of zero, first key or not",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func minusInfinityScores(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          for key in [0, 1, 37] {
            try check("attn:\(type.rawValue):b=1,h=1,d=8,sq=5,skv=70", device) {
              for query in 0..<5 { $0.set(.q, type, at: query * 8, to: 0.5) }
              $0.set(.k, type, at: key * 8, to: -.infinity)
            }
          }
        }
      }
    }

    @Test(
      "Large scores do not overflow the softmax",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func largeScores(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          try check("attn:\(type.rawValue):b=1,h=1,d=8,sq=5,skv=70:scale=100", device) { inputs in
            for key in stride(from: 0, to: 70, by: 9) {
              inputs.set(.k, type, at: key * 8, to: Double(key))
            }
          }
        }
      }
    }

    @Test(
      "A NaN or infinity in an operand of a backward pass reaches the gradients that depend on it",
      arguments: DiscoveredDevice.all)
    func gradients(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          for mask in ["", ":causal", ":window=3/1"] {
            let places = [
              (OperandRole.q, 3 * 8), (.k, 17 * 8 + 1), (.v, 17 * 8 + 2), (.dO, 5 * 8 + 3),
              (.oSaved, 5 * 8 + 3),
            ]
            for (role, index) in places {
              for value in [Double.nan, .infinity] {
                let descriptor = "attn_backward:\(type.rawValue):b=1,h=1,d=8,sq=20,skv=40\(mask)"
                let problem = try Problem(descriptor: descriptor)
                try check(descriptor, device) {
                  $0.set(role, type, at: index, to: value)
                  if [.q, .k, .v].contains(role) { $0.attend(problem) }
                }
              }
            }
          }
        }
      }
    }

    @Test(
      "What a masked key, value, query or output gradient holds does not matter to gradients",
      arguments: DiscoveredDevice.all)
    func maskedGradientsDoNotLeak(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          for mask in ["causal", "window=2", "window-tl=2/1", "causal-tl"] {
            // Two query heads to a key-value head; neither all keys nor, of the last mask but one, all queries count.
            let descriptor = "attn_backward:\(type.rawValue):b=1,h=2,kvh=1,d=8,sq=20,skv=40:\(mask)"
            let problem = try Problem(descriptor: descriptor)
            guard case .attentionBackward(let backward) = problem else { return }
            let seen = Set((0..<20).flatMap { backward.forward.keys(forQuery: $0) })
            try check(descriptor, device) { inputs in
              for key in 0..<40 where !seen.contains(key) {
                for x in 0..<8 {
                  inputs.set(.v, type, at: key * 8 + x, to: .nan)
                  inputs.set(.k, type, at: key * 8 + x, to: .infinity)
                }
              }
            }
            // A query that not all keys are seen by, and a key that only the last query sees.
            let last = backward.forward.keys(forQuery: 19).upperBound - 1
            try check(descriptor, device) { inputs in
              inputs.set(.dO, type, at: 2 * 16 + 3, to: .nan)
              inputs.set(.q, type, at: 4 * 16 + 8, to: .nan)
              inputs.set(.k, type, at: last * 8 + 1, to: .nan)
            }
          }
          // Queries that see no key at all: what they hold, and the lse that they have, is nobody's.
          let descriptor = "attn_backward:\(type.rawValue):b=1,h=2,d=8,sq=40,skv=20:causal"
          try check(descriptor, device) { inputs in
            for role in [OperandRole.q, .dO, .oSaved] {
              for x in 0..<8 { inputs.set(role, type, at: 7 * 16 + x, to: .nan) }
            }
          }
        }
      }
    }

    @Test(
      "What a masked key or value holds does not matter",
      arguments: DiscoveredDevice.all + VendorLibraries.devices)
    func maskedKeysDoNotLeak(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in Self.types {
          // Query 0 of 20 sees keys 0...20 of 40: what lies behind is for later queries only.
          for mask in ["causal", "window=2", "window-tl=2/1", "causal-tl"] {
            let descriptor = "attn:\(type.rawValue):b=1,h=2,d=8,sq=20,skv=40:bhsd:\(mask)"
            let problem = try Problem(descriptor: descriptor)
            guard case .attention(let attention) = problem else { return }
            let seen = Set((0..<20).flatMap { attention.keys(forQuery: $0) })
            let last = attention.keys(forQuery: 19)
            try check(descriptor, device) { inputs in
              for key in 0..<40 where !seen.contains(key) {
                for x in 0..<8 {
                  inputs.set(.v, type, at: key * 8 + x, to: .nan)
                  inputs.set(.k, type, at: key * 8 + x, to: .infinity)
                }
              }
            }
            // A key that only the last query sees: all other rows stay finite.
            try check(descriptor, device) { inputs in
              inputs.set(.v, type, at: (last.upperBound - 1) * 8, to: .nan)
              inputs.set(.k, type, at: (last.upperBound - 1) * 8 + 1, to: .nan)
            }
          }
        }
      }
    }
  }
}
