import Foundation
import OCPP16
import OCPPJ
import Persistence

@testable import CentralSystem

/// A Central System's charging features on a real database, spoken to in JSON as charge points do.
final class ChargingFixture: Sendable {
    let database: SQLiteDatabase
    let time = ManualTime(ChargingFixture.morning)
    let idTags: IdTagService
    let meterValues: MeterValueService
    let transactions: TransactionService
    let deviations: DeviationLedger
    private let directory: URL

    static let morning = Timestamp(milliseconds: 1_790_000_000_000)

    init(maximumConcurrentTransactions: Int = 1) async throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "charging-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: directory.appending(path: "test.sqlite").path)
        try await database.migrate(
            ChargePointStore.migrations + ConnectorStore.migrations + IdTagStore.migrations
                + TransactionStore.migrations + MeterValueStore.migrations)
        idTags = IdTagService(database: database, time: time)
        meterValues = MeterValueService(database: database)
        transactions = TransactionService(
            database: database, time: time, meterValues: meterValues,
            maximumConcurrentTransactions: maximumConcurrentTransactions)
        deviations = DeviationLedger(time: time)
        _ = try await idTags.create(try IdToken("TAG"), IdTagValues())
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func chargePoint(_ identity: String = "CP-1", meterEnergyScale: Double? = nil) async throws -> ChargePointReference {
        let now = time.now().milliseconds
        let key = try await database.write { connection in
            try connection.row(
                """
                INSERT INTO charge_points (id, registration_status, meter_energy_scale, created_at, updated_at)
                VALUES ($1, 'Accepted', $2, $3, $3) RETURNING key
                """,
                [.text(identity), SQLValue(meterEnergyScale), .integer(now)])?.int64("key")
        }
        return ChargePointReference(key: key ?? 0, identity: identity)
    }

    /// Decodes and handles a payload, as a connection does.
    func call<Handler: CallHandler>(
        _ handler: Handler, _ json: String, from chargePoint: ChargePointReference
    ) async throws -> Handler.Request.Response {
        let payload = try JSONNode.parse(Array(json.utf8))
        let context = CallContext(
            chargePoint: chargePoint, receivedAt: time.now(), messageID: UUID().uuidString, payload: payload,
            deviations: DeviationRecorder(chargePointKey: chargePoint.key, ledger: deviations))
        let request: Handler.Request
        do {
            request = try PayloadDecoder.decode(Handler.Request.self, from: payload)
        } catch {
            guard let salvaged = handler.salvage(payload, failure: error, context) else { throw error }
            request = salvaged
        }
        return try await handler.handle(request, context)
    }

    func authorize(_ idTag: String, from chargePoint: ChargePointReference) async throws -> IdTagInfo {
        try await call(AuthorizeHandler(idTags: idTags), #"{"idTag":"\#(idTag)"}"#, from: chargePoint).idTagInfo
    }

    @discardableResult
    func start(
        _ chargePoint: ChargePointReference, connector: Int = 1, idTag: String = "TAG", meter: Int = 1000,
        at timestamp: String? = nil, extra: String = ""
    ) async throws -> StartTransactionResponse {
        try await call(
            StartTransactionHandler(transactions: transactions),
            """
            {"connectorId":\(connector),"idTag":"\(idTag)","meterStart":\(meter),\
            "timestamp":"\(timestamp ?? time.now().rfc3339)"\(extra)}
            """,
            from: chargePoint)
    }

    @discardableResult
    func stop(
        _ chargePoint: ChargePointReference, _ id: Int, meter: Int = 3500, idTag: String? = nil, at timestamp: String? = nil,
        extra: String = ""
    ) async throws -> StopTransactionResponse {
        let tag = idTag.map { #""idTag":"\#($0)","# } ?? ""
        return try await call(
            StopTransactionHandler(transactions: transactions),
            """
            {"transactionId":\(id),\(tag)"meterStop":\(meter),"timestamp":"\(timestamp ?? time.now().rfc3339)"\(extra)}
            """,
            from: chargePoint)
    }

    /// Sends MeterValues with one meter value of the samples given as JSON.
    func measure(
        _ chargePoint: ChargePointReference, connector: Int = 1, transaction: String? = nil, at timestamp: String? = nil,
        _ samples: String = #"{"value":"2000"}"#
    ) async throws {
        let id = transaction.map { #""transactionId":\#($0),"# } ?? ""
        try await measure(
            chargePoint,
            json: """
                {"connectorId":\(connector),\(id)"meterValue":[{"timestamp":"\(timestamp ?? time.now().rfc3339)",\
                "sampledValue":[\(samples)]}]}
                """)
    }

    func measure(_ chargePoint: ChargePointReference, json: String) async throws {
        _ = try await call(MeterValuesHandler(meterValues: meterValues), json, from: chargePoint)
    }

    func transaction(_ id: Int) async throws -> Transaction {
        guard let transaction = try await transactions.get(id) else { throw TransactionError.unknownTransaction(id) }
        return transaction
    }

    func reportAvailable(_ chargePoint: ChargePointReference, connector: Int = 1, at: Timestamp? = nil) async throws {
        let now = time.now()
        try await database.write { connection in
            try TransactionService.markStaleOnAvailable(
                chargePointKey: chargePoint.key, connectorId: connector, at: now, reportedAt: at,
                events: ChargePointEvents(), in: connection)
        }
    }

    func rules(_ chargePoint: ChargePointReference) -> Set<DeviationRule> {
        Set(deviations.deviations(chargePointKey: chargePoint.key).map(\.rule))
    }
}

extension Transaction {
    var flagCodes: Set<String> { Set(flags.map(\.code.rawValue)) }
}
