import CentralSystem
import OCPPJ
import Persistence

extension PrometheusText {
    mutating func add(_ metrics: CentralSystemMetrics) {
        addConnections(metrics)
        addCertificates(metrics)
        addMessages(metrics)
        addHandlingTimes(metrics)
        add(metrics.databaseStatistics)
    }

    private mutating func addConnections(_ metrics: CentralSystemMetrics) {
        metric(
            "stationmaster_connections_open", .gauge, "Charge points connected now.", metrics.connectionsOpen)
        metric(
            "stationmaster_connections_opened_total", .counter, "Connections admitted.", metrics.connectionsOpened.value)
        metric(
            "stationmaster_connections_closed_total", .counter, "Connections that ended.", metrics.connectionsClosed.value)
        metric(
            "stationmaster_connections_superseded_total", .counter,
            "Connections that a newer one of the same charge point took over from.", metrics.connectionsSuperseded.value)
        family(
            "stationmaster_connections_refused_total", "Upgrades refused, by HTTP status.", label: "status",
            metrics.connectionsRefused)
        metric(
            "stationmaster_handshake_failures_total", .counter, "TLS handshakes that failed.",
            metrics.handshakeFailures.value)
        family(
            "stationmaster_connections_dropped_total",
            "Connections closed before their upgrade without a record of each, by cause.", label: "cause",
            metrics.connectionsDropped)
    }

    private mutating func addCertificates(_ metrics: CentralSystemMetrics) {
        metric(
            "stationmaster_certificates_expiring", .gauge,
            "Certificates of charge points that expire soon, or have expired, and have no successor in use.",
            metrics.certificatesExpiring.value)
    }

    private mutating func addMessages(_ metrics: CentralSystemMetrics) {
        metric("stationmaster_frames_received_total", .counter, "Text frames received.", metrics.framesReceived.value)
        metric("stationmaster_frames_sent_total", .counter, "Text frames sent.", metrics.framesSent.value)
        family(
            "stationmaster_calls_received_total", "CALLs from charge points, by action.", label: "action",
            metrics.callsReceived)
        family("stationmaster_calls_sent_total", "CALLs to charge points, by action.", label: "action", metrics.callsSent)
        family(
            "stationmaster_call_errors_sent_total", "CALLERRORs sent to charge points, by code.", label: "code",
            metrics.callErrorsSent)
        family(
            "stationmaster_call_errors_received_total", "CALLERRORs from charge points, by code.", label: "code",
            metrics.callErrorsReceived)
        family("stationmaster_commands_total", "Commands of operators, by outcome.", label: "outcome", metrics.commands)
        metric(
            "stationmaster_transactions_started_total", .counter, "Transactions started.",
            metrics.transactionsStarted.value)
        metric(
            "stationmaster_transactions_stopped_total", .counter, "Transactions stopped.",
            metrics.transactionsStopped.value)
        family(
            "stationmaster_security_events_total", "Security events that charge points reported, by type.", label: "type",
            metrics.securityEvents)
        metric(
            "stationmaster_security_events_critical_total", .counter, "Critical security events that charge points reported.",
            metrics.criticalSecurityEvents.value)
        metric(
            "stationmaster_messages_logged_total", .counter, "Frames written to the message log.",
            metrics.messagesLogged.value)
        metric(
            "stationmaster_messages_dropped_total", .counter, "Frames that found no room in the message log's buffer.",
            metrics.messagesDropped.value)
    }

    private mutating func addHandlingTimes(_ metrics: CentralSystemMetrics) {
        let name = "stationmaster_call_handling_seconds"
        head(name, .histogram, "Time from a CALL's frame to its answer, the commit included, by action.")
        for (action, histogram) in metrics.handlingTimes {
            let reading = histogram.reading
            let label = (name: "action", value: action.rawValue)
            for (bound, count) in zip(Histogram.boundsInSeconds, reading.cumulativeCounts) {
                sample("\(name)_bucket", labels: [label, ("le", bound.description)], count)
            }
            sample("\(name)_bucket", labels: [label, ("le", "+Inf")], reading.count)
            sample("\(name)_sum", labels: [label], reading.sumInSeconds)
            sample("\(name)_count", labels: [label], reading.count)
        }
    }

    private mutating func add(_ statistics: DatabaseStatistics) {
        metric("stationmaster_database_writes_total", .counter, "Writes that are on disk.", statistics.writes)
        metric("stationmaster_database_commits_total", .counter, "Group commits; each costs one flush of the disk.", statistics.commits)
        metric("stationmaster_database_failed_writes_total", .counter, "Writes that failed.", statistics.failedWrites)
        metric("stationmaster_database_queued_writes", .gauge, "Writes that wait.", statistics.queued)
        metric("stationmaster_database_largest_batch", .gauge, "The most writes that one commit carried.", statistics.largestBatch)
        metric(
            "stationmaster_database_commit_seconds_total", .counter, "Time spent in commits.",
            Double(statistics.commitNanoseconds) / 1_000_000_000)
        metric("stationmaster_database_reads_total", .counter, "Reads that ran.", statistics.reads)
        metric("stationmaster_database_queued_reads", .gauge, "Reads that wait.", statistics.queuedReads)
    }

    private mutating func family(_ name: String, _ help: String, label: String, _ family: CounterFamily) {
        head(name, .counter, help)
        for (value, count) in family.values { sample(name, labels: [(label, value)], count) }
    }
}
