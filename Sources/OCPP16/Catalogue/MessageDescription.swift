public import OCPPJ

/// A request and its confirmation, with what it takes to check either by the letter of the specification.
public struct MessageDescription: Sendable {
    public let action: OCPPAction
    private let canonicalRequest: @Sendable (JSONNode) throws(PayloadError) -> [UInt8]
    private let canonicalResponse: @Sendable (JSONNode) throws(PayloadError) -> [UInt8]

    public init<Request: OCPPRequest>(_ request: Request.Type) {
        action = Request.action
        let name = Request.action.rawValue
        canonicalRequest = { node throws(PayloadError) in
            try StrictPayload.canonicalJSON(Request.self, from: node, message: "\(name).req")
        }
        canonicalResponse = { node throws(PayloadError) in
            try StrictPayload.canonicalJSON(Request.Response.self, from: node, message: "\(name).conf")
        }
    }

    /// Checks the payload of a request before it is sent.
    ///
    /// Strictly: members that the message does not have are refused, as are `null`, times that are not RFC 3339 and
    /// everything outside the limits of the specification. Whether the request is wise is not asked.
    ///
    /// - Returns: the payload as it shall be sent, its times in UTC.
    /// - Throws: `PayloadError` with the path to the member at fault.
    public func validate(_ payload: JSONNode) throws(PayloadError) -> [UInt8] {
        try canonicalRequest(payload)
    }

    /// What is wrong with a request by the letter of the specification; nil when nothing is.
    public func checkRequest(_ payload: JSONNode) -> PayloadError? {
        do {
            _ = try canonicalRequest(payload)
            return nil
        } catch {
            return error
        }
    }

    /// What is wrong with an answer by the letter of the specification; nil when nothing is.
    public func checkResponse(_ payload: JSONNode) -> PayloadError? {
        do {
            _ = try canonicalResponse(payload)
            return nil
        } catch {
            return error
        }
    }
}
