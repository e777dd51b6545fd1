import OCPP16

/// Answers to idTags that may not charge, each with its own reason.
extension CertificationCase {
    static let authorizeInvalid = CertificationCase("TC_023_1_CSMS", "Authorize, invalid id", .core) { test in
        let before = try await test.openTransactions()
        try await test.authorize(test.idTags.unknown, expecting: .invalid)
        try await test.checkNoTransaction(besides: before)
    }

    static let authorizeExpired = CertificationCase(
        "TC_023_2_CSMS", "Authorize, expired id", .core,
        [
            .variant("its expiry date is past") { test in
                try await test.booted()
                try await test.authorize(test.idTags.expired, expecting: .expired)
            },
            .variant("its status is Expired") { test in
                // Not every Central System has such a status: then this way does not apply.
                try await test.stations.provision(
                    .idTag(ProvisionedIdTag(test.idTags.expiredByStatus, .expiredByStatus)))
                try await test.authorize(test.idTags.expiredByStatus, expecting: .expired)
            },
        ])

    static let authorizeBlocked = CertificationCase("TC_023_3_CSMS", "Authorize, blocked id", .core) { test in
        try await test.booted()
        try await test.authorize(test.idTags.blocked, expecting: .blocked)
    }
}

extension CaseRun {
    fileprivate func authorize(_ idTag: String, expecting status: AuthorizationStatus) async throws(CaseFailure) {
        let answer = try await chargePoint.send(Authorize(idTag: token(idTag)))
        try check("Authorize.conf: idTagInfo.status", answer.idTagInfo.status, is: status)
    }
}
