import CentralSystem
import Hummingbird
import OCPPJ
import Synchronization
import WebAPI

/// The forms that were sent, so that each is done once: whoever sends one again, by a second click or by loading its answer anew, gets
/// what came of it the first time.
///
/// A form is known by all that is in it, the key of its page among it: the same fields from a page that was opened anew are another form.
/// What was refused is forgotten, and may be tried again.
final class SentForms: Sendable {
    /// Forms that are remembered; the oldest is forgotten first.
    private static let most = 500
    /// How long an answer is kept, which may show a secret. Afterwards it is only known that the form was sent.
    private static let secondsOfAnswers = 900

    private struct Sent {
        let at: Timestamp
        /// Goes on when the browser that began it has turned away. Nil when it is not kept any more.
        var answer: Task<PageAnswer, any Error>?
    }

    private struct State {
        var sent: [String: Sent] = [:]
        var order: [String] = []
    }

    private let state = Mutex(State())

    /// By what a form is known; nil for one without the key of a page, which is done each time.
    static func name(of request: ConsoleRequest) -> String? {
        guard request.form[Form.onceField] != nil else { return nil }
        return OperatorSecret.hash(of: "\(request.request.uri)\n\(FormText.encode(request.form.pairs))")
    }

    /// Has a form done, unless it was; then its answer is given again.
    ///
    /// - Returns: nil when it was done so long ago that its answer is gone.
    func once(
        _ form: String?, at now: Timestamp, _ submit: @escaping @Sendable () async throws -> PageAnswer
    ) async throws -> PageAnswer? {
        guard let form else { return try await submit() }
        guard let task = begin(form, at: now, submit) else { return nil }
        do {
            return try await task.value
        } catch {
            forget(form)
            throw error
        }
    }

    private func begin(
        _ form: String, at now: Timestamp, _ submit: @escaping @Sendable () async throws -> PageAnswer
    ) -> Task<PageAnswer, any Error>? {
        state.withLock { state in
            let oldest = now.advanced(bySeconds: -Self.secondsOfAnswers)
            for name in state.order.prefix(while: { state.sent[$0].map { $0.at <= oldest } ?? true }) { state.sent[name]?.answer = nil }
            if let known = state.sent[form] { return known.answer }
            let task = Task { try await submit() }
            state.sent[form] = Sent(at: now, answer: task)
            state.order.append(form)
            if state.order.count > Self.most { state.sent[state.order.removeFirst()] = nil }
            return task
        }
    }

    private func forget(_ form: String) {
        state.withLock { state in
            state.sent[form] = nil
            state.order.removeAll { $0 == form }
        }
    }
}
