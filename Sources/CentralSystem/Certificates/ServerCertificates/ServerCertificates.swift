import Foundation
package import Logging
package import OCPPJ
import ServiceLifecycle
import SwiftASN1
import Synchronization
import X509

/// The certificates of the TLS listener: an operator's files, or certificates of the authority in the box, one for each kind of key.
///
/// They are looked at again and again while the server runs: an operator's file that changed is taken up without a restart, one of our own
/// is renewed before it expires. A new file that cannot be used changes nothing but the log.
package final class ServerCertificates: Service {
    private struct Pair: Sendable {
        var identity: ServerIdentity
        var certificates: [DecodedCertificate]
    }

    private struct State {
        var ellipticCurve: Pair
        var rsa: Pair
        /// What was complained about last, for each kind of key, so that it is logged once.
        var complaints: [KeyKind: String] = [:]
        /// What was made and could not be written down, as on a full disk. Making it again every few seconds would keep a processor busy.
        var unwritten: [KeyKind: String] = [:]
        var warnedAt: Timestamp?
        var observer: (@Sendable (ServerIdentities) -> Void)?
    }

    private static let interval = Duration.seconds(5)
    private static let warningSeconds = 86_400.0

    private let authority: CertificateAuthority
    private let settings: ServerCertificateSettings
    private let time: any TimeSource
    private let logger: Logger
    private let state: Mutex<State>

    /// Reads or makes them.
    ///
    /// - Throws: `CertificateFault` when an operator's files cannot be used.
    package init(
        authority: CertificateAuthority, settings: ServerCertificateSettings, time: any TimeSource, logger: Logger
    ) async throws {
        self.authority = authority
        self.settings = settings
        self.time = time
        self.logger = logger
        let now = time.now()
        state = Mutex(
            State(
                ellipticCurve: try await Self.pair(.ellipticCurve, authority, settings, at: now),
                rsa: try await Self.pair(.rsa, authority, settings, at: now)))
        for kind in KeyKind.allCases { warnOfExposedKey(kind) }
    }

    /// What to show now.
    package var current: ServerIdentities {
        state.withLock { ServerIdentities(ellipticCurve: $0.ellipticCurve.identity, rsa: $0.rsa.identity) }
    }

    /// The server's own certificates, for people: that with an elliptic curve key first.
    package var certificates: [DecodedCertificate] {
        state.withLock { [$0.ellipticCurve.certificates[0], $0.rsa.certificates[0]] }
    }

    /// Tells of every change from now on.
    package func onChange(_ observer: @escaping @Sendable (ServerIdentities) -> Void) {
        state.withLock { $0.observer = observer }
    }

    /// Looks every few seconds until graceful shutdown.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: Self.interval)
                } catch {
                    return
                }
                await self.refresh()
            }
        }
    }

    /// Takes up what has changed.
    package func refresh() async {
        let now = time.now()
        for kind in KeyKind.allCases {
            do {
                take(try await renewed(kind, at: now), kind)
            } catch {
                complain(error, kind)
            }
        }
        warn(at: now)
    }

    private func take(_ pair: Pair, _ kind: KeyKind) {
        let (changed, observer) = state.withLock { state in
            state.complaints[kind] = nil
            let path: WritableKeyPath<State, Pair> = kind == .rsa ? \.rsa : \.ellipticCurve
            let changed = state[keyPath: path].identity != pair.identity
            if changed { state[keyPath: path] = pair }
            return (changed, state.observer)
        }
        guard changed else { return }
        logger.notice(
            "The server has a new certificate",
            metadata: [
                "certificate.subject": "\(pair.certificates[0].subject)",
                "certificate.notAfter": "\(pair.certificates[0].notAfter)",
            ])
        warnOfExposedKey(kind)
        observer?(current)
    }

    private func warnOfExposedKey(_ kind: KeyKind) {
        KeyedCertificates.warnIfExposed(key: settings.files(of: kind).key, logger)
    }

    private func complain(_ error: any Error, _ kind: KeyKind) {
        let text = "\(error)"
        guard state.withLock({ $0.complaints.updateValue(text, forKey: kind) != text }) else { return }
        logger.error(
            "A new certificate of the server cannot be used; the one before stays", metadata: ["error": "\(text)"])
    }

    private func warn(at now: Timestamp) {
        let limit = now.advanced(bySeconds: settings.renewDays * 86_400)
        let due = state.withLock { state -> [DecodedCertificate] in
            let expiring = [state.ellipticCurve, state.rsa].map { $0.certificates[0] }.filter { $0.notAfter < limit }
            if let last = state.warnedAt, (0..<Self.warningSeconds).contains(now.seconds(since: last)) { return [] }
            if !expiring.isEmpty { state.warnedAt = now }
            return expiring
        }
        for certificate in due {
            logger.warning(
                "The certificate of the server expires soon, or has expired",
                metadata: [
                    "certificate.subject": "\(certificate.subject)", "certificate.notAfter": "\(certificate.notAfter)",
                ])
        }
    }

    private static func pair(
        _ kind: KeyKind, _ authority: CertificateAuthority, _ settings: ServerCertificateSettings, at now: Timestamp
    ) async throws -> Pair {
        // Disks may be slow.
        let kept = try await KeyMaker.perform { try read(kind, authority, settings, at: now) }
        if let kept { return kept }
        return try await write(try await make(kind, authority, settings, at: now), kind, authority)
    }

    /// What is to be shown from now on. What was made and not written is kept for the next time.
    private func renewed(_ kind: KeyKind, at now: Timestamp) async throws -> Pair {
        let kept = try await KeyMaker.perform { [authority, settings] in try Self.read(kind, authority, settings, at: now) }
        if let kept {
            state.withLock { $0.unwritten[kind] = nil }
            return kept
        }
        let text: String
        if let waiting = state.withLock({ $0.unwritten[kind] }),
            let keyed = try? KeyedCertificates(certificates: waiting, key: waiting),
            Self.isUsable(keyed, kind, authority, settings, at: now)
        {
            text = waiting
        } else {
            text = try await Self.make(kind, authority, settings, at: now)
            state.withLock { $0.unwritten[kind] = text }
        }
        let pair = try await Self.write(text, kind, authority)
        state.withLock { $0.unwritten[kind] = nil }
        return pair
    }

    /// What was made and waits to be written.
    func unwritten(_ kind: KeyKind) -> String? { state.withLock { $0.unwritten[kind] } }

    private static func write(_ text: String, _ kind: KeyKind, _ authority: CertificateAuthority) async throws -> Pair {
        try await KeyMaker.perform {
            try authority.directory.write(text, to: name(kind))
            return try pair(try KeyedCertificates(certificates: text, key: text), kind)
        }
    }

    private static func name(_ kind: KeyKind) -> String { "server-\(kind.rawValue.lowercased()).pem" }

    /// An operator's files, or the certificate that was made here before; nil when a new one must be made.
    private static func read(
        _ kind: KeyKind, _ authority: CertificateAuthority, _ settings: ServerCertificateSettings, at now: Timestamp
    ) throws -> Pair? {
        let files = settings.files(of: kind)
        if !files.certificate.isEmpty || !files.key.isEmpty {
            return try pair(try KeyedCertificates.files(certificate: files.certificate, key: files.key), kind)
        }
        guard let text = try authority.directory.read(name(kind)), let kept = try? KeyedCertificates(certificates: text, key: text),
            isUsable(kept, kind, authority, settings, at: now)
        else { return nil }
        return try pair(kept, kind)
    }

    private static func pair(_ keyed: KeyedCertificates, _ kind: KeyKind) throws(CertificateFault) -> Pair {
        let own = keyed.certificates[0]
        guard let key = own.key, key.kind == kind else {
            throw CertificateFault("\(own.subject) has not a key of the kind \(kind.rawValue)")
        }
        guard kind != .rsa || key.bits >= 2048 else { throw CertificateFault("\(own.subject) has an RSA key of less than 2048 bits") }
        return Pair(
            identity: ServerIdentity(
                // Whoever verifies has the root already.
                certificateChain: ([own] + keyed.certificates.dropFirst().filter { !$0.isSelfSigned }).map(\.pem).joined(),
                privateKey: keyed.privateKeyText),
            certificates: keyed.certificates)
    }

    /// Whether a certificate of our own still fits: names, issuer, time.
    private static func isUsable(
        _ kept: KeyedCertificates, _ kind: KeyKind, _ authority: CertificateAuthority, _ settings: ServerCertificateSettings,
        at now: Timestamp
    ) -> Bool {
        let own = kept.certificates[0]
        let signing = authority.signing(kind)
        // A short-lived authority bounds its certificates; that alone must not make a new one every few seconds.
        let end = min(now.advanced(bySeconds: settings.renewDays * 86_400), signing.certificate.notAfter)
        guard own.notAfter >= end, own.notBefore <= now, kept.certificates.dropFirst().elementsEqual(signing.chain),
            signing.certificate.hasIssued(own)
        else { return false }
        let names: SubjectAlternativeNames? = try? own.certificate.extensions.subjectAlternativeNames
        return own.commonNames == [String(settings.serverName.prefix(64))]
            && (names.map(Array.init) ?? []) == settings.names.map(ServerName.generalName)
    }

    private static func make(
        _ kind: KeyKind, _ authority: CertificateAuthority, _ settings: ServerCertificateSettings, at now: Timestamp
    ) async throws -> String {
        let key = try await KeyMaker.make(kind, rsaBits: 2048)
        let signing = authority.signing(kind)
        // X.520 bounds a common name at 64 characters; the alternative names hold the whole.
        let subject = try DistinguishedName { CommonName(String(settings.serverName.prefix(64))) }
        let own = try await KeyMaker.perform {
            try signing.issue(
                subject, publicKey: key.publicKey, for: .serverAuth, names: settings.names.map(ServerName.generalName), from: now,
                days: settings.days)
        }
        let keyText = PEMBlock.withLineFeeds(try key.serializeAsPEM().pemString) + "\n"
        return keyText + ([own] + signing.chain).map(\.pem).joined()
    }
}
