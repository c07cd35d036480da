import Foundation
import GuijiContract
import GuijiModel
import GuijiReading
import GuijiShaping
import GuijiWarehouse

/// One delivery on its way into the warehouse: a thread reads, a thread shapes, a thread archives, and whoever calls
/// `next()` loads.
///
/// The last `next()` returns only when the archived copy is complete and on disk, so that nothing is committed whose
/// bytes could not be shown later.
final class StagedDelivery: ShapedSource {
    /// Batches waiting between two stages. Each is about a megabyte.
    static let channelLimit = 2

    private let path: String
    private let descriptor: Int32
    private let raw = BoundedChannel<StageItem<RawBatch>>(limit: channelLimit)
    private let shaped = BoundedChannel<StageItem<ShapedBatch>>(limit: channelLimit)
    private let archived = BoundedChannel<StageItem<Never>>(limit: 1)
    private let running = DispatchGroup()
    private var conclusion: Conclusion?
    private let archives: Bool
    private let progress: ((RecordPosition) -> Void)?

    /// - Parameter archive: where to keep the file's bytes while it is loaded; `nil` where it is only looked at.
    init(
        path: String, contract: FeedContract, codeLists: [CodeListName: CodeList],
        businessDate: String, archive: (archive: Archive, sha256: String)? = nil,
        progress: ((RecordPosition) -> Void)? = nil
    ) throws {
        self.path = path
        self.progress = progress
        archives = archive != nil
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw GuijiError.io(path: path, what: "read", errno: errno) }
        startReading(plan: contract.readPlan)
        startShaping(contract: contract, codeLists: codeLists, businessDate: businessDate)
        if let archive { startArchiving(archive.archive, sha256: archive.sha256) }
    }

    deinit {
        cancel()
        close(descriptor)
    }

    /// Stops the stages and waits until they have.
    func cancel() {
        raw.cancel()
        shaped.cancel()
        running.wait()
    }

    private func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let running = self.running
        running.enter()
        let thread = Thread {
            work()
            running.leave()
        }
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    private func startReading(plan: ReadPlan) {
        let (path, raw) = (self.path, self.raw)
        start("guiji-read") {
            var end = Conclusion()
            do throws(DeliveryError) {
                let reader = try DeliveryReader.open(path: path, plan: plan)
                while let batch = try reader.next() {
                    guard raw.send(.batch(batch)) else { return }
                }
                end.fileFindings = reader.fileFindings
                end.envelope = reader.envelope
                end.encoding = reader.foundEncoding
            } catch {
                end.failure = error
            }
            _ = raw.send(.end(end))
            raw.close()
        }
    }

    private func startShaping(
        contract: FeedContract, codeLists: [CodeListName: CodeList], businessDate: String
    ) {
        let (raw, shaped) = (self.raw, self.shaped)
        let day = BusinessDate.parse(businessDate) ?? (1970, 1, 1)
        start("guiji-shape") {
            do {
                let shaper = try Shaper(contract: contract, codeLists: codeLists, businessDate: day)
                while let item = raw.receive() {
                    switch item {
                    case .batch(let batch):
                        guard shaped.send(.batch(shaper.shape(batch))) else { return raw.cancel() }
                    case .end(let end):
                        _ = shaped.send(.end(end))
                    }
                }
            } catch {
                raw.cancel()
                _ = shaped.send(.end(Conclusion(failure: error)))
            }
            shaped.close()
        }
    }

    private func startArchiving(_ archive: Archive, sha256: String) {
        let (path, archived) = (self.path, self.archived)
        start("guiji-archive") {
            var end = Conclusion()
            do {
                if !archive.holds(sha256: sha256) { try archive.store(path: path, sha256: sha256) }
            } catch {
                end.failure = error
            }
            _ = archived.send(.end(end))
            archived.close()
        }
    }

    // MARK: ShapedSource

    func next() throws -> ShapedBatch? {
        guard conclusion == nil, let item = shaped.receive() else { return nil }
        switch item {
        case .batch(let batch):
            if let last = batch.positions.last { progress?(last) }
            return batch
        case .end(let end):
            conclusion = end
            if let failure = end.failure { throw failure }
            if archives, case .end(let kept)? = archived.receive(), let failure = kept.failure {
                throw failure
            }
            return nil
        }
    }

    var fileFindings: [Finding] { conclusion?.fileFindings ?? [] }

    var envelope: [String: String] { conclusion?.envelope ?? [:] }

    var encodingName: String? { conclusion?.encoding?.rawValue }

    func rawBytes(of position: RecordPosition) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(position.byteLength))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { room in
                pread(
                    descriptor, room.baseAddress.map { $0 + filled }, room.count - filled,
                    off_t(position.byteOffset) + off_t(filled))
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw GuijiError.io(path: path, what: "read", errno: errno) }
            if count == 0 { break }
            filled += count
        }
        return Array(bytes[..<filled])
    }
}
