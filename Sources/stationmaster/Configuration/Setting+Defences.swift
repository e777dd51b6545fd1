import OCPPTransport

extension Setting {
    static let limitHandshakes = Setting(
        key: "limits.handshakes", kind: .integer(default: 20_000, range: 0...1_000_000),
        meaning: "How many handshakes (TLS, then HTTP up to the upgrade) may be open at a time; further connections are closed at once. 0 means no limit.")
    static let limitHandshakesPerAddress = Setting(
        key: "limits.handshakesPerAddress", kind: .integer(default: 10_000, range: 0...1_000_000),
        meaning: "The same for one address, or one /64 of IPv6. Thousands of charge points may stand behind one address and come back at once. 0 means no limit.")
    static let limitConnectionsPerSecond = Setting(
        key: "limits.connectionsPerSecond", kind: .integer(default: 1000, range: 0...1_000_000),
        meaning: "How many connections a second one address may open in the long run; twenty times as many may come at once, further ones are closed unheard. 0 means no limit.")
    static let limitMessagesPerSecond = Setting(
        key: "limits.messagesPerSecond", kind: .integer(default: 50, range: 0...100_000),
        meaning: "How many messages a second a charge point may send in the long run without waiting for the answer to the one before; ten times as many may come at once. What exceeds that is answered with a CALLERROR, and whoever goes on is cut with code 1008. Who waits for answers is not limited. 0 means no limit.")
    static let limitFailedLogins = Setting(
        key: "limits.failedLoginsPerMinute", kind: .integer(default: 30, range: 0...100_000),
        meaning: "How many logins a minute may fail for one identity from one address; further ones are answered HTTP 429. 0 means no limit.")
    static let limitReconnects = Setting(
        key: "limits.reconnectsPerMinute", kind: .integer(default: 600, range: 0...100_000),
        meaning: "How often a minute one charge point may connect; further attempts are answered HTTP 429. 0 means no limit.")
    static let webhookPrivateAddresses = Setting(
        key: "webhook.allowPrivateAddresses", kind: .boolean(default: false),
        meaning: "Whether webhooks may lead to this machine, private networks and other addresses outside the public Internet, and to ports below 1024 other than 80 and 443.")

    static let securityEventDays = Setting(
        key: "securityEvents.days", kind: .integer(default: 365, range: 0...3650),
        meaning: "How long security events are kept; 0 keeps them for ever. Of each charge point, the newest 10,000 critical ones and the newest 10,000 others are kept at most.")

    /// The keys about limits that keep strangers from doing harm, in the order of the documentation.
    static let defences: [Setting] = [
        limitHandshakes, limitHandshakesPerAddress, limitConnectionsPerSecond, limitMessagesPerSecond, limitFailedLogins,
        limitReconnects, webhookPrivateAddresses, securityEventDays,
    ]
}

extension ConnectionLimits {
    /// - Throws: `SettingError`.
    init(_ reader: SettingReader) throws {
        self.init(
            handshakes: try reader.integer(.limitHandshakes),
            handshakesPerAddress: try reader.integer(.limitHandshakesPerAddress),
            connectionsPerSecond: try reader.integer(.limitConnectionsPerSecond),
            messagesPerSecond: try reader.integer(.limitMessagesPerSecond))
    }
}
