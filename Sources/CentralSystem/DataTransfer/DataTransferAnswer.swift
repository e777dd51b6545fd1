import OCPP16
import OCPPJ

/// What a DataTransfer from a charge point is answered with, and why.
struct DataTransferAnswer: Hashable, Sendable {
    var status: DataTransferStatus
    var data: String?
    /// For the operator; nil when there is nothing to explain.
    var reason: String?

    init(_ status: DataTransferStatus, data: String? = nil, reason: String? = nil) {
        self.status = status
        self.data = data
        self.reason = reason
    }

    /// Reads a webhook's answer: `{"status": "…", "data": "…"}`. Data that is no string is passed on as its JSON text. Whatever
    /// cannot be read as such an answer becomes `Rejected`.
    init(webhook body: [UInt8]) {
        guard let node = try? JSONNode.parse(body), node.kind == .object else {
            self.init(.rejected, reason: "the webhook's answer is no JSON object")
            return
        }
        guard let text = node["status"]?.string, let status = DataTransferStatus(rawValue: text) else {
            self.init(.rejected, reason: "the webhook's answer has no status of DataTransfer")
            return
        }
        let data = node["data"].flatMap { node -> String? in
            switch node.kind {
            case .null: nil
            case .string: node.string
            default: String(decoding: node.text, as: UTF8.self)
            }
        }
        self.init(status, data: data)
    }
}
