import OCPPJ
import Synchronization

/// Stands behind one connection of a virtual charge point and passes on what happens there.
final class LinkResponder: CallResponder {
    private let chargePoint: VirtualChargePoint
    private let generation: Int
    private let progress: SimulationProgress
    private let hasClosed = Atomic(false)

    init(chargePoint: VirtualChargePoint, generation: Int, progress: SimulationProgress) {
        self.chargePoint = chargePoint
        self.generation = generation
        self.progress = progress
    }

    /// The connection can be gone before the charge point has heard that it came.
    var isClosed: Bool { hasClosed.load(ordering: .acquiring) }

    func answer(_ call: InboundCall) async -> CallAnswer {
        await chargePoint.answer(call, generation: generation)
    }

    func opened(_ link: any ChargePointLink) {}

    func closed(_ reason: DisconnectReason) {
        hasClosed.store(true, ordering: .releasing)
        Task { await chargePoint.closed(generation: generation) }
    }

    func observed(_ frame: ObservedFrame) {
        progress.countMessage()
        // A sent result or error is our answer to a command: what was held back for it may follow.
        if frame.direction == .sent, frame.kind == .callResult || frame.kind == .callError {
            Task { await chargePoint.answerSent(generation: generation) }
        }
    }

    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}
