import Foundation
import SwiftASN1
import X509

/// A name or an address of the server as certificates hold it.
enum ServerName {
    /// - Parameter text: a DNS name, or an IPv4 or IPv6 address.
    static func generalName(_ text: String) -> GeneralName {
        if let bytes = address(text) { return .ipAddress(ASN1OctetString(contentBytes: bytes[...])) }
        return .dnsName(text)
    }

    /// The bytes of an IP address; nil when it is none.
    static func address(_ text: String) -> [UInt8]? {
        let text = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
        var six = in6_addr()
        if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: &six) { Array($0) } }
        return nil
    }
}
