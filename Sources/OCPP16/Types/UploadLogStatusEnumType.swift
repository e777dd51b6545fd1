/// How far the upload of a log has come (Security whitepaper, section 6.17).
public enum UploadLogStatusEnumType: String, Enumeration {
    /// The server found a badly formatted packet or another incompatibility.
    case badMessage = "BadMessage"
    /// No upload is going on; only in answer to an ExtendedTriggerMessage.
    case idle = "Idle"
    /// The server does not support the operation.
    case notSupportedOperation = "NotSupportedOperation"
    /// The permissions do not suffice.
    case permissionDenied = "PermissionDenied"
    /// The file has been uploaded.
    case uploaded = "Uploaded"
    /// The upload has failed.
    case uploadFailure = "UploadFailure"
    /// The file is being uploaded.
    case uploading = "Uploading"
}
