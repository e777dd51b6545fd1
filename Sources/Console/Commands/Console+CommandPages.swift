import CentralSystem

extension Console {
    /// Commands, bulk operations, the message log, and what belongs to the list of charge points.
    static func commandPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        [
            CommandListPage(chargePoints: centralSystem.chargePoints), CommandPage(chargePoints: centralSystem.chargePoints),
            CommandOutcomePage(commands: centralSystem.commands, messages: centralSystem.messages),
            StartPage(centralSystem: centralSystem), StopPage(centralSystem: centralSystem), UnlockPage(centralSystem: centralSystem),
            ResetPage(centralSystem: centralSystem), AvailabilityPage(centralSystem: centralSystem),
            RemoteStartPage(remoteTransactions: centralSystem.remoteTransactions),
            RemoteStopPage(remoteTransactions: centralSystem.remoteTransactions),
            BulkOperationListPage(bulkOperations: centralSystem.bulkOperations),
            BulkOperationPage(bulkOperations: centralSystem.bulkOperations),
            BulkCancelPage(bulkOperations: centralSystem.bulkOperations), BulkRetryPage(bulkOperations: centralSystem.bulkOperations),
            NewBulkOperationPage(chargePoints: centralSystem.chargePoints, bulkOperations: centralSystem.bulkOperations),
            PasswordChangePage(chargePoints: centralSystem.chargePoints, bulkOperations: centralSystem.bulkOperations),
            MessageListPage(messages: centralSystem.messages), MessagePage(messages: centralSystem.messages),
            SavedFilterPage(),
        ]
    }
}
