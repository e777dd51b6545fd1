import OCPPJ

/// Flags as they lie in a column: JSON text, null when there are none.
enum RecordFlags {
    private struct List: Codable {
        var flags: [RecordFlag]
    }

    static func text(_ flags: [RecordFlag]) throws -> String {
        String(decoding: try PayloadEncoder.encode(List(flags: flags)), as: UTF8.self)
    }

    static func flags(_ text: [UInt8]?) throws -> [RecordFlag] {
        guard let text else { return [] }
        return try PayloadDecoder.decode(List.self, from: try JSONNode.parse(text)).flags
    }
}
