import OCPP16

/// TC_056, TC_057 and TC_059: profiles are given to the charge point.
extension CertificationCase {
    static let defaultTransactionProfile = CertificationCase(
        "TC_056_CSMS", "Default transaction profile", .smartCharging
    ) { test in
        try await test.booted()
        let wanted = test.chargingProfile(.txDefaultProfile)
        let asked = try await test.askToSet(wanted)
        let profile = asked.request.csChargingProfiles
        let schedule = profile.chargingSchedule
        try test.check("SetChargingProfile.req: chargingProfileKind", profile.chargingProfileKind, is: .absolute)
        try test.check("SetChargingProfile.req: recurrencyKind", profile.recurrencyKind, is: nil)
        try test.check("SetChargingProfile.req: stackLevel", profile.stackLevel, is: wanted.stackLevel)
        try test.check("SetChargingProfile.req: validFrom", profile.validFrom, isToTheMinute: wanted.validFrom)
        try test.check("SetChargingProfile.req: validTo", profile.validTo, isToTheMinute: wanted.validTo)
        try test.check(
            "SetChargingProfile.req: startSchedule", schedule.startSchedule,
            isToTheMinute: wanted.chargingSchedule.startSchedule)
        try test.check("SetChargingProfile.req: duration", schedule.duration, is: wanted.chargingSchedule.duration)
        try test.check(
            "SetChargingProfile.req: chargingRateUnit", schedule.chargingRateUnit, is: wanted.chargingSchedule.chargingRateUnit)
        try test.checkOnePeriod(schedule.chargingSchedulePeriod)
        try await asked.answer(SetChargingProfileResponse(status: .accepted), shown: "Accepted")
    }

    static let transactionProfile = CertificationCase(
        "TC_057_CSMS", "Transaction profile", .smartCharging,
        [
            .variant("Absolute") { test in try await test.setsTransactionProfile(.absolute) },
            .variant("Relative") { test in try await test.setsTransactionProfile(.relative) },
        ])

    static let remoteStartWithProfile = CertificationCase(
        "TC_059_CSMS", "Remote start with a charging profile", .smartCharging,
        [
            .variant("Absolute, with Authorize") { test in
                try await test.booted()
                let idTag = try await test.startsRemotelyWithProfile(.absolute)
                try await test.authorized(idTag)
                try await test.chargesAfterRemoteStart(idTag)
            },
            .variant("Relative, without Authorize") { test in
                let idTag = try await test.startsRemotelyWithProfile(.relative)
                try await test.chargesAfterRemoteStart(idTag)
            },
        ])
}

extension CaseRun {
    /// The one period of the schedule: as configured.
    fileprivate func checkOnePeriod(_ periods: [ChargingSchedulePeriod]) throws(CaseFailure) {
        let wanted = configuration.chargingProfile
        try check("SetChargingProfile.req: the number of elements of chargingSchedulePeriod", periods.count, is: 1)
        let period = try required("SetChargingProfile.req: chargingSchedulePeriod", periods.first)
        try check("SetChargingProfile.req: startPeriod", period.startPeriod, is: 0)
        try check("SetChargingProfile.req: limit", period.limit, is: wanted.limit)
        if wanted.numberPhases == 3, period.numberPhases == nil {
            trace.add(.check, "SetChargingProfile.req: numberPhases is absent, which means 3")
        } else {
            try check("SetChargingProfile.req: numberPhases", period.numberPhases, is: wanted.numberPhases)
        }
    }

    /// TC_057, asked for with a profile of this kind. The Central System may choose the kind.
    fileprivate func setsTransactionProfile(_ kind: ChargingProfileKindType) async throws(CaseFailure) {
        if kind == .absolute { try await booted() }
        let transactionId = try await charging()
        let asked = try await askToSet(chargingProfile(.txProfile, kind, transactionId: transactionId))
        try checkKind(of: asked.request.csChargingProfiles, in: "SetChargingProfile.req")
        try await asked.answer(SetChargingProfileResponse(status: .accepted), shown: "Accepted")
        try await stop(transactionId, .local)
        try await status(.available)
    }

    /// RemoteStartTransaction with a profile, answered Accepted.
    ///
    /// - Returns: the idTag that came.
    fileprivate func startsRemotelyWithProfile(_ kind: ChargingProfileKindType) async throws(CaseFailure) -> String {
        let message = "RemoteStartTransaction.req"
        let asked = try await ask(
            RemoteStartTransaction(
                idTag: token(idTags.accepted), connectorId: connectorId(), chargingProfile: chargingProfile(.txProfile, kind)),
            chosenByCentralSystem: ["chargingProfileId"])
        try check("\(message): idTag", asked.request.idTag, isExactly: idTags.accepted)
        try check("\(message): connectorId", asked.request.connectorId, is: connectorId())
        let profile = try required("\(message): chargingProfile", asked.request.chargingProfile)
        try check("\(message): chargingProfilePurpose", profile.chargingProfilePurpose, is: .txProfile)
        try check("\(message): transactionId", profile.transactionId, is: nil)
        try checkKind(of: profile, in: message)
        try check(
            "\(message): startPeriod of the first period", profile.chargingSchedule.chargingSchedulePeriod.first?.startPeriod,
            is: 0)
        try await asked.answer(RemoteStartTransactionResponse(status: .accepted), shown: "Accepted")
        return asked.request.idTag.text
    }

    fileprivate func chargesAfterRemoteStart(_ idTag: String) async throws(CaseFailure) {
        try await status(.preparing)
        let transactionId = try await started(idTag)
        try await status(.charging)
        try await stop(transactionId, .local)
        try await status(.available)
    }
}
