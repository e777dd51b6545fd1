import OCPP16
import OCPPJ

@testable import CentralSystem
@testable import WebAPI

/// The short texts in which strangers name things: the first byte picks the reader, the rest is the text.
struct TextTarget: FuzzTarget {
    func test(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        switch first % 9 {
        case 0: target(text)
        case 1: credentials(text)
        case 2: header(text)
        case 3: fileName(text)
        case 4: range(text)
        case 5: delivered(text)
        case 6: time(text)
        case 7: bounded(text)
        default: form(text)
        }
    }

    private func target(_ text: String) {
        guard let identity = ConnectionTarget(text).identity else { return }
        guard let known = ChargePointIdentity(identity) else { return }
        expect(
            !known.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }, "an identity has no control characters")
        expect(known.text.count <= 48, "an identity is short")
        expect(ChargePointIdentity(known.text) == known, "an identity is the same when it is read again")
    }

    private func credentials(_ text: String) {
        guard let found = BasicCredentials(header: text) else { return }
        expect(!found.userName.contains(UInt8(ascii: ":")), "a user name ends at the first colon")
        expect(found.userName.count + found.password.count <= text.utf8.count, "credentials are no longer than their header")
    }

    private func header(_ text: String) {
        let header = HeaderParameters(text)
        _ = header["boundary"]
        fileName(header.fileName ?? "")
    }

    private func fileName(_ text: String) {
        guard let name = StrangersFileName.clean(text) else { return }
        expect(!name.contains { $0 == "/" || $0 == "\\" }, "a file's name has no path")
        expect(!name.isEmpty && name != "." && name != "..", "a file's name is one")
        let header = StrangersFileName.disposition(name)
        expect(header.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "a header is one line of ASCII: \(header.debugDescription)")
    }

    private func range(_ text: String) {
        for size: Int64 in [0, 1, 1000, .max] {
            guard case .part(let range) = ByteRangeRequest(text, size: size) else { continue }
            expect(!range.isEmpty && range.lowerBound >= 0 && range.upperBound <= size, "a part lies within its file")
        }
    }

    private func delivered(_ text: String) {
        let ranges = ByteRanges(text: text)
        expect(ByteRanges(text: ranges.text) == ranges, "delivered ranges survive")
        expect(ranges.count >= 0, "delivered bytes can be counted")
    }

    private func time(_ text: String) {
        let time = DateTime(received: text)
        if let moment = time.timestamp {
            expect(Timestamp(rfc3339: moment.rfc3339) == moment, "a time survives: \(moment.rfc3339)")
        }
        if let strict = Timestamp(rfc3339: text) { expect(time.timestamp == strict, "both readings of a time agree") }
    }

    private func bounded(_ text: String) {
        if let value = try? CiString<20>(text) {
            expect((try? CiString<20>(value.text)) == value, "a text survives")
            // In lower case some letters become two, so that what is compared may be longer than what was allowed.
            expect(value.key.lowercased() == value.key, "what is compared stays what it is")
        }
    }

    private func form(_ text: String) {
        guard let fields = FormText.parse(text) else { return }
        expect(fields.count <= text.utf8.count, "a form has no more fields than it has bytes")
        expect(!fields.contains { $0.value.contains("\r") }, "line breaks are plain")
        // Ends the process, which is how a fuzzer is told of a finding.
        guard let again = FormText.parse(FormText.encode(fields)) else { fatalError("broken: what is encoded can be read") }
        expect(again.elementsEqual(fields) { $0.name == $1.name && $0.value == $1.value }, "a form survives")
    }
}
