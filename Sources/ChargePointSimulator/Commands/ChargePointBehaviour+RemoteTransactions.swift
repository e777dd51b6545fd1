import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// RemoteStartTransaction (OCPP 1.6, section 5.11). A charging profile is ignored, as by every charge point without
    /// smart charging.
    mutating func remoteStart(
        _ request: RemoteStartTransaction, at now: Timestamp
    ) -> RemoteStartTransactionResponse {
        guard registration.status == .accepted, shutdown == nil, let index = connectorForRemoteStart(request.connectorId)
        else { return RemoteStartTransactionResponse(status: .rejected) }
        let plan: VisitPlan
        if case .presenting(let present, _) = connectors[index].visit {
            plan = present
        } else {
            plan = .remote(request.idTag, of: profile, using: &random)
        }
        connectors[index].visit = .authorizing(plan)
        if configuration.bool(.authorizeRemoteTxRequests) {
            decide(about: request.idTag, at: index, now)
        } else {
            authorized(true, request.idTag, at: index, now)
        }
        return RemoteStartTransactionResponse(status: .accepted)
    }

    /// The connector asked for, or the first where a driver waits, or the first that is free; nil when it cannot be.
    private func connectorForRemoteStart(_ connector: ConnectorId?) -> Int? {
        guard let connector else {
            return connectors.indices.first { connectors[$0].status == .preparing && canStartRemotely(at: $0) }
                ?? connectors.indices.first(where: canStartRemotely)
        }
        return index(of: connector).flatMap { canStartRemotely(at: $0) ? $0 : nil }
    }

    private func canStartRemotely(at index: Int) -> Bool {
        switch connectors[index].visit {
        case .away: connectors[index].status == .available
        case .presenting: connectors[index].status == .preparing
        case .authorizing, .pluggingIn, .parked, .leaving: false
        }
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

    /// UnlockConnector (OCPP 1.6, section 5.18): only a socket has a lock; a transaction there ends first.
    mutating func unlock(_ request: UnlockConnector, at now: Timestamp) -> UnlockConnectorResponse {
        guard let index = index(of: request.connectorId), !profile.model.hasFixedCable else {
            return UnlockConnectorResponse(status: .notSupported)
        }
        stopTransaction(.unlockCommand, at: index, now, announcesFirst: true)
        return UnlockConnectorResponse(status: .unlocked)
    }
}
