/// What may differ from one charge point to the next. A nil member means the server's default.
package struct ChargePointSettings: Hashable, Sendable {
    /// Seconds between heartbeats, as told in BootNotification.conf; 1...86,400.
    package var heartbeatIntervalSeconds: Int?
    /// Seconds between WebSocket pings; 0 switches them off; 0...3,600.
    package var pingIntervalSeconds: Int?
    /// Refuses an upgrade without the `Sec-WebSocket-Protocol` header (field note 1.1); nil means the server's default.
    package var requireSubprotocol: Bool?
    /// Factor for energy values whose unit label is known to be wrong (field note 3.4), for example 1000 for a charge point
    /// that sends kWh labelled Wh; nil or 1 takes the label at its word.
    package var meterEnergyScale: Double?
    /// Whether the server may send what nobody asked for, such as a question for the configuration after a boot; nil means the
    /// server's default.
    package var automation: Bool?

    package init(
        heartbeatIntervalSeconds: Int? = nil, pingIntervalSeconds: Int? = nil, requireSubprotocol: Bool? = nil,
        meterEnergyScale: Double? = nil, automation: Bool? = nil
    ) {
        self.heartbeatIntervalSeconds = heartbeatIntervalSeconds
        self.pingIntervalSeconds = pingIntervalSeconds
        self.requireSubprotocol = requireSubprotocol
        self.meterEnergyScale = meterEnergyScale
        self.automation = automation
    }
}
