import OCPP16
import OCPPJ
import Persistence

extension FirmwareUpdateLife {
    /// Reads what `columns` writes.
    init(_ row: SQLRow) throws {
        requestedAt = try row.timestamp("requested_at")
        installDate = try row.timestampIfPresent("install_date")
        versionBefore = try row.textIfPresent("version_before")
        expectedVersion = try row.textIfPresent("expected_version")
        quietSince = try row.timestamp("quiet_since")
        stalledAfterSeconds = Int(try row.int64("stalled_after") / 1000)
        state = FirmwareUpdateState(rawValue: try row.text("state")) ?? .unanswered
        outcome = try row.textIfPresent("outcome").flatMap(CommandOutcome.init)
        explanation = try row.textIfPresent("explanation")
        acceptedAt = try row.timestampIfPresent("accepted_at")
        downloadingAt = try row.timestampIfPresent("downloading_at")
        downloadedAt = try row.timestampIfPresent("downloaded_at")
        signatureVerifiedAt = try row.timestampIfPresent("signature_verified_at")
        installingAt = try row.timestampIfPresent("installing_at")
        installedAt = try row.timestampIfPresent("installed_at")
        failedAt = try row.timestampIfPresent("failed_at")
        finishedAt = try row.timestampIfPresent("finished_at")
        lastReport = try row.textIfPresent("last_report").flatMap(FirmwareStatusEnumType.init)
        lastReportAt = try row.timestampIfPresent("last_report_at")
        rebootedAt = try row.timestampIfPresent("rebooted_at")
        reportedVersion = try row.textIfPresent("reported_version")
        firmwareUpdatedAt = try row.timestampIfPresent("firmware_updated_at")
    }

    /// What changes while it lives, in the order of the statement in `FirmwareUpdateStore.save`.
    var columns: [SQLValue] {
        [
            .text(state.rawValue), SQLValue(outcome?.rawValue), SQLValue(explanation), SQLValue(acceptedAt?.milliseconds),
            SQLValue(downloadingAt?.milliseconds), SQLValue(downloadedAt?.milliseconds), SQLValue(installingAt?.milliseconds),
            SQLValue(installedAt?.milliseconds), SQLValue(failedAt?.milliseconds), SQLValue(finishedAt?.milliseconds),
            SQLValue(lastReport?.rawValue), SQLValue(lastReportAt?.milliseconds), SQLValue(rebootedAt?.milliseconds),
            SQLValue(reportedVersion), .integer(quietSince.milliseconds),
            SQLValue(signatureVerifiedAt?.milliseconds), SQLValue(firmwareUpdatedAt?.milliseconds),
        ]
    }
}
