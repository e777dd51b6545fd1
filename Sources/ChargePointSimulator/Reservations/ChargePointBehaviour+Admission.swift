import OCPP16

extension ChargePointBehaviour {
    /// Whether an identifier may charge at a connector as far as reservations go (OCPP 1.6, section 5.13).
    ///
    /// - Parameter parent: of the identifier, as far as it is known.
    func admission(of idTag: IdToken, parent: IdToken?, at index: Int) -> Admission {
        let holders = holders(of: index)
        guard !holders.isEmpty, !holders.contains(where: { $0.isFor(idTag, parent: parent) }) else { return .admitted }
        // Who has reserved any connector may use this one, unless it is reserved itself.
        let isReservedItself = holders.contains { $0.connector != 0 }
        if !isReservedItself, reservations.contains(where: { $0.connector == 0 && $0.isFor(idTag, parent: parent) }) {
            return .admitted
        }
        return parent == nil && holders.contains { $0.parentIdTag != nil } ? .dependsOnParent : .refused
    }

    /// The reservations that keep others from a connector: its own, or all those of any connector when no more connectors
    /// are left than these.
    func holders(of index: Int) -> [Reservation] {
        guard !reservations.isEmpty else { return [] }
        let own = reservations.filter { $0.connector == index + 1 }
        guard own.isEmpty else { return own }
        let floating = reservations.filter { $0.connector == 0 }
        let others = freeIndices.count { $0 != index }
        return others < floating.count ? floating : []
    }

    /// The connectors that nobody uses and that are not reserved themselves.
    var freeIndices: [Int] {
        connectors.indices.filter(isFree)
    }

    func isFree(_ index: Int) -> Bool {
        connectors[index].conditions.isIdle && availability.isOperative
            && !reservations.contains { $0.connector == index + 1 }
    }

    /// A transaction starts: the reservation that it uses ends.
    ///
    /// - Returns: its id; nil when it uses none.
    mutating func useReservation(_ idTag: IdToken, parent: IdToken?, at index: Int) -> Int? {
        guard !reservations.isEmpty else { return nil }
        let usable = reservations.indices.filter { reservations[$0].isFor(idTag, parent: parent) }
        guard
            let used = usable.first(where: { reservations[$0].connector == index + 1 })
                ?? usable.first(where: { reservations[$0].connector == 0 })
        else { return nil }
        return reservations.remove(at: used).id
    }
}
