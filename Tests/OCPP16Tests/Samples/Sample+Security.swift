import OCPP16

/// The messages of the security extension.
extension Sample {
    static let certificate = #"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"#

    static let hashData =
        #"{"hashAlgorithm":"SHA256","issuerNameHash":"00ab","issuerKeyHash":"11cd","serialNumber":"22ef"}"#

    static let security = [
        Sample(CertificateSigned.self, #"{"certificateChain":"\#(certificate)"}"#),
        Sample(CertificateSignedResponse.self, #"{"status":"Accepted"}"#),
        Sample(DeleteCertificate.self, #"{"certificateHashData":\#(hashData)}"#),
        Sample(DeleteCertificateResponse.self, #"{"status":"NotFound"}"#),
        Sample(ExtendedTriggerMessage.self, #"{"requestedMessage":"SignChargePointCertificate"}"#),
        Sample(ExtendedTriggerMessage.self, #"{"requestedMessage":"StatusNotification","connectorId":1}"#),
        Sample(ExtendedTriggerMessageResponse.self, #"{"status":"Accepted"}"#),
        Sample(GetInstalledCertificateIds.self, #"{"certificateType":"ManufacturerRootCertificate"}"#),
        Sample(GetInstalledCertificateIdsResponse.self, #"{"status":"NotFound"}"#),
        Sample(
            GetInstalledCertificateIdsResponse.self,
            #"{"status":"Accepted","certificateHashData":[\#(hashData)]}"#),
        Sample(
            GetLog.self,
            #"{"logType":"SecurityLog","requestId":1,"log":{"remoteLocation":"https://example.org/logs"}}"#),
        Sample(
            GetLog.self,
            #"{"logType":"DiagnosticsLog","requestId":2,"retries":3,"retryInterval":60,"log":{"#
                + #""remoteLocation":"https://example.org/logs","oldestTimestamp":"2026-01-30T00:00:00Z","#
                + #""latestTimestamp":"2026-01-31T00:00:00Z"}}"#),
        Sample(GetLogResponse.self, #"{"status":"Rejected"}"#),
        Sample(GetLogResponse.self, #"{"status":"AcceptedCanceled","filename":"security.log"}"#),
        Sample(
            InstallCertificate.self,
            #"{"certificateType":"CentralSystemRootCertificate","certificate":"\#(certificate)"}"#),
        Sample(InstallCertificateResponse.self, #"{"status":"Failed"}"#),
        Sample(LogStatusNotification.self, #"{"status":"Idle"}"#),
        Sample(LogStatusNotification.self, #"{"status":"Uploading","requestId":1}"#),
        Sample(LogStatusNotificationResponse.self, "{}"),
        Sample(
            SecurityEventNotification.self,
            #"{"type":"StartupOfTheDevice","timestamp":"2026-01-31T09:30:00Z"}"#),
        Sample(
            SecurityEventNotification.self,
            #"{"type":"TamperDetectionActivated","timestamp":"2026-01-31T09:30:00Z","techInfo":"lid open"}"#),
        Sample(SecurityEventNotificationResponse.self, "{}"),
        Sample(SignCertificate.self, #"{"csr":"-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n"}"#),
        Sample(SignCertificateResponse.self, #"{"status":"Accepted"}"#),
        Sample(SignedFirmwareStatusNotification.self, #"{"status":"Idle"}"#),
        Sample(SignedFirmwareStatusNotification.self, #"{"status":"SignatureVerified","requestId":3}"#),
        Sample(SignedFirmwareStatusNotificationResponse.self, "{}"),
        Sample(
            SignedUpdateFirmware.self,
            #"{"requestId":3,"firmware":{"location":"https://example.org/firmware.bin","#
                + #""retrieveDateTime":"2026-01-31T09:30:00Z","signingCertificate":"\#(certificate)","#
                + #""signature":"c2lnbmF0dXJl"}}"#),
        Sample(
            SignedUpdateFirmware.self,
            #"{"retries":3,"retryInterval":60,"requestId":3,"firmware":{"#
                + #""location":"https://example.org/firmware.bin","retrieveDateTime":"2026-01-31T09:30:00Z","#
                + #""installDateTime":"2026-01-31T23:00:00Z","signingCertificate":"\#(certificate)","#
                + #""signature":"c2lnbmF0dXJl"}}"#),
        Sample(SignedUpdateFirmwareResponse.self, #"{"status":"InvalidCertificate"}"#),
    ]
}
