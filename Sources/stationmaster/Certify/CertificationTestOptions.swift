import ArgumentParser
import Certification

/// Which cases `certify` plays, and with what patience.
struct CertificationTestOptions: ParsableArguments {
    /// So that the longest idTag has 20 characters and the longest serial number 25.
    private static let longestPrefix = 12

    @Option(help: "Only these cases: ids or their beginnings and names of functionalities, with commas; may be given several times. Example: TC_044,Reservation")
    var only: [String] = []

    @Option(help: "What identities and idTags of the test begin with; up to 12 letters, digits, '-', '_' and '.'.")
    var prefix = "CERT-"

    @Option(help: "How long an answer may take, in seconds.")
    var responseLimit = 10.0

    @Option(help: "How long to listen for messages that nobody asked for where they are likely, after a boot for example, in milliseconds; elsewhere 100 at most. Without it 2000, and 100 for the server that is started here.")
    var quietTime: Int?

    @Option(help: "The heartbeat interval that the central system shall give to the charge points, in seconds; 1, or 10 with --driver ask.")
    var heartbeatSeconds: Int?

    @Option(help: "From the request to the end of a reservation that expires, in seconds; 2, or 120 with --driver ask.")
    var reservationSeconds: Int?

    @Option(help: "Play the cases a second time while other charge points send so many messages a second.")
    var load: Int?

    func validate() throws {
        _ = try selection()
        let isWellFormed = prefix.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isWellFormed, (1...Self.longestPrefix).contains(prefix.count) else {
            throw ValidationError("--prefix is 1 to \(Self.longestPrefix) letters, digits, '-', '_' and '.'.")
        }
        guard responseLimit > 0, responseLimit <= 600 else { throw ValidationError("--response-limit is above 0 and at most 600 seconds.") }
        guard (0...60_000).contains(quietTime ?? 0) else { throw ValidationError("--quiet-time is 0 to 60000 milliseconds.") }
        guard (1...3600).contains(heartbeatSeconds ?? 1) else { throw ValidationError("--heartbeat-seconds is 1 to 3600.") }
        guard (1...3600).contains(reservationSeconds ?? 1) else { throw ValidationError("--reservation-seconds is 1 to 3600.") }
        guard load.map({ (1...100_000).contains($0) }) ?? true else { throw ValidationError("--load is 1 to 100000 messages a second.") }
    }

    /// - Throws: `ValidationError` for a word that names no case.
    func selection() throws -> CaseSelection {
        do throws(CaseSelection.Unknown) {
            return try CaseSelection(only)
        } catch {
            throw ValidationError(error.description)
        }
    }

    /// - Parameter isDialog: whether the operator is a person, who takes minutes for what a program does at once.
    func apply(to configuration: inout TestConfiguration, isDialog: Bool) {
        configuration.identityPrefix = prefix + "CP-"
        configuration.idTags = TestIdTags(prefix: prefix)
        configuration.responseLimit = .milliseconds(Int64(responseLimit * 1000))
        if let quietTime {
            configuration.quietTime = .milliseconds(min(quietTime, 100))
            configuration.longQuietTime = .milliseconds(quietTime)
        }
        configuration.heartbeatSeconds = heartbeatSeconds ?? (isDialog ? 10 : configuration.heartbeatSeconds)
        configuration.reservationSeconds = reservationSeconds ?? (isDialog ? 120 : configuration.reservationSeconds)
        if isDialog {
            configuration.sendsHeartbeats = true
            configuration.timeTolerance = .seconds(60)
        }
        // A setting of the central system decides how long some cases wait.
        configuration.longestWait = max(
            configuration.longestWait, .seconds(2 * max(configuration.heartbeatSeconds, configuration.reservationSeconds)))
    }
}
