import GuijiContract
import GuijiModel

/// What flows from one stage to the next: batches, and at the end what there is to say of the file as a whole.
enum StageItem<Batch: Sendable>: Sendable {
    case batch(Batch)
    case end(Conclusion)
}

/// What a reader knows once it has read a file to its end, or why it could not.
struct Conclusion: Sendable {
    var failure: (any Error)?
    var fileFindings: [Finding] = []
    var envelope: [String: String] = [:]
    var encoding: Container.Encoding?
}
