/// What a SendLocalList does to the list (OCPP 1.6, section 7.48).
public enum UpdateType: String, Enumeration {
    /// Changes the entries that are given.
    case differential = "Differential"
    /// Replaces the whole list.
    case full = "Full"
}
