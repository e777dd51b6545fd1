import OCPPJ

/// `Frame.decode` and the JSON parser under it: what decodes can be looked at in every way, and encodes to something that decodes
/// to the same.
struct FrameTarget: FuzzTarget {
    func test(_ bytes: [UInt8]) {
        if let node = try? JSONNode.parse(bytes) {
            look(at: node, depth: 0)
            expect(node.text.count <= bytes.count, "a value's text is part of the whole")
        }
        guard let frame = try? Frame.decode(bytes) else { return }
        let again = encode(frame)
        guard let second = try? Frame.decode(again) else { fatalError("what was encoded does not decode") }
        expect(encode(second) == again, "a frame survives a second round")
        switch (frame, second) {
        case (.call(let id, let action, let payload), .call(let otherID, let otherAction, let otherPayload)):
            expect(id == otherID && action == otherAction, "a CALL keeps its id and its action")
            expect(payload.text == otherPayload.text, "a CALL keeps its payload")
        case (.callResult(let id, let payload), .callResult(let otherID, let otherPayload)):
            expect(id == otherID && payload.text == otherPayload.text, "a CALLRESULT stays the same")
        case (.callError(let id, let error), .callError(let otherID, let otherError)):
            expect(id == otherID && error.code == otherError.code, "a CALLERROR keeps its id and its code")
            expect(error.text.cut(to: 255) == otherError.text, "a CALLERROR keeps its text")
            expect(error.details == otherError.details, "a CALLERROR keeps its details")
        default: fatalError("broken: a frame stays of its kind")
        }
    }

    private func encode(_ frame: Frame) -> [UInt8] {
        switch frame {
        case .call(let id, let action, let payload): Frame.call(id, action, payload: payload.text)
        case .callResult(let id, let payload): Frame.answer(id, .result(payload.text))
        case .callError(let id, let error): Frame.answer(id, .failure(error))
        }
    }

    private func look(at node: JSONNode, depth: Int) {
        expect(depth < 33, "nothing nests deeper than was allowed")
        switch node.kind {
        case .object:
            let members = node.members
            for (name, value) in members {
                expect(node[name] != nil, "a member is found by its name")
                look(at: value, depth: depth + 1)
            }
        case .array:
            for element in node.elements { look(at: element, depth: depth + 1) }
        case .string:
            expect(node.string != nil && node.int == nil, "a string is a string")
            var writer = JSONWriter()
            writer.string(node.string ?? "")
            expect(try JSONNode.parse(writer.bytes).string == node.string, "a string survives")
        case .number:
            expect(node.double != nil, "a number has a value")
            if let int = node.int, let double = node.double, abs(double) < 0x1p53 {
                expect(Double(int) == double, "both readings of a number agree")
            }
        case .bool: expect(node.bool != nil, "a truth value is one")
        case .null: expect(node.text == Array("null".utf8), "null is written so")
        }
    }
}
