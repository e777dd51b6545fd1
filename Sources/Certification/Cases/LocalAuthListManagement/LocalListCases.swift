import OCPP16

extension CertificationCase {
    /// The cases of Local Auth List Management, in the order of the certification.
    static let localAuthListManagementCases = [
        listVersionNotSupported, listVersionEmpty, localListNotSupported, localListFailed, localListFull,
        localListDifferential,
    ]

    // MARK: TC_042: the version is read

    static let listVersionNotSupported = CertificationCase(
        "TC_042_1_CSMS", "Get list version, not supported", .localAuthListManagement
    ) { test in
        try await test.booted()
        try await test.readsListVersion(-1)
        // A list from before may still be shown, but -1 is the version of none.
        try await test.checkShown(.localListNotApplied(identity: test.identity, version: -1))
    }

    static let listVersionEmpty = CertificationCase(
        "TC_042_2_CSMS", "Get list version, empty", .localAuthListManagement
    ) { test in
        try await test.readsListVersion(0)
        try await test.checkShown(.localListVersion(identity: test.identity, version: nil))
    }

    // MARK: TC_043: a list is sent

    static let localListNotSupported = CertificationCase(
        "TC_043_1_CSMS", "Send local list, not supported", .localAuthListManagement
    ) { test in
        let version = try await test.sendsFullList([test.idTags.accepted], .notSupported)
        try await test.checkShown(.localListNotApplied(identity: test.identity, version: version))
    }

    static let localListFailed = CertificationCase(
        "TC_043_3_CSMS", "Send local list, failed", .localAuthListManagement
    ) { test in
        try await test.booted()
        let version = try await test.sendsFullList([test.idTags.accepted], .failed)
        try await test.checkShown(.localListNotApplied(identity: test.identity, version: version))
    }

    static let localListFull = CertificationCase("TC_043_4_CSMS", "Send local list, Full", .localAuthListManagement) { test in
        try await test.sendsFullList([test.idTags.accepted, test.idTags.second], .accepted)
    }

    static let localListDifferential = CertificationCase(
        "TC_043_5_CSMS", "Send local list, Differential", .localAuthListManagement,
        [
            .variant("after a Full list, without and with a look at the version") { test in
                try await test.booted()
                let full = try await test.sendsFullList([test.idTags.accepted], .accepted)
                let first = try await test.sendsDifferentialList(test.idTags.second, after: full)
                let asked = try await test.ask(GetLocalListVersion())
                try await asked.answer(GetLocalListVersionResponse(listVersion: first))
                try await test.sendsDifferentialList(test.idTags.child, after: first)
            },
            .variant("without a Full list") { test in
                try await test.sendsDifferentialList(test.idTags.sibling, after: nil)
            },
        ])
}

extension CaseRun {
    /// GetLocalListVersion, answered with this version, which the operator sees as it is.
    fileprivate func readsListVersion(_ version: Int) async throws(CaseFailure) {
        let asked = try await ask(GetLocalListVersion())
        let shown = try await asked.shownAnswer(GetLocalListVersionResponse(listVersion: version))
        if let shown { try check("the listVersion that the operator sees", shown.listVersion, is: version) }
    }

    /// A Full list of idTags, answered.
    ///
    /// - Returns: its version.
    @discardableResult
    fileprivate func sendsFullList(_ idTags: [String], _ status: UpdateStatus) async throws(CaseFailure) -> Int {
        let asked = try await askForList(.full, idTags)
        let entries = asked.request.localAuthorizationList ?? []
        try check(
            "SendLocalList.req: localAuthorizationList is not empty", !entries.isEmpty,
            otherwise: "SendLocalList.req: localAuthorizationList was empty or absent, expected idTags")
        try checkHaveIdTagInfo(entries)
        try await asked.answer(SendLocalListResponse(status: status), shown: status.rawValue)
        return asked.request.listVersion
    }

    /// A Differential list that adds one idTag, accepted. Its version must be above the one before, where that is known.
    ///
    /// - Returns: its version.
    @discardableResult
    fileprivate func sendsDifferentialList(_ idTag: String, after before: Int?) async throws(CaseFailure) -> Int {
        let asked = try await askForList(.differential, [idTag])
        let entries = asked.request.localAuthorizationList ?? []
        try check("SendLocalList.req: the idTags of localAuthorizationList", entries.map(\.idTag.text), is: [idTag])
        try checkHaveIdTagInfo(entries)
        let version = asked.request.listVersion
        if let before {
            try check(
                "SendLocalList.req: listVersion \(version) is above \(before)", version > before,
                otherwise: "SendLocalList.req: listVersion was \(version), expected a number above \(before)")
        }
        try await asked.answer(SendLocalListResponse(status: .accepted), shown: "Accepted")
        return version
    }

    /// SendLocalList with these idTags, not yet answered. The Central System may choose its version.
    private func askForList(_ type: UpdateType, _ idTags: [String]) async throws(CaseFailure) -> AskedCommand<SendLocalList> {
        var entries: [AuthorizationData] = []
        for idTag in idTags {
            entries.append(AuthorizationData(idTag: try token(idTag), idTagInfo: IdTagInfo(status: .accepted)))
        }
        let asked = try await ask(
            SendLocalList(listVersion: TestNumbers.next(), localAuthorizationList: entries, updateType: type),
            chosenByCentralSystem: ["listVersion"])
        try check("SendLocalList.req: updateType", asked.request.updateType, is: type)
        return asked
    }

    private func checkHaveIdTagInfo(_ entries: [AuthorizationData]) throws(CaseFailure) {
        for entry in entries {
            _ = try required("SendLocalList.req: idTagInfo of \(entry.idTag)", entry.idTagInfo)
        }
        trace.add(.check, "SendLocalList.req: every entry of localAuthorizationList has idTagInfo")
    }
}
