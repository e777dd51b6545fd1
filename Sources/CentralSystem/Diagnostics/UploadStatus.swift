import OCPP16

/// What DiagnosticsStatusNotification and LogStatusNotification report alike (OCPP 1.6, section 7.24; security whitepaper, section
/// 6.17).
package enum UploadStatus: String, CaseIterable, Sendable {
    case idle = "Idle"
    case uploading = "Uploading"
    case uploaded = "Uploaded"
    /// Of diagnostics.
    case uploadFailed = "UploadFailed"
    /// Of a log, as are the ones below.
    case uploadFailure = "UploadFailure"
    case badMessage = "BadMessage"
    case notSupportedOperation = "NotSupportedOperation"
    case permissionDenied = "PermissionDenied"

    init(_ status: DiagnosticsStatus) {
        switch status {
        case .idle: self = .idle
        case .uploading: self = .uploading
        case .uploaded: self = .uploaded
        case .uploadFailed: self = .uploadFailed
        }
    }

    init(_ status: UploadLogStatusEnumType) {
        switch status {
        case .idle: self = .idle
        case .uploading: self = .uploading
        case .uploaded: self = .uploaded
        case .uploadFailure: self = .uploadFailure
        case .badMessage: self = .badMessage
        case .notSupportedOperation: self = .notSupportedOperation
        case .permissionDenied: self = .permissionDenied
        }
    }

    /// Why an upload ended, for people; nil unless it failed.
    var failure: String? {
        switch self {
        case .idle, .uploading, .uploaded: nil
        case .uploadFailed, .uploadFailure: "the charge point reports that the upload failed"
        case .badMessage: "the charge point reports that the server did not understand it"
        case .notSupportedOperation: "the charge point reports that the server does not support the operation"
        case .permissionDenied: "the charge point reports that the server denied it permission"
        }
    }
}
