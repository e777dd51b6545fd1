package import OCPPJ

/// The operator of the Central System under test: does there what any user could do, and tells what is shown there.
///
/// One implementation works with Stationmaster's public REST API, one asks a person, so that any Central System can be tested.
package protocol CentralSystemDriver: Sendable {
    /// How the operator acts, for the report: "REST API of Stationmaster".
    var name: String { get }

    /// What is known of the Central System under test, for the report.
    func system() async throws(DriverFailure) -> SystemUnderTest

    /// Makes the Central System know what the test needs. Done again with the same values, it changes nothing.
    func provision(_ provision: Provision) async throws(DriverFailure)

    /// Makes the Central System send a CALL, and returns when its outcome is known, or when nobody here can know it.
    func perform(_ request: OperatorRequest, on identity: String) async throws(DriverFailure) -> OperatorOutcome

    /// Looks at what the Central System shows.
    func looks(for fact: Fact) async throws(DriverFailure) -> FactAnswer

    /// Counts the open transactions that the Central System shows on a connector; nil where nobody can see them.
    func openTransactions(on connectorId: Int, of identity: String) async throws(DriverFailure) -> Int?
}

extension CentralSystemDriver {
    /// Counts by asking whether there is none, or one, or two. Nobody is asked about more than ten.
    package func openTransactions(on connectorId: Int, of identity: String) async throws(DriverFailure) -> Int? {
        for count in 0...10 {
            switch try await looks(for: .openTransactions(identity: identity, connectorId: connectorId, count: count)) {
            case .confirmed: return count
            case .notVisible: return nil
            case .denied: continue
            }
        }
        return nil
    }
}

/// Name and version of what is tested.
package struct SystemUnderTest: Codable, Hashable, Sendable {
    package var vendor: String
    package var name: String
    package var version: String

    package init(vendor: String, name: String, version: String) {
        self.vendor = vendor
        self.name = name
        self.version = version
    }
}

/// Why the operator could not do what he was asked to.
package enum DriverFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The Central System's operator interface was not reached.
    case unreachable(String)
    /// It refused, with its own words.
    case refused(String)
    /// It has no such function.
    case unsupported(String)

    package var description: String {
        switch self {
        case .unreachable(let reason): "the operator's interface was not reached: \(reason)"
        case .refused(let reason): "the central system refused: \(reason)"
        case .unsupported(let reason): "the central system cannot be asked to: \(reason)"
        }
    }

    /// What it means for a case.
    var caseFailure: CaseFailure {
        switch self {
        case .unreachable: .inconclusive(description)
        case .refused: .failed(description)
        case .unsupported: .notApplicable(description)
        }
    }
}

/// A CALL that the operator shall make the Central System send.
package struct OperatorRequest: Hashable, Sendable {
    package var action: OCPPAction
    /// The request as it is wanted, as JSON.
    package var payload: String
    /// Top-level members that the Central System may choose itself, such as `reservationId`.
    package var chosenByCentralSystem: Set<String>

    package init(_ action: OCPPAction, payload: String, chosenByCentralSystem: Set<String> = []) {
        self.action = action
        self.payload = payload
        self.chosenByCentralSystem = chosenByCentralSystem
    }
}

/// What the operator saw of a CALL.
package struct OperatorOutcome: Hashable, Sendable {
    /// The status that was shown, for example `Rejected`; nil when none was shown or nobody could look.
    package var status: String?
    /// The whole answer as JSON, where it is shown.
    package var payload: String?

    package init(status: String? = nil, payload: String? = nil) {
        self.status = status
        self.payload = payload
    }
}
