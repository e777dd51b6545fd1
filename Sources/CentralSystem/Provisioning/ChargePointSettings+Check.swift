extension ChargePointSettings {
    /// - Throws: `CentralSystemError` with code `.invalidMember`, naming the setting and its range.
    func check() throws(CentralSystemError) {
        if let seconds = heartbeatIntervalSeconds, !(1...86_400).contains(seconds) {
            throw Self.outside("heartbeatIntervalSeconds", "1 to 86400 seconds")
        }
        if let seconds = pingIntervalSeconds, !(0...3600).contains(seconds) {
            throw Self.outside("pingIntervalSeconds", "0 (off) to 3600 seconds")
        }
        if let scale = meterEnergyScale, !(scale.isFinite && scale > 0 && scale <= 1_000_000) {
            throw Self.outside("meterEnergyScale", "above 0 and at most 1000000")
        }
    }

    private static func outside(_ name: String, _ range: String) -> CentralSystemError {
        CentralSystemError(.invalidMember, member: "settings.\(name)", "settings.\(name) must be \(range)")
    }
}
