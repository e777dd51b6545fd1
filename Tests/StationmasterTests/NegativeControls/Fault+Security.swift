import OCPPJ

/// Mistakes that let strangers in, or keep the right ones out.
extension Fault {
    static let weaknesses: [Fault] = [
        Fault("wrong passwords are accepted", failing: ["TC_073", "TC_085"]) { $0.acceptsWrongPasswords = true },
        Fault("lower security profiles are accepted", failing: ["TC_083"]) { $0.acceptsLowerProfiles = true },
        Fault("any subprotocol is accepted", failing: ["TC_088"]) { $0.acceptsAnySubprotocol = true },
        Fault("a certificate is asked for with a connectorId", failing: ["TC_074", "TC_077"]) {
            $0.sends = { action, right in
                action == "ExtendedTriggerMessage" ? right.edited { $0["connectorId"] = 1 } : nil
            }
        },
        Fault("another certificate is installed", failing: ["TC_075", "TC_076"]) {
            $0.sends = { action, right in
                guard action == "InstallCertificate", let certificate = right["certificate"]?.string,
                    certificate.contains("BEGIN CERTIFICATE")
                else { return nil }
                return right.edited { $0["certificate"] = String(certificate.reversed()) }
            }
        },
        Fault("another certificate is deleted", failing: ["TC_076"]) {
            $0.sends = { action, right in
                action == "DeleteCertificate" ? right.edited("certificateHashData") { $0["serialNumber"] = "1" } : nil
            }
        },
        Fault("logs go elsewhere", failing: ["TC_079"]) {
            $0.sends = { action, right in
                action == "GetLog" ? right.edited("log") { $0["remoteLocation"] = "ftp://elsewhere.example.com" } : nil
            }
        },
        Fault("signatures are mended", failing: ["TC_080", "TC_081"]) {
            $0.sends = { action, right in
                action == "SignedUpdateFirmware" ? right.edited("firmware") { $0["signature"] = "mended" } : nil
            }
        },
        Fault("a chain has the charge point's certificate only", failing: ["TC_074", "TC_077"]) {
            $0.sends = { action, right in
                guard action == "CertificateSigned", let chain = right["certificateChain"]?.string,
                    let end = chain.firstRange(of: "-----END CERTIFICATE-----")
                else { return nil }
                return right.edited { $0["certificateChain"] = String(chain[..<end.upperBound]) + "\n" }
            }
        },
        Fault("certificate requests are refused", failing: ["TC_074", "TC_077"]) {
            $0.swallows = { call in call.action == "SignCertificate" ? #"{"status":"Rejected"}"# : nil }
        },
    ]
}
