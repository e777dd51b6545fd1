import Foundation

/// What the server says on standard output when everything runs: programs read the first lines, people the rest.
struct Announcement: Sendable {
    let addresses: Addresses
    let httpScheme: String
    let httpHost: String
    let httpPort: Int
    let filesPort: Int
    /// The administrator's token, when it was made just now.
    let generatedToken: String?
    /// The link that lets the demonstration's user in; nil without a demonstration.
    let entrancePath: String?

    func print() {
        let api = "\(httpScheme)://\(httpHost.contains(":") ? "[\(httpHost)]" : httpHost):\(httpPort)"
        var lines = [
            "Stationmaster \(ProgramVersion.current)",
            "OCPP listening on \(addresses.boundURL)/",
        ]
        if let tlsURL = addresses.boundTLSURL { lines.append("OCPP listening on \(tlsURL)/") }
        lines += [
            "API listening on \(api)/",
            "Files listening on \(addresses.boundFilesURL(port: filesPort))/",
            "",
            "  charge points connect to   \(addresses.publicURL)/IDENTITY   (subprotocol ocpp1.6)",
        ]
        if let url = addresses.publicTLSURL { lines.append("  or, with TLS, to           \(url)/IDENTITY") }
        lines += [
            "  and exchange files with    \(addresses.publicFilesURL(port: filesPort))/",
            "  console                    \(api)\(entrancePath ?? "/")",
            "  API document               \(api)/openapi.json",
            "  metrics                    \(api)/metrics",
        ]
        if let generatedToken {
            lines += ["", "  administrator's token      \(generatedToken)", "  It is shown this once; set STATIONMASTER_ADMIN_TOKEN to choose one yourself."]
        }
        if entrancePath != nil {
            lines += [
                "", "  Simulated charge points are charging, and an operator is at work. Open the console's address in a browser: it lets",
                "  you in once, within half an hour. Or look through the API:",
            ]
            if generatedToken == nil { lines.append("  TOKEN=… # the administrator's token: STATIONMASTER_ADMIN_TOKEN, or what the first start showed") }
            let token = generatedToken ?? "$TOKEN"
            let paths = [
                "transactions", "charge-points/DEMO-0006", "reservations", "firmware/updates", "charge-points/DEMO-0001/charging-profiles", "certificates",
            ]
            lines += paths.map {
                "  curl -H \"Authorization: Bearer \(token)\" \(api)/api/v1/\($0)"
            }
        }
        lines += ["", "  Ctrl-C stops the server."]
        // One write, so that a program that reads the lines never sees half of them.
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
}
