/// One message of OCPP-J as it stands on the wire (OCPP-J 1.6, section 4.2).
package enum Frame: Sendable {
    /// `[2, id, action, payload]`
    case call(messageID: String, action: OCPPAction, payload: JSONNode)
    /// `[3, id, payload]`
    case callResult(messageID: String, payload: JSONNode)
    /// `[4, id, code, description, details]`
    case callError(messageID: String, error: CallError)
}

/// Why a text is no frame of OCPP-J.
package struct FrameError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The message id, when the text got as far as that and looks like a CALL: it can then be answered with a CALLERROR.
    package var messageID: String?
    package var reason: String

    package var description: String { reason }
}

extension Frame {
    /// The longest message id that OCPP-J allows, in characters (OCPP-J 1.6, section 4.2.1: a GUID's 36).
    ///
    /// Longer ones are taken as they come up to a bound that keeps them from filling memory.
    static let maximumMessageIDLength = 256

    /// Reads one frame.
    ///
    /// - Parameter maximumDepth: how deep the JSON may nest.
    package static func decode(_ bytes: [UInt8], maximumDepth: Int = 32) throws(FrameError) -> Frame {
        let root: JSONNode
        do {
            root = try JSONNode.parse(bytes, maximumDepth: maximumDepth)
        } catch {
            throw FrameError(reason: "\(error)")
        }
        guard root.kind == .array else { throw FrameError(reason: "the message is no JSON array") }
        let elements = root.elements
        guard let type = elements.first?.int else { throw FrameError(reason: "the message type is missing") }
        guard elements.count > 1, let messageID = elements[1].string else {
            throw FrameError(reason: "the message id is missing or no string")
        }
        guard messageID.utf8.count <= maximumMessageIDLength else {
            throw FrameError(reason: "the message id is longer than \(maximumMessageIDLength) bytes")
        }
        switch type {
        case 2: return try call(messageID, elements)
        case 3:
            guard elements.count == 3 else { throw FrameError(reason: "a CALLRESULT has three elements") }
            return .callResult(messageID: messageID, payload: elements[2])
        case 4: return try callError(messageID, elements)
        default: throw FrameError(reason: "message type \(type) is not known; 2, 3 and 4 are")
        }
    }

    private static func call(_ messageID: String, _ elements: [JSONNode]) throws(FrameError) -> Frame {
        guard elements.count > 2, let action = elements[2].string else {
            throw FrameError(messageID: messageID, reason: "the action is missing or no string")
        }
        guard elements.count == 4 else {
            throw FrameError(messageID: messageID, reason: "a CALL has four elements, not \(elements.count)")
        }
        return .call(messageID: messageID, action: OCPPAction(rawValue: action), payload: elements[3])
    }

    private static func callError(_ messageID: String, _ elements: [JSONNode]) throws(FrameError) -> Frame {
        guard elements.count >= 3 else { throw FrameError(reason: "the error code is missing") }
        // A CALLERROR ends a request that somebody waits for: what else it says may be odd or missing.
        let code = elements[2].string ?? CallErrorCode.genericError.rawValue
        let text = elements.count > 3 ? elements[3].string ?? "" : ""
        let details = elements.count > 4 && elements[4].kind == .object ? elements[4].text : Array("{}".utf8)
        return .callError(
            messageID: messageID,
            error: CallError(CallErrorCode(received: code), text, details: String(decoding: details, as: UTF8.self)))
    }
}

extension Frame {
    /// The text of a CALL.
    package static func call(_ messageID: String, _ action: OCPPAction, payload: [UInt8]) -> [UInt8] {
        var writer = JSONWriter(capacity: payload.count + messageID.utf8.count + action.rawValue.utf8.count + 16)
        writer.raw("[2,")
        writer.string(messageID)
        writer.raw(",")
        writer.string(action.rawValue)
        writer.raw(",")
        writer.raw(payload)
        writer.raw("]")
        return writer.bytes
    }

    /// The text of the answer to a CALL.
    package static func answer(_ messageID: String, _ answer: CallAnswer) -> [UInt8] {
        switch answer {
        case .result(let payload):
            var writer = JSONWriter(capacity: payload.count + messageID.utf8.count + 12)
            writer.raw("[3,")
            writer.string(messageID)
            writer.raw(",")
            writer.raw(payload)
            writer.raw("]")
            return writer.bytes
        case .failure(let error):
            var writer = JSONWriter()
            writer.raw("[4,")
            writer.string(messageID)
            writer.raw(",")
            writer.string(error.code.rawValue)
            writer.raw(",")
            // OCPP-J 1.6, section 4.2.3: at most 255 characters.
            writer.string(error.text.cut(to: 255))
            writer.raw(",")
            writer.raw(Array(error.details.utf8))
            writer.raw("]")
            return writer.bytes
        }
    }
}
