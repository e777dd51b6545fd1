package import ChargingSchedules
package import OCPP16
package import OCPPJ
import Persistence

extension ChargingProfileService {
    /// The composite schedule of a charge point, computed here from the profiles that are on record as installed.
    ///
    /// - Parameter start: its first moment; nil for now.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`).
    package func compositeSchedule(
        _ query: CompositeScheduleQuery, of identity: String, from start: Timestamp? = nil
    ) async throws -> ComputedSchedule {
        let start = start ?? time.now()
        let basis = try await database.read { connection in
            try CompositeScheduleBasis.current(chargePointKey: try Self.key(of: identity, in: connection), in: connection)
        }
        return ComputedSchedule(
            chargePointId: identity, transactionId: basis.transactionId(connectorId: query.connectorId),
            schedule: basis.schedule(query, from: start))
    }

    /// Asks the charge point for its own schedule (GetCompositeSchedule), waits for the outcome and compares.
    ///
    /// - Parameter supply: for the schedule that is computed beside it.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidMember`).
    package func askForCompositeSchedule(
        _ request: GetCompositeSchedule, of identity: String, supply: ElectricalSupply, requestedBy: String,
        timeout: Duration? = nil
    ) async throws -> (command: Command, compared: ComparedSchedule) {
        let command = try await commands.send(request, to: identity, requestedBy: requestedBy, timeout: timeout)
        let report = try await database.read { connection in
            try CompositeScheduleStore.find(
                command: command.id, chargePointKey: try Self.key(of: identity, in: connection), in: connection)
        }
        guard let report else { throw ChargingProfileError.unknownRecord(ofCommand: command.id) }
        return (command, ComparedSchedule(report, supply: supply))
    }

    /// What a charge point was asked for, newest first.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func compositeScheduleReports(
        of identity: String, supply: ElectricalSupply, _ page: PageRequest = PageRequest()
    ) async throws -> Page<ComparedSchedule> {
        let before = try page.rowID()
        let found = try await database.read { connection in
            try CompositeScheduleStore.list(
                chargePointKey: try Self.key(of: identity, in: connection), before: before, limit: page.limit + 1, in: connection)
        }
        return Page(found.map { ComparedSchedule($0, supply: supply) }, limit: page.limit) { String($0.report.id) }
    }
}
