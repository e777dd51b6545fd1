import OCPPJ

/// A handler of any type behind one interface: JSON in, JSON out.
final class RegisteredHandler: Sendable {
    let requirement: RegistrationRequirement
    let calls: Counter
    let handlingTime: Histogram?
    /// Counts the CALLs that were answered with a result, where somebody wants to know.
    let answered: Counter?
    /// Decodes, repairs if need be, handles and encodes.
    let respond: @Sendable (CallContext) async throws -> [UInt8]

    init<Handler: CallHandler>(
        _ handler: Handler, requirement: RegistrationRequirement, metrics: CentralSystemMetrics, answered: Counter?
    ) {
        self.requirement = requirement
        self.answered = answered
        calls = metrics.callsReceived[Handler.Request.action.rawValue]
        handlingTime = metrics.handlingTime(of: Handler.Request.action)
        respond = { context in
            let request = try Self.decode(for: handler, context)
            return try PayloadEncoder.encode(try await handler.handle(request, context))
        }
    }

    private static func decode<Handler: CallHandler>(
        for handler: Handler, _ context: CallContext
    ) throws(PayloadError) -> Handler.Request {
        do {
            return try PayloadDecoder.decode(Handler.Request.self, from: context.payload)
        } catch {
            guard let repaired = handler.salvage(context.payload, failure: error, context) else { throw error }
            return repaired
        }
    }
}
