import Foundation
import Testing

@testable import Persistence

@Suite("Rows")
struct RowTests {
    let row = SQLRow(
        SQLResult(
            columns: ["integer", "real", "text", "blob", "nothing"],
            cells: [.integer(7), .real(2.5), .text(start: 0, count: 2), .blob(start: 2, count: 1), .null],
            bytes: [104, 105, 255]
        ),
        row: 0
    )

    @Test("convert what can be converted")
    func conversions() throws {
        #expect(try row.int("integer") == 7)
        #expect(try row.int64("integer") == 7)
        #expect(try row.bool("integer"))
        #expect(try row.double("integer") == 7)
        #expect(try row.double("real") == 2.5)
        #expect(try row.text("text") == "hi")
        #expect(try row.bytes("text") == [104, 105])
        #expect(try row.bytes("blob") == [255])
    }

    @Test("give nil for null where that is asked for")
    func nulls() throws {
        #expect(try row.intIfPresent("nothing") == nil)
        #expect(try row.int64IfPresent("nothing") == nil)
        #expect(try row.doubleIfPresent("nothing") == nil)
        #expect(try row.textIfPresent("nothing") == nil)
        #expect(try row.boolIfPresent("nothing") == nil)
        #expect(try row.bytesIfPresent("nothing") == nil)
    }

    @Test("refuse what is something else, by the column's name", arguments: [
        ("text", "column text holds text where an integer was asked for"),
        ("real", "column real holds a fraction where an integer was asked for"),
        ("nothing", "column nothing is null"),
        ("other", "there is no column other, only integer, real, text, blob, nothing"),
    ])
    func refuses(column: String, message: String) {
        let error = #expect(throws: DatabaseError.self) { try row.int(column) }
        #expect(error?.code == .column)
        #expect(error?.message == message)
    }
}
