import OCPP16

/// TC_066 and TC_067: what holds is read, and profiles are cleared.
extension CertificationCase {
    /// The cases of Smart Charging, in the order of the certification.
    static let smartChargingCases = [
        defaultTransactionProfile, transactionProfile, remoteStartWithProfile, compositeSchedule, clearChargingProfile,
    ]

    static let compositeSchedule = CertificationCase("TC_066_CSMS", "Get composite schedule", .smartCharging) { test in
        let wanted = test.configuration.chargingProfile
        let asked = try await test.ask(
            GetCompositeSchedule(
                connectorId: test.connectorId(), duration: wanted.compositeDuration, chargingRateUnit: wanted.chargingRateUnit))
        try test.check("GetCompositeSchedule.req: connectorId", asked.request.connectorId, is: test.connectorId())
        try test.check("GetCompositeSchedule.req: duration", asked.request.duration, is: wanted.compositeDuration)
        try test.check("GetCompositeSchedule.req: chargingRateUnit", asked.request.chargingRateUnit, is: wanted.chargingRateUnit)
        let schedule = ChargingSchedule(
            duration: wanted.compositeDuration, chargingRateUnit: wanted.chargingRateUnit,
            chargingSchedulePeriod: [ChargingSchedulePeriod(startPeriod: 0, limit: wanted.limit, numberPhases: wanted.numberPhases)])
        let shown = try await asked.shownAnswer(
            GetCompositeScheduleResponse(
                status: .accepted, connectorId: test.connectorId(), scheduleStart: test.now, chargingSchedule: schedule))
        if let shown {
            try test.check(
                "the operator sees the schedule", shown.chargingSchedule == schedule,
                otherwise: "the operator sees another schedule than the one answered")
        }
    }

    static let clearChargingProfile = CertificationCase("TC_067_CSMS", "Clear charging profile", .smartCharging) { test in
        let stackLevel = test.configuration.chargingProfile.stackLevel
        let transactionId = try await test.charging()

        var ids: [Int] = []
        for (connector, profile) in [
            (0, test.chargingProfile(.chargePointMaxProfile)),
            (test.configuration.connectorId, test.chargingProfile(.txDefaultProfile)),
            (test.configuration.connectorId, test.chargingProfile(.txProfile, transactionId: transactionId)),
        ] {
            let asked = try await test.askToSet(profile, connector: connector)
            let set = asked.request.csChargingProfiles
            try test.check("SetChargingProfile.req: stackLevel", set.stackLevel, is: stackLevel)
            try test.check(
                "SetChargingProfile.req: chargingProfileId is another than before", !ids.contains(set.chargingProfileId),
                otherwise: "SetChargingProfile.req: chargingProfileId was \(set.chargingProfileId) again, expected another one")
            ids.append(set.chargingProfileId)
            try await asked.answer(SetChargingProfileResponse(status: .accepted), shown: "Accepted")
        }

        try await test.clearProfiles(ClearChargingProfile(id: ids.first))
        try await test.clearProfiles(
            ClearChargingProfile(
                connectorId: test.connectorId(), chargingProfilePurpose: .txDefaultProfile, stackLevel: stackLevel))
        try await test.clearProfiles(ClearChargingProfile())

        try await test.stop(transactionId, .local)
        try await test.status(.available)
    }
}
