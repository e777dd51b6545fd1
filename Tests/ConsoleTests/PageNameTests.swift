import CentralSystem
import Foundation
import HTTPTypes
import OCPP16
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

@Suite("Things that are called like a page")
struct PageNameTests {
    @Test("no name leads to another page than that of the thing")
    func everyName() async throws {
        try await withConsole { console async throws in
            let table = console.console.pages
            let patterns = table.allPaths.map { $0.split(separator: "/") }
            for pattern in patterns {
                for other in patterns where other.count == pattern.count {
                    // Where this path has a parameter, the other has a name, and everything else may be the same.
                    let names = zip(pattern, other).filter { $0.hasPrefix("{") && !$1.hasPrefix("{") }.map { (String($0), String($1)) }
                    guard let (parameter, name) = names.first, names.count == 1 else { continue }
                    let values = Dictionary(
                        pattern.filter { $0.hasPrefix("{") }.map { (String($0.dropFirst().dropLast()), "x") }, uniquingKeysWith: { first, _ in first }
                    ).merging([String(parameter.dropFirst().dropLast()): name]) { $1 }
                    let path = "/" + pattern.joined(separator: "/")
                    let found = try #require(table.page(at: LocalPath.of(path, values)))
                    #expect(type(of: found.page).path == path, "\(name)")
                    #expect(found.parameters == values)
                }
            }
        }
    }

    @Test("a charge point, a user, an idTag and a template named new are opened from their lists")
    func new() async throws {
        try await withConsole { console async throws in
            let browser = try await console.browser(.administrator)
            _ = try await console.centralSystem.chargePoints.create(NewChargePoint(id: "new"))
            _ = try await console.browser(.viewer, name: "new")
            _ = try await console.centralSystem.idTags.put(IdToken("new"), IdTagValues())
            _ = try await console.centralSystem.configurationTemplates.create("new", .init(values: [.init(ConfigurationKeyName("A"), "1")]))
            for list in ["/charge-points", "/users", "/id-tags", "/configuration"] {
                let page = try await console.get(list, browser).text
                let end = try #require(page.range(of: ">new</a>", options: .caseInsensitive)).lowerBound
                let start = try #require(page[..<end].range(of: "<a href=\"", options: .backwards)).upperBound
                let path = String(page[start..<end].prefix { $0 != "\"" })
                let opened = try await console.get(path, browser)
                #expect(opened.status == 200, "\(path)")
                let heading = opened.text.split(separator: "<h1>").last?.prefix { $0 != "<" } ?? ""
                #expect(heading.lowercased().hasSuffix("new"), "\(path): \(heading)")
            }
            #expect(try await console.get("/charge-points/new", browser).text.contains("Add a charge point"))
        }
    }
}
