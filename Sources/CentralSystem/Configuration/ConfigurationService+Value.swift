package import Persistence

extension ConfigurationService {
    /// What a charge point's configuration key is set to as far as is known, for features that are inside a read or a write; nil
    /// when that is not known.
    package static func value(
        of key: String, chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> String? {
        try ConfigurationStore.entry(ConfigurationKeyName(key), chargePointKey: chargePointKey, in: connection)?.value
    }
}
