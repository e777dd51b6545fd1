public import OCPPJ

/// Tells what charge point has started or restarted, and asks to be registered.
///
/// Sent by the charge point (OCPP 1.6, sections 4.2 and 6.3).
public struct BootNotification: OCPPRequest {
    public typealias Response = BootNotificationResponse
    public static let action: OCPPAction = "BootNotification"

    /// The vendor of the charge point.
    public var chargePointVendor: CiString<20>
    /// The model of the charge point.
    public var chargePointModel: CiString<20>
    /// The serial number of the charge point.
    public var chargePointSerialNumber: CiString<25>?
    /// The serial number of the charge box inside the charge point; deprecated.
    public var chargeBoxSerialNumber: CiString<25>?
    /// The version of the firmware.
    public var firmwareVersion: CiString<50>?
    /// The ICCID of the modem's SIM card.
    public var iccid: CiString<20>?
    /// The IMSI of the modem's SIM card.
    public var imsi: CiString<20>?
    /// The type of the main electrical meter.
    public var meterType: CiString<25>?
    /// The serial number of the main electrical meter.
    public var meterSerialNumber: CiString<25>?

    public init(
        chargePointVendor: CiString<20>,
        chargePointModel: CiString<20>,
        chargePointSerialNumber: CiString<25>? = nil,
        chargeBoxSerialNumber: CiString<25>? = nil,
        firmwareVersion: CiString<50>? = nil,
        iccid: CiString<20>? = nil,
        imsi: CiString<20>? = nil,
        meterType: CiString<25>? = nil,
        meterSerialNumber: CiString<25>? = nil
    ) {
        self.chargePointVendor = chargePointVendor
        self.chargePointModel = chargePointModel
        self.chargePointSerialNumber = chargePointSerialNumber
        self.chargeBoxSerialNumber = chargeBoxSerialNumber
        self.firmwareVersion = firmwareVersion
        self.iccid = iccid
        self.imsi = imsi
        self.meterType = meterType
        self.meterSerialNumber = meterSerialNumber
    }
}

/// Whether the charge point is registered (OCPP 1.6, section 6.4).
public struct BootNotificationResponse: Codable, Hashable, Sendable {
    /// Whether the charge point is accepted.
    public var status: RegistrationStatus
    /// The time of the Central System.
    public var currentTime: DateTime
    /// The heartbeat interval when accepted; otherwise the least time to wait before the next BootNotification.
    public var interval: Seconds

    public init(status: RegistrationStatus, currentTime: DateTime, interval: Seconds) {
        self.status = status
        self.currentTime = currentTime
        self.interval = interval
    }
}
