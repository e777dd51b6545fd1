package import Persistence

/// The serial number that the operator registered for the charge point with a key; nil when there is none.
package typealias RegisteredSerialNumber = @Sendable (_ chargePointKey: Int64, any SQLConnection) throws -> String?
