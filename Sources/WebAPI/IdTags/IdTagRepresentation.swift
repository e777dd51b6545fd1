import CentralSystem
import OCPP16
import OCPPJ

extension IdTagStatus: JSONEnumeration {}

/// An idTag with the status that is in force now.
struct IdTagView: JSONObject, Sendable {
    var idTag: IdTag
    var effectiveStatus: IdTagStatus

    static let representation = Representation<IdTagView>(
        "IdTag", "An identifier that may charge, or may not.",
        [
            Field("idTag", "The identifier as it was registered; compared without regard to case.", \.idTag.idTag.text),
            Field("status", IdTagInput.statusDescription, \.idTag.values.status),
            Field("expiryDate", IdTagInput.expiryDescription, \.idTag.values.expiryDate),
            Field("parentIdTag", IdTagInput.parentDescription, \.idTag.values.parentIdTag?.text),
            Field("maximumConcurrentTransactions", IdTagInput.maximumDescription, \.idTag.values.maximumConcurrentTransactions),
            Field("note", "The operator's own words.", \.idTag.values.note),
            Field("effectiveStatus", "The status in force now: an accepted idTag past its expiry date is `Expired`.", \.effectiveStatus),
            Field("createdAt", "When it was registered.", \.idTag.createdAt),
            Field("updatedAt", "When it was last changed.", \.idTag.updatedAt),
        ])
}
