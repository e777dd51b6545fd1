import ArgumentParser
import CentralSystem
import OCPPJ

/// Users of the operators' API.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "List, add and change the users who may log in.",
        discussion: "Works on the data directory, whether the server runs or not. Passwords are asked for, or read from standard input.",
        subcommands: [List.self, Add.self, SetPassword.self, SetRole.self, Remove.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Print all users.")
        @OptionGroup var directory: DataDirectoryOptions

        func run() async throws {
            try await directory.change { operators in
                var page = PageRequest(limit: 1000)
                while true {
                    let users = try await operators.users.list(page)
                    for user in users.items {
                        print("\(user.name)\t\(user.role.rawValue)\tlast login \(user.lastLoginAt?.rfc3339 ?? "never")")
                    }
                    guard let cursor = users.nextCursor else { return nil }
                    page = PageRequest(limit: 1000, cursor: cursor)
                }
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a user.")
        @Argument(help: "The user's name.") var name: String
        @Option(help: "viewer, operator or administrator.") var role: Role
        @Flag(name: .customLong("password-stdin"), help: "Read the password from standard input, one line.")
        var readsPassword = false
        @OptionGroup var directory: DataDirectoryOptions

        func run() async throws {
            let password = try await DataDirectoryOptions.reporting { try PasswordPrompt.read(fromStandardInput: readsPassword) }
            try await directory.change(creating: true) { operators in
                let user = try await operators.users.create(name, role: role, password: password)
                print("\(user.name) is added with the role \(role.rawValue).")
                return CommandLineChange(action: "createUser", target: "user \(user.name)", detail: "role \(role.rawValue)")
            }
        }
    }

    struct SetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-password", abstract: "Set a user's password; the user's sessions end.")
        @Argument(help: "The user's name.") var name: String
        @Flag(name: .customLong("password-stdin"), help: "Read the password from standard input, one line.")
        var readsPassword = false
        @OptionGroup var directory: DataDirectoryOptions

        func run() async throws {
            try await directory.change { operators in
                _ = try await operators.users.get(name)
                return nil
            }
            let password = try await DataDirectoryOptions.reporting { try PasswordPrompt.read(fromStandardInput: readsPassword) }
            try await directory.change { operators in
                let user = try await operators.users.get(name)
                try await operators.users.setPassword(password, of: user.name)
                print("The password of \(user.name) is set.")
                return CommandLineChange(action: "setUserPassword", target: "user \(user.name)")
            }
        }
    }

    struct SetRole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-role", abstract: "Change a user's role; the user's sessions end.")
        @Argument(help: "The user's name.") var name: String
        @Argument(help: "viewer, operator or administrator.") var role: Role
        @OptionGroup var directory: DataDirectoryOptions

        func run() async throws {
            try await directory.change { operators in
                let user = try await operators.users.setRole(role, of: name)
                print("\(user.name) has the role \(role.rawValue).")
                return CommandLineChange(action: "changeUser", target: "user \(user.name)", detail: "role \(role.rawValue)")
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove a user; the user's sessions end.")
        @Argument(help: "The user's name.") var name: String
        @OptionGroup var directory: DataDirectoryOptions

        func run() async throws {
            try await directory.change { operators in
                let user = try await operators.users.get(name)
                try await operators.users.remove(user.name)
                print("\(user.name) is removed.")
                return CommandLineChange(action: "deleteUser", target: "user \(user.name)")
            }
        }
    }
}
