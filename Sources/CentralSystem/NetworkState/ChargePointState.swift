package import OCPP16

/// What a charge point is to an operator who looks at all of them: the most telling of its connectors' statuses, or that it is
/// not there at all.
package enum ChargePointState: String, CaseIterable, Sendable {
    /// A connector, or the charge point as a whole, reports Faulted.
    case faulted
    /// A connector reports Charging.
    case charging
    /// A connector is taken without charging: Preparing, SuspendedEV, SuspendedEVSE, Finishing, Reserved.
    case occupied
    /// A connector can be used, and none is taken.
    case available
    /// It is connected, and nothing can be charged: every connector reports Unavailable, or none has reported anything.
    case unavailable
    /// It is not connected.
    case offline

    /// What a connected charge point is by the last reports of its connectors; nil when there is no report.
    ///
    /// Connector 0 stands for the whole: its fault is everybody's, and when it is Unavailable, a connector that says Available is
    /// not to be had. For a charge point that reports nothing else, it is the only word there is.
    package init?(statuses: [(connectorId: Int, status: ChargePointStatus)]) {
        let whole = statuses.first { $0.connectorId == 0 }?.status
        let parts = statuses.filter { $0.connectorId > 0 }.map(\.status)
        guard whole != nil || !parts.isEmpty else { return nil }
        if whole == .faulted || parts.contains(.faulted) {
            self = .faulted
        } else if parts.contains(.charging) {
            self = .charging
        } else if parts.contains(where: { $0 != .available && $0 != .unavailable }) {
            self = .occupied
        } else if whole != .unavailable, parts.contains(.available) || (parts.isEmpty && whole == .available) {
            self = .available
        } else {
            self = .unavailable
        }
    }
}

/// How many charge points are in which state.
package struct ChargePointCounts: Hashable, Sendable {
    private var counts: [ChargePointState: Int]

    package init(_ counts: [ChargePointState: Int] = [:]) {
        self.counts = counts
    }

    package subscript(_ state: ChargePointState) -> Int {
        get { counts[state, default: 0] }
        set { counts[state] = newValue }
    }

    package var total: Int { counts.values.reduce(0, +) }
}
