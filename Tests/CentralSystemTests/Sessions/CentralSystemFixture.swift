import Foundation
import Logging
import OCPP16
import OCPPJ
import Persistence

@testable import CentralSystem

/// A whole Central System on a real database in a directory of its own, with a clock that stands still.
final class CentralSystemFixture: Sendable {
    static let morning = Timestamp(milliseconds: 1_790_000_000_000)

    let time = ManualTime(CentralSystemFixture.morning)
    let database: SQLiteDatabase
    let system: CentralSystem
    private let directory: URL

    init(
        _ settings: CentralSystemSettings = CentralSystemSettings(),
        database settingsOfDatabase: SQLiteSettings = SQLiteSettings(), files: FileExchange = FileExchange(),
        authority: CertificateAuthority? = nil,
        serialNumber: @escaping RegisteredSerialNumber = ChargePointService.registeredSerialNumber
    ) async throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "central-system-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: directory.appending(path: "test.sqlite").path, settings: settingsOfDatabase)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        system = try await CentralSystem(
            database: database, time: time, settings: settings, logger: logger, files: files, authority: authority,
            serialNumber: serialNumber)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// A second system on the same database, as after a restart.
    func restarted(
        _ settings: CentralSystemSettings = CentralSystemSettings(), authority: CertificateAuthority? = nil
    ) async throws -> CentralSystem {
        try await CentralSystem(
            database: database, time: time, settings: settings, logger: Logger(label: "test"), authority: authority)
    }

    @discardableResult
    func register(
        _ id: String = "CP-1", _ status: RegistrationStatus = .accepted, password: PasswordChange = .keep,
        security: SecurityRegistration = SecurityRegistration(), settings: ChargePointSettings = ChargePointSettings()
    ) async throws -> ChargePointUpdate {
        try await system.chargePoints.create(
            NewChargePoint(id: id, registrationStatus: status, password: password, security: security, settings: settings))
    }

    /// Asks for an upgrade as the listener does.
    func knock(
        _ identity: String?, authorization: String? = nil, subprotocols: [String]? = ["ocpp1.6"], target: String? = nil,
        security: TransportSecurity? = nil
    ) async throws(AdmissionRefusal) -> AdmittedConnection {
        try await system.admission.decide(
            UpgradeRequest(
                target: target ?? "/ocpp/\(identity ?? "")", identity: identity, authorization: authorization,
                subprotocols: subprotocols, remoteAddress: "10.0.0.7:51123", receivedAt: time.now(),
                security: security))
    }

    /// The status of the refusal; nil when the peer was admitted.
    func refusal(
        _ identity: String?, authorization: String? = nil, subprotocols: [String]? = ["ocpp1.6"], target: String? = nil,
        security: TransportSecurity? = nil
    ) async -> Int? {
        do throws(AdmissionRefusal) {
            _ = try await knock(
                identity, authorization: authorization, subprotocols: subprotocols, target: target, security: security)
            return nil
        } catch {
            return error.status
        }
    }

    /// The password of charge points that have one.
    static let password = "secret-of-sixteen"

    /// An admitted and open connection; with the password when the charge point has one.
    func connect(_ identity: String = "CP-1", subprotocols: [String]? = ["ocpp1.6"]) async throws -> Station {
        let hasPassword = try? await system.chargePoints.get(identity).hasPassword
        let authorization = hasPassword == true ? AdmissionTests.basic(identity, Self.password) : nil
        let admitted = try await knock(identity, authorization: authorization, subprotocols: subprotocols)
        let link = FakeLink()
        admitted.responder.opened(link)
        return Station(responder: admitted.responder, link: link, time: time)
    }

    func key(_ id: String = "CP-1") async throws -> Int64 { try await system.chargePoints.get(id).key }

    func rules(_ id: String = "CP-1") async throws -> Set<String> {
        Set(try await system.deviations.list(chargePointKey: try await key(id)).map(\.rule.rawValue))
    }
}

/// A charge point's end of a connection.
struct Station: Sendable {
    let responder: any CallResponder
    let link: FakeLink
    let time: ManualTime

    /// Sends a CALL and returns its answer.
    func ask(_ action: OCPPAction, _ json: String = "{}") async throws -> CallAnswer {
        await responder.answer(
            InboundCall(
                messageID: UUID().uuidString, action: action, payload: try JSONNode.parse(Array(json.utf8)),
                receivedAt: time.now()))
    }

    /// The answer's payload; throws when it is a CALLERROR.
    func result(_ action: OCPPAction, _ json: String = "{}") async throws -> JSONNode {
        switch try await ask(action, json) {
        case .result(let bytes): try JSONNode.parse(bytes)
        case .failure(let error): throw error
        }
    }

    /// The CALLERROR; nil when the answer is a result.
    func refusal(_ action: OCPPAction, _ json: String = "{}") async throws -> CallError? {
        guard case .failure(let error) = try await ask(action, json) else { return nil }
        return error
    }

    static let boot = #"{"chargePointVendor":"Vendor","chargePointModel":"Model"}"#
}
