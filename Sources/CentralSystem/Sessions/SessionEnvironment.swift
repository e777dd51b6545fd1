import OCPPJ

/// What all sessions share, so that each needs no more than one reference to it.
final class SessionEnvironment: Sendable {
    let handlers: HandlerTable
    let connections: ConnectionRegistry
    let journal: ConnectionJournal
    let messageLog: MessageLog
    let deviations: DeviationLedger
    let metrics: CentralSystemMetrics
    let time: any TimeSource
    let failures: FailureLog
    /// Told when the answer to a SignCertificate has gone out.
    let certificates: CertificateDelivery?
    /// Learns what changed, for those who look on.
    let live: LiveFeed
    /// Forgets what charge points measured whose connection is lost.
    let load: NetworkLoadBook

    init(
        handlers: HandlerTable, connections: ConnectionRegistry, journal: ConnectionJournal, messageLog: MessageLog,
        deviations: DeviationLedger, metrics: CentralSystemMetrics, time: any TimeSource, failures: FailureLog,
        certificates: CertificateDelivery? = nil, live: LiveFeed = LiveFeed(), load: NetworkLoadBook = NetworkLoadBook()
    ) {
        self.handlers = handlers
        self.connections = connections
        self.journal = journal
        self.messageLog = messageLog
        self.deviations = deviations
        self.metrics = metrics
        self.time = time
        self.failures = failures
        self.certificates = certificates
        self.live = live
        self.load = load
    }
}
