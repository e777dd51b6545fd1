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
        guard var update = try concerned(by: status, chargePointKey, at: time, in: connection) else { return }
        update.life.reported(status, at: time)
        try FirmwareUpdateStore.save(update, at: time, in: connection)
    }

    /// Which update a report is about: the newest, unless that one has not been answered yet and the one before it could have come
    /// this far.
    private static func concerned(
        by status: FirmwareStatus, _ chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection
    ) throws -> FirmwareUpdate? {
        let updates = try FirmwareUpdateStore.newest(candidates, chargePointKey: chargePointKey, in: connection)
            .filter { $0.life.isConcerned(at: time) }
        guard let newest = updates.first else { return nil }
        guard newest.life.state == .requested, let older = updates.dropFirst().first(where: { $0.life.state.isUnderWay }),
            let reached = older.life.state.rank
        else { return newest }
        return rank(of: status) >= reached ? older : newest
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
            try FirmwareUpdateStore.save(update, at: time, in: connection)
            try Self.supersede(olderThan: update, at: time, in: connection)
        case .unanswered(let outcome, let text, let time):
            update.life.unanswered(outcome, text, at: time)
            try FirmwareUpdateStore.save(update, at: time, in: connection)
        }
    }

    private static func supersede(
        olderThan update: FirmwareUpdate, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        let older = try FirmwareUpdateStore.newest(candidates, chargePointKey: update.chargePoint.key, in: connection)
        for var other in older where other.id < update.id && other.life.isOpen {
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
            let updates = try FirmwareUpdateStore.newest(Self.candidates, chargePointKey: chargePointKey, in: connection)
            guard var update = updates.first(where: { $0.life.isConcerned(at: moment) }) else { return }
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
