import CentralSystem
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import WebAPI

/// What changes, as server-sent events for the pages that are open. A browser gets at most four a second, and fetches what it shows.
struct LiveEvents: ConsolePage {
    static let path = "/live"

    let live: LiveFeed

    /// Silence after which a comment is sent, so that nobody between takes the connection for dead.
    private static let quiet = Duration.seconds(15)
    /// After this long the browser connects again, and shows that its session is not over.
    private static let longest = Duration.seconds(600)

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard request.request.method == .get, let reading = live.read(as: request.principal?.name) else {
            return .response(Response(status: .serviceUnavailable, headers: [.retryAfter: "30", .cacheControl: "no-store"]))
        }
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 2000\nevent: begin\ndata: \(reading.number)\n\n"))
            let end = ContinuousClock.now + Self.longest
            for await event in Self.events(of: reading.batches).cancelOnGracefulShutdown() {
                // Who has signed out, or was removed, sees nothing more: the browser comes again, and is asked who it is.
                guard await request.services.isOpen(request.identification) else { break }
                try await writer.write(ByteBuffer(string: event))
                if ContinuousClock.now > end { break }
            }
            try await writer.finish(nil)
        }
        return .response(Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                // Proxies that collect answers would make it anything but live.
                Self.buffering: "no",
            ], body: body))
    }

    /// Of nginx, and understood by others.
    private static let buffering = HTTPField.Name("X-Accel-Buffering") ?? .cacheControl

    /// The batches as events, and comments while there are none.
    private static func events(of batches: AsyncStream<LiveBatch>) -> AsyncStream<String> {
        AsyncStream(bufferingPolicy: .bufferingNewest(4)) { continuation in
            let task = Task {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for await batch in batches {
                            continuation.yield("event: changes\ndata: \(LiveEventText.json(of: batch))\n\n")
                        }
                    }
                    group.addTask {
                        while !Task.isCancelled {
                            try? await Task.sleep(for: quiet)
                            continuation.yield(": still here\n\n")
                        }
                    }
                    await group.next()
                    group.cancelAll()
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}

/// A batch as `live.js` reads it.
enum LiveEventText {
    /// `{"number":7,"changes":{"statuses":["CP-1"],"messages":true},"counts":{"charging":3,…}}`
    static func json(of batch: LiveBatch) -> String {
        let changes = batch.changes.sorted { $0.key.rawValue < $1.key.rawValue }.map { topic, scope -> (String, JSONText?) in
            switch scope {
            case .any: (topic.rawValue, true)
            case .chargePoints(let identities): (topic.rawValue, .list(identities.sorted().map { .string($0) }))
            }
        }
        let counts = ChargePointState.allCases.map { ($0.rawValue, JSONText?.some(.integer(batch.counts[$0]))) }
        let object = JSONText.object(["number": .integer(batch.number), "changes": .object(changes), "counts": .object(counts)])
        return String(decoding: object.text, as: UTF8.self)
    }
}
