import CentralSystem
import HTTPTypes
import OCPPJ

/// `/metrics`
struct MetricsRoutes: Sendable {
    let metrics: CentralSystemMetrics
    /// When the API was made, which is when the process started, near enough.
    let startedAt: Timestamp
    /// Whether only those may scrape who say who they are.
    var requiresToken = false

    var operations: [Operation] { [scrape] }

    private var scrape: Operation {
        Operation(
            .get, "/metrics", "getMetrics", .server, "Metrics for Prometheus",
            answers: [
                AnswerDescription(
                    status: .ok, description: "Metrics in the text format of Prometheus, version 0.0.4.",
                    content: .init(type: "text/plain", schema: .string))
            ],
            requiresToken: requiresToken
        ) { _ in
            var text = PrometheusText()
            text.add(metrics)
            text.add(ProcessStatistics.read(), startedAt: startedAt, now: SystemTime().now())
            return Answer(
                status: .ok, headers: [.contentType: PrometheusText.contentType, .cacheControl: "no-store"],
                body: Array(text.text.utf8))
        }
    }
}

extension PrometheusText {
    mutating func add(_ process: ProcessStatistics, startedAt: Timestamp, now: Timestamp) {
        if let bytes = process.residentMemoryBytes {
            metric("process_resident_memory_bytes", .gauge, "Resident memory.", bytes)
        }
        if let count = process.openFileDescriptors {
            metric("process_open_fds", .gauge, "Open file descriptors.", count)
        }
        if let limit = process.maximumFileDescriptors {
            metric("process_max_fds", .gauge, "File descriptors that the process may open.", limit)
        }
        if let seconds = process.cpuSeconds {
            metric("process_cpu_seconds_total", .counter, "User and system CPU time.", seconds)
        }
        metric(
            "process_start_time_seconds", .gauge, "When the process started, in seconds since 1970.",
            Double(startedAt.milliseconds) / 1000)
        metric("stationmaster_uptime_seconds", .gauge, "Time since the process started.", now.seconds(since: startedAt))
    }
}
