import Foundation
import NIOCore
import NIOHTTP1
import OCPPTransport
import Synchronization

/// The charge point that the test plays: it sends what a case says, byte for byte, and never mends what it is sent.
///
/// It answers nothing by itself. A CALL that no step waits for is a failure of the case.
package final class TestChargePoint: Sendable {
    private struct State {
        var access: StationAccess
        var connection: PeerConnection?
        /// Connections from before the present one, which may hold what nobody asked for.
        var earlierConnections: [PeerConnection] = []
        var sentMessages = 0
        var unanswered: [String] = []
        var openTransactions: [Int] = []
    }

    package let trace: CaseTrace
    let configuration: TestConfiguration
    let responseTimes: ResponseTimes
    private let client: OCPPClient
    private let state: Mutex<State>

    init(
        access: StationAccess, configuration: TestConfiguration, client: OCPPClient, trace: CaseTrace,
        responseTimes: ResponseTimes
    ) {
        self.configuration = configuration
        self.client = client
        self.trace = trace
        self.responseTimes = responseTimes
        state = Mutex(State(access: access))
    }

    package var identity: String { access.identity }

    /// Who it is. What is changed here holds for the next connection.
    package var access: StationAccess {
        get { state.withLock { $0.access } }
        set { state.withLock { $0.access = newValue } }
    }

    /// The open connection.
    ///
    /// - Throws: a failure when there is none, or it ended.
    func connection() throws(CaseFailure) -> PeerConnection {
        guard let connection = state.withLock({ $0.connection }) else {
            throw .failed("the charge point has no connection")
        }
        if let reason = connection.closeReason { throw .failed("the connection ended unexpectedly: \(reason)") }
        return connection
    }

    // MARK: Connecting

    /// Asks for a connection and keeps it when it comes about; an earlier one stays open, as when a link was lost without a close.
    ///
    /// - Throws: inconclusive when the Central System cannot be reached.
    package func attempt(_ attempt: ConnectionAttempt = ConnectionAttempt()) async throws(CaseFailure) -> UpgradeOutcome {
        let access = access
        let endpoint = attempt.endpoint ?? configuration.endpoint(forProfile: access.securityProfile)
        let url = try configuration.url(of: endpoint, identity: attempt.identity ?? access.identity)
        trace.add(.chargePoint, "connects to \(url)\(Self.description(of: attempt, by: access))")
        let connection = PeerConnection { [trace] text in trace.add(.received, text) }
        do {
            let answer = try await client.openWebSocket(
                to: url, subprotocols: attempt.subprotocols, basic: basic(attempt, access), tls: tls(attempt, access)
            ) { channel, head in
                try connection.attach(to: channel)
                let security = endpoint == .tls ? channel.pipeline.syncOperations : nil
                return UpgradeAnswer(
                    subprotocols: head.headers["Sec-WebSocket-Protocol"], tlsVersion: try security.flatMap(ServerSecurity.version),
                    serverCertificate: try security.flatMap(ServerSecurity.certificate))
            }
            state.withLock { state in
                if let earlier = state.connection { state.earlierConnections.append(earlier) }
                state.connection = connection
            }
            trace.add(.note, "connected" + (answer.tlsVersion.map { " with \($0)" } ?? ""))
            return .upgraded(answer)
        } catch {
            return try outcome(of: error)
        }
    }

    /// Connects as its security profile asks for.
    ///
    /// - Throws: a failure when the Central System refuses.
    @discardableResult
    package func connect(_ attempt: ConnectionAttempt = ConnectionAttempt()) async throws(CaseFailure) -> UpgradeAnswer {
        switch try await self.attempt(attempt) {
        case .upgraded(let answer): return answer
        case .refused(let status, let reason, _):
            throw .failed("the connection was refused with HTTP \(status) (\(reason)), expected it to be accepted")
        case .tlsFailed(let failure, let detail):
            throw .failed("the TLS handshake failed, expected it to succeed: \(failure): \(detail)")
        }
    }

    /// Closes the connection properly.
    package func disconnect() async {
        guard let connection = state.withLock({ $0.connection }), connection.closeReason == nil else { return }
        trace.add(.chargePoint, "closes the connection")
        await connection.close()
    }

    /// Loses the connection without a close frame, as in a power failure.
    package func loseConnection() async {
        guard let connection = state.withLock({ $0.connection }), connection.closeReason == nil else { return }
        trace.add(.chargePoint, "loses the connection without a close")
        await connection.drop()
    }

    /// The transactions that it has begun and not ended, oldest first.
    var openTransactions: [Int] { state.withLock { $0.openTransactions } }

    func transactionBegan(_ transactionId: Int) {
        state.withLock { $0.openTransactions.append(transactionId) }
    }

    /// Its StopTransaction is about to be sent.
    func transactionEnds(_ transactionId: Int) {
        state.withLock { $0.openTransactions.removeAll { $0 == transactionId } }
    }

    /// The ids of CALLs that a step has taken and not answered yet.
    var unanswered: [String] { state.withLock { $0.unanswered } }

    func isUnanswered(_ messageID: String) { state.withLock { $0.unanswered.append(messageID) } }

    func isAnswered(_ messageID: String) { state.withLock { $0.unanswered.removeAll { $0 == messageID } } }

    /// Texts that came and that no step waited for, on whichever connection.
    func leftOver() -> [String] {
        let connections = state.withLock { $0.earlierConnections + [$0.connection].compactMap { $0 } }
        return connections.flatMap { $0.leftOver() }.map(\.text)
    }

    /// The id of the next CALL; unlike those of any other run.
    func nextMessageID() -> String {
        let number = state.withLock { state in
            state.sentMessages += 1
            return state.sentMessages
        }
        return "\(UUID().uuidString.prefix(8))-\(number)"
    }

    // MARK: Ways and credentials

    private func outcome(of failure: ConnectFailure) throws(CaseFailure) -> UpgradeOutcome {
        trace.add(.note, "\(failure)")
        switch failure {
        case .refused(let status, let reason, let challenge):
            return .refused(status: status, reason: reason, challenge: challenge)
        case .tls(let failure, let detail): return .tlsFailed(failure, detail: detail)
        case .unreachable(let reason): throw .inconclusive("the central system was not reached: \(reason)")
        case .invalidURL(let url): throw .inconclusive("\(url) is not a WebSocket URL")
        case .unusableTLS(let reason): throw .inconclusive("the test's own certificates cannot be used: \(reason)")
        case .protocolError(let reason): throw .failed("the upgrade was not answered as HTTP demands: \(reason)")
        }
    }

    private func basic(_ attempt: ConnectionAttempt, _ access: StationAccess) -> (user: String, password: [UInt8])? {
        let user = attempt.identity ?? access.identity
        switch attempt.password {
        case .none: return nil
        case .other(let password): return (user, password)
        case .own:
            guard access.securityProfile < 3, let password = access.password else { return nil }
            return (user, password)
        }
    }

    private func tls(_ attempt: ConnectionAttempt, _ access: StationAccess) -> ClientTLS {
        let own = attempt.showsCertificate && access.securityProfile == 3 ? access.certificate : nil
        let certificate = attempt.otherCertificate ?? own
        return ClientTLS(
            trustRoots: configuration.trustRoots, certificateChain: certificate?.chain, privateKey: certificate?.key,
            offer: attempt.offer)
    }

    private static func description(of attempt: ConnectionAttempt, by access: StationAccess) -> String {
        var words: [String] = []
        switch attempt.password {
        case .none: words.append("without a password")
        case .other: words.append("with another password")
        case .own: if access.securityProfile < 3, access.password != nil { words.append("with its password") }
        }
        if attempt.otherCertificate != nil {
            words.append("with another certificate")
        } else if access.securityProfile == 3 {
            words.append(attempt.showsCertificate ? "with its certificate" : "without a certificate")
        }
        if attempt.subprotocols != ["ocpp1.6"] {
            words.append("with the subprotocols \(attempt.subprotocols.joined(separator: ", "))")
        }
        switch attempt.offer {
        case .usual: break
        case .cipherSuite(let number): words.append("with the cipher suite 0x\(String(number, radix: 16, uppercase: true)) only")
        case .outdated: words.append("with TLS 1.0 and 1.1 only")
        }
        return words.isEmpty ? "" : " " + words.joined(separator: ", ")
    }
}
