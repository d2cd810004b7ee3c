/// A vendor's interface as a table: what each CUDA name, number and call becomes there, and who says so.
///
/// Read from a `.dialect` file (docs/translation.md describes the form). Claims that contradict each other stand beside
/// each other; the first is the one that translations use.
public struct Dialect: Sendable {
  /// The short name that `--to` takes.
  public internal(set) var name: String
  /// One line for people.
  public internal(set) var title = ""
  /// How the interface relates to CUDA's.
  public internal(set) var style = Style.redesign
  /// The libraries that a program links.
  public internal(set) var libraries: [String] = []
  /// Parity's own backend whose support answers grade the calls, where there is one.
  public internal(set) var backend: String?
  /// What holds for every call, with its source.
  public internal(set) var notes: [(text: String, evidence: Evidence)] = []
  /// The sources in the order of the file.
  public internal(set) var sources: [DialectSource] = []
  /// Naming rules, tried in order for names without a row.
  public internal(set) var renames: [RenameRule] = []
  /// Claims by CUDA symbol.
  public internal(set) var symbols: [String: [SymbolClaim]] = [:]
  /// The symbols in the order of the file.
  public internal(set) var symbolOrder: [String] = []
  /// What happens to arguments under conditions; for each argument the first row that holds counts.
  public internal(set) var arguments: [ArgumentRule] = []
  /// Calls that need more than renaming; the first whose condition holds counts.
  public internal(set) var calls: [CallRule] = []
  /// What sources say of parameter lists.
  public internal(set) var signatures: [SignatureClaim] = []
  /// What the vendor's sources say of CUDA's own numbers.
  public internal(set) var cudaValues: [CUDAValueClaim] = []

  /// How an interface relates to CUDA's.
  public enum Style: String, Hashable, Sendable, Codable {
    /// The very names of CUDA, in libraries of the vendor.
    case identity
    /// CUDA's functions under other names.
    case rename
    /// Other functions.
    case redesign
    /// Parity's own kernels.
    case kernels
  }

  init(name: String) { self.name = name }

  /// A device of Parity's own backend `backend`: its support answers are all there is, but for the calls of `table`.
  public init(device: String, title: String, backend: String, table: Dialect?) {
    self = table ?? Dialect(name: device)
    name = device
    self.title = title
    style = .kernels
    self.backend = backend
  }

  /// The source called `id`.
  public func source(_ id: String) -> DialectSource? { sources.first { $0.id == id } }
}

/// Something public that a table was read from.
public struct DialectSource: Hashable, Sendable, Codable {
  /// What a source can prove.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A vendor's header or documentation of its functions.
    case header
    /// The library itself, or a run.
    case library
    /// Code that calls the library.
    case code
    /// A table with supported and unsupported marks.
    case table
    /// A list of text substitutions, which says nothing of what exists.
    case names
    /// A page, a paper or a remark.
    case document
    /// Parity itself.
    case parity
  }

  /// The short name used in rows.
  public let id: String
  /// What it can prove.
  public let kind: Kind
  /// Repository, commit, file or address, and date.
  public let text: String
}

/// A naming rule: a prefix of CUDA names and what stands for it.
public struct RenameRule: Hashable, Sendable {
  /// The prefix, or `*_64` for the suffix of the 64-bit functions.
  public let prefix: String
  /// What replaces it.
  public let replacement: String
  /// Who says so.
  public let evidence: Evidence
}

/// What one source says a CUDA symbol becomes.
public struct SymbolClaim: Hashable, Sendable {
  /// What a symbol becomes.
  public enum Target: Hashable, Sendable {
    /// A name, and its number where a source gives it.
    case name(String, Int?)
    /// The source says that there is none.
    case none
    /// No source says.
    case unknown

    /// The target as it is shown: `MUBLAS_OP_T (112)`.
    public var text: String {
      switch self {
      case .name(let name, nil): name
      case .name(let name, let number?): "\(name) (\(number))"
      case .none: "-"
      case .unknown: "?"
      }
    }
  }

  /// The CUDA symbol.
  public let symbol: String
  /// What it becomes.
  public let target: Target
  /// Who says so.
  public let evidence: Evidence
}

/// What happens to one argument under a condition.
public struct ArgumentRule: Sendable {
  /// A role (``CUDAParameter``), a name that calls refer to as `{choose NAME}`, or a reason code.
  public let argument: String
  /// When the row holds.
  public let condition: Condition
  /// The value, a template, or nil where the argument keeps its own.
  public let value: String?
  /// What that means.
  public let grade: Grade
  /// Who says so; the note is what people read.
  public let evidence: Evidence
}

/// How a call is made in the dialect.
public struct CallRule: Sendable {
  /// When the rule holds.
  public let condition: Condition
  /// The calls in order.
  public internal(set) var steps: [CallStep] = []
  /// The grade before arguments are looked at.
  public internal(set) var grade = Grade.exact
  /// The argument that is the reason for ``grade``.
  public internal(set) var reason = "operation"
  /// CUDA arguments that no step takes, by role, and why.
  public internal(set) var unpassed: [(roles: [String], why: String)] = []
  /// Who says so.
  public internal(set) var evidence = Evidence(.unknown)
}

/// One call of a dialect.
public struct CallStep: Sendable {
  /// How arguments are given.
  public enum Kind: String, Sendable {
    /// Those listed.
    case step
    /// Those listed, once for each GEMM of the batch.
    case each
    /// CUDA's own in CUDA's order, with those listed instead of theirs or behind them.
    case pass
    /// No source lists them.
    case unlisted
  }

  /// How arguments are given.
  public let kind: Kind
  /// The function.
  public let name: String
  /// Parameter, template, and roles that it takes in beside those that the template names.
  public internal(set) var arguments: [(name: String, template: String, takes: [String])] = []
  /// Who says so, where it is not the rule's evidence.
  public let evidence: Evidence?
}

/// What a source says of a function's parameters.
public struct SignatureClaim: Hashable, Sendable {
  /// The function, CUDA's or the vendor's.
  public let function: String
  /// Its parameters or what is special about them.
  public let parameters: String
  /// Who says so.
  public let evidence: Evidence
}

/// What a source says of the number of a CUDA enumerator.
public struct CUDAValueClaim: Hashable, Sendable {
  /// The enumerator.
  public let symbol: String
  /// The number that the source gives it.
  public let value: Int
  /// Who says so.
  public let evidence: Evidence
}
