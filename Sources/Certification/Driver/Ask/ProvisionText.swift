/// What the Central System must know, in words for the person who makes it known.
enum ProvisionText {
    /// One point of the list, with further lines indented.
    static func lines(_ provision: Provision) -> [String] {
        switch provision {
        case .chargePoint(let chargePoint): self.chargePoint(chargePoint)
        case .idTag(let idTag): ["- idTag \(idTag.idTag): \(state(idTag))"]
        case .trustedAuthority(let name, let root):
            ["- certificates of charge points that lead to this root are good (\(name)):"]
                + root.split(separator: "\n").map { "      \($0)" }
        case .loadChargePoints(let identities, let bytes):
            [
                "- \(identities.count) charge points for background traffic: \(identities.first ?? "") to \(identities.last ?? ""),",
                "  each with security profile 1 and the password \(password(bytes))",
            ]
        }
    }

    private static func chargePoint(_ chargePoint: ProvisionedChargePoint) -> [String] {
        let secret = chargePoint.password.map { "password \(password($0))" } ?? "no password, but a certificate of its own"
        var lines = [
            "- charge point \(chargePoint.identity): security profile \(chargePoint.securityProfile), \(secret)",
            "      serial number \(chargePoint.serialNumber), heartbeat interval \(chargePoint.heartbeatIntervalSeconds) s",
        ]
        if chargePoint.isLeftAlone { lines.append("      nothing is sent to it that nobody asked for") }
        return lines
    }

    private static func state(_ idTag: ProvisionedIdTag) -> String {
        let state =
            switch idTag.state {
            case .accepted: "accepted"
            case .blocked: "blocked"
            case .expired: "expired, by an expiry date in the past"
            case .expiredByStatus: "expired, by its status and not by a date"
            }
        return state + (idTag.parentIdTag.map { ", its parent (group) is \($0)" } ?? "")
    }

    /// As text where it is one, else as hexadecimal digits.
    private static func password(_ bytes: [UInt8]) -> String {
        if bytes.allSatisfy({ (0x21..<0x7F).contains($0) }) { return String(decoding: bytes, as: UTF8.self) }
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "\(digits) (the hexadecimal digits of its bytes)"
    }
}
