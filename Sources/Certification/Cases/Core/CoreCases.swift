extension CertificationCase {
    /// The 34 cases of Core, in the order of the certification.
    package static let coreCases: [CertificationCase] = [
        coldBoot,
        regularSessionPlugInFirst, regularSessionIdentificationFirst, identificationFirstTimeout, vehicleSideDisconnected,
        startWithCachedId,
        remoteStartCableFirst, remoteStartFirst, remoteStartTimeout, remoteStop,
        hardReset, softReset,
        unlockDetachableCable, unlockFixedCable, unlockWithSession,
        retrieveAllKeys, retrieveOneKey, changeConfiguration,
        authorizeInvalid, authorizeExpired, authorizeBlocked,
        connectorLockFailure,
        remoteStartRejected, remoteStopRejected,
        unlockFailure, unlockUnknownConnector,
        powerFailure, offlineStartValidId, offlineStartInvalidId, offlineTransaction,
        changeUnsupportedKey, changeToInvalidValue,
        clearCache, dataTransfer,
    ]
}
