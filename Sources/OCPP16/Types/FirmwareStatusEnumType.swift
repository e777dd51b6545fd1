/// How far a signed firmware update has come (Security whitepaper, section 6.6).
public enum FirmwareStatusEnumType: String, Enumeration {
    /// Under way: the firmware has been downloaded.
    case downloaded = "Downloaded"
    /// Failed: the download.
    case downloadFailed = "DownloadFailed"
    /// Under way: the firmware is being downloaded.
    case downloading = "Downloading"
    /// Under way: the download is scheduled.
    case downloadScheduled = "DownloadScheduled"
    /// Under way: the download is paused.
    case downloadPaused = "DownloadPaused"
    /// No update is going on; only in answer to an ExtendedTriggerMessage.
    case idle = "Idle"
    /// Failed: the installation.
    case installationFailed = "InstallationFailed"
    /// Under way: the firmware is being installed.
    case installing = "Installing"
    /// Done: the firmware has been installed.
    case installed = "Installed"
    /// Under way: the charge point is about to reboot into the new firmware.
    case installRebooting = "InstallRebooting"
    /// Under way: the installation waits for `installDateTime`.
    case installScheduled = "InstallScheduled"
    /// Failed: the firmware did not pass its verification.
    case installVerificationFailed = "InstallVerificationFailed"
    /// Failed: the signature is not valid.
    case invalidSignature = "InvalidSignature"
    /// Under way: the signature has been verified.
    case signatureVerified = "SignatureVerified"
}
