import OCPPJ
import Synchronization

/// What the message log must hide in the answer to come on one connection. A connection has one request of ours under way, so it
/// holds the secrets of the last one that had any.
final class AnswerSecrets: Sendable {
    private struct Awaited: Sendable {
        var messageID: String
        var secrets: EchoedSecrets
    }

    private let awaited = Mutex<Awaited?>(nil)

    /// The frame, with what it repeats of a request's secrets hidden. Costs a look at the action for most frames.
    func hidden(in frame: ObservedFrame) -> ObservedFrame {
        switch (frame.direction, frame.kind) {
        case (.sent, .call):
            let secrets = EchoedSecrets(frame.text, of: frame.action)
            if !secrets.isEmpty { awaited.withLock { $0 = Awaited(messageID: frame.messageID, secrets: secrets) } }
            return frame
        case (.received, .callResult), (.received, .callError):
            let found = awaited.withLock { $0?.messageID == frame.messageID ? $0?.secrets : nil }
            return found.map { frame.with($0.hidden(in: frame.text)) } ?? frame
        default:
            return frame
        }
    }
}

extension ObservedFrame {
    fileprivate func with(_ text: [UInt8]) -> ObservedFrame {
        ObservedFrame(
            direction: direction, kind: kind, time: time, messageID: messageID, action: action, text: text, note: note)
    }
}
