package import OCPP16
import OCPPJ

/// Checks of single members that several groups of cases need.
extension CaseRun {
    /// The value of a member that may be absent by the specification and must be there in this case.
    package func required<Value>(_ what: String, _ value: Value?) throws(CaseFailure) -> Value {
        guard let value else { throw chargePoint.fail("\(what) was absent, expected it to be present") }
        return value
    }

    /// Checks that an idTag is the one that the operator gave, letter for letter.
    package func check(_ what: String, _ idTag: IdToken, isExactly expected: String) throws(CaseFailure) {
        try check(what, idTag.text, is: expected)
    }

    /// Checks that a time is there and the one that the operator gave, to the minute: not every operator can give seconds.
    package func check(_ what: String, _ time: DateTime?, isToTheMinute expected: DateTime?) throws(CaseFailure) {
        let time = try required(what, time)
        let difference = time.timestamp.flatMap { time in expected?.timestamp.map { time.seconds(since: $0) } }
        try check(
            "\(what) is \(time)", difference.map { abs($0) < 60 } ?? false,
            otherwise: "\(what) was \(time), expected \(expected?.text ?? "a time") to the minute")
    }
}

extension AskedCommand {
    /// Answers it, and returns the answer as the operator sees it; nil, with a note, where the whole answer is not shown.
    ///
    /// - Throws: a failure when what is shown is no answer to this request.
    func shownAnswer(_ response: Request.Response) async throws(CaseFailure) -> Request.Response? {
        guard let shown = try await answer(response).payload else {
            run.trace.add(.note, "not looked at: whether the whole answer is shown")
            return nil
        }
        do {
            return try PayloadDecoder.decode(Request.Response.self, from: JSONNode.parse(Array(shown.utf8)))
        } catch {
            throw run.chargePoint.fail("the answer to \(Request.action) that the operator sees was \(shown): \(error)")
        }
    }
}
