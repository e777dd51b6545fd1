import HTTPTypes
import OCPP16
import Testing

@testable import CentralSystem
@testable import Console
@testable import WebAPI

@Suite("Pages about DataTransfer")
struct DataTransferPageTests {
    private func vendor(_ console: ConsoleFixture, _ id: String) async throws -> DataTransferVendor {
        try await console.centralSystem.dataTransfers.vendor(try CiString<255>(id))
    }

    @Test("a vendor is added, changed without losing its secret, which nobody sees, and removed")
    func life() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            let fields = FormText.encode([
                ("vendorId", "com.example/<x>"), ("url", "https://example.com/hook"), ("messageIds", "Tariff\r\nPrice"), ("timeoutSeconds", "4"),
                ("secret", "a secret of ours"),
            ])
            let made = try await console.post("/data-transfer/new", "\(csrf)&\(fields)", browser)
            #expect(made.status == 303)
            let path = try #require(made.headers[.location])
            let values = try await vendor(console, "com.example/<x>").values
            #expect(values.messageIds == ["Tariff", "Price"] && values.timeoutSeconds == 4 && values.secret == "a secret of ours")
            let page = try await console.get(path, browser).text
            #expect(page.contains("com.example/&lt;x&gt;") && !page.contains("<x>") && !page.contains("a secret of ours"))
            #expect(page.contains("/messages?action=DataTransfer&amp;text=com.example%2F%3Cx%3E"))
            let edit = try await console.get("\(path)/edit", browser).text
            #expect(edit.contains("Tariff\nPrice") && !edit.contains("a secret of ours"))
            let changes = FormText.encode([("url", "https://example.com/other"), ("messageIds", ""), ("timeoutSeconds", "8")])
            #expect(try await console.post("\(path)/edit", "\(csrf)&\(changes)", browser).status == 303)
            let changed = try await vendor(console, "com.example/<x>").values
            #expect(changed.messageIds == nil && changed.secret == "a secret of ours" && changed.url.hasSuffix("other"))
            let unsigned = "\(csrf)&\(changes)&removeSecret=true"
            #expect(try await console.post("\(path)/edit", unsigned, browser).status == 303)
            #expect(try await vendor(console, "com.example/<x>").values.secret == nil)
            #expect(try await console.get("\(path)/remove", browser).text.contains("answered UnknownVendorId from now on"))
            #expect(try await console.post("\(path)/remove", csrf, browser).headers[.location] == "/data-transfer")
            #expect(try await console.get(path, browser).status == 404)
        }
    }

    @Test("what is wrong is told beside its field, and what was typed stays but for the secret")
    func mistakes() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.operator)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            let fields = FormText.encode([("vendorId", "v"), ("url", "ftp://x"), ("timeoutSeconds", "5"), ("secret", "a secret of ours")])
            let refused = try await console.post("/data-transfer/new", "\(csrf)&\(fields)", browser)
            #expect(refused.status == 422 && refused.text.contains("field-url-error"))
            #expect(refused.text.contains("value=\"ftp://x\"") && !refused.text.contains("a secret of ours"))
            let empty = try await console.post("/data-transfer/new", "\(csrf)&vendorId=v&url=https%3A%2F%2Fx.example&timeoutSeconds=", browser)
            #expect(empty.status == 422 && empty.text.contains("field-timeoutSeconds-error"))
        }
    }

    @Test("a viewer sees vendors and may change none")
    func viewers() async throws {
        try await withConsole { console async throws in
            _ = try await console.centralSystem.dataTransfers.createVendor(
                try CiString<255>("v"), DataTransferVendorValues(url: "https://example.com/"))
            let browser = try await console.browser(.viewer)
            let csrf = "csrf=\(try await console.forgeryToken(browser))"
            let page = try await console.get("/data-transfer/vendors/v", browser).text
            #expect(!page.contains("/edit") && !page.contains("/remove"))
            #expect(!(try await console.get("/data-transfer", browser).text.contains("/data-transfer/new")))
            for path in ["/data-transfer/new", "/data-transfer/vendors/v/edit", "/data-transfer/vendors/v/remove"] {
                #expect(try await console.get(path, browser).status == 403)
                #expect(try await console.post(path, csrf, browser).status == 403)
            }
        }
    }
}
