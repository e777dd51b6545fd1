import CentralSystem
import OCPPJ

extension FirmwareCampaign.State: JSONEnumeration {}
extension FirmwareCampaignTarget.State: JSONEnumeration {}

/// A campaign with its progress.
struct FirmwareCampaignView: JSONObject, Sendable {
    var progress: FirmwareCampaignService.Progress

    private var campaign: FirmwareCampaign { progress.campaign }

    static let waveSizeDescription = "Waves of so many charge points. Without `waveSize` and `wavePercentages` there is one wave."
    static let wavePercentagesDescription = "Waves of these parts of the whole; what is missing to 100 is one more wave."
    static let parallelismDescription = "How many updates may be under way at a time."
    static let maximumFailurePercentDescription =
        "It pauses when more than this part of the updates that are over have failed; 100 never pauses it."
    static let minimumFinishedDescription = "How many updates must be over before that is judged."
    static let skipUpdatedDescription = "Whether charge points that report the version already are passed over."
    static let offlineWaitSecondsDescription = "How long a wave waits for charge points that are not connected."
    static let deadlineDescription = "When charge points that were not reached are given up; `null`: never."

    static let representation = Representation<FirmwareCampaignView>(
        "FirmwareCampaign", "A firmware update of many charge points, in waves.", state + plan)

    private static let state: [Field<FirmwareCampaignView>] = [
        Field("id", "The id of the campaign.", \.campaign.id),
        Field("state", stateDescription, \.campaign.state),
        Field("pauseReason", "Why it paused by itself.", \.campaign.pauseReason),
        Field("progress", "How many charge points stand where.", { FirmwareCampaignProgressView(counts: $0.progress.counts) }),
        Field("wave", "The wave that is being updated, from 1; 0 before the first.", \.campaign.wave),
        Field("waves", "How many waves there are.", \.campaign.waves.count),
        Field("waveStartedAt", "When the present wave began, or was resumed.", \.campaign.waveStartedAt),
        Field("requestedBy", "Who asked for it.", \.campaign.requestedBy),
        Field("createdAt", "When it was asked for.", \.campaign.createdAt),
        Field("finishedAt", "When every charge point had its result.", \.campaign.finishedAt),
    ]

    private static let plan: [Field<FirmwareCampaignView>] = [
        Field("target", "The charge points that were asked for; `null` for a long list, which stands in the updates.", {
            $0.campaign.plan.target == .chargePoints([]) ? nil : $0.campaign.plan.target
        }),
        Field("imageId", "The image; `null` for a location elsewhere.", {
            if case .image(let id) = $0.campaign.plan.source { id } else { Int64?.none }
        }),
        Field("location", "The location elsewhere; a password in it is hidden.", {
            if case .location(let url) = $0.campaign.plan.source { FirmwareCampaign.shown(location: url) } else { String?.none }
        }),
        Field("signed", "Whether its requests are SignedUpdateFirmware.", { $0.campaign.plan.signing != nil }),
        Field("signingKeyId", "The key of this server that signs; `null` for a signature that was supplied.", \.campaign.plan.signing?.signingKeyId),
        Field("version", "The version that charge points shall report; `null`: that of the image.", \.campaign.plan.version),
        Field("note", "The operator's own words.", \.campaign.plan.note),
        Field("waveSize", waveSizeDescription, { if case .size(let size) = $0.campaign.plan.waves { size } else { Int?.none } }),
        Field("wavePercentages", wavePercentagesDescription, {
            if case .percentages(let parts) = $0.campaign.plan.waves { parts } else { [Int]?.none }
        }),
        Field("parallelism", parallelismDescription, \.campaign.plan.parallelism),
        Field("maximumFailurePercent", maximumFailurePercentDescription, \.campaign.plan.maximumFailurePercent),
        Field("minimumFinished", minimumFinishedDescription, \.campaign.plan.minimumFinished),
        Field("skipUpdated", skipUpdatedDescription, \.campaign.plan.skipsUpdated),
        Field("offlineWaitSeconds", offlineWaitSecondsDescription, \.campaign.plan.offlineWaitSeconds),
        Field("deadline", deadlineDescription, \.campaign.plan.deadline),
        Field("retries", "How often a charge point shall try again.", \.campaign.plan.retries),
        Field("retryInterval", "Seconds between tries.", \.campaign.plan.retryIntervalSeconds),
        Field("stalledAfterSeconds", "After how much silence an update counts as stalled, and as failed.", \.campaign.plan.stalledAfterSeconds),
    ]

    private static let stateDescription = """
        `preparing`: the charge points are being written down. `running`. `paused`: by an operator, or see `pauseReason`; updates \
        under way are followed. `cancelling`: cancelled, but updates are still under way. `cancelled`. `finished`: every charge \
        point has its result.
        """
}

/// How many charge points of a campaign stand where.
struct FirmwareCampaignProgressView: JSONObject, Sendable {
    var counts: FirmwareCampaignCounts

    static let representation = Representation<FirmwareCampaignProgressView>(
        "FirmwareCampaignProgress", "How many charge points of a campaign stand where.",
        [
            Field("total", "All.", \.counts.total),
            Field("waiting", "Their turn has not come, or they are not connected.", { $0.counts[.waiting] }),
            Field("updating", "Their update is under way.", { $0.counts[.updating] }),
            Field("installed", "They have the firmware.", { $0.counts[.installed] }),
            Field("failed", "Their update failed.", { $0.counts[.failed] }),
            Field("skipped", "They had the version already.", { $0.counts[.skipped] }),
            Field("unreachable", "They were not connected for as long as the campaign waited.", { $0.counts[.unreachable] }),
            Field("cancelled", "The campaign was cancelled before their turn.", { $0.counts[.cancelled] }),
            Field("unknownChargePoint", "Nobody registered them.", { $0.counts[.unknownChargePoint] }),
        ])
}

/// One charge point of a campaign.
struct FirmwareCampaignTargetView: JSONObject, Sendable {
    var target: FirmwareCampaignTarget
    var wave: Int?

    static let representation = Representation<FirmwareCampaignTargetView>(
        "FirmwareCampaignUpdate", "Where a campaign stands with one charge point.",
        [
            Field("number", "Counts the charge points of the campaign from 1.", \.target.number),
            Field("wave", "The wave that it belongs to, from 1.", \.wave),
            Field("chargePointId", "The charge point as it was named.", \.target.chargePointId),
            Field("state", stateDescription, \.target.state),
            Field("updateId", "Its last update; `null` when none was begun.", \.target.updateId),
            Field("attempts", "How often UpdateFirmware was sent.", \.target.attempts),
            Field("explanation", "Why it stands there, in words.", \.target.explanation),
            Field("finishedAt", "When it got its result.", \.target.finishedAt),
        ])

    private static let stateDescription = """
        `waiting`: its turn has not come, or it is not connected. `updating`: see the update. `installed`. `failed`: also when \
        it booted with another version, or stalled; a later report can revise it while the campaign goes on. `skipped`: it had \
        the version already. `unreachable`: it was not connected for as long as the campaign waited. `cancelled`. \
        `unknownChargePoint`: nobody registered it.
        """
}
