/// How far a firmware update has come (OCPP 1.6, section 7.25).
public enum FirmwareStatus: String, Enumeration {
    /// The firmware has been downloaded.
    case downloaded = "Downloaded"
    /// The download has failed.
    case downloadFailed = "DownloadFailed"
    /// The firmware is being downloaded.
    case downloading = "Downloading"
    /// No update is going on; only in answer to a TriggerMessage.
    case idle = "Idle"
    /// The installation has failed.
    case installationFailed = "InstallationFailed"
    /// The firmware is being installed.
    case installing = "Installing"
    /// The firmware has been installed.
    case installed = "Installed"
}
