package import OCPPJ

/// Certification runs against this server, as the console needs them. Who plays the cases stands above; the console knows no more.
package protocol CertificationRuns: Sendable {
    /// Where a run connects unless it is told otherwise.
    var endpoints: CertificationEndpoints { get }
    /// What can be chosen to be played: the functionalities of a certificate.
    var functionalities: [String] { get }

    /// Begins a run; returns when it has begun.
    ///
    /// - Throws: `CertificationRunError` when one is under way, or the order makes no sense.
    func start(_ order: CertificationOrder) async throws(CertificationRunError) -> CertificationRun
    /// Ends the run that is under way; what was played is reported.
    func stop() async
    /// The runs that are kept, newest first, the one that is under way included.
    func runs() async -> [CertificationRun]
    /// Nil when there is none of this name.
    func run(_ id: String) async -> CertificationRun?
    /// The report of a run; nil when there is none.
    func report(_ id: String, _ format: CertificationReportFormat) async -> [UInt8]?
    /// Removes a run that is over with its reports.
    func remove(_ id: String) async
}

/// Where charge points of the test connect.
package struct CertificationEndpoints: Hashable, Sendable {
    /// `ws://…/ocpp`; nil when there is none without TLS.
    package var plain: String?
    /// `wss://…/ocpp`, by the name in the server's certificate; nil when there is none with TLS.
    package var secure: String?

    package init(plain: String?, secure: String?) {
        self.plain = plain
        self.secure = secure
    }
}

/// What to play, and against what.
package struct CertificationOrder: Sendable {
    package var endpoints: CertificationEndpoints
    /// Empty for all.
    package var functionalities: [String]
    /// What identities and idTags of the test begin with.
    package var prefix: String
    /// Messages a second of a background load for a second pass; nil for none.
    package var loadPerSecond: Int?
    package var startedBy: String
    /// Of an administrator, made for this run, with which the API is used. Never shown.
    package var token: String
    /// By which the token is revoked when the run is over.
    package var tokenId: Int64

    package init(
        endpoints: CertificationEndpoints, functionalities: [String], prefix: String, loadPerSecond: Int?, startedBy: String,
        token: String, tokenId: Int64
    ) {
        self.endpoints = endpoints
        self.functionalities = functionalities
        self.prefix = prefix
        self.loadPerSecond = loadPerSecond
        self.startedBy = startedBy
        self.token = token
        self.tokenId = tokenId
    }
}

/// Why a run could not begin, for people.
package struct CertificationRunError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// Another run is under way.
        case busy
        /// The order makes no sense, or cannot be carried out.
        case refused
    }

    package let code: Code
    package let description: String

    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}

package enum CertificationReportFormat: String, CaseIterable, Sendable {
    case html
    case json
    case junit
}

/// A run, while it is under way and afterwards.
package struct CertificationRun: Codable, Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        case running
        case finished
        /// Ended before all cases were played.
        case stopped
        /// It could not be played; see `problem`.
        case failed
    }

    package enum Outcome: String, Codable, CaseIterable, Sendable {
        case passed
        case failed
        case notApplicable
        case inconclusive
    }

    /// What came of a case.
    package struct Case: Codable, Hashable, Sendable {
        package var id: String
        package var title: String
        package var functionality: String
        package var outcome: Outcome
        /// Why it did not pass; empty when it did.
        package var reason: String
        package var milliseconds: Int
        package var isUnderLoad: Bool

        package init(
            id: String, title: String, functionality: String, outcome: Outcome, reason: String, milliseconds: Int, isUnderLoad: Bool
        ) {
            self.id = id
            self.title = title
            self.functionality = functionality
            self.outcome = outcome
            self.reason = reason
            self.milliseconds = milliseconds
            self.isUnderLoad = isUnderLoad
        }
    }

    /// Names it: letters, digits and `-`.
    package var id: String
    package var startedAt: Timestamp
    package var endedAt: Timestamp?
    package var startedBy: String
    package var state: State
    /// Of the whole; nil while it is under way.
    package var result: Outcome?
    /// How many cases are to be played, those of the pass under load included.
    package var total: Int
    /// The case that is played now, with its title.
    package var current: String?
    /// Why it failed, or what one should know.
    package var problem: String?
    package var cases: [Case]

    package init(id: String, startedAt: Timestamp, startedBy: String, total: Int) {
        self.id = id
        self.startedAt = startedAt
        self.startedBy = startedBy
        self.total = total
        state = .running
        cases = []
    }

    package func count(_ outcome: Outcome) -> Int { cases.count { $0.outcome == outcome } }
}
