import NIOCore
import NIOWebSocket
import OCPPJ
import Synchronization

/// One connection of the test's charge point, down to the texts on the wire: nothing is repaired and nothing is hidden.
///
/// Texts are taken on the event loop and waited for by the case; what nobody waits for is kept in order.
final class PeerConnection: Sendable {
    /// What came from the Central System.
    struct Inbound: Sendable {
        /// The text as it came; of what is no text, what it is: "a binary message of 12 bytes".
        let text: String
        /// What it is when it is no text.
        var problem: String?
        let time: ContinuousClock.Instant
    }

    private struct Waiter {
        let number: Int
        let wanted: @Sendable (Inbound) -> Bool
        let continuation: CheckedContinuation<Inbound?, Never>
    }

    private struct State {
        var channel: (any Channel)?
        var inbound: [Inbound] = []
        var waiters: [Waiter] = []
        var nextWaiter = 0
        /// Waiters whose limit passed before they began to wait.
        var late: Set<Int> = []
        var messageIDs: Set<String> = []
        var closeReason: String?
        var closeWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let observed: @Sendable (String) -> Void

    /// - Parameter observed: is given every text of the Central System as it comes.
    init(observed: @escaping @Sendable (String) -> Void) {
        self.observed = observed
    }

    /// Why the connection ended; nil while it is open.
    var closeReason: String? { state.withLock { $0.closeReason } }

    /// Joins this to a connection that was just upgraded.
    func attach(to channel: any Channel) throws {
        state.withLock { $0.channel = channel }
        try channel.pipeline.syncOperations.addHandler(
            PeerHandler(
                received: { message in
                    switch message {
                    case .text(let text): self.received(Inbound(text: text, time: .now))
                    case .noText(let problem): self.received(Inbound(text: problem, problem: problem, time: .now))
                    }
                }, closed: { self.ended($0) }))
    }

    func send(_ text: String) async -> Bool {
        guard let channel = state.withLock({ $0.channel }), closeReason == nil else { return false }
        let frame = WebSocketFrame(
            fin: true, opcode: .text, maskKey: .random(), data: channel.allocator.buffer(string: text))
        do {
            try await channel.writeAndFlush(frame)
            return true
        } catch {
            return false
        }
    }

    /// The first text that is wanted, among those that came already and those that are to come; nil when the limit passes or the
    /// connection ends before.
    func first(within limit: Duration, where wanted: @escaping @Sendable (Inbound) -> Bool) async -> Inbound? {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let alarm = Task {
            try await Task.sleep(for: limit)
            giveUp(number)
        }
        defer { alarm.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let found = state.withLock { state -> Inbound?? in
                    if let index = state.inbound.firstIndex(where: wanted) { return .some(state.inbound.remove(at: index)) }
                    if state.closeReason != nil || state.late.remove(number) != nil || Task.isCancelled { return .some(nil) }
                    state.waiters.append(Waiter(number: number, wanted: wanted, continuation: continuation))
                    return nil
                }
                if let found { continuation.resume(returning: found) }
            }
        } onCancel: {
            giveUp(number)
        }
    }

    /// Everything that came and that nobody has waited for.
    func leftOver() -> [Inbound] {
        state.withLock { state in
            defer { state.inbound = [] }
            return state.inbound
        }
    }

    /// Closes with a close frame, and returns when the connection is gone.
    func close() async {
        guard let channel = state.withLock({ $0.channel }), closeReason == nil else { return }
        var code = channel.allocator.buffer(capacity: 2)
        code.writeInteger(UInt16(1000))
        let frame = WebSocketFrame(fin: true, opcode: .connectionClose, maskKey: .random(), data: code)
        try? await channel.writeAndFlush(frame)
        let patience = Task {
            try await Task.sleep(for: .seconds(1))
            channel.close(promise: nil)
        }
        await untilClosed()
        patience.cancel()
    }

    /// Ends the TCP connection without a word, as a power failure does.
    func drop() async {
        guard let channel = state.withLock({ $0.channel }) else { return }
        try? await channel.close()
        await untilClosed()
    }

    private func untilClosed() async {
        await withCheckedContinuation { continuation in
            let isClosed = state.withLock { state in
                if state.closeReason == nil { state.closeWaiters.append(continuation) }
                return state.closeReason != nil
            }
            if isClosed { continuation.resume() }
        }
    }

    /// What is wrong with the message id of a CALL that has come: OCPP-J allows 36 characters, and each one once on a connection
    /// (OCPP-J 1.6, section 4.1.4). nil when nothing is.
    func objection(to messageID: String) -> String? {
        let count = messageID.unicodeScalars.count
        guard count <= 36 else { return "the message id had \(count) characters, expected at most 36" }
        let isNew = state.withLock { $0.messageIDs.insert(messageID).inserted }
        return isNew ? nil : "the message id \(messageID) was that of an earlier CALL on this connection, expected another one"
    }

    private func received(_ inbound: Inbound) {
        observed(inbound.text)
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.wanted(inbound) }) else {
                state.inbound.append(inbound)
                return nil
            }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: inbound)
    }

    private func ended(_ reason: String) {
        let (waiters, closeWaiters) = state.withLock { state in
            state.closeReason = reason
            defer {
                state.waiters = []
                state.closeWaiters = []
            }
            return (state.waiters, state.closeWaiters)
        }
        for waiter in waiters { waiter.continuation.resume(returning: nil) }
        for waiter in closeWaiters { waiter.resume() }
    }

    private func giveUp(_ number: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
                state.late.insert(number)
                return nil
            }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(returning: nil)
    }
}
