import OCPPJ

/// In which order frames came: a case takes an answer and a CALL whenever it likes, but the trace has them as they arrived.
enum ArrivalOrder {
    /// Whether the answer to the charge point's latest CALL of this action came before a CALL of the Central System.
    ///
    /// - Parameter messageID: that of the Central System's CALL.
    static func answer(to action: OCPPAction, precedes messageID: String, in entries: [TraceEntry]) -> Bool {
        var asked: String?
        var isAnswered = false
        for entry in entries where entry.kind == .sent || entry.kind == .received {
            guard let frame = try? Frame.decode(Array(entry.text.utf8)) else { continue }
            switch (entry.kind, frame) {
            case (.sent, .call(let id, action, _)): (asked, isAnswered) = (id, false)
            case (.received, .callResult(let id, _)) where id == asked: isAnswered = true
            case (.received, .call(messageID, _, _)): return isAnswered
            default: break
            }
        }
        return false
    }
}
