package import OCPP16
import OCPPJ

/// Values of the specification's types, made from those of the test.
extension CaseRun {
    /// This moment.
    package var now: DateTime { DateTime(SystemTime().now()) }

    /// So many seconds from now; negative for the past.
    package func moment(inSeconds seconds: Int) -> DateTime {
        DateTime(SystemTime().now().advanced(bySeconds: seconds))
    }

    /// The connector C of the cases.
    package func connectorId() throws(CaseFailure) -> ConnectorId { try connectorId(configuration.connectorId) }

    package func connectorId(_ number: Int) throws(CaseFailure) -> ConnectorId {
        do {
            return try ConnectorId(number)
        } catch {
            throw .failed("the test cannot write the connectorId \(number): \(error)")
        }
    }

    package func token(_ idTag: String) throws(CaseFailure) -> IdToken {
        do {
            return try IdToken(idTag)
        } catch {
            throw .failed("the test cannot write the idTag \(idTag): \(error)")
        }
    }

    package func text<let maximum: Int>(_ text: String) throws(CaseFailure) -> CiString<maximum> {
        do {
            return try CiString(text)
        } catch {
            throw .failed("the test cannot write \(text): \(error)")
        }
    }
}
