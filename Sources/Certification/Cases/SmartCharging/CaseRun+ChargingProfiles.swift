import OCPP16
import OCPPJ

/// The verbs of the cases of Smart Charging.
extension CaseRun {
    /// A profile with one period, as configured. All its times are whole minutes, because not every operator can give seconds.
    func chargingProfile(
        _ purpose: ChargingProfilePurposeType, _ kind: ChargingProfileKindType = .absolute, transactionId: Int? = nil
    ) -> ChargingProfile {
        let wanted = configuration.chargingProfile
        let isAbsolute = kind == .absolute
        let moment = SystemTime().now().milliseconds
        let minute = Timestamp(milliseconds: moment - moment % 60_000)
        return ChargingProfile(
            chargingProfileId: TestNumbers.next(), transactionId: transactionId, stackLevel: wanted.stackLevel,
            chargingProfilePurpose: purpose, chargingProfileKind: kind, validFrom: isAbsolute ? DateTime(minute) : nil,
            validTo: isAbsolute ? DateTime(minute.advanced(bySeconds: 86_400)) : nil,
            chargingSchedule: ChargingSchedule(
                duration: wanted.duration, startSchedule: isAbsolute ? DateTime(minute) : nil,
                chargingRateUnit: wanted.chargingRateUnit,
                chargingSchedulePeriod: [
                    ChargingSchedulePeriod(startPeriod: 0, limit: wanted.limit, numberPhases: wanted.numberPhases)
                ]))
    }

    /// SetChargingProfile with this profile, not yet answered. The Central System may choose its chargingProfileId.
    ///
    /// - Parameter connector: C unless it is given.
    func askToSet(
        _ profile: ChargingProfile, connector: Int? = nil
    ) async throws(CaseFailure) -> AskedCommand<SetChargingProfile> {
        let connectorId = try connectorId(connector ?? configuration.connectorId)
        let asked = try await ask(
            SetChargingProfile(connectorId: connectorId, csChargingProfiles: profile),
            chosenByCentralSystem: ["chargingProfileId"])
        let set = asked.request
        try check("SetChargingProfile.req: connectorId", set.connectorId, is: connectorId)
        try check(
            "SetChargingProfile.req: chargingProfilePurpose", set.csChargingProfiles.chargingProfilePurpose,
            is: profile.chargingProfilePurpose)
        try check(
            "SetChargingProfile.req: transactionId", set.csChargingProfiles.transactionId, is: profile.transactionId)
        return asked
    }

    /// The rules of a profile for one transaction: it is absolute with all its times, or relative without a start, and never recurs.
    ///
    /// - Parameter message: `SetChargingProfile.req` or `RemoteStartTransaction.req`.
    func checkKind(of profile: ChargingProfile, in message: String) throws(CaseFailure) {
        try check("\(message): recurrencyKind", profile.recurrencyKind, is: nil)
        let schedule = profile.chargingSchedule
        switch profile.chargingProfileKind {
        case .absolute:
            trace.add(.check, "\(message): chargingProfileKind is Absolute")
            _ = try required("\(message): validFrom", profile.validFrom)
            _ = try required("\(message): validTo", profile.validTo)
            _ = try required("\(message): startSchedule", schedule.startSchedule)
            _ = try required("\(message): duration", schedule.duration)
        case .relative:
            trace.add(.check, "\(message): chargingProfileKind is Relative")
            try check("\(message): startSchedule", schedule.startSchedule, is: nil)
        case .recurring:
            throw chargePoint.fail("\(message): chargingProfileKind was Recurring, expected Absolute or Relative")
        }
    }

    /// ClearChargingProfile, answered Accepted. It must have these members and no others.
    func clearProfiles(_ wanted: ClearChargingProfile) async throws(CaseFailure) {
        let asked = try await ask(wanted)
        let clear = asked.request
        try check("ClearChargingProfile.req: id", clear.id, is: wanted.id)
        try check("ClearChargingProfile.req: connectorId", clear.connectorId, is: wanted.connectorId)
        try check(
            "ClearChargingProfile.req: chargingProfilePurpose", clear.chargingProfilePurpose, is: wanted.chargingProfilePurpose)
        try check("ClearChargingProfile.req: stackLevel", clear.stackLevel, is: wanted.stackLevel)
        try await asked.answer(ClearChargingProfileResponse(status: .accepted), shown: "Accepted")
    }
}
