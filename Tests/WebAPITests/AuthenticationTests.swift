import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Authentication")
struct AuthenticationTests {
    @Test("every operation below /api/v1 refuses strangers, and the others welcome them")
    func strangers() async throws {
        try await withAPI { api async throws in
            for operation in api.server.table.operations {
                let path = operation.path.replacing(#/\{[^}]*\}/#, with: "1")
                let answer = try await api.ask(operation.method, path, token: nil)
                #expect((answer.status == 401) == operation.requiresToken, "\(operation.method) \(path)")
                #expect(operation.requiresToken == (path.hasPrefix("/api/v1/") && operation.name != "logIn"))
            }
        }
    }

    @Test(
        "what is not the administrator's token is refused with a challenge",
        arguments: ["Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "a", "Bearer a token for tests x", "bearer  "])
    func wrong(header: String) async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(
                .get, "/api/v1/id-tags", token: nil, headers: [.authorization: header])
            #expect(answer.status == 401)
            #expect(answer.problem == "unauthorized")
            #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        }
    }

    @Test("odd spellings of a path do not go around the token", arguments: [
        "//api/v1/id-tags", "/api//v1/id-tags", "/api/v1//id-tags", "/api/v1/id-tags/", "/api/v1", "/api/v1/nothing",
    ])
    func detours(path: String) async throws {
        try await withAPI { api async throws in
            #expect(try await api.ask(.get, path, token: nil).status == 401)
        }
    }

    @Test("the scheme's name is compared without regard to case")
    func scheme() async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(
                .get, "/api/v1/id-tags", token: nil, headers: [.authorization: "bEARER \(APIFixture.token)"])
            #expect(answer.status == 200)
        }
    }

    @Test("only the token itself is accepted", arguments: ["", "ab", "abd", "abcd", "ABC"])
    func accepted(text: String) {
        let authentication = TokenAuthentication(token: "abc")
        #expect(authentication.accepts("abc"))
        #expect(!authentication.accepts(text))
    }

    @Test("a token is generated once and known by its hash afterwards")
    func generated() async throws {
        try await withAPI { api async throws in
            let settings = api.centralSystem.storedSettings
            let first = try await TokenAuthentication.load(token: nil, settings: settings)
            let token = try #require(first.generatedToken)
            #expect(token.count == 64)
            #expect(first.authentication.accepts(token))
            let second = try await TokenAuthentication.load(token: "", settings: settings)
            #expect(second.generatedToken == nil)
            #expect(second.authentication.accepts(token))
            let given = try await TokenAuthentication.load(token: "given", settings: settings)
            #expect(given.authentication.accepts("given"))
            #expect(!given.authentication.accepts(token))
            #expect(try await settings.value(TokenAuthentication.settingName) == TokenAuthentication.hexadecimalHash(of: token))
        }
    }

    @Test("a hash is read back from hexadecimal, and nothing else is")
    func hash() {
        #expect(
            TokenAuthentication.hexadecimalHash(of: "abc")
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(TokenAuthentication(hexadecimalHash: TokenAuthentication.hexadecimalHash(of: "x"))?.accepts("x") == true)
        #expect(TokenAuthentication(hexadecimalHash: "abc") == nil)
        #expect(TokenAuthentication(hexadecimalHash: String(repeating: "g", count: 64)) == nil)
    }
}
