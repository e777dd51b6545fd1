import CentralSystem
import OCPP16
import OCPPJ

extension FirmwareUpdateState: JSONEnumeration {}

/// A firmware update as it stands now.
struct FirmwareUpdateView: JSONObject, Sendable {
    var update: FirmwareUpdate
    var now: Timestamp

    static let representation = Representation<FirmwareUpdateView>(
        "FirmwareUpdate", "One UpdateFirmware or SignedUpdateFirmware and what became of it.", request + life + versions)

    private static let request: [Field<FirmwareUpdateView>] = [
        Field("id", "The id of the update.", \.update.id),
        Field("chargePointId", "The charge point.", \.update.chargePoint.identity),
        Field("location", "Where it was told to get the firmware; a password in it is hidden.", \.update.location),
        Field("signed", "What a signed update has besides; `null` for UpdateFirmware.", {
            $0.update.signed.map { FirmwareSignatureView(signed: $0) }
        }),
        Field("warnings", "What was questionable about signature and certificate. They were sent all the same.", {
            $0.update.signed?.warnings ?? []
        }),
        Field("imageId", "The image of this server; `null` for a location elsewhere.", \.update.download?.imageId),
        Field("retrieveDate", "From when on it may get the firmware.", \.update.retrieveDate),
        Field("retries", "How often it shall try again; `null`: as it likes.", \.update.retries),
        Field("retryInterval", "Seconds between tries; `null`: as it likes.", \.update.retryIntervalSeconds),
        Field("campaignId", "The campaign that it belongs to.", \.update.campaignId),
        Field("commandId", "The record of the request.", \.update.commandId),
        Field("requestedBy", "Who asked for it.", \.update.requestedBy),
        Field("download", "The fetching of the image; `null` for a location elsewhere.", {
            $0.update.download.map { FirmwareDownloadView(download: $0) }
        }),
        Field("urlEnded", "Why the address of the image no longer serves; `null` while it does, and for a location elsewhere.", {
            $0.update.download == nil ? nil : $0.update.addressEnded(at: $0.now)
        }),
    ]

    private static let life: [Field<FirmwareUpdateView>] = [
        Field("state", stateDescription, { $0.update.life.effectiveState(at: $0.now) }),
        Field("explanation", "Why it ended as it did, in words.", \.update.life.explanation),
        Field("outcome", "What became of the request when it was not answered.", \.update.life.outcome),
        Field("lastReport", "The status of the last notification about it.", \.update.life.lastReport?.rawValue),
        Field("lastReportAt", "When that came.", \.update.life.lastReportAt),
        Field("requestedAt", "When the request was sent.", \.update.life.requestedAt),
        Field("acceptedAt", "When it was answered.", \.update.life.acceptedAt),
        Field("downloadingAt", "When `Downloading` was reported.", \.update.life.downloadingAt),
        Field("downloadedAt", "When `Downloaded` was reported.", \.update.life.downloadedAt),
        Field("signatureVerifiedAt", "When `SignatureVerified` was reported.", \.update.life.signatureVerifiedAt),
        Field("installingAt", "When `Installing` was reported.", \.update.life.installingAt),
        Field("rebootedAt", "When the charge point last booted since.", \.update.life.rebootedAt),
        Field("installedAt", "When it was known to be installed.", \.update.life.installedAt),
        Field("failedAt", "When a failure was reported.", \.update.life.failedAt),
        Field("finishedAt", "When it was over.", \.update.life.finishedAt),
        Field("stalledAfterSeconds", "After how much silence it counts as stalled.", \.update.life.stalledAfterSeconds),
    ]

    private static let versions: [Field<FirmwareUpdateView>] = [
        Field("versionBefore", "The firmware version before, as far as known.", \.update.life.versionBefore),
        Field("version", "The version that the firmware brings, as far as known.", \.update.life.expectedVersion),
        Field("reportedVersion", "The version of the last BootNotification since.", \.update.life.reportedVersion),
        Field(
            "versionConfirmed", "`true`: it booted with the version that the firmware brings. `false`: it is installed, but booted with another. `null`: not known.",
            \.update.life.versionConfirmed),
    ]

    private static let stateDescription = """
        `requested`: the request is on its way. `accepted`: it was answered. `rejected`, `invalidCertificate`, \
        `revokedCertificate`: SignedUpdateFirmware was answered so. `downloadScheduled`, `downloading`, `downloadPaused`, \
        `downloaded`, `downloadFailed`, `signatureVerified`, `invalidSignature`, `installScheduled`, `installing`, \
        `installRebooting`, `installed`, `installVerificationFailed`, `installationFailed`: as the charge point reported; it is \
        also `installed` when the charge point booted with the new version. `unanswered`: see `outcome`; a later report takes it \
        up again. `superseded`: another request took its place. `cancelled`: the charge point was removed. `stalled`: it was under \
        way, see `lastReport`, but there was no word for `stalledAfterSeconds`; the next report takes it up again.
        """
}

/// What a signed update has besides.
struct FirmwareSignatureView: JSONObject, Sendable {
    var signed: FirmwareUpdate.Signed

    static let representation = Representation<FirmwareSignatureView>(
        "FirmwareSignature", "What SignedUpdateFirmware has beyond UpdateFirmware. The certificate stands in the command.",
        [
            Field("requestId", "Names the update in the notifications about it.", \.signed.requestId),
            Field("installDate", "When it shall be installed at the earliest; `null`: as soon as it can.", \.signed.installDate),
            Field("signature", "The signature as it was sent: Base64.", \.signed.signature),
            Field("signingKeyId", "The key of this server that made it; `null` for one that was supplied.", \.signed.signingKeyId),
            Field(
                "signatureAlgorithm", "How it was made, or which way it verifies; `null`: not known, or not at all.",
                \.signed.algorithm),
        ])
}

/// How much of an image went out.
struct FirmwareDownloadView: JSONObject, Sendable {
    var download: FirmwareDownload

    static let representation = Representation<FirmwareDownloadView>(
        "FirmwareDownload", "The fetching of an image from this server.",
        [
            Field("fileName", "The image's name.", \.download.fileName),
            Field("sizeBytes", "Its size.", \.download.sizeBytes),
            Field("deliveredBytes", "How much of it went out; what went out twice counts once.", \.download.delivered.count),
            Field("lastDeliveryAt", "When some of it last went out.", \.download.lastDeliveryAt),
            Field("deliveredTo", "To which network address.", \.download.deliveredTo),
            Field("completedAt", "When all of it had gone out.", \.download.completedAt),
            Field("expiresAt", "When the address ends at the latest.", \.download.expiresAt),
        ])
}
