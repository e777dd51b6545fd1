/// Something that the Central System must know before a case can be played.
package enum Provision: Hashable, Sendable {
    case chargePoint(ProvisionedChargePoint)
    case idTag(ProvisionedIdTag)
    /// Certificates of charge points that lead to this root (PEM) are good.
    case trustedAuthority(name: String, root: String)
    /// Charge points for background traffic: they are known, and need the password.
    case loadChargePoints(identities: [String], password: [UInt8])
}

/// A charge point of the test, as the Central System must know it.
package struct ProvisionedChargePoint: Hashable, Sendable {
    package var identity: String
    /// 1, 2 or 3; also when it is registered with another one from an earlier run.
    package var securityProfile: Int
    /// The bytes of the password; nil for none.
    package var password: [UInt8]?
    /// What stands as CN in its certificates.
    package var serialNumber: String
    /// The interval of BootNotification.conf, in seconds.
    package var heartbeatIntervalSeconds: Int
    /// The Central System sends nothing by itself to this charge point.
    package var isLeftAlone: Bool { true }

    package init(
        identity: String, securityProfile: Int, password: [UInt8]?, serialNumber: String, heartbeatIntervalSeconds: Int
    ) {
        self.identity = identity
        self.securityProfile = securityProfile
        self.password = password
        self.serialNumber = serialNumber
        self.heartbeatIntervalSeconds = heartbeatIntervalSeconds
    }
}

/// An idTag of the test, as the Central System must know it.
package struct ProvisionedIdTag: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case accepted
        case blocked
        /// Its expiry date is in the past.
        case expired
        /// It is called expired without a date. Not every Central System has that: `DriverFailure.unsupported` then.
        case expiredByStatus
    }

    package var idTag: String
    package var state: State
    package var parentIdTag: String?

    package init(_ idTag: String, _ state: State, parentIdTag: String? = nil) {
        self.idTag = idTag
        self.state = state
        self.parentIdTag = parentIdTag
    }
}

extension TestIdTags {
    /// What the Central System must know of them; `unknown` is none of its business, and
    /// `expiredByStatus` is made known by the case that is about it.
    var provisions: [Provision] {
        [
            .idTag(ProvisionedIdTag(accepted, .accepted)), .idTag(ProvisionedIdTag(second, .accepted)),
            .idTag(ProvisionedIdTag(blocked, .blocked)), .idTag(ProvisionedIdTag(expired, .expired)),
            .idTag(ProvisionedIdTag(parent, .accepted)), .idTag(ProvisionedIdTag(child, .accepted, parentIdTag: parent)),
            .idTag(ProvisionedIdTag(sibling, .accepted, parentIdTag: parent)),
        ]
    }
}
