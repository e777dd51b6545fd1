import Foundation
import OCPPJ
import Testing

@Suite("The longest text of a member")
struct LengthTests {
    /// By schema and path, as in the specification.
    static let limits: [(member: String, maximum: Int)] = [
        ("Authorize.idTag", 20), ("AuthorizeResponse.idTagInfo.parentIdTag", 20),
        ("BootNotification.chargePointVendor", 20), ("BootNotification.chargePointModel", 20),
        ("BootNotification.chargePointSerialNumber", 25), ("BootNotification.chargeBoxSerialNumber", 25),
        ("BootNotification.firmwareVersion", 50), ("BootNotification.iccid", 20), ("BootNotification.imsi", 20),
        ("BootNotification.meterType", 25), ("BootNotification.meterSerialNumber", 25),
        ("CertificateSigned.certificateChain", 10000), ("ChangeConfiguration.key", 50),
        ("ChangeConfiguration.value", 500),
        ("DataTransfer.vendorId", 255), ("DataTransfer.messageId", 50),
        ("DeleteCertificate.certificateHashData.issuerNameHash", 128),
        ("DeleteCertificate.certificateHashData.issuerKeyHash", 128),
        ("DeleteCertificate.certificateHashData.serialNumber", 40),
        ("GetConfigurationResponse.configurationKey.0.key", 50),
        ("GetConfigurationResponse.configurationKey.0.value", 500), ("GetDiagnosticsResponse.fileName", 255),
        ("GetLog.log.remoteLocation", 512), ("GetLogResponse.filename", 255), ("InstallCertificate.certificate", 5500),
        ("RemoteStartTransaction.idTag", 20), ("ReserveNow.idTag", 20), ("ReserveNow.parentIdTag", 20),
        ("SecurityEventNotification.type", 50), ("SecurityEventNotification.techInfo", 255),
        ("SendLocalList.localAuthorizationList.1.idTag", 20), ("SignCertificate.csr", 5500),
        ("SignedUpdateFirmware.firmware.location", 512), ("SignedUpdateFirmware.firmware.signingCertificate", 5500),
        ("SignedUpdateFirmware.firmware.signature", 800), ("StartTransaction.idTag", 20),
        ("StatusNotification.info", 50), ("StatusNotification.vendorId", 255),
        ("StatusNotification.vendorErrorCode", 50),
        ("StopTransaction.idTag", 20),
    ]

    @Test("is counted in characters, and one more is refused with the member's name", arguments: limits)
    func limit(member: String, maximum: Int) throws {
        let parts = member.split(separator: ".").map(String.init)
        let path = Array(parts.dropFirst())
        let sample = try #require(Sample.written.last { $0.schema == parts[0] })
        for character in ["x", "é"] {
            let longest = try text(sample, path, String(repeating: character, count: maximum))
            _ = try sample.recode(longest)
            let longer = try text(sample, path, String(repeating: character, count: maximum + 1))
            #expect(throws: PayloadError(.constraint, path: path, "must have at most \(maximum) characters")) {
                try sample.recode(longer)
            }
        }
    }

    private func text(_ sample: Sample, _ path: [String], _ value: String) throws -> String {
        let payload = try object(sample.json).replacing(path, with: value)
        return String(decoding: try JSONSerialization.data(withJSONObject: payload), as: UTF8.self)
    }
}
