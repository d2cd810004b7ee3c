/// Q, K, V and O of one execution, addressed by the tasks of its schedule.
struct AttentionOperands {
  let attention: AttentionProblem
  private let operands: HostOperands
  // Looked up once: decoding asks for them every microsecond.
  private let keys, values: UnsafeMutableRawPointer
  private let group: Int

  init(_ attention: AttentionProblem, _ operands: HostOperands) {
    self.attention = attention
    self.operands = operands
    (keys, values) = (operands[.k], operands[.v])
    group = attention.heads / attention.kvHeads
  }

  private func rowAddress(
    _ role: OperandRole, _ strides: AttentionStrides, _ task: AttentionTask, _ slot: Int
  ) -> UnsafeMutableRawPointer {
    let kvHead = task.kvHeads.lowerBound + slot / task.rows.count
    return rowAddress(
      role, strides, head: task.batch * attention.kvHeads + kvHead,
      task.rows.lowerBound + slot % task.rows.count)
  }

  /// Where a row starts, in an operand with these strides; `head` is batch * kvHeads + kvHead.
  func rowAddress(_ role: OperandRole, _ strides: AttentionStrides, head: Int, _ row: Int)
    -> UnsafeMutableRawPointer
  {
    let (batch, kvHead) = head.quotientAndRemainder(dividingBy: attention.kvHeads)
    let queryHead = kvHead * group + row % group
    let at = batch * strides.batch + queryHead * strides.head + row / group * strides.seq
    return operands[role] + at * attention.type.byteCount
  }

  /// Converts one row of Q to f32.
  func loadQuery(_ task: AttentionTask, _ slot: Int, into query: UnsafeMutablePointer<Float>) {
    FloatElements.load(
      rowAddress(.q, attention.strides.q, task, slot), attention.type, into: query,
      count: attention.headDimQK)
  }

  /// Rounds one row of O to its type.
  func store(_ output: UnsafeMutablePointer<Float>, _ task: AttentionTask, _ slot: Int) {
    FloatElements.store(
      output, to: rowAddress(.o, attention.strides.o, task, slot), attention.type,
      count: attention.headDimV)
  }

  /// Where the row of a key in K or V starts, for one of the task's heads.
  func address(_ role: OperandRole, _ task: AttentionTask, head: Int = 0, key: Int)
    -> UnsafeRawPointer
  {
    let (base, strides) =
      role == .k ? (keys, attention.strides.k) : (values, attention.strides.v)
    let at =
      task.batch * strides.batch + (task.kvHeads.lowerBound + head) * strides.head
      + key * strides.seq
    return UnsafeRawPointer(base + at * attention.type.byteCount)
  }

  /// The keys' rows of K or V of the task's head in f32, and their distance: as they lie, or converted into `scratch`.
  func matrix(
    _ role: OperandRole, _ task: AttentionTask, _ keys: Range<Int>,
    converted scratch: UnsafeMutablePointer<Float>
  ) -> (UnsafePointer<Float>, Int) {
    let (dim, stride) =
      role == .k
      ? (attention.headDimQK, attention.strides.k.seq)
      : (attention.headDimV, attention.strides.v.seq)
    let address = address(role, task, key: keys.lowerBound)
    if attention.type == .f32 { return (address.assumingMemoryBound(to: Float.self), stride) }
    if stride == dim {
      FloatElements.load(address, attention.type, into: scratch, count: keys.count * dim)
    } else {
      for j in 0..<keys.count {
        FloatElements.load(
          address + j * stride * attention.type.byteCount, attention.type, into: scratch + j * dim,
          count: dim)
      }
    }
    return (UnsafePointer(scratch), dim)
  }
}
