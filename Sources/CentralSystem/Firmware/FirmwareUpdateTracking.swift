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

    /// Takes a FirmwareStatusNotification for the update that it must be about. Without one it is only a report.
    static func report(
        _ status: FirmwareStatus, chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        let (newest, older) = try concerned(chargePointKey, at: time, in: connection)
        var found = newest
        if let older, let reached = older.life.state.rank, rank(of: status) >= reached { found = older }
        guard var update = found else { return }
        update.life.reported(status, at: time)
        try FirmwareUpdateStore.save(update, at: time, in: connection)
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

    private static func rank(of status: FirmwareStatus) -> Int {
        switch status {
        case .downloading: 2
        case .downloaded, .downloadFailed: 3
        case .installing: 4
        case .installed, .installationFailed, .idle: 5
        }
    }
}

extension FirmwareUpdateTracking: CommandObserver {
    func recorded(_ request: UpdateFirmware, _ command: CommandReference, in connection: any SQLConnection) throws {
        let retrieveDate = request.retrieveDate.timestamp ?? command.requestedAt
        let life = FirmwareUpdateLife(
            requestedAt: command.requestedAt, retrieveDate: retrieveDate,
            versionBefore: try ChargePointStore.firmwareVersion(key: command.chargePoint.key, in: connection),
            stalledAfterSeconds: stalledAfterSeconds)
        try FirmwareUpdateStore.insert(request, life, retrieveDate: retrieveDate, command, in: connection)
    }

    func concluded(
        _ request: UpdateFirmware, _ conclusion: CommandConclusion<UpdateFirmwareResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard var update = try FirmwareUpdateStore.find(command: command.id, in: connection) else { return }
        switch conclusion {
        case .answered(_, let time):
            update.life.answered(at: time)
            try Self.supersede(by: &update, at: time, in: connection)
            try FirmwareUpdateStore.save(update, at: time, in: connection)
        case .unanswered(let outcome, let text, let time):
            update.life.unanswered(outcome, text, at: time)
            try FirmwareUpdateStore.save(update, at: time, in: connection)
        }
    }

    private static func supersede(
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
