package import OCPP16

/// Answers StopTransaction (OCPP 1.6, section 4.10): always, because a stop that is refused is repeated for ever.
package struct StopTransactionHandler: CallHandler {
    private let transactions: TransactionService

    package init(transactions: TransactionService) {
        self.transactions = transactions
    }

    package func handle(_ request: StopTransactionReport, _ context: CallContext) async throws -> StopTransactionResponse {
        try await transactions.stop(request, context)
    }
}
