import ArgumentParser
import Certification
import Foundation
import NIOCore

/// How the operator of the central system under test acts.
enum OperatorKind: String, ExpressibleByArgument, CaseIterable {
    /// Over Stationmaster's REST API.
    case api
    /// A person, who is asked on the terminal.
    case ask
}

/// Which central system `certify` tests, and how it is operated.
struct CertificationTargetOptions: ParsableArguments {
    @Option(help: "Where charge points connect without TLS, without the identity: ws://127.0.0.1:9000/ocpp")
    var url: String?

    @Option(help: "Where charge points connect with TLS, without the identity: wss://csms.example.com:9443/ocpp. The name in it must be the common name of the central system’s certificate.")
    var tlsURL: String?

    @Option(help: "The REST API of a running Stationmaster: http://127.0.0.1:8080")
    var api: String?

    @Option(help: "The token of an administrator. Others on this machine can see it: better in the environment, as STATIONMASTER_CERTIFY_TOKEN.")
    var token: String?

    @Option(name: .customLong("driver"), help: "The operator: api (Stationmaster’s REST API) or ask (a person at this terminal, for any central system).")
    var operatorKind = OperatorKind.api

    @Option(help: "A PEM file with the roots that the central system’s certificate must lead to; without it those that Stationmaster’s API names, else those of the system.")
    var trustRoots: String?

    @Option(help: "The data directory of the server that is started here: a copy of one with traffic. Without it, a temporary one.")
    var data: String?

    /// Whether a server is started here.
    var isOwnServer: Bool { url == nil && tlsURL == nil && api == nil }

    func validate() throws {
        guard url?.hasPrefix("ws://") ?? true else { throw ValidationError("--url begins with ws://.") }
        guard tlsURL?.hasPrefix("wss://") ?? true else { throw ValidationError("--tls-url begins with wss://.") }
        if isOwnServer {
            guard operatorKind == .api else { throw ValidationError("--driver ask needs --url or --tls-url.") }
            guard token == nil else { throw ValidationError("--token goes with --api.") }
            guard trustRoots == nil else { throw ValidationError("--trust-roots goes with --tls-url.") }
            return
        }
        guard data == nil else { throw ValidationError("--data is for the server that is started here, without --url, --tls-url and --api.") }
        guard url != nil || tlsURL != nil else { throw ValidationError("--url or --tls-url must tell where charge points connect.") }
        switch operatorKind {
        case .api:
            guard let api else { throw ValidationError("--api must tell where the REST API is; or take --driver ask.") }
            guard api.hasPrefix("http://") || api.hasPrefix("https://") else {
                throw ValidationError("--api begins with http:// or https://.")
            }
            guard givenToken != nil else {
                throw ValidationError("An administrator's token is needed: STATIONMASTER_CERTIFY_TOKEN in the environment, or --token.")
            }
        case .ask:
            guard api == nil, token == nil else { throw ValidationError("--api and --token are of no use with --driver ask.") }
        }
    }

    private var givenToken: String? {
        let given = token ?? ProcessInfo.processInfo.environment["STATIONMASTER_CERTIFY_TOKEN"]
        return given.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Reads what must be read, and starts a server if one is needed.
    ///
    /// - Throws: an error for people.
    func open(on group: any EventLoopGroup) async throws -> CertificationTarget {
        if isOwnServer { return try await CertificationTarget(serverOn: data, group: group) }
        let givenRoots = try trustRoots.map { [try Self.text(of: $0)] }
        switch operatorKind {
        case .ask:
            return CertificationTarget(
                url: url, secureURL: tlsURL, trustRoots: givenRoots ?? [], driver: AskDriver(dialog: TerminalDialog()))
        case .api:
            let api = try StationmasterAPI(url: api ?? "", token: givenToken ?? "", trustRoots: givenRoots ?? [], group: group)
            return try await CertificationTarget(url: url, secureURL: tlsURL, trustRoots: givenRoots, api: api)
        }
    }

    private static func text(of path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ValidationError("\(path) cannot be read.")
        }
    }
}
