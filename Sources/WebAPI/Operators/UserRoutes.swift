import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/users`
struct UserRoutes: Sendable {
    let users: UserService

    private static let path = "/api/v1/users"
    private static let itemPath = "\(path)/{name}"
    private static let nameParameter = Operation.Parameter("name", "The user's name; without regard to case.")
    private static let roleDescription = """
        `viewer` sees everything but secrets, `operator` runs the network, `administrator` decides about users, tokens and keys; \
        each includes those before it.
        """
    private static let password = Schema.string(1...1024)

    var operations: [Operation] { [list, create, get, change, setPassword, delete] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listUsers", .operators, "Users in alphabetical order", query: Operation.Parameter.paging,
            answers: [.ok(ItemList<User>.schema, "The users.")], role: .administrator
        ) { request in
            .json(ItemList(try await users.list(request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createUser", .operators, "Adds a user",
            body: .required(ObjectSchema("UserCreation", "A person who shall be able to log in.", [
                .init("name", "The user's name; it \(UserName.rule).", .string(1...64), isRequired: true),
                .init("role", Self.roleDescription, .enumeration(Role.self), isRequired: true),
                .init("password", "It \(OperatorPassword.rule).", Self.password, isRequired: true),
            ])),
            answers: [.created(User.schema, "The user.")], problems: [.conflict], role: .administrator
        ) { request in
            let user = try await users.create(
                request.body["name"]?.string ?? "", role: Self.role(request) ?? .viewer,
                password: request.body["password"]?.string ?? "")
            return .created(user, location: "\(Self.path)/\(PathText.encode(user.name))")
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getUser", .operators, "One user", pathParameters: [Self.nameParameter],
            answers: [.ok(User.schema, "The user.")], problems: [.notFound], role: .administrator
        ) { request in
            .json(try await users.get(request.text(inPath: "name")))
        }
    }

    private var change: Operation {
        Operation(
            .patch, Self.itemPath, "changeUser", .operators, "Changes a user's role",
            notes: "Another role ends the user's sessions. The last administrator keeps theirs.",
            pathParameters: [Self.nameParameter],
            body: .required(ObjectSchema("UserChanges", "What to change of a user; absent members stay as they are.", [
                .init("role", Self.roleDescription, .enumeration(Role.self))
            ])),
            answers: [.ok(User.schema, "The changed user.")], problems: [.notFound, .conflict], role: .administrator
        ) { request in
            let name = request.text(inPath: "name")
            guard let role = Self.role(request) else { return .json(try await users.get(name)) }
            return .json(try await users.setRole(role, of: name))
        }
    }

    private var setPassword: Operation {
        Operation(
            .post, "\(Self.itemPath)/password", "setUserPassword", .operators, "Sets a user's password",
            notes: "All sessions of the user end. Users change their own with `POST \(SessionRoutes.path)/password`.",
            pathParameters: [Self.nameParameter],
            body: .required(ObjectSchema("PasswordSetting", "A new password for a user.", [
                .init("password", "It \(OperatorPassword.rule).", Self.password, isRequired: true)
            ])),
            answers: [.noContent("It is set.")], problems: [.notFound], role: .administrator
        ) { request in
            try await users.setPassword(request.body["password"]?.string ?? "", of: request.text(inPath: "name"))
            return .noContent
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteUser", .operators, "Removes a user",
            notes: "The user's sessions end. The last administrator cannot be removed.",
            pathParameters: [Self.nameParameter], answers: [.noContent("The user is removed.")],
            problems: [.notFound, .conflict], role: .administrator
        ) { request in
            try await users.remove(request.text(inPath: "name"))
            return .noContent
        }
    }

    private static func role(_ request: OperationRequest) -> Role? {
        request.body["role"]?.string.flatMap { Role(rawValue: $0) }
    }
}

extension User: JSONObject {
    static let representation = Representation<User>(
        "User", "A person who may log in.",
        [
            Field("name", "The user's name.", \.name),
            Field("role", "What the user may do.", \.role),
            Field("createdAt", "When the user was added.", \.createdAt),
            Field("updatedAt", "When the user was last changed.", \.updatedAt),
            Field("passwordChangedAt", "When the password was last set.", \.passwordChangedAt),
            Field("lastLoginAt", "When the user last logged in.", \.lastLoginAt),
        ])
}
