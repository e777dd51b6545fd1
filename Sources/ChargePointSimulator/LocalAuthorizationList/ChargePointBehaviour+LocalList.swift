import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// Whether the charge point has a Local Authorization List and uses it. One that is switched off is answered about as
    /// one that is not there.
    var usesLocalList: Bool {
        profile.featureProfiles.contains(.localAuthListManagement) && configuration.bool(.localAuthListEnabled)
    }

    /// GetLocalListVersion (OCPP 1.6, section 5.10).
    func getLocalListVersion() -> GetLocalListVersionResponse {
        GetLocalListVersionResponse(listVersion: usesLocalList ? localList.version : -1)
    }

    /// SendLocalList (OCPP 1.6, section 5.15).
    mutating func sendLocalList(_ request: SendLocalList) -> SendLocalListResponse {
        guard usesLocalList else { return SendLocalListResponse(status: .notSupported) }
        let limits = LocalAuthorizationList.Limits(
            list: configuration.integer(.localAuthListMaxLength), update: configuration.integer(.sendLocalListMaxLength))
        let status = localList.update(request, limits: limits)
        if status == .accepted {
            // What the list knows, the cache need not (section 3.5.3).
            for entry in request.localAuthorizationList ?? [] where entry.idTagInfo != nil { cache.forget(entry.idTag) }
        }
        return SendLocalListResponse(status: status)
    }

    /// List and Central System disagree about an identifier (OCPP 1.6, section 3.5.2).
    mutating func reportListConflict(about idTag: IdToken, at now: Timestamp) {
        guard isOnline else { return }
        outbox.append(
            .status(
                statusNotification(
                    0, chargePointStatus, at: now, errorCode: .localListConflict,
                    info: "The list and the Central System disagree about \(idTag)")))
    }
}
