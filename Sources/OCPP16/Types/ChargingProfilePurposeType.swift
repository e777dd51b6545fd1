/// What a charging profile is for (OCPP 1.6, section 7.10).
public enum ChargingProfilePurposeType: String, Enumeration {
    /// The most that the whole charge point may use.
    case chargePointMaxProfile = "ChargePointMaxProfile"
    /// The default for new transactions.
    case txDefaultProfile = "TxDefaultProfile"
    /// One transaction, the current one or the one that a RemoteStartTransaction starts; it ends with that
    /// transaction.
    case txProfile = "TxProfile"
}
