package import OCPPJ
package import Persistence

/// A feature that follows what happens to charge points.
package protocol ChargePointEventObserver: Sendable {
    /// Called inside the write that records the event, so that what the feature keeps is durable together with it. Not for every
    /// event something has to happen. What it throws is a failure of the database and undoes the whole write: the charge point
    /// gets no answer and repeats its message.
    ///
    /// - Parameter moment: when the message arrived, or the operator asked.
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection) throws
}

/// Tells the features what happened to a charge point, inside the write that records it. Keeps the features that know of charge
/// points and transactions free of those that build upon them.
package struct ChargePointEvents: Sendable {
    private let observers: [any ChargePointEventObserver]

    /// - Parameter observers: told in this order.
    package init(_ observers: [any ChargePointEventObserver] = []) {
        self.observers = observers
    }

    package func tell(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        for observer in observers { try observer.observe(event, of: chargePointKey, at: moment, in: connection) }
    }
}
