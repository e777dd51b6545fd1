import OCPP16
package import OCPPJ

extension Scenario {
    /// The charge points that this scenario describes.
    ///
    /// - Parameter now: the real time at which simulated clocks start.
    /// - Throws: `ScenarioError` naming the first member that cannot be.
    package func profiles(now: Timestamp) throws(ScenarioError) -> [ChargePointProfile] {
        try check(now: now)
        let pace = pace(now: now)
        var profiles: [ChargePointProfile] = []
        for (number, fleet) in fleets.enumerated() {
            let tokens = try Self.tokens(fleet.idTags, "fleets[\(number)].idTags")
            let strangers = try Self.tokens((1...9).map { "UNKNOWN-000\($0)" }, "fleets[\(number)].drivers")
            let identities = fleet.identities
            let slots = identities.count * fleet.connectors
            let common = common(to: fleet, pace, strangers)
            for (index, identity) in identities.enumerated() {
                var profile = common
                profile.identity = identity
                profile.model = fleet.models[index % fleet.models.count]
                profile.idTags = tokens.isEmpty
                    ? []
                    : (0..<fleet.connectors).map { Self.share(of: index * fleet.connectors + $0, of: slots, among: tokens) }
                profile.seed = seed &+ UInt64(profiles.count) &* 0x2545_F491_4F6C_DD1D
                profile.security = fleet.security(of: identity)
                profile.security.knowsSecureURL = secureURL != nil
                if fleet.quirks.contains(.passwordAsHex) { profile.security.sendPasswordAsHex() }
                profiles.append(profile)
            }
        }
        return profiles
    }

    /// What all charge points of a fleet have in common.
    private func common(to fleet: Fleet, _ pace: ClockPace, _ strangers: [IdToken]) -> ChargePointProfile {
        var profile = ChargePointProfile(
            identity: "", featureProfiles: fleet.featureProfiles.union([.core]), connectorCount: fleet.connectors,
            acceleration: pace.isReal ? time.acceleration : 1, drivers: fleet.drivers,
            meterIntervalSeconds: fleet.meterIntervalSeconds, pingIntervalSeconds: fleet.pingIntervalSeconds,
            callTimeoutSeconds: fleet.callTimeoutSeconds, reconnect: fleet.reconnect, faults: fleet.faults,
            quirks: fleet.quirks)
        profile.unknownIdTags = strangers
        profile.pace = pace
        return profile
    }

    /// How the charge points' clocks go when they start now.
    func pace(now: Timestamp) -> ClockPace {
        switch time.begins {
        case .ago(let seconds):
            ClockPace(startedAt: now, begins: now.later(bySeconds: -seconds), acceleration: time.acceleration)
        case .at(let moment): ClockPace(startedAt: now, begins: moment, acceleration: time.acceleration)
        case nil: .real
        }
    }

    private static func tokens(_ texts: [String], _ member: String) throws(ScenarioError) -> [IdToken] {
        var tokens: [IdToken] = []
        tokens.reserveCapacity(texts.count)
        for text in texts {
            do {
                tokens.append(try IdToken(text))
            } catch {
                throw ScenarioError(member, text, allowed: "at most 20 characters")
            }
        }
        return tokens
    }

    /// Where a charge point connects to.
    ///
    /// - Parameters:
    ///   - isSecure: whether with TLS.
    ///   - quirks: of the charge point; some are about its URL (field note 1.2).
    package func url(of identity: String, isSecure: Bool = false, quirks: Set<Quirk> = []) -> String {
        let url = isSecure ? secureURL ?? "" : url
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        let name = Self.percentEncoded(identity, everything: quirks.contains(.percentEncodedIdentity))
        return base + (quirks.contains(.doubleSlash) ? "//" : "/") + name + (quirks.contains(.trailingSlash) ? "/" : "")
    }

    /// Everything but the unreserved characters of RFC 3986, section 2.3, or really everything.
    private static func percentEncoded(_ text: String, everything: Bool) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result += everything ? encoded(byte) : String(Unicode.Scalar(byte))
            default: result += encoded(byte)
            }
        }
        return result
    }

    private static func encoded(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
    }

    /// The idTags of one connector, of all connectors of a fleet: an equal share that nobody else has, or, when there are too
    /// few, one that others have too.
    private static func share(of slot: Int, of slots: Int, among tokens: [IdToken]) -> [IdToken] {
        guard tokens.count > slots else { return [tokens[slot % tokens.count]] }
        return stride(from: slot, to: tokens.count, by: slots).map { tokens[$0] }
    }
}
