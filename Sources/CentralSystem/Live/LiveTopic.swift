import OCPPJ

/// What kind of thing changed, as pages that are open in browsers ask for it.
package enum LiveTopic: String, CaseIterable, Sendable {
    /// A charge point connected or lost its connection.
    case connections
    /// A charge point booted, or a connector reported its status.
    case statuses
    /// A transaction started or stopped.
    case transactions
    case meterValues
    /// The load of the whole network was sampled.
    case load
    case firmware
    /// Diagnostics and logs.
    case diagnostics
    case securityEvents
    /// Frames that went to or fro were written to the message log; nearly always true.
    case messages
    /// An operator changed something.
    case operations

    /// What the answer to a charge point's message says has changed; nil for messages that change nothing one looks at.
    init?(_ action: OCPPAction) {
        switch action.rawValue {
        case "BootNotification", "StatusNotification": self = .statuses
        case "StartTransaction", "StopTransaction": self = .transactions
        case "MeterValues": self = .meterValues
        case "FirmwareStatusNotification", "SignedFirmwareStatusNotification": self = .firmware
        case "DiagnosticsStatusNotification", "LogStatusNotification": self = .diagnostics
        case "SecurityEventNotification", "SignCertificate": self = .securityEvents
        default: return nil
        }
    }
}

/// Of which charge points something changed.
package enum LiveScope: Hashable, Sendable {
    /// Of these.
    case chargePoints(Set<String>)
    /// Of more than can be told, or of something that is no charge point.
    case any
}

/// What changed since the batch before.
package struct LiveBatch: Hashable, Sendable {
    /// Rises by one with each batch; whoever misses one looks at everything anew.
    package var number: Int
    package var changes: [LiveTopic: LiveScope]
    /// How many charge points are in which state now.
    package var counts: ChargePointCounts
}

/// What somebody gets who looks on.
package struct LiveReading: Sendable {
    /// The number of the batch before the first of `batches`.
    package let number: Int
    package let batches: AsyncStream<LiveBatch>
}
