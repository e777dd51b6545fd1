package import NIOCore
package import OCPPJ
package import OCPPTransport

/// Many connections that do nothing but send: measures a central system.
package final class LoadGenerator: Sendable {
    private struct Connection: Sendable {
        let eventLoop: any EventLoop
        let handler: NIOLoopBound<LoadHandler>
        let channel: any Channel
    }

    private let connections: [Connection]

    /// How many connections there are.
    package var count: Int { connections.count }

    /// Opens all connections.
    ///
    /// - Parameters:
    ///   - url: the base URL; the identity is appended.
    ///   - names: one identity for each connection.
    ///   - tls: how TLS is spoken with a `wss://` URL.
    ///   - password: for HTTP Basic authentication; nil to send none.
    ///   - parallel: how many connections are being opened at a time.
    /// - Throws: `ConnectFailure` when one is refused.
    package init(
        url: String, names: [String], parallel: Int, tls: ClientTLS? = nil, password: [UInt8]? = nil,
        group: any EventLoopGroup, time: any TimeSource
    ) async throws {
        let client = try await OCPPClient(group: group, time: time)
        connections = try await withThrowingTaskGroup(of: Connection.self) { tasks in
            var opened: [Connection] = []
            opened.reserveCapacity(names.count)
            for (index, name) in names.enumerated() {
                if index >= parallel, let connection = try await tasks.next() { opened.append(connection) }
                tasks.addTask {
                    try await client.openWebSocket(
                        to: "\(url)/\(name)", basic: password.map { (user: name, password: $0) }, tls: tls
                    ) { channel, _ in
                        let handler = LoadHandler(time: time)
                        try channel.pipeline.syncOperations.addHandler(handler)
                        return Connection(
                            eventLoop: channel.eventLoop,
                            handler: NIOLoopBound(handler, eventLoop: channel.eventLoop), channel: channel)
                    }
                }
            }
            for try await connection in tasks { opened.append(connection) }
            return opened
        }
    }

    /// Plays a script on all connections at the same time.
    ///
    /// - Parameters:
    ///   - script: what the connection with this number sends.
    ///   - interval: the time from one message to the next on a connection; nil sends as fast as answers come.
    package func play(
        seconds: Double, interval: TimeAmount? = nil, _ script: (Int) -> LoadScript
    ) async throws -> LoadResult {
        let duration = TimeAmount.nanoseconds(Int64(seconds * 1_000_000_000))
        let futures = connections.enumerated().map { index, connection in
            let script = script(index)
            let promise = connection.eventLoop.makePromise(of: LoadResult.self)
            connection.eventLoop.execute {
                connection.handler.value.play(script, for: duration, interval: interval, finished: promise)
            }
            return promise.futureResult
        }
        var total = LoadResult()
        for future in futures { total.add(try await future.get()) }
        return total
    }

    /// Ends the script that is being played, and any other: nothing new is sent, and answers that are missing are waited for
    /// for no longer than `patience`.
    ///
    /// `play` then returns what was seen until now.
    package func stop(patience: TimeAmount) {
        for connection in connections {
            connection.eventLoop.execute { connection.handler.value.stop(patience: patience) }
        }
    }

    /// Closes all connections.
    package func close() async {
        for connection in connections { try? await connection.channel.close() }
    }
}
