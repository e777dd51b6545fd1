import ArgumentParser
import CentralSystem
import OCPPJ
import WebAPI

/// Tokens with which programs use the operators' API.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "List, make and revoke tokens of programs.",
        discussion: "Works on the data directory, whether the server runs or not.",
        subcommands: [List.self, Create.self, Revoke.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Print all tokens, without their texts.")
        @OptionGroup var directory: DataDirectoryOptions

        func run() async throws {
            try await directory.change { operators in
                var page = PageRequest(limit: 1000)
                while true {
                    let tokens = try await operators.tokens.list(page)
                    for token in tokens.items { print(TokenCommand.line(token)) }
                    guard let cursor = tokens.nextCursor else { return nil }
                    page = PageRequest(limit: 1000, cursor: cursor)
                }
            }
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Make a token and print it; it is shown this once.")
        @Argument(help: "What it is for.") var name: String
        @Option(help: "viewer, operator or administrator.") var role: Role
        @Flag(name: .customLong("read-only"), help: "Let it only read.") var isReadOnly = false
        @Option(name: .customLong("scope"), help: "A group of operations that it may use, such as transactions; can be repeated. All when absent.")
        var scopes: [String] = []
        @Option(name: .customLong("days"), help: "After how many days it expires; never when absent.") var days: Int?
        @OptionGroup var directory: DataDirectoryOptions

        func validate() throws {
            if let unknown = scopes.first(where: { !TokenScopes.all.contains($0) }) {
                throw ValidationError("There is no scope \(unknown); there are \(TokenScopes.all.joined(separator: ", ")).")
            }
            if let days, !(1...36_500).contains(days) { throw ValidationError("--days must be 1 to 36500.") }
        }

        func run() async throws {
            try await directory.change(creating: true) { operators in
                let new = NewAPIToken(
                    name: name, role: role, scope: TokenScope(isReadOnly: isReadOnly, tags: scopes.isEmpty ? nil : scopes),
                    expiresAt: days.map { SystemTime().now().advanced(bySeconds: $0 * 86_400) })
                let (token, text) = try await operators.tokens.create(new, createdBy: "command line")
                print(text)
                return CommandLineChange(
                    action: "createToken", target: "token \(token.id) (\(token.name))", detail: TokenCommand.line(token))
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Revoke a token.",
            discussion: "`stationmaster token revoke administrator` revokes the token that was made at the first start, for good.")
        @Argument(help: "The id of the token, or `administrator`.") var id: String
        @OptionGroup var directory: DataDirectoryOptions

        func validate() throws {
            guard id == "administrator" || Int64(id) != nil else {
                throw ValidationError("\(id) is neither an id (see `stationmaster token list`) nor `administrator`.")
            }
        }

        func run() async throws {
            try await directory.change { operators in
                if let id = Int64(id) {
                    try await operators.tokens.revoke(id)
                } else {
                    try await operators.tokens.revokeAdministratorToken()
                }
                print("The token is revoked.")
                return CommandLineChange(action: "revokeToken", target: "token \(id)")
            }
        }
    }

    private static func line(_ token: APIToken) -> String {
        [
            String(token.id), token.name, token.role.rawValue, token.scope.isReadOnly ? "read-only" : "read and write",
            token.scope.tags?.joined(separator: ",") ?? "everything", "expires \(token.expiresAt?.rfc3339 ?? "never")",
            "last used \(token.lastUsedAt?.rfc3339 ?? "never")",
        ].joined(separator: "\t")
    }
}
