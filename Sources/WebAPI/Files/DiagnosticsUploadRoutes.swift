import CentralSystem
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import OCPPJ
import Synchronization

/// Takes diagnostics from charge points: `PUT` and `POST` to `/diagnostics/{token}/`, with any name behind it.
struct DiagnosticsUploadRoutes: Sendable {
    let diagnostics: DiagnosticsService
    let directory: FileDirectory
    private let slots = UploadSlots()

    init(diagnostics: DiagnosticsService, directory: FileDirectory) {
        self.diagnostics = diagnostics
        self.directory = directory
    }

    func add(to router: Router<FileRequestContext>) {
        for path in ["/diagnostics/{token}", "/diagnostics/{token}/**"] {
            router.put(RouterPath(path), use: receive)
            router.post(RouterPath(path), use: receive)
        }
    }

    @Sendable private func receive(_ request: Request, _ context: FileRequestContext) async throws -> Response {
        let component = context.parameters.get("token") ?? ""
        guard let token = FileToken.parse(component), let found = try await diagnostics.find(token: token) else {
            return context.refuse(.notFound, "This address was given to nobody.")
        }
        switch found {
        case .gone(let reason):
            return context.refuse(.gone, "This address takes nothing more: \(reason).")
        case .open(let limit):
            // A body that says beforehand that it is too long need not be read. A form is a little longer than its file.
            if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit + 65_536 {
                throw FileExchangeError.tooLarge(limit)
            }
            guard slots.take(token) else {
                return context.refuse(.tooManyRequests, "Too many uploads to this address are under way.")
            }
            defer { slots.give(token) }
            context.inviteBody(of: request)
            return try await receive(request, context, token, Self.name(component, request), limit)
        }
    }

    private func receive(
        _ request: Request, _ context: FileRequestContext, _ token: String, _ name: String?, _ limit: Int
    ) async throws -> Response {
        var content = try UploadedContent(request, name: name)
        let file = try await directory.receive(upTo: limit, in: .diagnostics) { try await content.next() }
        if let refusal = try await diagnostics.receive(file, name: content.name, token: token, from: context.peer) {
            return context.refuse(.gone, "This address takes nothing more: \(refusal).")
        }
        context.logger.info(
            "Diagnostics received", metadata: ["file.bytes": "\(file.sizeBytes)", "peer": "\(context.peer)"])
        return Response(text: "Received.", status: request.method == .put ? .created : .ok)
    }

    /// The name in the path: behind the token, whether or not the charge point thought of the slash.
    private static func name(_ component: String, _ request: Request) -> String? {
        let segments = request.uri.path.split(separator: "/")
        let text = segments.count > 2 ? String(segments[segments.count - 1]) : String(component.dropFirst(FileToken.length))
        return StrangersFileName.clean(text.removingPercentEncoding ?? text)
    }
}

/// How many uploads to one address are under way. A charge point that lost its connection may try again before the server has
/// noticed the loss; more than a few are none of a charge point.
private final class UploadSlots: Sendable {
    private static let limit = 3
    private let taken = Mutex<[String: Int]>([:])

    func take(_ token: String) -> Bool {
        taken.withLock { taken in
            guard taken[token, default: 0] < Self.limit else { return false }
            taken[token, default: 0] += 1
            return true
        }
    }

    func give(_ token: String) {
        taken.withLock { taken in
            let left = taken[token, default: 1] - 1
            taken[token] = left > 0 ? left : nil
        }
    }
}
