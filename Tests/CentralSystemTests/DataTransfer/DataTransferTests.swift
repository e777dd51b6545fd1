import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Data transfers")
struct DataTransferTests {
    @Test("every vendor is unknown, and what was sent is kept", arguments: [
        #"{"vendorId":"V"}"#, #"{"vendorId":"V","messageId":"M","data":"D"}"#,
    ])
    func unknownVendor(payload: String) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        #expect(
            try await fixture.connect().ask("DataTransfer", payload)
                == .result(Array(#"{"status":"UnknownVendorId"}"#.utf8)))
        let record = try await fixture.system.dataTransfers.list(chargePointKey: try await fixture.key()).items.first
        #expect(record?.vendorId == "V")
        #expect(record?.data == (payload.contains("data") ? "D" : nil))
        #expect(record?.status == "UnknownVendorId")
    }

    @Test("the newest thousand of each charge point are kept")
    func bounded() async throws {
        let fixture = try await CentralSystemFixture()
        let one = try await fixture.register("CP-1").chargePoint.key
        let two = try await fixture.register("CP-2").chargePoint.key
        try await fixture.database.write { connection in
            for index in 0..<1100 {
                let record = DataTransferRecord(
                    id: 0, vendorId: "V\(index)", status: "UnknownVendorId", receivedAt: CentralSystemFixture.morning)
                try DataTransferStore.add(record, chargePointKey: one, in: connection)
                if index == 0 { try DataTransferStore.add(record, chargePointKey: two, in: connection) }
            }
        }
        let kept = try await fixture.system.dataTransfers.list(chargePointKey: one, PageRequest(limit: 1000))
        #expect(kept.items.count == 1000)
        #expect(kept.nextCursor == nil)
        #expect(kept.items.last?.vendorId == "V100")
        #expect(try await fixture.system.dataTransfers.list(chargePointKey: two).items.count == 1)
    }
}
