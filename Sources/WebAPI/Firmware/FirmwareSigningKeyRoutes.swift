import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/firmware/signing-keys`
struct FirmwareSigningKeyRoutes: Sendable {
    let keys: FirmwareSigningKeyService

    static let path = "/api/v1/firmware/signing-keys"
    private static let itemPath = "\(path)/{signingKeyId}"
    private static let idParameter = Operation.Parameter("signingKeyId", "The id of the key.", .integer)

    var operations: [Operation] { [list, create, get, delete] }

    private static let creation = ObjectSchema(
        "FirmwareSigningKeyCreation", "A key to sign firmware with.",
        [
            .init("name", "Its name; no two keys have the same.", .string(1...100), isRequired: true),
            .init("certificate", "The certificate that charge points are sent: one, in PEM.", .string(1...10_000), isRequired: true),
            .init(
                "privateKey", "The key that belongs to it, in PEM and not encrypted. It is kept in a file and never shown again.",
                .string(1...20_000), isRequired: true),
        ])

    private var list: Operation {
        Operation(
            .get, Self.path, "listFirmwareSigningKeys", .firmware, "Keys to sign firmware with, newest first",
            query: Operation.Parameter.paging, answers: [.ok(ItemList<FirmwareSigningKey>.schema, "The keys.")]
        ) { request in
            .json(ItemList(try await keys.list(request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createFirmwareSigningKey", .firmware, "Takes a key to sign firmware with",
            notes: "RSA keys of 2048 to 4800 bits, and elliptic curve keys on P-256, P-384 and P-521.",
            body: .required(Self.creation), answers: [.created(FirmwareSigningKey.schema, "The key, without its private part.")],
            problems: [.conflict, .notReady], role: .administrator
        ) { request in
            let body = request.body
            let new = NewFirmwareSigningKey(
                name: body["name"]?.string ?? "", certificate: body["certificate"]?.string ?? "",
                privateKey: body["privateKey"]?.string ?? "")
            let key = try await keys.create(new, createdBy: request.requester)
            return .created(key, location: "\(Self.path)/\(key.id)")
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getFirmwareSigningKey", .firmware, "One key to sign firmware with",
            pathParameters: [Self.idParameter], answers: [.ok(FirmwareSigningKey.schema, "The key.")], problems: [.notFound]
        ) { request in
            .json(try await keys.get(Self.id(request)))
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteFirmwareSigningKey", .firmware, "Removes a key to sign firmware with, and its file",
            notes: "Refused while a campaign needs it. Signatures that went out stay good.", pathParameters: [Self.idParameter],
            answers: [.noContent("It is removed.")], problems: [.notFound, .conflict], role: .administrator
        ) { request in
            try await keys.delete(Self.id(request))
            return .noContent
        }
    }

    private static func id(_ request: OperationRequest) throws -> Int64 {
        Int64(try request.integer(inPath: "signingKeyId", otherwise: .notFound))
    }
}

extension FirmwareSigningKey.Kind: JSONEnumeration {}

extension FirmwareSigningKey: JSONObject {
    static let representation = Representation<FirmwareSigningKey>(
        "FirmwareSigningKey", "A key that this server signs firmware with; the key itself is never shown.",
        [
            Field("id", "The id of the key.", \.id),
            Field("name", "Its name.", \.name),
            Field("kind", "What kind of key it is.", \.kind),
            Field("certificate", "The certificate that charge points are sent: PEM.", \.certificate),
            Field("subject", "The certificate's subject, for people.", \.subject),
            Field("notBefore", "From when on the certificate is valid.", \.notBefore),
            Field("notAfter", "Until when it is valid.", \.notAfter),
            Field("createdAt", "When it was uploaded.", \.createdAt),
            Field("createdBy", "By whom.", \.createdBy),
        ])
}
