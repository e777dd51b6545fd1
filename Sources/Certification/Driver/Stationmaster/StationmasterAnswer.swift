import OCPPJ

/// What the REST API answered.
struct StationmasterAnswer: Sendable {
    /// Method and path, for texts.
    let request: String
    /// The HTTP status.
    let status: Int
    let body: [UInt8]

    var isSuccess: Bool { (200..<300).contains(status) }

    /// The body as JSON; an empty object when there is none.
    ///
    /// - Throws: `.unreachable` when it is no JSON: whoever answered is not Stationmaster.
    func json() throws(DriverFailure) -> JSONNode {
        do {
            return try JSONNode.parse(body.isEmpty ? Array("{}".utf8) : body)
        } catch {
            throw .unreachable("\(request) was answered with HTTP \(status), but not in JSON; is this the API of Stationmaster?")
        }
    }

    /// What it means for the operator; nil for a success.
    var failure: DriverFailure? {
        guard !isSuccess else { return nil }
        let problem = try? JSONNode.parse(body)
        let type = problem?["type"]?.string.flatMap { $0.split(separator: ":").last.map(String.init) }
        var text = "\(request): HTTP \(status)"
        if let title = problem?["title"]?.string { text += " \(title)" }
        if let detail = problem?["detail"]?.string { text += ": \(detail)" }
        switch (status, type) {
        // Nothing can be said about the central system when the test may not speak to it.
        case (401, _), (403, _): return .unreachable("\(text) (is the token an administrator's?)")
        case (_, "not-ready"), (_, "stopping"): return .unreachable(text)
        // A proxy between.
        case (502...504, nil): return .unreachable(text)
        default: return .refused(text)
        }
    }

    /// What the operator saw of a command: the charge point's answer, or that there was none.
    ///
    /// - Throws: `DriverFailure` when the command was not sent.
    func outcome() throws(DriverFailure) -> OperatorOutcome {
        if isSuccess {
            let response = try json()["response"]
            return OperatorOutcome(
                status: response?["status"]?.string, payload: response.map { String(decoding: $0.text, as: UTF8.self) })
        }
        let problem = try? JSONNode.parse(body)
        switch problem?["outcome"]?.string {
        // It went out, so that the case can go on; that it has no good answer is what the operator sees.
        case "callError": return OperatorOutcome(status: "CALLERROR \(problem?["errorCode"]?.string ?? "")")
        case "timedOut", "disconnected", "interrupted": return OperatorOutcome(status: problem?["outcome"]?.string)
        default: throw failure ?? .refused("\(request): HTTP \(status)")
        }
    }
}
