import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/data-transfer-vendors`
struct DataTransferVendorRoutes: Sendable {
    let dataTransfers: DataTransferService

    private static let path = "/api/v1/data-transfer-vendors"
    private static let itemPath = "\(path)/{vendorId}"
    private static let idParameter = Operation.Parameter("vendorId", "The vendorId, percent-encoded; without regard to case.")

    private static let notes = """
        A DataTransfer with this vendorId is posted as `{"chargePointId", "vendorId", "messageId", "data", "receivedAt"}`. The \
        answer, `{"status": "Accepted" | "Rejected" | "UnknownMessageId" | "UnknownVendorId", "data": "…"}` with a status of \
        2xx and at most 64 KiB, goes to the charge point. Anything else, or none in time, becomes `Rejected`, with the reason \
        in the charge point's data transfers. Redirections are not followed. A charge point whose answer was lost repeats its \
        message, so the same one may come twice.
        """

    var operations: [Operation] { [list, create, get, replace, change, delete] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listDataTransferVendors", .dataTransfers, "Registered vendors in alphabetical order",
            query: Operation.Parameter.paging,
            answers: [.ok(ItemList<DataTransferVendor>.schema, "The vendors.")]
        ) { request in
            .json(ItemList(try await dataTransfers.vendors(request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createDataTransferVendor", .dataTransfers, "Registers a vendor", notes: Self.notes,
            body: .required(DataTransferVendorInput.creation),
            answers: [.created(DataTransferVendor.schema, "The vendor.")], problems: [.conflict]
        ) { request in
            let id = try DataTransferVendorInput.vendorId(request.body["vendorId"]?.string ?? "")
            let values = DataTransferVendorInput.apply(request.body, to: DataTransferVendorValues(url: ""))
            return Self.created(try await dataTransfers.createVendor(id, values))
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getDataTransferVendor", .dataTransfers, "One vendor", pathParameters: [Self.idParameter],
            answers: [.ok(DataTransferVendor.schema, "The vendor.")], problems: [.notFound]
        ) { request in
            .json(try await dataTransfers.vendor(Self.registered(request)))
        }
    }

    private var replace: Operation {
        Operation(
            .put, Self.itemPath, "putDataTransferVendor", .dataTransfers, "Registers a vendor or replaces what is registered",
            notes: Self.notes, pathParameters: [Self.idParameter], body: .required(DataTransferVendorInput.replacement),
            answers: [
                .ok(DataTransferVendor.schema, "The vendor was registered already and has the new values."),
                .created(DataTransferVendor.schema, "The vendor is new."),
            ]
        ) { request in
            let body = request.body
            let id = try DataTransferVendorInput.vendorId(request.text(inPath: "vendorId"))
            if let given = body["vendorId"]?.string, try DataTransferVendorInput.vendorId(given) != id {
                throw Problem.invalidMember("vendorId", "vendorId must be the one in the path, or be left out.")
            }
            let saved = try await dataTransfers.putVendor(id) { current in
                DataTransferVendorInput.apply(body, to: DataTransferVendorValues(url: "", secret: current?.secret))
            }
            return saved.isNew ? Self.created(saved.vendor) : .json(saved.vendor)
        }
    }

    private var change: Operation {
        Operation(
            .patch, Self.itemPath, "changeDataTransferVendor", .dataTransfers, "Changes a vendor",
            pathParameters: [Self.idParameter], body: .required(DataTransferVendorInput.changes),
            answers: [.ok(DataTransferVendor.schema, "The changed vendor.")], problems: [.notFound]
        ) { request in
            let body = request.body
            let id = try Self.registered(request)
            let saved = try await dataTransfers.putVendor(id) { current in
                guard let current else { throw DataTransferService.unknown(id) }
                return DataTransferVendorInput.apply(body, to: current)
            }
            return .json(saved.vendor)
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteDataTransferVendor", .dataTransfers, "Removes a vendor",
            notes: "Charge points are answered `UnknownVendorId` from now on.", pathParameters: [Self.idParameter],
            answers: [.noContent("It is removed.")], problems: [.notFound]
        ) { request in
            try await dataTransfers.deleteVendor(Self.registered(request))
            return .noContent
        }
    }

    /// The vendorId in the path. What is too long to be one is not registered either.
    private static func registered(_ request: OperationRequest) throws(Problem) -> CiString<255> {
        let text = request.text(inPath: "vendorId")
        do {
            return try CiString(text)
        } catch {
            throw Problem(.notFound, "There is no vendor \(text.prefix(300).debugDescription): it \(error.reason).")
        }
    }

    private static func created(_ vendor: DataTransferVendor) -> Answer {
        .created(vendor, location: "\(path)/\(PathText.encode(vendor.vendorId.text))")
    }
}
