/// What one CUDA call becomes in one dialect.
public struct CallTranslation: Sendable, Encodable {
  /// The dialect's name.
  public let dialect: String
  /// The worst of what happens.
  public let grade: Grade
  /// How sure the least sure part of the answer is.
  public let certainty: Certainty
  /// The calls in order; empty where there are none.
  public let steps: [Step]
  /// What is lost, missing or unknown, and the argument that is the reason.
  public let findings: [Finding]
  /// CUDA arguments that no step takes.
  public let unpassed: [Unpassed]

  /// How many values of arguments other sources contradict.
  public var disputedCount: Int {
    steps.reduce(0) { $0 + ($1.arguments ?? []).filter { !$0.disputed.isEmpty }.count }
  }

  /// One call of the dialect.
  public struct Step: Sendable, Encodable {
    /// The function.
    public let function: String
    /// How often it is called.
    public let repeats: Int
    /// Its arguments in order; nil where no source lists them.
    public let arguments: [Argument]?
    /// Who says so.
    public let evidence: Evidence
  }

  /// An argument of the dialect's call.
  public struct Argument: Sendable, Encodable {
    /// The parameter.
    public let name: String
    /// Its value.
    public let value: String
    /// The CUDA parameters that it stands for.
    public let cuda: [String]
    /// Who says so, where the value is an enumerator.
    public let evidence: Evidence?
    /// What other sources say: the value is disputed.
    public let disputed: [Claim]
  }

  /// What another source says.
  public struct Claim: Sendable, Encodable, Hashable {
    /// The value there.
    public let value: String
    /// Who says so.
    public let evidence: Evidence
  }

  /// Something that a porting engineer has to know.
  public struct Finding: Sendable, Encodable, Hashable {
    /// What it means.
    public let grade: Grade
    /// The argument that is the reason: `computeType`, `epilogue`, `headDimension`.
    public let argument: String
    /// For people.
    public let detail: String
    /// Who says so.
    public let evidence: Evidence
  }

  /// A CUDA argument that goes nowhere.
  public struct Unpassed: Sendable, Encodable {
    /// The CUDA parameters.
    public let cuda: [String]
    /// Why that is so.
    public let why: String
  }
}
