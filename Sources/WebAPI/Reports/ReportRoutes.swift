import CentralSystem
import HTTPTypes
import OCPPJ

/// What charge points report: `/api/v1/charge-points/{id}/firmware-status` and its like.
struct ReportRoutes: Sendable {
    let centralSystem: CentralSystem

    var operations: [Operation] {
        [firmware, diagnostics, logs, securityEvents, dataTransfers]
    }

    private var firmware: Operation {
        report(
            "firmware-status", "listFirmwareStatuses", "Reports of firmware updates, newest first", of: FirmwareStatusRecord.self
        ) { try await centralSystem.firmwareStatuses.list(chargePointKey: $0, $1) }
    }

    private var diagnostics: Operation {
        report(
            "diagnostics-status", "listDiagnosticsStatuses", "Reports of diagnostics uploads, newest first",
            of: DiagnosticsStatusRecord.self
        ) { try await centralSystem.diagnosticsStatuses.list(.diagnostics, chargePointKey: $0, $1) }
    }

    private var logs: Operation {
        report(
            "log-status", "listLogStatuses", "Reports of log uploads, newest first", of: DiagnosticsStatusRecord.self
        ) { try await centralSystem.diagnosticsStatuses.list(.log, chargePointKey: $0, $1) }
    }

    private var securityEvents: Operation {
        report("security-events", "listSecurityEvents", "Security events, newest first", of: SecurityEvent.self) {
            try await centralSystem.securityEvents.list(chargePointKey: $0, $1)
        }
    }

    private var dataTransfers: Operation {
        report(
            "data-transfers", "listDataTransfers", "DataTransfers from the charge point and to it, newest first",
            of: DataTransferRecord.self
        ) { try await centralSystem.dataTransfers.list(chargePointKey: $0, $1) }
    }

    private func report<Item: JSONObject & Sendable>(
        _ component: String, _ name: String, _ summary: String, of type: Item.Type,
        _ list: @escaping @Sendable (_ chargePointKey: Int64, PageRequest) async throws -> Page<Item>
    ) -> Operation {
        Operation(
            .get, "\(ChargePointRoutes.path)/{id}/\(component)", name, .reports, summary,
            pathParameters: [ChargePointRoutes.idParameter], query: Operation.Parameter.paging,
            answers: [.ok(ItemList<Item>.schema, "The reports.")], problems: [.chargePointNotFound]
        ) { request in
            let chargePoint = try await centralSystem.chargePoints.get(request.text(inPath: "id"))
            return .json(ItemList(try await list(chargePoint.key, request.page())))
        }
    }
}
