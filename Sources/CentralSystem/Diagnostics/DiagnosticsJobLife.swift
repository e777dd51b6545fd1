import OCPP16
package import OCPPJ

/// The life of a request for diagnostics or a log: what it was answered with, what the status notifications said, and the file that
/// came. Knows no database and no clock.
package struct DiagnosticsJobLife: Hashable, Sendable {
    /// As reported; never `.stalled`, see `effectiveState`.
    package internal(set) var state = DiagnosticsJobState.requested
    /// What became of the request when it was not answered.
    package internal(set) var outcome: CommandOutcome?
    /// Why it ended as it did, for people.
    package internal(set) var explanation: String?
    package internal(set) var requestedAt: Timestamp
    package internal(set) var answeredAt: Timestamp?
    /// The name that the charge point announced in its answer; for people, never for a path of ours.
    package internal(set) var fileName: String?
    package internal(set) var finishedAt: Timestamp?
    /// The status of the last notification.
    package internal(set) var lastReport: UploadStatus?
    package internal(set) var lastReportAt: Timestamp?
    /// The file; nil while none came to this server.
    package internal(set) var upload: DiagnosticsUpload?
    /// Since when there was nothing to hear.
    package internal(set) var quietSince: Timestamp
    /// After how many seconds of silence it counts as stalled.
    package var stalledAfterSeconds: Int

    /// For how long after its end a report is taken to be about a request.
    static let afterlifeSeconds = 86_400.0

    package init(requestedAt: Timestamp, stalledAfterSeconds: Int = 3600) {
        self.requestedAt = requestedAt
        self.stalledAfterSeconds = stalledAfterSeconds
        quietSince = requestedAt
    }
}

/// A file that a charge point brought.
package struct DiagnosticsUpload: Hashable, Sendable {
    package var file: ReceivedFile
    /// What the charge point calls it; for people, never for a path of ours.
    package var name: String?
    package var receivedAt: Timestamp
    /// From which address it came.
    package var receivedFrom: String
    /// When the file was removed to make room or because of its age; nil while it is here.
    package var removedAt: Timestamp?

    package init(file: ReceivedFile, name: String?, receivedAt: Timestamp, receivedFrom: String, removedAt: Timestamp? = nil) {
        self.file = file
        self.name = name
        self.receivedAt = receivedAt
        self.receivedFrom = receivedFrom
        self.removedAt = removedAt
    }
}

extension DiagnosticsJobLife {
    /// The state with silence taken into account.
    package func effectiveState(at now: Timestamp) -> DiagnosticsJobState {
        state.isUnderWay && now.seconds(since: quietSince) > Double(stalledAfterSeconds) ? .stalled : state
    }

    /// Whether the request may have arrived although nothing came back.
    var mayHaveArrived: Bool {
        switch outcome {
        case .timedOut, .disconnected, .interrupted: true
        default: false
        }
    }

    /// Whether what a charge point reports now may be about this request.
    func isConcerned(at moment: Timestamp) -> Bool {
        switch state {
        case .requested, .accepted, .uploading: return true
        case .unanswered where !mayHaveArrived: return false
        case .superseded, .cancelled, .rejected: return false
        default:
            guard let finishedAt else { return true }
            return moment.seconds(since: finishedAt) <= Self.afterlifeSeconds
        }
    }

    /// Whether another request, once it promises a file, takes its place.
    var isOpen: Bool {
        state == .requested || state.isUnderWay || (state == .unanswered && mayHaveArrived)
    }
}

extension DiagnosticsJobLife {
    /// GetDiagnostics was answered. A report or the file may have come first, and stands.
    ///
    /// - Parameter fileName: nil when the charge point has nothing to upload (OCPP 1.6, section 5.9).
    mutating func answered(fileName: String?, at time: Timestamp) {
        answeredAt = answeredAt ?? time
        self.fileName = fileName
        guard state == .requested else { return }
        quietSince = time
        if fileName == nil {
            end(.noDiagnostics, at: time)
        } else {
            state = .accepted
        }
    }

    /// GetLog was answered (security whitepaper, section 5.10). A name may be missing although a file comes (TC_079).
    mutating func answered(_ status: LogStatusEnumType, fileName: String?, at time: Timestamp) {
        answeredAt = answeredAt ?? time
        self.fileName = fileName
        guard state == .requested else { return }
        quietSince = time
        if status == .rejected {
            explanation = "the charge point answers that it does not upload"
            end(.rejected, at: time)
        } else {
            state = .accepted
        }
    }

    /// The request has no usable answer.
    mutating func unanswered(_ outcome: CommandOutcome, _ explanation: String, at time: Timestamp) {
        // An answer that cannot be read is one; what it says about a file, the charge point will show.
        if outcome == .answered {
            answeredAt = answeredAt ?? time
            self.explanation = explanation
            if state == .requested { state = .accepted }
            return
        }
        self.outcome = outcome
        guard state == .requested else { return }
        self.explanation = explanation
        end(.unanswered, at: time)
    }

    /// A DiagnosticsStatusNotification or a LogStatusNotification came. What is here is here, whatever the charge point believes of its upload.
    mutating func reported(_ status: UploadStatus, at time: Timestamp) {
        lastReport = status
        lastReportAt = time
        quietSince = time
        guard upload == nil else { return }
        switch status {
        case .idle:
            break
        case .uploading:
            state = .uploading
            finishedAt = nil
            explanation = nil
        case .uploaded:
            explanation = nil
            end(.uploaded, at: time)
        case .uploadFailed, .uploadFailure, .badMessage, .notSupportedOperation, .permissionDenied:
            explanation = status.failure
            end(.uploadFailed, at: time)
        }
    }

    /// The whole file came.
    mutating func received(_ upload: DiagnosticsUpload) {
        self.upload = upload
        quietSince = upload.receivedAt
        explanation = nil
        end(.uploaded, at: upload.receivedAt)
    }

    /// Another request promised a file.
    mutating func superseded(by job: Int64, at time: Timestamp) {
        explanation = "request \(job) took its place"
        end(.superseded, at: time)
    }

    /// The charge point was removed.
    mutating func cancelled(at time: Timestamp) {
        explanation = "the charge point was removed"
        end(.cancelled, at: time)
    }

    private mutating func end(_ next: DiagnosticsJobState, at time: Timestamp) {
        if state != next || finishedAt == nil { finishedAt = time }
        state = next
    }
}
