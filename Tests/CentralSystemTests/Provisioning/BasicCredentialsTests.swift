import Foundation
import Testing

@testable import CentralSystem

@Suite("Basic credentials")
struct BasicCredentialsTests {
    @Test("only the first colon separates, and the password is bytes")
    func bytes() throws {
        let password: [UInt8] = [0xFF, 0x00, 0x3A, 0x80, 0x3A]
        let encoded = Data(Array("CP-1:".utf8) + password).base64EncodedString()
        let credentials = try #require(BasicCredentials(header: "Basic \(encoded)"))
        #expect(credentials.userNameText == "CP-1")
        #expect(credentials.password == password)
    }

    @Test("the scheme's case and missing padding do not matter", arguments: ["basic Q1A6YQ", "BASIC Q1A6YQ==", "Basic  Q1A6YQ=="])
    func tolerated(header: String) throws {
        let credentials = try #require(BasicCredentials(header: header))
        #expect(credentials.userNameText == "CP")
        #expect(credentials.password == Array("a".utf8))
    }

    @Test("what is no Basic authentication is none", arguments: [
        "", "Basic", "Basic ", "Basic !!!!", "Basic bm9jb2xvbg==", "Bearer abc", "Digest username=x", "nonsense", "Basic a b",
    ])
    func refused(header: String) {
        #expect(BasicCredentials(header: header) == nil)
    }
}
