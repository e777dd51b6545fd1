import OCPPJ

extension ChargePointSettings {
    /// - Throws: `CentralSystemError` with code `.invalidMember`, naming the setting and its range.
    func check() throws(CentralSystemError) {
        if let seconds = heartbeatIntervalSeconds, !(1...86_400).contains(seconds) {
            throw Self.outside("heartbeatIntervalSeconds", "must be 1 to 86400 seconds")
        }
        if let seconds = pingIntervalSeconds, !(0...3600).contains(seconds) {
            throw Self.outside("pingIntervalSeconds", "must be 0 (off) to 3600 seconds")
        }
        if let scale = meterEnergyScale, !(scale.isFinite && scale > 0 && scale <= 1_000_000) {
            throw Self.outside("meterEnergyScale", "must be above 0 and at most 1000000")
        }
    }

    private static func outside(_ name: String, _ reason: Phrase) -> CentralSystemError {
        let member = "settings.\(name)"
        return CentralSystemError(.invalidMember, member: member, "\(member) \(reason)")
    }
}
