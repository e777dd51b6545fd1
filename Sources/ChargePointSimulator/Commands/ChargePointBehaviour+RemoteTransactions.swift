import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// RemoteStartTransaction (OCPP 1.6, section 5.11). Without the smart charging profile a charging profile is ignored.
    mutating func remoteStart(
        _ request: RemoteStartTransaction, at now: Timestamp
    ) -> RemoteStartTransactionResponse {
        let chargingProfile = profile.featureProfiles.contains(.smartCharging) ? request.chargingProfile : nil
        guard registration.status == .accepted, shutdown == nil, chargingProfile.map(canBringAlong) ?? true,
            let index = connectorForRemoteStart(request)
        else { return RemoteStartTransactionResponse(status: .rejected) }
        let plan: VisitPlan
        if case .presenting(let present, _) = connectors[index].visit {
            plan = present
        } else {
            plan = .remote(request.idTag, of: profile, using: &connectors[index].random)
        }
        connectors[index].visit = .authorizing(plan)
        connectors[index].remoteProfile = chargingProfile
        let parent = known(request.idTag)?.parentIdTag
        if configuration.bool(.authorizeRemoteTxRequests)
            || admission(of: request.idTag, parent: parent, at: index) == .dependsOnParent
        {
            decide(about: request.idTag, at: index, now)
        } else {
            authorized(true, request.idTag, parent: parent, at: index, now)
        }
        return RemoteStartTransactionResponse(status: .accepted)
    }

    /// The connector asked for, or the first where a driver waits, or one that is reserved for the identifier, or the first
    /// that is free; nil when it cannot be.
    private func connectorForRemoteStart(_ request: RemoteStartTransaction) -> Int? {
        let parent = known(request.idTag)?.parentIdTag
        let possible = connectors.indices.filter { canStartRemotely(request.idTag, parent: parent, at: $0) }
        guard let connector = request.connectorId else {
            return possible.first { connectors[$0].status == .preparing }
                ?? possible.first { holders(of: $0).contains { $0.isFor(request.idTag, parent: parent) } }
                ?? possible.first
        }
        return index(of: connector).flatMap { possible.contains($0) ? $0 : nil }
    }

    private func canStartRemotely(_ idTag: IdToken, parent: IdToken?, at index: Int) -> Bool {
        switch connectors[index].visit {
        case .away: guard connectors[index].conditions.isIdle else { return false }
        case .presenting: guard connectors[index].status == .preparing else { return false }
        case .authorizing, .pluggingIn, .parked, .leaving: return false
        }
        return admission(of: idTag, parent: parent, at: index) != .refused
    }

    /// RemoteStopTransaction (OCPP 1.6, section 5.12).
    mutating func remoteStop(
        _ request: RemoteStopTransaction, at now: Timestamp
    ) -> RemoteStopTransactionResponse {
        guard let index = connectors.firstIndex(where: { $0.transaction?.transactionID == request.transactionId }) else {
            return RemoteStopTransactionResponse(status: .rejected)
        }
        stopTransaction(.remote, at: index, now)
        return RemoteStopTransactionResponse(status: .accepted)
    }

    /// UnlockConnector (OCPP 1.6, section 5.18): only a socket has a lock; a transaction there ends first. A lock that is
    /// stuck leaves everything as it is.
    mutating func unlock(_ request: UnlockConnector, at now: Timestamp) -> UnlockConnectorResponse {
        guard let index = index(of: request.connectorId), !profile.model.hasFixedCable else {
            return UnlockConnectorResponse(status: .notSupported)
        }
        guard Double.random(in: 0..<1, using: &random) >= profile.faults.locksStick else {
            return UnlockConnectorResponse(status: .unlockFailed)
        }
        stopTransaction(.unlockCommand, at: index, now, announcesFirst: true)
        return UnlockConnectorResponse(status: .unlocked)
    }
}
