import CentralSystem
import OCPPJ

/// What operators send about firmware.
enum FirmwareInput {
    private static let source: [ObjectSchema.Member] = [
        .init("imageId", "An image of this server. Exactly one of `imageId` and `location`.", .integer),
        .init("location", "Any other URL, for example of an FTP server; given to the charge point as it is.", .string(1...2000)),
        .init("version", "The version that the charge point shall report afterwards; that of the image when absent.", .string(1...50)),
        .init("retries", "How often the charge point shall try again; as it likes when absent.", .integer(0...Int(Int32.max))),
        .init("retryInterval", "Seconds between tries; as it likes when absent.", .integer(0...Int(Int32.max))),
        .init(
            "stalledAfterSeconds", "After how much silence an update counts as stalled; the server's setting when absent.",
            .integer(10...31_536_000)),
    ]

    private static let signed = "Sends SignedUpdateFirmware in place of UpdateFirmware, with this signature."

    static let update = ObjectSchema(
        "FirmwareUpdateCreation", "A firmware update to begin.",
        [
            .init("chargePointId", "The charge point.", .string(1...500), isRequired: true),
            .init("retrieveDate", "From when on the charge point may get the firmware; now when absent.", .time),
            .init("signed", signed, .object(FirmwareSigningInput.update)),
        ] + source)

    static let campaign = ObjectSchema(
        "FirmwareCampaignCreation", "A firmware update of many charge points.",
        [
            .init("target", TargetInput.description, TargetInput.schema, isRequired: true),
            .init("note", "The operator's own words.", .string(0...10_000)),
            .init("waveSize", FirmwareCampaignView.waveSizeDescription, .integer(1...100_000)),
            .init("wavePercentages", FirmwareCampaignView.wavePercentagesDescription, .list(of: .integer(1...100))),
            .init("parallelism", FirmwareCampaignView.parallelismDescription + " 10 when absent.", .integer(1...1000)),
            .init(
                "maximumFailurePercent", FirmwareCampaignView.maximumFailurePercentDescription + " 20 when absent.",
                .integer(0...100)),
            .init("minimumFinished", FirmwareCampaignView.minimumFinishedDescription + " 5 when absent.", .integer(1...100_000)),
            .init("skipUpdated", FirmwareCampaignView.skipUpdatedDescription + " `true` when absent.", .boolean),
            .init(
                "offlineWaitSeconds", FirmwareCampaignView.offlineWaitSecondsDescription + " 86400 when absent.",
                .integer(0...31_536_000)),
            .init("deadline", FirmwareCampaignView.deadlineDescription, .time.orNull),
            .init("signed", signed, .object(FirmwareSigningInput.campaign)),
        ] + source)

    static func newUpdate(_ body: JSONNode) throws -> NewFirmwareUpdate {
        NewFirmwareUpdate(
            chargePointId: body["chargePointId"]?.string ?? "", source: try source(body),
            retrieveDate: body["retrieveDate"]?.string.flatMap { Timestamp(rfc3339: $0) }, retries: body["retries"]?.int,
            retryIntervalSeconds: body["retryInterval"]?.int, version: body["version"]?.string,
            stalledAfterSeconds: body["stalledAfterSeconds"]?.int, signing: try FirmwareSigningInput.signing(body["signed"]),
            requestId: body["signed"]?["requestId"]?.int)
    }

    static func plan(_ body: JSONNode) throws -> FirmwareCampaignPlan {
        var plan = FirmwareCampaignPlan(
            source: try source(body), target: try TargetInput.selection(body["target"]), note: body["note"]?.string,
            version: body["version"]?.string, waves: try waves(body),
            deadline: body["deadline"]?.string.flatMap { Timestamp(rfc3339: $0) }, retries: body["retries"]?.int,
            retryIntervalSeconds: body["retryInterval"]?.int, stalledAfterSeconds: body["stalledAfterSeconds"]?.int,
            signing: try FirmwareSigningInput.signing(body["signed"]))
        if let value = body["parallelism"]?.int { plan.parallelism = value }
        if let value = body["maximumFailurePercent"]?.int { plan.maximumFailurePercent = value }
        if let value = body["minimumFinished"]?.int { plan.minimumFinished = value }
        if let value = body["skipUpdated"]?.bool { plan.skipsUpdated = value }
        if let value = body["offlineWaitSeconds"]?.int { plan.offlineWaitSeconds = value }
        return plan
    }

    private static func source(_ body: JSONNode) throws(Problem) -> NewFirmwareUpdate.Source {
        switch (body["imageId"]?.int, body["location"]?.string) {
        case (let image?, nil): return .image(Int64(image))
        case (nil, let location?): return .location(location)
        default: throw .invalidMember("imageId", "Exactly one of imageId and location must be given.")
        }
    }

    private static func waves(_ body: JSONNode) throws(Problem) -> WavePlan {
        switch (body["waveSize"]?.int, body["wavePercentages"]?.elements.compactMap(\.int)) {
        case (let size?, nil): return .size(size)
        case (nil, let parts?): return .percentages(parts)
        case (nil, nil): return .all
        default: throw .invalidMember("waveSize", "At most one of waveSize and wavePercentages can be given.")
        }
    }
}
