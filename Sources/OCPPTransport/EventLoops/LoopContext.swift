package import NIOCore

/// What all connections of one event loop share: the executor of their tasks and one timer for all their deadlines.
///
/// A timer for each connection would cost memory and a heap operation per message; one sweep over ten thousand
/// connections twice a second costs less than a thousandth of a core.
final class LoopContext: Sendable {
    /// How often deadlines are looked at, in milliseconds: the precision of CALL timeouts and pings.
    static let sweepMilliseconds: Int64 = 250

    let eventLoop: any EventLoop
    let executor: EventLoopTaskExecutor
    private let members: NIOLoopBound<Members>

    /// Must be called on the event loop.
    fileprivate init(onLoop eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        executor = EventLoopTaskExecutor(eventLoop)
        let members = NIOLoopBound(Members(), eventLoop: eventLoop)
        self.members = members
        eventLoop.scheduleRepeatedTask(
            initialDelay: .milliseconds(Self.sweepMilliseconds), delay: .milliseconds(Self.sweepMilliseconds)
        ) { _ in
            members.value.sweep()
        }
    }

    static func make(on eventLoop: any EventLoop) -> EventLoopFuture<LoopContext> {
        eventLoop.submit { LoopContext(onLoop: eventLoop) }
    }

    /// Must be called on the event loop, as all below.
    func add(_ handler: OCPPConnectionHandler) {
        members.value.handlers[ObjectIdentifier(handler)] = handler
    }

    func remove(_ handler: OCPPConnectionHandler) {
        members.value.handlers[ObjectIdentifier(handler)] = nil
    }

    /// The connections that are open on this event loop.
    var handlers: [OCPPConnectionHandler] { Array(members.value.handlers.values) }
}

private final class Members {
    var handlers: [ObjectIdentifier: OCPPConnectionHandler] = [:]

    func sweep() {
        let now = Monotonic.milliseconds
        // A connection that is closed here leaves the table while it is walked: the walk is over a copy.
        for handler in handlers.values { handler.sweep(at: now) }
    }
}

/// The event loops of a group, each with its context.
package final class LoopContexts: Sendable {
    private let contexts: [ObjectIdentifier: LoopContext]

    package init(group: any EventLoopGroup) async throws {
        var contexts: [ObjectIdentifier: LoopContext] = [:]
        for eventLoop in group.makeIterator() {
            contexts[ObjectIdentifier(eventLoop)] = try await LoopContext.make(on: eventLoop).get()
        }
        self.contexts = contexts
    }

    /// Of one event loop alone, on which it must be called.
    init(onLoop eventLoop: any EventLoop) {
        contexts = [ObjectIdentifier(eventLoop): LoopContext(onLoop: eventLoop)]
    }

    func context(for eventLoop: any EventLoop) -> LoopContext? {
        contexts[ObjectIdentifier(eventLoop)]
    }

    var all: [LoopContext] { Array(contexts.values) }
}
