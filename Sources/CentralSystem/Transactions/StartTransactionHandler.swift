package import OCPP16

/// Answers StartTransaction (OCPP 1.6, section 4.8): always with a new transactionId, or with the first one when it is a repeat.
package struct StartTransactionHandler: CallHandler {
    private let transactions: TransactionService

    package init(transactions: TransactionService) {
        self.transactions = transactions
    }

    package func handle(_ request: StartTransaction, _ context: CallContext) async throws -> StartTransactionResponse {
        try await transactions.start(request, context)
    }
}
