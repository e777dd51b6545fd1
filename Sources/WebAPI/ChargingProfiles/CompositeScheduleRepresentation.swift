import CentralSystem
import ChargingSchedules
import OCPP16
import OCPPJ

extension CompositeScheduleReport.State: JSONEnumeration {}
extension ScheduleDifference.Kind: JSONEnumeration {}

extension ChargingRate: JSONRepresentable {
    static var schema: Schema { .number }
    func write(to writer: inout JSONWriter) { value.write(to: &writer) }
}

extension ProfileReference: JSONObject {
    static let representation = Representation<ProfileReference>(
        "ChargingProfileReference", "Which installed charging profile it is.",
        [
            Field("chargingProfileId", "OCPP's id of the profile within the charge point.", \.chargingProfileId),
            Field("chargingProfilePurpose", "What it is for.", \.purpose),
            Field("stackLevel", "Its stack level.", \.stackLevel),
            Field("connectorId", "The connector that it is installed on.", \.connectorId),
        ])
}

extension ConnectorShare: JSONObject {
    static let representation = Representation<ConnectorShare>(
        "ConnectorShare", "The limit of one connector, as a part of what the whole charge point may use.",
        [
            Field("connectorId", "The connector.", \.connectorId),
            Field("limit", "Its limit, in the unit of the schedule.", \.limit),
            Field("profile", "The profile that decides it.", \.profile),
        ])
}

extension ConsideredLimit: JSONObject {
    static let representation = Representation<ConsideredLimit>(
        "ConsideredLimit", "A limit that has a value at the start of a period, and what became of it.",
        [
            Field("profile", "Whose limit it is.", \.profile),
            Field("limit", "The limit, in the unit of the schedule.", \.limit),
            Field("explanation", "What became of it, for people.", \.description),
        ])
}

extension DisregardedProfile: JSONObject {
    static let representation = Representation<DisregardedProfile>(
        "DisregardedChargingProfile", "An installed charging profile that has no say in a schedule.",
        [
            Field("profile", "The profile.", \.profile),
            Field("explanation", "Why it has no say, for people.", \.description),
        ])
}

/// A period of a schedule with everything that is known about it.
struct CompositePeriodView: JSONObject, Sendable {
    var period: CompositePeriod
    var scheduleStart: Timestamp
    var considered: [ConsideredLimit]

    private var decidingProfile: ProfileReference? {
        if case .profile(let reference) = period.reason { reference } else { nil }
    }

    private var shares: [ConnectorShare] {
        if case .connectors(let shares) = period.reason { shares } else { [] }
    }

    static let representation = Representation<CompositePeriodView>(
        "CompositeSchedulePeriod", "A stretch of time with one limit and one reason for it.",
        [
            Field("start", "Its first moment.", \.period.start),
            Field("end", "The first moment after it.", \.period.end),
            Field("startPeriod", "Seconds from the start of the schedule to its start.", { $0.period.start.seconds(since: $0.scheduleStart) }),
            Field("limit", "The most that may be used, in the unit of the schedule; `null` when nothing limits.", \.period.limit),
            Field("numberPhases", "The phases that may be used; `null` when no profile says, which means 3.", \.period.numberPhases),
            Field("minChargingRate", "Below this the vehicle charges inefficiently, in the unit of the schedule.", \.period.minChargingRate),
            Field("explanation", "For people: `16 A because TxProfile 12, level 3, until 18:00 UTC`.", \.period.explanation),
            Field("profile", "The profile that decides; `null` when none or several do.", \.decidingProfile),
            Field("connectors", "Of connector 0, when the limits of the connectors decide together: their parts.", \.shares),
            Field("considered", "Every limit that has a value at its start, those that do not decide included.", \.considered),
        ])
}

extension ComputedSchedule: JSONObject {
    /// How many periods are shown: each carries its explanation, and a year may have hundreds of thousands.
    static let longestList = 5000

    private var periodViews: [CompositePeriodView] {
        schedule.periods.prefix(Self.longestList).map {
            CompositePeriodView(
                period: $0, scheduleStart: schedule.request.start, considered: schedule.limitsConsidered(at: $0.start))
        }
    }

    static let representation = Representation<ComputedSchedule>(
        "CompositeSchedule", "The limits that hold for a connector, computed from the profiles that are on record as installed.",
        [
            Field("chargePointId", "The charge point.", \.chargePointId),
            Field("connectorId", "The connector; 0 is the charge point as a whole, with what its connectors may use together.", \.schedule.request.connectorId),
            Field("transactionId", "The open transaction of the connector.", \.transactionId),
            Field("start", "The first moment of the schedule.", \.schedule.request.start),
            Field("duration", "Its length, in seconds.", \.schedule.request.duration.value),
            Field("chargingRateUnit", "The unit of its limits: `A` for each phase, or `W` in total.", \.schedule.request.unit),
            Field("voltage", "What limits were converted with: the voltage between a phase and neutral, in V.", \.schedule.request.supply.volts),
            Field("phases", "What limits were converted with: the phases that the charge point is connected to.", \.schedule.request.supply.phases),
            Field("periods", "In order of time, without gaps; at most \(longestList).", \.periodViews),
            Field("truncatedAt", "Where the shown periods end because there are too many; `null` when they are complete.", {
                $0.schedule.periods.dropFirst(longestList).first?.start
            }),
            Field("disregarded", "Installed profiles that have no say.", \.schedule.disregarded),
        ])
}

extension ScheduleDifference: JSONObject {
    private static let kindDescription = """
        `higher`, `lower`: the charge point's limit is higher or lower than the computed one. `limitOfItsOwn`: it has a limit \
        where no profile limits; most likely what it is able to deliver. `notAnswered`: its schedule says nothing about this \
        time. `phases`: only the numbers of phases differ.
        """

    static let representation = Representation<ScheduleDifference>(
        "CompositeScheduleDifference", "A stretch of time in which a charge point's schedule differs from the computed one.",
        [
            Field("start", "Its first moment.", \.start),
            Field("end", "The first moment after it.", \.end),
            Field("kind", kindDescription, \.kind),
            Field("computedLimit", "The computed limit.", \.expected),
            Field("computedNumberPhases", "Its number of phases.", \.expectedPhases),
            Field("reportedLimit", "The charge point's limit, in the unit of the computed schedule.", \.answered),
            Field("reportedNumberPhases", "Its number of phases.", \.answeredPhases),
        ])
}

extension ComparedSchedule: JSONObject {
    static let representation = Representation<ComparedSchedule>(
        "CompositeScheduleReport", "A charge point's own composite schedule beside the one that is computed here.",
        [
            Field("id", "The id of this record.", \.report.id),
            Field("chargePointId", "The charge point.", \.report.chargePointId),
            Field("commandId", "The command that was sent.", \.report.commandId),
            Field("request", "The request as sent.", { VerbatimObject($0.report.request) }),
            Field("state", "`requested`, `answered`, or `unanswered`.", \.report.state),
            Field("reason", "Why there is no answer, for people.", \.report.reason),
            Field("reported", "What the charge point answered.", { $0.report.answer.map { VerbatimObject($0) } }),
            Field("computed", "The schedule for the same time, computed from what was on record as installed when the answer came.", \.computed),
            Field("agrees", "Whether the two agree; `null` when the charge point gave no schedule.", \.comparison?.agrees),
            Field("startOffset", "How much later than its answer the charge point's schedule starts, in seconds. Far from 0, its clock is wrong.", \.startOffset),
            Field("differences", "Where they differ; the first \(ComputedSchedule.longestList).", {
                Array(($0.comparison?.differences ?? []).prefix(ComputedSchedule.longestList))
            }),
            Field("requestedAt", "When it was asked for.", \.report.requestedAt),
            Field("requestedBy", "Who asked for it.", \.report.requestedBy),
            Field("concludedAt", "When it was answered, or it was clear that no answer would come.", \.report.concludedAt),
        ])
}
