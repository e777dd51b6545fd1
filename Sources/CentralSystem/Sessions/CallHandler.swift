package import OCPPJ

/// Handles one action that charge points send.
///
/// A handler is registered once in the `HandlerTable` and serves every connection; what belongs to one CALL is in its context.
package protocol CallHandler: Sendable {
    /// The request, which brings its action and its confirmation along.
    associatedtype Request: OCPPRequest

    /// Does what the message asks for. What must be durable is durable when this returns.
    ///
    /// - Throws: `CallError` for a refusal, sent as CALLERROR; `DatabaseError` when storage failed, sent as InternalError so
    ///   that the charge point keeps the message and repeats it.
    func handle(_ request: Request, _ context: CallContext) async throws -> Request.Response

    /// Called when the payload does not decode. A feature that can make sense of it nevertheless returns a repaired request
    /// and notes what it repaired in `context.deviations`; nil means that the charge point gets a CALLERROR.
    func salvage(_ payload: JSONNode, failure: PayloadError, _ context: CallContext) -> Request?
}

extension CallHandler {
    package func salvage(_ payload: JSONNode, failure: PayloadError, _ context: CallContext) -> Request? { nil }
}
