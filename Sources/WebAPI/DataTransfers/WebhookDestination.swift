import CentralSystem
import Foundation
import OCPPJ

/// Where a webhook's URL leads, as far as the URL says.
struct WebhookDestination: Hashable, Sendable {
    /// As the HTTP client reads it from the same URL; of an IPv6 address without its brackets.
    let host: String
    let port: Int

    /// - Throws: `WebhookFailure` for what is no http or https URL, holds a user name, or leads to a port below 1024 other than
    ///   those of HTTP: there, mail servers and the like would take the request for something else.
    init(_ text: String, anyPort: Bool) throws(WebhookFailure) {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme) else {
            throw WebhookFailure("a webhook's URL must be an http or https URL")
        }
        guard url.user == nil, url.password == nil else { throw WebhookFailure("a webhook's URL must not hold a user name") }
        guard var host = url.host, !host.isEmpty else { throw WebhookFailure("a webhook's URL needs a host") }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        let port = url.port ?? (scheme == "https" ? 443 : 80)
        guard (1...65_535).contains(port), anyPort || port >= 1024 || port == 80 || port == 443 else {
            throw WebhookFailure("a webhook's port must be 80, 443, or 1024 and above")
        }
        self.host = host
        self.port = port
    }
}

/// Which addresses webhooks may reach. This server stands in networks that strangers cannot reach, beside databases and the
/// metadata services of clouds: a URL must not make it their messenger.
struct WebhookPolicy: Hashable, Sendable {
    /// Also private networks, this machine, and everything else that is not public.
    var allowsPrivateAddresses: Bool

    /// The addresses of a host, all of which must be allowed: a name that leads here and there is a trick.
    ///
    /// - Throws: `WebhookFailure` naming the first one that is not.
    func check(_ addresses: [NetworkAddress], of host: String) throws(WebhookFailure) {
        guard !allowsPrivateAddresses else { return }
        for address in addresses {
            guard let purpose = address.purpose else { continue }
            let place: Phrase = host == address.description ? Phrase(verbatim: host) : "\(host), at \(address),"
            throw WebhookFailure(
                "the webhook's host \(place) is not on the public Internet (\(purpose)); webhook.allowPrivateAddresses allows such")
        }
    }
}
