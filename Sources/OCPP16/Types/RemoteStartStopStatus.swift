/// The answer to RemoteStartTransaction and RemoteStopTransaction (OCPP 1.6, section 7.39).
public enum RemoteStartStopStatus: String, Enumeration {
    /// The charge point will try to start or stop the transaction.
    case accepted = "Accepted"
    /// It will not.
    case rejected = "Rejected"
}
