import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/firmware/campaigns`
struct FirmwareCampaignRoutes: Sendable {
    let campaigns: FirmwareCampaignService

    static let path = "/api/v1/firmware/campaigns"
    private static let itemPath = "\(path)/{campaignId}"
    private static let idParameter = Operation.Parameter("campaignId", "The id of the campaign.", .integer)

    var operations: [Operation] { [list, create, get, targets, pause, resume, cancel] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listFirmwareCampaigns", .firmware, "Firmware campaigns, newest first",
            query: [.init("state", "Only those in this state.", .enumeration(FirmwareCampaign.State.self))]
                + Operation.Parameter.paging,
            answers: [.ok(ItemList<FirmwareCampaignView>.schema, "The campaigns.")]
        ) { request in
            let page = try await campaigns.list(state: request.value("state", as: FirmwareCampaign.State.self), request.page())
            return .json(ItemList(page.map(FirmwareCampaignView.init)))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createFirmwareCampaign", .firmware, "Begins a firmware update of many charge points",
            notes: """
                Answers when the charge points are written down; they are updated in the background, also over a restart of the \
                server. Charge points are chosen now: one that is registered later is not updated.
                """,
            body: .required(FirmwareInput.campaign), answers: [.created(FirmwareCampaignView.schema, "The campaign.")],
            problems: [.notFound, .notReady]
        ) { request in
            let progress = try await campaigns.create(FirmwareInput.plan(request.body), requestedBy: request.requester)
            return .created(
                FirmwareCampaignView(progress: progress), location: "\(Self.path)/\(progress.campaign.id)")
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getFirmwareCampaign", .firmware, "One firmware campaign with its progress",
            pathParameters: [Self.idParameter], answers: [.ok(FirmwareCampaignView.schema, "The campaign.")],
            problems: [.notFound]
        ) { request in
            .json(FirmwareCampaignView(progress: try await campaigns.get(Self.id(request))))
        }
    }

    private var targets: Operation {
        Operation(
            .get, "\(Self.itemPath)/updates", "listFirmwareCampaignUpdates", .firmware,
            "The charge points of a campaign with their results", pathParameters: [Self.idParameter],
            query: [.init("state", "Only those in this state.", .enumeration(FirmwareCampaignTarget.State.self))]
                + Operation.Parameter.paging,
            answers: [.ok(ItemList<FirmwareCampaignTargetView>.schema, "The charge points, by number.")], problems: [.notFound]
        ) { request in
            let (campaign, targets) = try await campaigns.targets(
                of: Self.id(request), state: request.value("state", as: FirmwareCampaignTarget.State.self), request.page())
            return .json(ItemList(targets.map { FirmwareCampaignTargetView(target: $0, wave: campaign.wave(of: $0.number)) }))
        }
    }

    private var pause: Operation {
        verb("pause", "pauseFirmwareCampaign", "Pauses a firmware campaign", "Nothing new is begun; what is under way goes on.") {
            try await campaigns.pause($0)
        }
    }

    private var resume: Operation {
        verb(
            "resume", "resumeFirmwareCampaign", "Goes on with a paused firmware campaign",
            "Failures up to now no longer pause it."
        ) { try await campaigns.resume($0) }
    }

    private var cancel: Operation {
        verb(
            "cancel", "cancelFirmwareCampaign", "Cancels a firmware campaign",
            "Nothing new is begun. Updates under way cannot be called back; the campaign is `cancelling` until they are over."
        ) { try await campaigns.cancel($0) }
    }

    private func verb(
        _ component: String, _ name: String, _ summary: String, _ notes: String,
        _ act: @escaping @Sendable (Int64) async throws -> FirmwareCampaignService.Progress
    ) -> Operation {
        Operation(
            .post, "\(Self.itemPath)/\(component)", name, .firmware, summary, notes: notes,
            pathParameters: [Self.idParameter], answers: [.ok(FirmwareCampaignView.schema, "The campaign.")],
            problems: [.notFound, .conflict]
        ) { request in
            .json(FirmwareCampaignView(progress: try await act(Self.id(request))))
        }
    }

    private static func id(_ request: OperationRequest) throws -> Int64 {
        Int64(try request.integer(inPath: "campaignId", otherwise: .notFound))
    }
}
