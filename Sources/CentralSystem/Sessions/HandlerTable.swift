import OCPPJ

/// Which handler serves which action. Filled once, when the program starts.
struct HandlerTable: Sendable {
    private let metrics: CentralSystemMetrics
    private var handlers: [OCPPAction: RegisteredHandler] = [:]

    init(metrics: CentralSystemMetrics) {
        self.metrics = metrics
    }

    /// - Parameters:
    ///   - requirement: how far the charge point must have been accepted.
    ///   - answered: counts successful answers.
    mutating func register<Handler: CallHandler>(
        _ handler: Handler, requires requirement: RegistrationRequirement = .accepted, answered: Counter? = nil
    ) {
        handlers[Handler.Request.action] = RegisteredHandler(
            handler, requirement: requirement, metrics: metrics, answered: answered)
    }

    subscript(action: OCPPAction) -> RegisteredHandler? { handlers[action] }

    var actions: [OCPPAction] { Array(handlers.keys) }
}
