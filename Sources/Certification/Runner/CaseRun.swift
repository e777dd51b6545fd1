package import OCPPJ

/// One way through a case while it is played: the charge point, the operator, and the checks between them.
package struct CaseRun: Sendable {
    /// The charge point of the case. It is connected when the steps begin.
    package let chargePoint: TestChargePoint
    package let configuration: TestConfiguration
    package let trace: CaseTrace
    package let driver: any CentralSystemDriver
    /// Certificates and further charge points, where a case needs them.
    package let stations: Stations
    /// What the case belongs to: Core decides what must be there.
    package let functionality: Functionality
    /// What the operator was asked to do in this run.
    let operatorTasks = OperatorTasks()

    package var idTags: TestIdTags { configuration.idTags }
    package var identity: String { chargePoint.identity }

    // MARK: Checks

    /// Checks that a value is what the case demands.
    ///
    /// - Parameter what: the message and its member: "StartTransaction.conf: idTagInfo.status".
    package func check<Value: Equatable>(
        _ what: String, _ value: Value, is expected: Value
    ) throws(CaseFailure) {
        guard value == expected else {
            throw chargePoint.fail("\(what) was \(Self.text(value)), expected \(Self.text(expected))")
        }
        trace.add(.check, "\(what) is \(Self.text(value))")
    }

    /// Checks anything else.
    ///
    /// - Parameters:
    ///   - what: what holds when the check does: "Heartbeat.conf has a currentTime".
    ///   - otherwise: what to say when it does not: what was seen and what was expected.
    package func check(
        _ what: String, _ holds: Bool, otherwise: @autoclosure () -> String
    ) throws(CaseFailure) {
        guard holds else { throw chargePoint.fail(otherwise()) }
        trace.add(.check, what)
    }

    /// Checks that a member is not in a payload at all.
    package func check(
        _ message: String, _ payload: JSONNode, lacks member: String
    ) throws(CaseFailure) {
        try check("\(message) has no \(member)", payload[member] == nil, otherwise: "\(message) had the member \(member), expected it to be absent")
    }

    /// Checks what the Central System shows. What nobody can see is noted and passes.
    package func checkShown(_ fact: Fact) async throws(CaseFailure) {
        trace.add(.operatorAction, "looks for \(fact)")
        let answer = try await withHeartbeats { () async throws(CaseFailure) in
            do throws(DriverFailure) {
                return try await driver.looks(for: fact)
            } catch {
                throw error.caseFailure
            }
        }
        switch answer {
        case .confirmed: trace.add(.check, "the central system shows \(fact)")
        case .denied(let shown): throw chargePoint.fail("the central system shows \(shown), expected \(fact)")
        case .notVisible(let why): trace.addNotLookedAt(why)
        }
    }

    fileprivate static func text(_ value: some Any) -> String {
        switch value as Any {
        case let value as any RawRepresentable<String>: value.rawValue
        case let value as any RawRepresentable<Int>: String(value.rawValue)
        case let value as any OptionalValue: value.wrappedText ?? "absent"
        default: "\(value)"
        }
    }
}

/// A member that may be absent, for texts about it.
private protocol OptionalValue {
    var wrappedText: String? { get }
}

extension Optional: OptionalValue {
    fileprivate var wrappedText: String? { map { CaseRun.text($0) } }
}
