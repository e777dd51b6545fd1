import OCPP16
import OCPPJ

extension SimulationSettings {
    /// The charge points that these settings describe.
    ///
    /// - Throws: `SimulationSettingsError` naming the first setting that cannot be.
    package func profiles() throws(SimulationSettingsError) -> [ChargePointProfile] {
        try check()
        let tokens = try idTags.map { text throws(SimulationSettingsError) in
            do {
                return try IdToken(text)
            } catch {
                throw SimulationSettingsError("idTags", text, allowed: "at most 20 characters")
            }
        }
        return identities.enumerated().map { index, identity in
            var security = securityByIdentity[identity] ?? security
            security.knowsSecureURL = secureURL != nil
            return ChargePointProfile(
                identity: identity, model: models[index % models.count],
                featureProfiles: featureProfiles.union([.core]), connectorCount: connectors,
                idTags: tokens.isEmpty ? [] : (0..<connectors).map { drivers(of: index * connectors + $0, among: tokens) },
                seed: seed &+ UInt64(index) &* 0x2545_F491_4F6C_DD1D, acceleration: acceleration,
                sessionSeconds: sessionSeconds, pauseSeconds: pauseSeconds, meterIntervalSeconds: meterIntervalSeconds,
                pingIntervalSeconds: pingIntervalSeconds, callTimeoutSeconds: callTimeoutSeconds, reconnect: reconnect,
                firmwareFailureRate: firmwareFailureRate, unlockFailureRate: unlockFailureRate,
                security: security)
        }
    }

    /// Where the charge point with this identity connects to.
    ///
    /// - Parameter isSecure: whether with TLS.
    package func url(of identity: String, isSecure: Bool = false) -> String {
        let url = isSecure ? secureURL ?? "" : url
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        return base + "/" + Self.percentEncoded(identity)
    }

    /// The idTags of one connector, of all connectors of all charge points: an equal share that nobody else has, or, when
    /// there are too few, one that others have too.
    private func drivers(of slot: Int, among tokens: [IdToken]) -> [IdToken] {
        let slots = count * connectors
        guard tokens.count > slots else { return [tokens[slot % tokens.count]] }
        return stride(from: slot, to: tokens.count, by: slots).map { tokens[$0] }
    }

    private func check() throws(SimulationSettingsError) {
        func demand(_ holds: Bool, _ name: String, _ value: String, _ allowed: String) throws(SimulationSettingsError) {
            guard holds else { throw SimulationSettingsError(name, value, allowed: allowed) }
        }
        let securities = identities.map { securityByIdentity[$0] ?? security }
        try demand(
            url.hasPrefix("ws://") && url.count > 5 || url.isEmpty && securities.allSatisfy(\.profile.usesTLS),
            "url", url, "ws://host[:port]/path")
        try demand(
            secureURL.map { $0.hasPrefix("wss://") && $0.count > 6 } ?? !securities.contains(where: \.profile.usesTLS),
            "secureURL", secureURL ?? "", "wss://host[:port]/path, which security profiles 2 and 3 need")
        try demand(
            securities.allSatisfy { !$0.profile.usesPassword || $0.password != nil }, "password", "none",
            "security profiles 1 and 2 need one")
        try demand(
            securities.allSatisfy { $0.profile != .tlsWithCertificate || $0.certificate != nil }, "certificate", "none",
            "security profile 3 needs one")
        try demand((1...1_000_000).contains(count), "count", "\(count)", "1...1000000")
        try demand(identity == nil || count == 1, "identity", identity ?? "", "only with one charge point")
        try demand(identity?.isEmpty != true, "identity", "", "at least 1 character")
        try demand((1...100).contains(connectors), "connectors", "\(connectors)", "1...100")
        try demand(!models.isEmpty, "models", "none", "at least 1")
        try demand((1...10_000).contains(acceleration), "acceleration", "\(acceleration)", "1...10000")
        try demand(sessionSeconds.lowerBound > 0, "sessionSeconds", "\(sessionSeconds)", "above 0")
        try demand(pauseSeconds.lowerBound >= 0, "pauseSeconds", "\(pauseSeconds)", "0 or more")
        try demand(
            (0...86_400).contains(meterIntervalSeconds), "meterIntervalSeconds", "\(meterIntervalSeconds)", "0...86400")
        try demand((0...86_400).contains(pingIntervalSeconds), "pingIntervalSeconds", "\(pingIntervalSeconds)", "0...86400")
        try demand((1...3600).contains(callTimeoutSeconds), "callTimeoutSeconds", "\(callTimeoutSeconds)", "1...3600")
        try demand((0...1).contains(firmwareFailureRate), "firmwareFailureRate", "\(firmwareFailureRate)", "0...1")
        try demand((0...1).contains(unlockFailureRate), "unlockFailureRate", "\(unlockFailureRate)", "0...1")
        try demand(connectsPerSecond > 0, "connectsPerSecond", "\(connectsPerSecond)", "above 0")
        try demand(stopAfterSessions ?? 1 > 0, "stopAfterSessions", "\(stopAfterSessions ?? 0)", "1 or more")
        try demand(stopAfterSeconds ?? 1 > 0, "stopAfterSeconds", "\(stopAfterSeconds ?? 0)", "above 0")
    }

    /// Everything but the unreserved characters of RFC 3986, section 2.3.
    private static func percentEncoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
