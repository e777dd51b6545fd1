import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// What the charge point knows about an identifier: the Local Authorization List goes before the cache
    /// (OCPP 1.6, section 3.5.3).
    func known(_ idTag: IdToken) -> KnownIdTag? {
        if usesLocalList, let listed = localList.known(idTag) { return listed }
        return configuration.bool(.authorizationCacheEnabled) ? cache.known(idTag) : nil
    }

    /// An answer of the Central System said something about an identifier.
    ///
    /// Who is in the list is not put into the cache as well; when list and answer disagree about who may charge, the
    /// Central System is told (OCPP 1.6, section 3.5.2).
    mutating func learn(_ info: IdTagInfo, about idTag: IdToken, at now: Timestamp) {
        if usesLocalList, let listed = localList.known(idTag) {
            let isListedAsValid = [.accepted, .concurrentTx].contains(listed.status(at: now))
            let isValid = [.accepted, .concurrentTx].contains(info.status)
            if isListedAsValid != isValid { reportListConflict(about: idTag, at: now) }
            return
        }
        guard configuration.bool(.authorizationCacheEnabled) else { return }
        cache.store(info, for: idTag, at: now)
    }

    /// Decides about an identifier, or asks the Central System to.
    mutating func decide(about idTag: IdToken, at index: Int, _ now: Timestamp) {
        decide(about: idTag, at: index, isOnline: isOnline, now)
    }

    /// The Central System cannot be asked, or gives no answer.
    mutating func decideWithoutCentralSystem(about idTag: IdToken, at index: Int, _ now: Timestamp) {
        decide(about: idTag, at: index, isOnline: false, now)
    }

    private mutating func decide(about idTag: IdToken, at index: Int, isOnline: Bool, _ now: Timestamp) {
        let known = known(idTag)
        var decision = LocalDecision.about(known?.status(at: now), isOnline: isOnline, configuration: configuration)
        switch admission(of: idTag, parent: known?.parentIdTag, at: index) {
        case .admitted: break
        case .refused: decision = .refuse
        // Only the Central System can know the parent (section 5.13).
        case .dependsOnParent: decision = isOnline ? .ask : .refuse
        }
        switch decision {
        case .accept: authorized(true, idTag, parent: known?.parentIdTag, at: index, now)
        case .refuse: authorized(false, idTag, parent: nil, at: index, now)
        case .ask: outbox.append(.authorize(Authorize(idTag: idTag), connector: index))
        }
    }
}
