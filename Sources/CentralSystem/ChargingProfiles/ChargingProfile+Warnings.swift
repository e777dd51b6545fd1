import OCPP16
import OCPPJ

/// What a charging profile is judged by, besides itself.
struct ChargingProfileSurroundings {
    /// 0 is the charge point as a whole; nil when the charge point chooses the connector of a remote start.
    var connectorId: Int?
    var source: ChargingProfileSource
    /// ConnectorId to transactionId of the open transactions.
    var openTransactions: [Int: Int] = [:]
    /// The profiles that the charge point has.
    var installed: [ChargingProfileRecord] = []
    var capabilities = ChargingCapabilities()
    var now: Timestamp
}

extension ChargingProfile {
    /// What speaks against sending this profile.
    func warnings(_ surroundings: ChargingProfileSurroundings) -> [ChargingProfileWarning] {
        placeWarnings(surroundings) + timeWarnings(now: surroundings.now) + chargingSchedule.periodWarnings(of: self)
            + neighbourWarnings(surroundings) + capabilityWarnings(surroundings)
    }

    /// Connector, purpose and transaction (OCPP 1.6, sections 3.13.1, 5.16 and 7.8).
    private func placeWarnings(_ surroundings: ChargingProfileSurroundings) -> [ChargingProfileWarning] {
        var warnings: [ChargingProfileWarning] = []
        if surroundings.source == .remoteStartTransaction {
            if chargingProfilePurpose != .txProfile {
                warnings.append(
                    .init(.purposeNotTxProfile, "chargingProfilePurpose", "a RemoteStartTransaction takes a TxProfile only"))
            }
            if transactionId != nil {
                warnings.append(
                    .init(.transactionIdUnexpected, "transactionId", "the transaction of a remote start has no id yet (errata 3.41)"))
            }
            return warnings
        }
        if chargingProfilePurpose == .chargePointMaxProfile, surroundings.connectorId != 0 {
            warnings.append(.init(.maximumOnConnector, nil, "a ChargePointMaxProfile can only be set at connector 0"))
        }
        guard chargingProfilePurpose == .txProfile else {
            if transactionId != nil {
                warnings.append(.init(.transactionIdUnexpected, "transactionId", "only a TxProfile belongs to a transaction"))
            }
            return warnings
        }
        return warnings + transactionWarnings(surroundings)
    }

    private func transactionWarnings(_ surroundings: ChargingProfileSurroundings) -> [ChargingProfileWarning] {
        var warnings: [ChargingProfileWarning] = []
        if transactionId == nil {
            warnings.append(.init(.transactionIdMissing, "transactionId", "a TxProfile should name its transaction (section 5.16)"))
        }
        guard let connectorId = surroundings.connectorId, connectorId > 0 else {
            warnings.append(.init(.transactionOnConnectorZero, nil, "a TxProfile can only be set at a connector above 0"))
            return warnings
        }
        guard let open = surroundings.openTransactions[connectorId] else {
            warnings.append(.init(.noOpenTransaction, nil, "no transaction is open on connector \(connectorId)"))
            return warnings
        }
        if let transactionId, transactionId != open {
            warnings.append(
                .init(.otherTransaction, "transactionId", "the open transaction of connector \(connectorId) is \(open)"))
        }
        return warnings
    }

    /// What the kind demands of the times (sections 7.8, 7.9 and 7.13; errata 3.56), and whether they make sense.
    private func timeWarnings(now: Timestamp) -> [ChargingProfileWarning] {
        var warnings: [ChargingProfileWarning] = []
        switch chargingProfileKind {
        case .absolute:
            let missing = [
                ("validFrom", validFrom == nil), ("validTo", validTo == nil),
                ("chargingSchedule.startSchedule", chargingSchedule.startSchedule == nil),
                ("chargingSchedule.duration", chargingSchedule.duration == nil),
            ].filter(\.1).map(\.0)
            if !missing.isEmpty {
                let list = missing.joined(separator: ", ")
                warnings.append(.init(.timesMissing, missing[0], "an Absolute profile is expected to have \(list)"))
            }
        case .recurring where chargingSchedule.startSchedule == nil:
            warnings.append(
                .init(.timesMissing, "chargingSchedule.startSchedule", "without startSchedule nobody knows when it starts again"))
        case .relative where chargingSchedule.startSchedule != nil:
            warnings.append(
                .init(.startScheduleUnexpected, "chargingSchedule.startSchedule", "a Relative profile has no startSchedule"))
        case .recurring, .relative:
            break
        }
        if chargingProfileKind == .recurring, recurrencyKind == nil {
            warnings.append(.init(.recurrencyKindMissing, "recurrencyKind", "a Recurring profile needs one"))
        }
        if chargingProfileKind != .recurring, recurrencyKind != nil {
            warnings.append(.init(.recurrencyKindUnexpected, "recurrencyKind", "only for Recurring profiles (errata 3.56)"))
        }
        if let from = validFrom?.timestamp, let to = validTo?.timestamp, to <= from {
            warnings.append(.init(.validityEmpty, "validTo", "not after validFrom: the profile is never valid"))
        } else if let to = validTo?.timestamp, to <= now {
            warnings.append(.init(.validityOver, "validTo", "in the past: the profile is not valid any more"))
        }
        return warnings
    }

    /// What the profile does to those that the charge point has (section 3.13.2).
    private func neighbourWarnings(_ surroundings: ChargingProfileSurroundings) -> [ChargingProfileWarning] {
        guard surroundings.source == .setChargingProfile else { return [] }
        var warnings: [ChargingProfileWarning] = []
        let replaced = surroundings.installed.filter { takesPlace(of: $0, onConnector: surroundings.connectorId) }
        for old in replaced {
            let id = old.profile.chargingProfileId
            warnings.append(.init(.replaces, nil, "takes the place of charging profile \(id), which is installed"))
        }
        if let from = validFrom?.timestamp, from > surroundings.now, !replaced.isEmpty {
            warnings.append(
                .init(.notYetValid, "validFrom", "until then nothing holds in place of the replaced profile (section 3.13.2)"))
        }
        let below = surroundings.installed.contains { old in
            old.profile.chargingProfilePurpose == chargingProfilePurpose && old.profile.stackLevel < stackLevel
                && old.connectorId == surroundings.connectorId
        }
        if below, chargingSchedule.duration == nil, validTo == nil {
            warnings.append(
                .init(.neverFallsBack, "chargingSchedule.duration", "without it the lower stack levels are never used again"))
        }
        return warnings
    }
}
