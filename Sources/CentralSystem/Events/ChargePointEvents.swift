import Logging
package import OCPPJ
package import Persistence

/// A feature that follows what happens to charge points.
package protocol ChargePointEventObserver: Sendable {
    /// Called inside the write that records the event, so that what the feature keeps is durable together with it. Not for every
    /// event something has to happen. What it throws should be a failure of the database, which undoes the whole write: the charge
    /// point gets no answer and repeats its message. Any other error is reported and otherwise ignored, because the fault of one
    /// feature must not cost a transaction.
    ///
    /// - Parameter moment: when the message arrived, or the operator asked.
    func observe(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection) throws
}

/// Tells the features what happened to a charge point, inside the write that records it. Keeps the features that know of charge
/// points and transactions free of those that build upon them.
package struct ChargePointEvents: Sendable {
    private let observers: [any ChargePointEventObserver]
    private let failures: FailureLog?

    /// Without anybody to tell.
    package init() {
        self.init([], failures: nil)
    }

    /// - Parameters:
    ///   - observers: told in this order.
    ///   - failures: learns of the faults of observers.
    init(_ observers: [any ChargePointEventObserver], failures: FailureLog?) {
        self.observers = observers
        self.failures = failures
    }

    package func tell(
        _ event: ChargePointEvent, of chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        for observer in observers {
            do {
                try observer.observe(event, of: chargePointKey, at: moment, in: connection)
            } catch let error as DatabaseError {
                throw error
            } catch {
                failures?.report(
                    "A feature could not follow what happened to a charge point", error,
                    metadata: ["feature": "\(type(of: observer))", "chargePoint.key": "\(chargePointKey)"])
            }
        }
    }
}
