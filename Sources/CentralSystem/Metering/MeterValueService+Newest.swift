import OCPPJ
import Persistence

extension MeterValueService {
    /// The newest meter values of a transaction, or those of a charge point that belong to none, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func newest(
        of chargePoint: ChargePointReference, transaction id: Int?, _ page: PageRequest = PageRequest()
    ) async throws -> Page<RecordedMeterValue> {
        let before = try page.rowID() ?? .max
        let items = try await database.read { connection in
            try MeterValueStore.latest(
                chargePointKey: chargePoint.key, transactionId: id ?? 0, before: before, limit: page.limit + 1,
                energyScale: try Self.energyScale(chargePointKey: chargePoint.key, in: connection), in: connection)
        }
        return Page(items, limit: page.limit) { String($0.id) }
    }
}
