@testable import OCPPTransport

/// The ClientHello reader. However much has come, it says the same: what is decided stays decided.
struct ClientHelloTarget: FuzzTarget {
    func test(_ bytes: [UInt8]) {
        let whole = ClientHello.read(bytes)
        if case .hello(let hello) = whole {
            expect(hello.serverName?.utf8.allSatisfy { (0x21...0x7E).contains($0) } ?? true, "a server name is for reading")
            _ = hello.offersSupportedVersion
        }
        let step = max(1, bytes.count / 16)
        for end in stride(from: 0, to: bytes.count, by: step) {
            switch (ClientHello.read(Array(bytes[..<end])), whole) {
            case (.incomplete, _), (.invalid, .invalid): break
            case (.hello(let early), .hello(let late)): expect(early == late, "more bytes change nothing")
            default: fatalError("broken: what is decided stays decided")
            }
        }
    }
}
