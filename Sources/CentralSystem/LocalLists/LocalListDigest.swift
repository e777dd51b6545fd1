import OCPP16
import OCPPJ

/// A few numbers by which two lists are told apart: whether a charge point holds what it shall is then seen without reading
/// thousands of entries. Lists that say the same have the same numbers; that others do is a chance of one in 2⁶⁴.
struct LocalListDigest: Hashable, Sendable {
    private(set) var count: Int
    private(set) var sum: Int64

    init(count: Int = 0, sum: Int64 = 0) {
        self.count = count
        self.sum = sum
    }

    mutating func add(_ entry: LocalListEntry) {
        count += 1
        sum &+= Self.number(of: entry)
    }

    mutating func remove(_ entry: LocalListEntry) {
        count -= 1
        sum &-= Self.number(of: entry)
    }

    /// FNV-1a over what the entry says, and then mixed, because the numbers are added up.
    private static func number(of entry: LocalListEntry) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func take(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            // No text has this byte: it ends one.
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        take(entry.idTag.key)
        // What was Accepted before its time is up is Expired afterwards: no difference (`LocalListEntry.says(theSameAs:at:)`).
        take((entry.status == .expired && entry.expiryDate != nil ? .accepted : entry.status).rawValue)
        take(entry.expiryDate.map { String($0.milliseconds) } ?? "")
        take(entry.parentIdTag?.key ?? "")
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int64(bitPattern: hash ^ (hash >> 31))
    }
}
