import CentralSystem
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import OCPPJ
import Persistence
import Testing

@testable import WebAPI

@Suite("Problems")
struct ProblemTests {
    @Test("a path that does not exist is a problem", arguments: ["/", "/nothing", "/api/v1/nothing", "/healthz/x"])
    func missing(path: String) async throws {
        try await withAPI { api async throws in
            let answer = try await api.get(path)
            #expect(answer.status == 404)
            #expect(answer.problem == "not-found")
        }
    }

    @Test("a method that is not offered is a problem that tells which ones are")
    func method() async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(.delete, "/api/v1/charge-points")
            #expect(answer.status == 405)
            #expect(answer.problem == "method-not-allowed")
            #expect(answer.headers[.allow] == "GET, POST, HEAD")
        }
    }

    @Test("HEAD is answered like GET, without the body")
    func head() async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(.head, "/api/v1/id-tags")
            #expect(answer.status == 200)
            #expect(answer.text.isEmpty)
            let missing = try await api.ask(.head, "/api/v1/charge-points/A")
            #expect(missing.status == 404)
            #expect(missing.text.isEmpty)
        }
    }

    @Test("a body beyond the limit is refused, also when it does not tell its length beforehand")
    func large() async throws {
        try await withAPI(configuration: WebAPIConfiguration(maximumBodyBytes: 100)) { api async throws in
            let body = #"{"idTag":""# + String(repeating: "x", count: 200) + #""}"#
            #expect(try await api.ask(.post, "/api/v1/id-tags", body).problem == "body-too-large")
        }
    }

    @Test("a body that is no JSON object is refused", arguments: [
        ("", 400), ("   ", 400), ("{", 400), ("nonsense", 400), ("[1]", 422), ("7", 422), ("null", 422),
        (#"{"idTag":"A"} x"#, 400), (#"{"idTag":"# + String(repeating: "[", count: 100_000), 400),
        (#"{"idTag":"# + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}", 400),
    ])
    func malformed(body: String, status: Int) async throws {
        try await withAPI { api async throws in
            #expect(try await api.ask(.post, "/api/v1/id-tags", body).status == status)
        }
    }

    @Test("a bad query is refused, and the parameter is named", arguments: [
        "limit=0", "limit=1001", "limit=x", "cursor=nonsense", "cursor=!", "state=Sleeping", "from=yesterday",
        "quarantined=perhaps", "connectorId=one", "limit=1&limit=2", "unknown=1", "chargePoint=%FF",
    ])
    func query(text: String) async throws {
        try await withAPI { api async throws in
            let answer = try await api.get("/api/v1/transactions?\(text)")
            #expect(answer.status == 400)
            #expect(answer.problem == "invalid-request")
            let name = text.split(separator: "=")[0]
            #expect(answer.json["detail"]?.string?.hasPrefix("\(name):") == true)
        }
    }

    @Test("a path that is no percent-encoded text is refused")
    func path() async throws {
        try await withAPI { api async throws in
            #expect(try await api.get("/api/v1/charge-points/%FF").status == 400)
        }
    }

    @Test("errors of storage tell what happened and nothing of the inside", arguments: [
        (DatabaseError.Code.full, 507, "storage-full"), (.busy, 503, "storage-failure"), (.closed, 503, "storage-failure"),
        (.corrupt, 500, "storage-failure"), (.statement, 500, "storage-failure"),
    ])
    func storage(code: DatabaseError.Code, status: Int, slug: String) {
        let error = DatabaseError(code, "words for people", sql: "SELECT secret", engineCode: 13)
        let problem = Problem(error, logger: Self.silent)
        #expect(problem.type.status.code == status)
        #expect(problem.type.uri == "urn:stationmaster:problem:\(slug)")
        #expect(!String(decoding: problem.json, as: UTF8.self).contains("secret"))
    }

    @Test("an error that nobody foresaw is 500 without its text")
    func unforeseen() {
        struct Odd: Error { let text = "password" }
        let problem = Problem(Odd(), logger: Self.silent)
        #expect(problem.type == .internalError)
        #expect(!String(decoding: problem.json, as: UTF8.self).contains("password"))
    }

    @Test("other errors have their problems")
    func others() {
        #expect(Problem(NIOTooManyBytesError(maxBytes: 1), logger: Self.silent).type == .bodyTooLarge)
        #expect(Problem(CancellationError(), logger: Self.silent).type == .stopping)
        #expect(Problem(HTTPError(.badRequest), logger: Self.silent).type == .invalidRequest)
        #expect(Problem(HTTPError(.notFound), logger: Self.silent).type == .notFound)
        let member = Problem(PayloadError(.wrongType, path: ["a", "0"], "must be a string"), logger: Self.silent)
        #expect(member.type == .invalidMember)
        #expect(String(decoding: member.json, as: UTF8.self).contains(#""member":"a[0]""#))
    }

    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
