import Foundation
import OCPPJ
import Testing

/// A payload of one message, as JSON text that stands for itself or as encoded from a value.
struct Sample: Sendable, CustomTestStringConvertible {
    /// The name of the payload's JSON schema, which is also the name of its type.
    let schema: String
    let json: String
    /// Decodes a text as this sample's type and encodes what came out.
    let recode: @Sendable (String) throws -> String
    /// Whether the two texts decode to equal values.
    let areEqual: @Sendable (String, String) throws -> Bool

    init<Payload: Codable & Hashable & Sendable>(_ type: Payload.Type, _ json: String) {
        schema = String(describing: Payload.self)
        self.json = json
        recode = { String(decoding: try PayloadEncoder.encode(try decode(type, $0)), as: UTF8.self) }
        areEqual = { try decode(type, $0) == decode(type, $1) }
    }

    init<Payload: Codable & Hashable & Sendable>(_ value: Payload) throws {
        self.init(Payload.self, String(decoding: try PayloadEncoder.encode(value), as: UTF8.self))
    }

    /// One sample for each value of a closed set.
    static func each<Value: CaseIterable, Payload: Codable & Hashable & Sendable>(
        _ make: (Value) -> Payload
    ) throws -> [Sample] {
        try Value.allCases.map { try Sample(make($0)) }
    }

    var testDescription: String { "\(schema) \(json.prefix(80))" }
}

/// Decodes a payload from its text.
func decode<Payload: Decodable>(_ type: Payload.Type, _ json: String) throws -> Payload {
    try PayloadDecoder.decode(type, from: JSONNode.parse(Array(json.utf8)))
}

/// The text as Foundation's values, which compare without regard to the order of members.
func object(_ json: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
}
