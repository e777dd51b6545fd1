import CentralSystem
import HTTPTypes

/// One method of one path: what it takes, what it answers, and what it does.
///
/// The router, the checks of requests and the OpenAPI document are made from the same list of these, so that the document
/// tells the truth.
struct Operation: Sendable {
    let method: HTTPRequest.Method
    /// With parameters in braces: `/api/v1/charge-points/{id}`.
    let path: String
    /// The `operationId` of the OpenAPI document.
    let name: String
    let tag: Tag
    /// What it does, in one line.
    let summary: String
    /// What else one should know; Markdown, may be empty.
    let notes: String
    /// The parameters in the path, in order.
    let pathParameters: [Parameter]
    let query: [Parameter]
    let body: Body?
    let answers: [AnswerDescription]
    /// What can go wrong, besides what can always go wrong.
    let ownProblems: [ProblemType]
    /// Who may ask for it, at least; of no meaning where no token is needed.
    let role: Role
    /// Whether whoever asks must say who they are.
    let requiresToken: Bool
    let handle: @Sendable (OperationRequest) async throws -> Answer

    /// A parameter in the path or in the query.
    struct Parameter: Sendable {
        let name: String
        /// For people; Markdown.
        let description: String
        let schema: Schema

        init(_ name: String, _ description: String, _ schema: Schema = .string) {
            self.name = name
            self.description = description
            self.schema = schema
        }
    }

    /// What the request's body must be.
    struct Body: Sendable {
        let description: String
        let schema: Schema
        /// Whether it may be left out, which counts as `{}`.
        let isOptional: Bool
        /// Whether it is a file, which is handed on as it comes, whatever its length.
        var isStream = false
    }

    init(
        _ method: HTTPRequest.Method, _ path: String, _ name: String, _ tag: Tag, _ summary: String, notes: String = "",
        pathParameters: [Parameter] = [], query: [Parameter] = [], body: Body? = nil, answers: [AnswerDescription],
        problems: [ProblemType] = [], role: Role? = nil, requiresToken: Bool? = nil,
        handle: @escaping @Sendable (OperationRequest) async throws -> Answer
    ) {
        self.method = method
        self.path = path
        self.name = name
        self.tag = tag
        self.summary = summary
        self.notes = notes
        self.pathParameters = pathParameters
        self.query = query
        self.body = body
        self.answers = answers
        ownProblems = problems
        self.role = role ?? (method == .get ? .viewer : .operator)
        self.requiresToken = requiresToken ?? OperationTable.isBelowAPI(path)
        self.handle = handle
    }
}

extension Operation {
    /// Every problem that this operation may answer, in the order of `ProblemType`.
    var problems: [ProblemType] {
        var types = Set(ownProblems)
        types.insert(.internalError)
        if !pathParameters.isEmpty || !query.isEmpty { types.insert(.invalidRequest) }
        if requiresToken { types.formUnion([.unauthorized, .forbidden]) }
        if requiresToken || method != .get { types.formUnion([.storageFailure, .storageUnavailable, .stopping]) }
        if method != .get { types.formUnion([.storageFull, .crossSiteRequest, .invalidRequest]) }
        if let body { types.formUnion(body.isStream ? [.bodyTooLarge] : [.invalidRequest, .invalidMember, .bodyTooLarge]) }
        return ProblemType.allCases.filter(types.contains)
    }
}

extension Operation.Parameter {
    static let paging = [
        Operation.Parameter("limit", "How many items at most; 100 when absent.", .integer(1...1000)),
        Operation.Parameter("cursor", "`nextCursor` of the answer before, to go on from there; opaque."),
    ]
}

extension Operation.Body {
    /// A file.
    static func octets(_ description: String) -> Operation.Body {
        Operation.Body(description: description, schema: .octets, isOptional: false, isStream: true)
    }

    static func required(_ object: ObjectSchema) -> Operation.Body {
        Operation.Body(description: object.description, schema: .object(object), isOptional: false)
    }

    static func optional(_ object: ObjectSchema) -> Operation.Body {
        Operation.Body(description: object.description, schema: .object(object), isOptional: true)
    }
}
