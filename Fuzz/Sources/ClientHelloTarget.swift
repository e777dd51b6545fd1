@testable import OCPPTransport

/// The ClientHello reader. However much has come, it says the same: what is decided stays decided.
struct ClientHelloTarget: FuzzTarget {
    func test(_ bytes: [UInt8]) {
        let whole = ClientHello.read(bytes)
        if case .hello(let hello) = whole {
            expect(hello.serverName?.utf8.allSatisfy { (0x21...0x7E).contains($0) } ?? true, "a server name is for reading")
            _ = hello.offersSupportedVersion
        }
        /// Of the beginnings so far, which said that nothing shorter is a ClientHello.
        var needed = 1
        let step = max(1, bytes.count / 16)
        for end in stride(from: 0, to: bytes.count, by: step) {
            switch (ClientHello.read(Array(bytes[..<end])), whole) {
            case (.incomplete(let needs), _):
                expect(needs > end, "something is missing")
                needed = max(needed, needs)
            case (.invalid, .invalid): break
            case (.hello(let early), .hello(let late)):
                expect(early == late, "more bytes change nothing")
                expect(needed <= end, "no more is waited for than is needed")
            default: fatalError("broken: what is decided stays decided")
            }
        }
    }
}
