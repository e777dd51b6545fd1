import CentralSystem

extension Console {
    /// Sessions, stops without one, idTags and reservations.
    static func sessionPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        [
            SessionListPage(transactions: centralSystem.transactions),
            SessionExport(transactions: centralSystem.transactions),
            SessionPage(centralSystem: centralSystem),
            CloseSessionPage(transactions: centralSystem.transactions),
            OrphanedStopListPage(transactions: centralSystem.transactions),
            OrphanedStopPage(transactions: centralSystem.transactions),
            IdTagListPage(idTags: centralSystem.idTags),
            IdTagGroupListPage(idTags: centralSystem.idTags),
            NewIdTagPage(),
            IdTagPage(idTags: centralSystem.idTags, transactions: centralSystem.transactions),
            EditIdTagPage(idTags: centralSystem.idTags),
            DeleteIdTagPage(idTags: centralSystem.idTags),
            ReservationListPage(reservations: centralSystem.reservations),
            ReservationCalendarPage(
                reservations: centralSystem.reservations, chargePoints: centralSystem.chargePoints, connectors: centralSystem.connectors),
            NewReservationPage(chargePoints: centralSystem.chargePoints, connectors: centralSystem.connectors),
            ReservationPage(reservations: centralSystem.reservations),
            CancelReservationPage(reservations: centralSystem.reservations),
        ]
    }
}
