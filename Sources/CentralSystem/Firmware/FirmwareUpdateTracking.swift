import OCPP16
import OCPPJ
import Persistence

/// Keeps the life of firmware updates true to what charge points answer and report. All of it happens inside the writes that
/// record the messages.
struct FirmwareUpdateTracking: Sendable {
    /// For updates that nobody gave a time of their own.
    let stalledAfterSeconds: Int

    /// How many updates of a charge point are looked at: the newest that arrived, and one that it may still be busy with.
    private static let candidates = 5

    /// Takes a status notification for the update that it must be about. Without one it is only a report.
    ///
    /// - Parameter requestId: as the notification names it; nil when it names none, and then it is about the update that runs.
    static func report(
        _ status: FirmwareStatusEnumType, requestId: Int? = nil, chargePointKey: Int64, at time: Timestamp,
        in connection: any SQLConnection
    ) throws {
        guard var update = try subject(of: status, requestId, chargePointKey, at: time, in: connection) else { return }
        update.life.reported(signed: status, at: time)
        try FirmwareUpdateStore.save(update, at: time, in: connection)
    }

    /// Takes a security event that says something of an update: `FirmwareUpdated`.
    static func securityEvent(
        _ type: SecurityEventType, chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        guard type == .firmwareUpdated else { return }
        let (newest, older) = try concerned(chargePointKey, at: time, in: connection)
        guard var update = older ?? newest else { return }
        update.life.firmwareUpdated(at: time)
        try FirmwareUpdateStore.save(update, at: time, in: connection)
    }

    private static func subject(
        of status: FirmwareStatusEnumType, _ requestId: Int?, _ chargePointKey: Int64, at time: Timestamp,
        in connection: any SQLConnection
    ) throws -> FirmwareUpdate? {
        if let requestId {
            let update = try FirmwareUpdateStore.find(
                requestId: requestId, chargePointKey: chargePointKey, in: connection)
            // Who names an update that it refused has thought better of it.
            return update.flatMap { $0.life.isConcerned(at: time) || $0.life.state.isRefused ? $0 : nil }
        }
        let (newest, older) = try concerned(chargePointKey, at: time, in: connection)
        let rank = FirmwareUpdateState(reported: status).flatMap(\.rank) ?? .max
        if let older, let reached = older.life.state.rank, rank >= reached { return older }
        return newest
    }

    /// Which updates news may be about: the newest, and one under way before it when nobody knows yet whether the newest arrived.
    private static func concerned(
        _ chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection
    ) throws -> (newest: FirmwareUpdate?, older: FirmwareUpdate?) {
        let updates = try FirmwareUpdateStore.newest(candidates, chargePointKey: chargePointKey, in: connection)
            .filter { $0.life.isConcerned(at: time) }
        guard let newest = updates.first, newest.life.state == .requested || newest.life.state == .unanswered,
            // Who fetches the image has been asked for it.
            newest.download?.lastDeliveryAt == nil
        else { return (updates.first, nil) }
        return (newest, updates.dropFirst().first { $0.life.state.isUnderWay })
    }
}

extension FirmwareUpdateTracking: CommandObserver {
    func recorded(_ request: UpdateFirmware, _ command: CommandReference, in connection: any SQLConnection) throws {
        try record(FirmwareOrder(request, requestedAt: command.requestedAt), command, in: connection)
    }

    /// Records a request of either kind.
    func record(_ order: FirmwareOrder, _ command: CommandReference, in connection: any SQLConnection) throws {
        let life = FirmwareUpdateLife(
            requestedAt: command.requestedAt, retrieveDate: order.retrieveDate, installDate: order.installDate,
            versionBefore: try ChargePointStore.firmwareVersion(key: command.chargePoint.key, in: connection),
            stalledAfterSeconds: stalledAfterSeconds)
        try FirmwareUpdateStore.insert(order, life, command, in: connection)
    }

    func concluded(
        _ request: UpdateFirmware, _ conclusion: CommandConclusion<UpdateFirmwareResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        switch conclusion {
        case .answered(_, let time):
            try Self.conclude(command, at: time, in: connection) { update in
                update.life.answered(at: time)
                try Self.supersede(by: &update, at: time, in: connection)
            }
        case .unanswered(let outcome, let text, let time):
            try Self.conclude(command, at: time, in: connection) { $0.life.unanswered(outcome, text, at: time) }
        }
    }

    /// Keeps what became of a request of either kind.
    static func conclude(
        _ command: CommandReference, at time: Timestamp, in connection: any SQLConnection,
        _ change: (inout FirmwareUpdate) throws -> Void
    ) throws {
        guard var update = try FirmwareUpdateStore.find(command: command.id, in: connection) else { return }
        try change(&update)
        try FirmwareUpdateStore.save(update, at: time, in: connection)
    }

    /// Ends the updates before one that was accepted.
    static func supersede(
        by update: inout FirmwareUpdate, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        let older = try FirmwareUpdateStore.newest(candidates, chargePointKey: update.chargePoint.key, in: connection)
        for var other in older where other.id < update.id && other.life.isOpen {
            // A download that began since this one was asked for is this one's: the report was faster than the record of the answer.
            if other.life.lastReport == .downloading, let began = other.life.lastReportAt, began >= update.life.requestedAt,
                update.life.lastReport == nil
            {
                update.life.reported(.downloading, at: began)
            }
            other.life.superseded(by: update.id, at: time)
            try FirmwareUpdateStore.save(other, at: time, in: connection)
        }
    }
}

extension FirmwareUpdateTracking: ChargePointEventObserver {
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        switch event {
        case .booted(let boot):
            let (newest, older) = try Self.concerned(chargePointKey, at: moment, in: connection)
            guard var update = older ?? newest else { return }
            update.life.booted(version: boot.firmwareVersion?.text, at: moment)
            try FirmwareUpdateStore.save(update, at: moment, in: connection)
        case .removed:
            for var update in try FirmwareUpdateStore.newest(Self.candidates, chargePointKey: chargePointKey, in: connection)
            where update.life.isOpen {
                update.life.cancelled(at: moment)
                try FirmwareUpdateStore.save(update, at: moment, in: connection)
            }
            try FirmwareCampaignTargetStore.forget(chargePointKey: chargePointKey, at: moment, in: connection)
        case .statusReported, .transactionStarted, .transactionEnded, .transactionBecameStale:
            break
        }
    }
}
