package import OCPP16
package import OCPPJ

/// A charge point that the operator registered, or that introduced itself.
package struct ChargePoint: Hashable, Sendable {
    package var key: Int64
    /// Its identity: the last path component of its connection URL.
    package var id: String
    package var registrationStatus: RegistrationStatus
    package var hasPassword: Bool
    /// The security profile as registered, or as raised over OCPP; nil when it follows from the password.
    package var securityProfile: SecurityProfile?
    /// A higher profile that was sent to it and that it did not confirm yet.
    package var pendingSecurityProfile: SecurityProfile?
    /// The serial number that its certificate is made out to; nil when the operator registered none.
    package var serialNumber: String?
    package var settings: ChargePointSettings
    /// The group that the operator put it into, 1...100 characters; nil when it is in none.
    package var group: String?
    /// The operator's own words.
    package var note: String?
    /// The last BootNotification; nil before the first.
    package var bootNotification: BootRecord?
    /// The connection it has now, or the last one it had; nil when it never connected.
    package var connection: ConnectionRecord?
    /// When anything was last heard of it.
    package var lastSeenAt: Timestamp?
    /// Its clock minus ours, as last observed.
    package var clockOffsetSeconds: Double?
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    /// What its connectors reported last; nil when none did.
    package var reportedState: ChargePointState?

    package var isConnected: Bool { connection?.isOpen ?? false }
    /// What it is now, in a word.
    package var state: ChargePointState { isConnected ? reportedState ?? .unavailable : .offline }
    package var reference: ChargePointReference { ChargePointReference(key: key, identity: id) }
}

/// What a charge point says of itself when it boots (BootNotification.req).
package struct BootRecord: Hashable, Sendable {
    package var chargePointVendor: String
    package var chargePointModel: String
    package var chargePointSerialNumber: String?
    package var chargeBoxSerialNumber: String?
    package var firmwareVersion: String?
    package var iccid: String?
    package var imsi: String?
    package var meterType: String?
    package var meterSerialNumber: String?
    package var receivedAt: Timestamp
}

/// A connection, open or ended.
package struct ConnectionRecord: Hashable, Sendable {
    package var connectedAt: Timestamp
    package var remoteAddress: String
    /// The subprotocol agreed on; nil when the charge point offered none.
    package var subprotocol: String?
    /// How it is protected; nil for one of before this was kept.
    package var security: ConnectionSecurity?
    /// Nil while the connection is open. Unknown, and then also nil, after a crash: see `isOpen`.
    package var disconnectedAt: Timestamp?
    /// Why it ended, for people.
    package var disconnectReason: String?
    /// Whether it is open now.
    package var isOpen: Bool
}

/// How a connection is protected.
package struct ConnectionSecurity: Hashable, Sendable {
    /// The security profile that it uses.
    package var profile: SecurityProfile
    /// `TLSv1.2` or `TLSv1.3`; nil for a plain connection.
    package var tlsVersion: String?
    /// The SHA-256 in hexadecimal of the certificate that the charge point showed; nil when its profile needs none, and for a
    /// connection that has ended.
    package var certificateFingerprint: String?
}

/// What an operator says when registering a charge point.
package struct NewChargePoint: Sendable {
    package var id: String
    package var registrationStatus: RegistrationStatus
    package var password: PasswordChange
    package var security: SecurityRegistration
    package var settings: ChargePointSettings
    package var group: String?
    package var note: String?

    package init(
        id: String, registrationStatus: RegistrationStatus = .accepted, password: PasswordChange = .keep,
        security: SecurityRegistration = SecurityRegistration(), settings: ChargePointSettings = ChargePointSettings(),
        group: String? = nil, note: String? = nil
    ) {
        self.security = security
        self.id = id
        self.registrationStatus = registrationStatus
        self.password = password
        self.settings = settings
        self.group = group
        self.note = note
    }
}

/// What an operator changes of a charge point; a nil member stays as it is.
package struct ChargePointChanges: Sendable {
    package var registrationStatus: RegistrationStatus?
    package var password: PasswordChange
    package var security: SecurityRegistration
    /// Changes the settings that the charge point has by then.
    package var settings: (@Sendable (inout ChargePointSettings) -> Void)?
    /// `.some(nil)` takes it out of its group.
    package var group: String??
    /// `.some(nil)` removes the note.
    package var note: String??

    package init(
        registrationStatus: RegistrationStatus? = nil, password: PasswordChange = .keep,
        security: SecurityRegistration = SecurityRegistration(), settings: (@Sendable (inout ChargePointSettings) -> Void)? = nil, group: String?? = nil, note: String?? = nil
    ) {
        self.registrationStatus = registrationStatus
        self.password = password
        self.security = security
        self.settings = settings
        self.group = group
        self.note = note
    }
}

/// What an operator says about how a charge point authenticates itself. An absent member stays as it is, also when a registration
/// is replaced, so that nobody lowers a profile by leaving it out.
package struct SecurityRegistration: Hashable, Sendable {
    /// `.some(nil)`: it follows from the password.
    package var profile: SecurityProfile??
    /// 1...25 characters, the length of a serial number in OCPP; `.some(nil)` removes it.
    package var serialNumber: String??

    package init(profile: SecurityProfile?? = nil, serialNumber: String?? = nil) {
        self.profile = profile
        self.serialNumber = serialNumber
    }

    func apply(to chargePoint: inout ChargePoint) throws(CentralSystemError) {
        if let profile {
            chargePoint.securityProfile = profile
            // What was under way ends with the operator's word.
            chargePoint.pendingSecurityProfile = nil
        }
        if let serialNumber {
            if let serialNumber, !(1...25).contains(serialNumber.count) {
                throw CentralSystemError(
                    .invalidMember, member: "serialNumber", "serialNumber must have 1 to 25 characters, or be null")
            }
            chargePoint.serialNumber = serialNumber
        }
    }
}

/// What happens to a charge point's Basic authentication password.
package enum PasswordChange: Hashable, Sendable {
    /// It stays; for a new charge point: it has none.
    case keep
    /// It is removed: the charge point connects without Basic authentication.
    case remove
    /// 1...128 bytes of UTF-8. 32 to 40 hexadecimal characters mean the key that they spell.
    case set(String)
    /// A new one is made: 40 hexadecimal characters, 20 random bytes.
    case generate
}

/// A charge point as it was created or changed, and its password when one was generated.
package struct ChargePointUpdate: Sendable {
    package var chargePoint: ChargePoint
    /// The only time that a generated password is shown.
    package var generatedPassword: String?
    /// Whether the charge point is new.
    package var isNew: Bool
}

/// Which charge points to list.
package struct ChargePointFilter: Hashable, Sendable {
    package var connected: Bool?
    package var registrationStatus: RegistrationStatus?
    package var group: String?
    /// A part of the id, the vendor, the model or the note, without regard to case.
    package var search: String?

    package init(
        connected: Bool? = nil, registrationStatus: RegistrationStatus? = nil, group: String? = nil, search: String? = nil
    ) {
        self.connected = connected
        self.registrationStatus = registrationStatus
        self.group = group
        self.search = search
    }
}

/// What happens to a charge point that nobody registered.
package enum RegistrationPolicy: String, CaseIterable, Sendable {
    /// It is created as Accepted.
    case open
    /// It is admitted and created as Pending, for the operator to accept.
    case pending
    /// It is refused with HTTP 404.
    case closed
}
