import NIOCore
package import OCPPJ

/// The sending side of one connection, usable from anywhere.
package struct ConnectionLink: ChargePointLink {
    package let connectionID: ConnectionID
    let eventLoop: any EventLoop
    let handler: NIOLoopBound<OCPPConnectionHandler>

    package func call(
        _ action: OCPPAction, payload: [UInt8], timeout: Duration
    ) async throws(CallFailure) -> CallReply {
        try await call(action, payload: payload, as: CallForm(), timeout: timeout)
    }

    package func call(
        _ action: OCPPAction, payload: [UInt8], as form: CallForm, timeout: Duration
    ) async throws(CallFailure) -> CallReply {
        let milliseconds = max(1, timeout.components.seconds * 1000 + timeout.components.attoseconds / 1_000_000_000_000_000)
        let result = await withCheckedContinuation { continuation in
            let call = PendingCall(
                action: action, payload: payload, form: form, timeoutMilliseconds: milliseconds, continuation: continuation)
            eventLoop.execute { handler.value.enqueue(call) }
        }
        return try result.get()
    }

    package func close(_ reason: DisconnectReason) {
        eventLoop.execute { handler.value.close(reason) }
    }

    package func apply(_ settings: ConnectionSettings) {
        eventLoop.execute { handler.value.settings = settings }
    }
}
