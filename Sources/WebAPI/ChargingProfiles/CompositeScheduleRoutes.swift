import CentralSystem
import ChargingSchedules
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/charge-points/{id}/composite-schedule`
struct CompositeScheduleRoutes: Sendable {
    let chargingProfiles: ChargingProfileService

    private static let path = "\(ChargePointRoutes.path)/{id}/composite-schedule"
    private static let longest = CompositeScheduleQuery.longest.value
    private static let day: Seconds = 86_400

    var operations: [Operation] { [compute, ask, list] }

    private static let voltageDescription =
        "For converting between A and W: the nominal voltage between a phase and neutral, in V; 230 when absent."
    private static let phasesDescription =
        "For converting between A and W: the phases that the charge point is connected to; 3 when absent."
    private static let voltage = Schema.integer(1...100_000)
    private static let phases = Schema.integer(1...3)

    private static let supply = [
        Operation.Parameter("voltage", voltageDescription, voltage), Operation.Parameter("phases", phasesDescription, phases),
    ]

    private static let question = ObjectSchema(
        "CompositeScheduleRequest", "The composite schedule to ask a charge point for.",
        [
            .init("connectorId", "The connector; 0 is the charge point as a whole.", ChargingProfileSchema.connectorId, isRequired: true),
            .init("duration", "The length of the schedule, in seconds.", ChargingProfileSchema.seconds, isRequired: true),
            .init("chargingRateUnit", "The unit of the limits; the charge point chooses when absent.", .enumeration(ChargingRateUnitType.self)),
            .init("voltage", "Not sent. \(voltageDescription)", voltage),
            .init("phases", "Not sent. \(phasesDescription)", phases),
        ])

    private var compute: Operation {
        Operation(
            .get, Self.path, "getCompositeSchedule", .chargingProfiles,
            "The limits of a connector, computed from the installed charging profiles",
            notes: """
                Nothing is sent. Each period tells why its limit is what it is. Without an open transaction the schedule is that \
                of a transaction that starts with it.
                """,
            pathParameters: [ChargePointRoutes.idParameter],
            query: [
                .init("connectorId", "The connector; 0, the charge point as a whole, when absent.", ChargingProfileSchema.connectorId),
                .init("duration", "The length of the schedule, in seconds; a day when absent.", .integer(0...Self.longest)),
                .init("chargingRateUnit", "The unit of the limits; `A` when absent.", .enumeration(ChargingRateUnitType.self)),
                .init("at", "The first moment of the schedule; now when absent.", .time),
            ] + Self.supply,
            answers: [.ok(ComputedSchedule.schema, "The schedule.")], problems: [.chargePointNotFound]
        ) { request in
            let query = CompositeScheduleQuery(
                connectorId: request.integer("connectorId") ?? 0,
                duration: try request.integer("duration").map { try Seconds($0) } ?? Self.day,
                unit: request.value("chargingRateUnit", as: ChargingRateUnitType.self) ?? .amperes,
                supply: Self.supply(request.integer))
            return .json(
                try await chargingProfiles.compositeSchedule(query, of: request.text(inPath: "id"), from: request.time("at")))
        }
    }

    private var ask: Operation {
        Operation(
            .post, Self.path, "askForCompositeSchedule", .chargingProfiles,
            "Asks a charge point for its composite schedule and compares it with the computed one",
            notes: "Sends GetCompositeSchedule and waits for the answer. Of more than a year, the first year is compared.",
            pathParameters: [ChargePointRoutes.idParameter], query: [ChargingProfileRoutes.timeout],
            body: .required(Self.question),
            answers: [.ok(ComparedSchedule.schema, "The charge point answered, whatever its answer's status.")],
            problems: Problem.commandTypes
        ) { request in
            let body = request.body
            let question = GetCompositeSchedule(
                connectorId: try ChargingProfileInput.connectorId(body), duration: try Seconds(body["duration"]?.int ?? 0),
                chargingRateUnit: body["chargingRateUnit"]?.string.flatMap { ChargingRateUnitType(rawValue: $0) })
            let sent = try await chargingProfiles.askForCompositeSchedule(
                question, of: request.text(inPath: "id"), supply: Self.supply { body[$0]?.int }, requestedBy: request.requester,
                timeout: ChargingProfileRoutes.timeout(request))
            if let problem = Problem(sent.command) { throw problem }
            return .json(sent.compared)
        }
    }

    private var list: Operation {
        Operation(
            .get, "\(Self.path)/reports", "listCompositeScheduleReports", .chargingProfiles,
            "What a charge point answered about its composite schedules, newest first",
            pathParameters: [ChargePointRoutes.idParameter], query: Self.supply + Operation.Parameter.paging,
            answers: [.ok(ItemList<ComparedSchedule>.schema, "The reports.")], problems: [.chargePointNotFound]
        ) { request in
            let page = try await chargingProfiles.compositeScheduleReports(
                of: request.text(inPath: "id"), supply: Self.supply(request.integer), request.page())
            return .json(ItemList(page))
        }
    }

    private static func supply(_ value: (String) -> Int?) -> ElectricalSupply {
        ElectricalSupply(volts: value("voltage") ?? 230, phases: value("phases") ?? 3)
    }
}
