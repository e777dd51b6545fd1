import OCPPJ

/// Reads a payload as the specification has it, with none of the leniency that charge points enjoy.
enum StrictPayload {
    /// The payload as we would write it.
    ///
    /// - Parameter message: the specification's name of the message, for example `Reset.req`.
    /// - Throws: `PayloadError` with the path to the member that does not conform.
    static func canonicalJSON<Payload: Codable>(
        _ type: Payload.Type, from node: JSONNode, message: String
    ) throws(PayloadError) -> [UInt8] {
        let value = try PayloadDecoder.decode(type, from: node)
        if let failure = SpecificationLimits.failure(in: value) { throw failure }
        let bytes: [UInt8]
        let known: JSONNode
        do {
            bytes = try PayloadEncoder.encode(value)
            known = try JSONNode.parse(bytes)
        } catch {
            throw PayloadError(.structure, "cannot be written: \(error)")
        }
        if let failure = unknownMember(in: node, known: known, message: message) { throw failure }
        return bytes
    }

    /// The first member of `node` that writing the decoded value did not give back: a member that the message does not
    /// have, one given twice, or a `null`.
    private static func unknownMember(in node: JSONNode, known: JSONNode, message: String) -> PayloadError? {
        var names = Set<String>()
        for (name, value) in node.members {
            if value.kind == .null {
                return PayloadError(.wrongType, path: [name], "must not be null; leave it out instead")
            }
            guard let counterpart = known[name] else {
                return PayloadError(.constraint, path: [name], "is not a member of \(message)")
            }
            guard names.insert(name).inserted else {
                return PayloadError(.constraint, path: [name], "is given more than once")
            }
            if let failure = unknownMember(in: value, known: counterpart, message: message) {
                return failure.inside(name)
            }
        }
        for (index, (element, counterpart)) in zip(node.elements, known.elements).enumerated() {
            if let failure = unknownMember(in: element, known: counterpart, message: message) {
                return failure.inside(String(index))
            }
        }
        return nil
    }
}
