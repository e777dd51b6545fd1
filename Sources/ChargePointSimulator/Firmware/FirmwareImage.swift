import OCPP16

/// What a virtual charge point makes of a file that it was told to install.
///
/// The file may begin with lines of text like `version: 2.1.0` and `installation: fails`; without the first, the version is
/// what looks like one in the file's name, or else the name.
struct FirmwareImage: Hashable, Sendable {
    /// `firmwareVersion` of BootNotification once it runs.
    let version: CiString<50>
    /// Whether the charge point can install it.
    let isInstallable: Bool

    init(_ file: RetrievedFile) {
        var values: [String: String] = [:]
        for line in file.head.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line.allSatisfy({ (0x20..<0x7F).contains($0) })
            else { break }
            let key = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = line[line.index(after: colon)...].drop { $0 == UInt8(ascii: " ") }
            values[key] = String(decoding: value, as: UTF8.self)
        }
        let stated = values["version"].flatMap { $0.isEmpty ? nil : $0 }
        version = CiString(truncating: stated ?? Self.version(in: file.name) ?? file.name)
        isInstallable = values["installation"] != "fails" && file.length > 0
    }

    /// The longest stretch of a file's name that is made of numbers with dots between them, for example `2.1.0` in
    /// `socket-2.1.0.bin`.
    private static func version(in name: String) -> String? {
        let candidates = name.split { !($0.isASCII && $0.isNumber) && $0 != "." }.map { part in
            part.split(separator: ".").joined(separator: ".")
        }
        return candidates.filter { $0.contains(".") }.max { $0.count < $1.count }
    }
}
