package import OCPPJ

/// A firmware image that an operator uploaded.
package struct FirmwareImage: Hashable, Sendable {
    package var id: Int64
    /// Its name as the operator gave it.
    package var fileName: String
    /// The version that a charge point reports once it runs this firmware (BootNotification `firmwareVersion`).
    package var version: String?
    /// Whose charge points it is for; for people.
    package var vendor: String?
    /// Which model it is for; for people.
    package var model: String?
    package var file: ReceivedFile
    package var createdAt: Timestamp
}

/// What an operator says of an image.
package struct NewFirmwareImage: Hashable, Sendable {
    package var fileName: String
    package var version: String?
    package var vendor: String?
    package var model: String?

    package init(fileName: String, version: String? = nil, vendor: String? = nil, model: String? = nil) {
        self.fileName = fileName
        self.version = version
        self.vendor = vendor
        self.model = model
    }
}

extension FirmwareImage {
    /// The last component of the address that charge points fetch it from: only characters that every one of them copes with.
    var urlName: String {
        let name = fileName.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" }
        let end = String(name.suffix(64))
        // Dots alone are a direction and no name.
        return end.allSatisfy { $0 == "." } ? "firmware" : end
    }
}

extension NewFirmwareImage {
    /// - Throws: `FileExchangeError` with code `.invalidMember`.
    package func check() throws(FileExchangeError) {
        guard (1...255).contains(fileName.unicodeScalars.count), fileName.isPlainText,
            !fileName.unicodeScalars.contains(where: { $0 == "/" || $0 == "\\" })
        else {
            throw .invalid("fileName", "must have 1 to 255 characters, none of them a slash, a backslash or a control character")
        }
        guard version.map({ (1...50).contains($0.unicodeScalars.count) && $0.isPlainText }) ?? true else {
            throw .invalid("version", "must have 1 to 50 characters, as firmwareVersion in a BootNotification")
        }
    }
}
