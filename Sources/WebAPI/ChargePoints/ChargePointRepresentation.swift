import CentralSystem
import OCPP16
import OCPPJ

extension RegistrationStatus: JSONEnumeration {}
extension ChargePointStatus: JSONEnumeration {}
extension ChargePointErrorCode: JSONEnumeration {}

extension ChargePointView: JSONObject {
    static let representation = Representation<ChargePointView>(
        "ChargePoint", "A charge point: registered by an operator, or introduced by itself.", fields)

    static let fields: [Field<ChargePointView>] = [
        Field("id", "Its identity: the last path component of its connection URL.", \.chargePoint.id),
        Field("registrationStatus", "What its BootNotification is answered with.", \.chargePoint.registrationStatus),
        Field("connected", "Whether it is connected now.", \.chargePoint.isConnected),
        Field("connection", "The connection it has, or the last one it had; `null` when it never connected.", \.chargePoint.connection),
        Field("lastSeenAt", "When anything was last heard of it.", \.chargePoint.lastSeenAt),
        Field("bootNotification", "Its last BootNotification; `null` before the first.", \.chargePoint.bootNotification),
        Field("connectors", "Its connectors, ordered by id. Connector 0 is the charge point as a whole.", \.connectors),
        Field("hasPassword", "Whether it must give a password (HTTP Basic authentication).", \.chargePoint.hasPassword),
        Field("securityProfile", ChargePointInput.profileDescription, \.chargePoint.securityProfile?.rawValue),
        Field(
            "requiredSecurityProfile", "The profile below which it is refused, with what follows from its password.",
            \.chargePoint.requiredSecurityProfile.rawValue),
        Field(
            "pendingSecurityProfile", "A higher profile that was sent to it and that it has neither taken nor refused; `null` when there is none.",
            \.chargePoint.pendingSecurityProfile?.rawValue),
        Field("serialNumber", ChargePointInput.serialNumberDescription, \.chargePoint.serialNumber),
        Field("settings", "What differs from the server's defaults.", \.chargePoint.settings),
        Field("clockOffsetSeconds", "Its clock minus the server's, as last observed; `null` when unknown.", \.chargePoint.clockOffsetSeconds),
        Field("deviations", "How it departs from the standard, ordered by rule.", \.deviations),
        Field("connectionURL", "The URL to give to the charge point.", \.connectionURL),
        Field("group", ChargePointInput.groupDescription, \.chargePoint.group),
        Field("note", "The operator's own words.", \.chargePoint.note),
        Field("createdAt", "When it was registered.", \.chargePoint.createdAt),
        Field("updatedAt", "When its registration was last changed.", \.chargePoint.updatedAt),
    ]
}

extension ChargePointUpdateView: JSONObject {
    static let representation = Representation<ChargePointUpdateView>(
        "ChargePointUpdate", "A charge point after a change, with its password when one was generated.",
        ChargePointView.fields.map { field in
            Field(name: field.name, description: field.description, schema: field.schema) { field.write($0.view, &$1) }
        } + [
            Field("password", "The generated password, shown this once; `null` when none was generated.", \.password)
        ])
}

extension ConnectionRecord: JSONObject {
    static let representation = Representation<ConnectionRecord>(
        "Connection", "A WebSocket connection of a charge point, open or ended.",
        [
            Field("connectedAt", "When it was opened.", \.connectedAt),
            Field("remoteAddress", "Where the charge point connected from.", \.remoteAddress),
            Field("subprotocol", "The subprotocol agreed on; `null` when the charge point offered none.", \.subprotocol),
            Field(
                "securityProfile", "The security profile that it uses; `null` when it is not known.", { $0.security?.profile.rawValue }),
            Field("tlsVersion", "`TLSv1.2` or `TLSv1.3`; `null` for a plain connection.", { $0.security?.tlsVersion }),
            Field("disconnectedAt", "When it ended; `null` while it is open, and when the server did not live to see it.", \.disconnectedAt),
            Field("disconnectReason", "Why it ended, in words.", \.disconnectReason),
        ])
}

extension BootRecord: JSONObject {
    static let representation = Representation<BootRecord>(
        "BootNotification", "What a charge point said of itself when it booted (OCPP 1.6, section 6.3).",
        [
            Field("chargePointVendor", "Its maker.", \.chargePointVendor),
            Field("chargePointModel", "Its model.", \.chargePointModel),
            Field("chargePointSerialNumber", "The serial number of the charge point.", \.chargePointSerialNumber),
            Field("chargeBoxSerialNumber", "The serial number of the charge box; deprecated in OCPP.", \.chargeBoxSerialNumber),
            Field("firmwareVersion", "Its firmware.", \.firmwareVersion),
            Field("iccid", "The ICCID of its SIM card.", \.iccid),
            Field("imsi", "The IMSI of its SIM card.", \.imsi),
            Field("meterType", "The type of its main meter.", \.meterType),
            Field("meterSerialNumber", "The serial number of its main meter.", \.meterSerialNumber),
            Field("receivedAt", "When the BootNotification came.", \.receivedAt),
        ])
}

extension ConnectorView: JSONObject {
    static let representation = Representation<ConnectorView>(
        "Connector", "A connector and its last StatusNotification (OCPP 1.6, section 6.47).",
        [
            Field("connectorId", "1 and up; 0 is the charge point as a whole.", \.connector.connectorId),
            Field("status", "Its status; `null` when it is only known because another message named it.", \.connector.report?.status),
            Field("errorCode", "The error reported with the status.", \.connector.report?.errorCode),
            Field("info", "Further words of the charge point.", \.connector.report?.info),
            Field("vendorId", "Names the vendor whose error code it is.", \.connector.report?.vendorId),
            Field("vendorErrorCode", "The vendor's error code.", \.connector.report?.vendorErrorCode),
            Field("timestamp", "When the status was reached, by the charge point's clock; corrected where it had to be.", \.connector.report?.timestamp),
            Field("receivedAt", "When the status came.", \.connector.report?.receivedAt),
            Field("transactionId", "The transaction that is open on it; `null` when there is none.", \.transactionId),
            Field(
                "availability", "What was last asked about its availability, or about that of the whole charge point "
                    + "(connector 0); `null` when nothing was.", \.availability),
            Field("lastUnlock", "What came of the last UnlockConnector; `null` when there was none.", \.lastUnlock),
        ])
}

extension Deviation: JSONObject {
    static let representation = Representation<Deviation>(
        "Deviation", "A departure from the standard that is tolerated and counted.",
        [
            Field("rule", "Names the kind of departure; stable, for programs.", \.rule.rawValue),
            Field("count", "How often it happened.", \.count),
            Field("firstAt", "When it first happened.", \.firstAt),
            Field("lastAt", "When it last happened.", \.lastAt),
            Field("lastDetail", "The last occurrence in words.", \.lastDetail),
        ])
}

extension ChargePointSettings: JSONObject {
    static let representation = Representation<ChargePointSettings>(
        "ChargePointSettings", "What differs from the server's defaults for one charge point; `null` means the default.",
        [
            Field("heartbeatIntervalSeconds", ChargePointInput.heartbeatDescription, \.heartbeatIntervalSeconds),
            Field("pingIntervalSeconds", ChargePointInput.pingDescription, \.pingIntervalSeconds),
            Field("requireSubprotocol", ChargePointInput.subprotocolDescription, \.requireSubprotocol),
            Field("meterEnergyScale", ChargePointInput.scaleDescription, \.meterEnergyScale),
            Field("automation", ChargePointInput.automationDescription, \.automation),
        ])
}
