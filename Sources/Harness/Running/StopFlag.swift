import Synchronization

/// Asks a run to stop at the next sample; safe to set from any thread.
public final class StopFlag: Sendable {
  private let state = Atomic<Bool>(false)

  /// A flag that is not set.
  public init() {}

  /// Sets the flag; there is no way back.
  public func stop() { state.store(true, ordering: .releasing) }

  /// Whether the flag is set.
  public var isStopped: Bool { state.load(ordering: .acquiring) }
}
