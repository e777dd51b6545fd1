import CentralSystem
import HTTPTypes
import HummingbirdCore
import OCPPJ

/// `/api/v1/firmware/images`
struct FirmwareImageRoutes: Sendable {
    let images: FirmwareImageService
    /// Nil for a server that exchanges no files.
    let directory: FileDirectory?

    static let path = "/api/v1/firmware/images"
    private static let itemPath = "\(path)/{imageId}"
    private static let idParameter = Operation.Parameter("imageId", "The id of the image.", .integer)

    var operations: [Operation] { [list, upload, get, delete] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listFirmwareImages", .firmware, "Firmware images, newest first", query: Operation.Parameter.paging,
            answers: [.ok(ItemList<FirmwareImage>.schema, "The images.")]
        ) { request in
            .json(ItemList(try await images.list(request.page())))
        }
    }

    private var upload: Operation {
        Operation(
            .post, Self.path, "uploadFirmwareImage", .firmware, "Uploads a firmware image",
            notes: """
                The body is the image itself, not a form. It is written to disk as it comes; size and SHA-256 are computed on the \
                way. `version` is what charge points report in BootNotification once they run it; given it, updates are checked.
                """,
            query: [
                .init("fileName", "The image's name; required. Charge points see it at the end of the address.", .string(1...255)),
                .init("version", "The firmware version that it brings.", .string(1...50)),
                .init("vendor", "Whose charge points it is for; for people.", .string(1...255)),
                .init("model", "Which model it is for; for people.", .string(1...255)),
                .init("sha256", "The image's SHA-256 in hexadecimal; another one is refused.", .string(64...64)),
            ],
            body: .octets("The image."), answers: [.created(FirmwareImage.schema, "The image.")],
            problems: [.invalidMember, .checksumMismatch, .notReady]
        ) { request in
            guard let directory else { throw Problem.noFiles }
            guard let fileName = request.query["fileName"] else {
                throw Problem(.invalidRequest, "fileName: is required").with("parameter", "fileName")
            }
            let new = NewFirmwareImage(
                fileName: fileName, version: request.query["version"], vendor: request.query["vendor"],
                model: request.query["model"])
            try new.check()
            if let length = request.contentLength, length > images.maximumBytes {
                throw FileExchangeError.tooLarge(images.maximumBytes)
            }
            let file = try await receive(request, in: directory)
            if let expected = request.query["sha256"]?.lowercased(), expected != file.sha256 {
                try await directory.remove(file.storedName, from: .firmware)
                throw FileExchangeError(
                    .checksumMismatch, "The SHA-256 of what arrived is \(file.sha256), not \(expected). Upload it again.")
            }
            let image = try await images.create(new, file)
            return .created(image, location: "\(Self.path)/\(image.id)")
        }
    }

    private func receive(_ request: OperationRequest, in directory: FileDirectory) async throws -> ReceivedFile {
        guard var body = request.stream?.makeAsyncIterator() else { throw Problem.noFiles }
        return try await directory.receive(upTo: images.maximumBytes, in: .firmware) {
            do {
                return try await body.next()
            } catch {
                throw FileExchangeError(.incomplete, "The upload broke off.")
            }
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getFirmwareImage", .firmware, "One firmware image", pathParameters: [Self.idParameter],
            answers: [.ok(FirmwareImage.schema, "The image.")], problems: [.notFound]
        ) { request in
            .json(try await images.get(Self.id(request)))
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteFirmwareImage", .firmware, "Removes a firmware image and its file",
            notes: "Refused while an update or a campaign needs it. Updates that are over keep its name and version.",
            pathParameters: [Self.idParameter], answers: [.noContent("It is removed.")], problems: [.notFound, .conflict]
        ) { request in
            try await images.delete(Self.id(request))
            return .noContent
        }
    }

    private static func id(_ request: OperationRequest) throws -> Int64 {
        Int64(try request.integer(inPath: "imageId", otherwise: .notFound))
    }
}

extension Problem {
    static let noFiles = Problem(.notReady, "This server exchanges no files.")
}

extension FirmwareImage: JSONObject {
    static let representation = Representation<FirmwareImage>(
        "FirmwareImage", "A firmware image that charge points can fetch from this server.",
        [
            Field("id", "The id of the image.", \.id),
            Field("fileName", "Its name.", \.fileName),
            Field("version", "The firmware version that charge points report once they run it.", \.version),
            Field("vendor", "Whose charge points it is for; for people.", \.vendor),
            Field("model", "Which model it is for; for people.", \.model),
            Field("sizeBytes", "Its size.", \.file.sizeBytes),
            Field("sha256", "Its SHA-256 in hexadecimal.", \.file.sha256),
            Field("createdAt", "When it was uploaded.", \.createdAt),
        ])
}
