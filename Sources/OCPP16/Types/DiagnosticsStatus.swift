/// How far an upload of diagnostics has come (OCPP 1.6, section 7.24).
public enum DiagnosticsStatus: String, Enumeration {
    /// No upload is going on; only in answer to a TriggerMessage.
    case idle = "Idle"
    /// The upload has finished.
    case uploaded = "Uploaded"
    /// The upload has failed.
    case uploadFailed = "UploadFailed"
    /// The file is being uploaded.
    case uploading = "Uploading"
}
