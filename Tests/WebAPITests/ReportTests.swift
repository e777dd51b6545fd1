import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Messages and reports")
struct ReportTests {
    @Test("what charge points report is listed newest first")
    func reports() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            let peer = try await FakeChargePoint("A", to: api)
            try await peer.boot()
            try await peer.send("FirmwareStatusNotification", #"{"status":"Downloading"}"#, id: "2")
            try await peer.send("FirmwareStatusNotification", #"{"status":"Installed"}"#, id: "3")
            try await peer.send("DiagnosticsStatusNotification", #"{"status":"Uploading"}"#, id: "4")
            try await peer.send("LogStatusNotification", #"{"status":"Uploaded","requestId":7}"#, id: "5")
            try await peer.send(
                "SecurityEventNotification", #"{"type":"StartupOfTheDevice","timestamp":"2026-01-01T00:00:00Z"}"#, id: "6")
            _ = try await peer.send("DataTransfer", #"{"vendorId":"v","data":"x\"y"}"#, id: "7")
            let path = "/api/v1/charge-points/A"
            let firmware = try await api.get("\(path)/firmware-status")
            #expect(firmware.items.compactMap { $0["status"]?.string } == ["Installed", "Downloading"])
            #expect(try await api.get("\(path)/diagnostics-status").items.first?["status"]?.string == "Uploading")
            #expect(try await api.get("\(path)/log-status").items.first?["requestId"]?.int == 7)
            #expect(try await api.get("\(path)/security-events").items.first?["type"]?.string == "StartupOfTheDevice")
            #expect(try await api.get("\(path)/data-transfers").items.first?["data"]?.string == #"x"y"#)
            for report in ["firmware-status", "diagnostics-status", "log-status", "security-events", "data-transfers"] {
                #expect(try await api.get("/api/v1/charge-points/B/\(report)").problem == "charge-point-not-found")
            }
        }
    }

    @Test("frames are listed as they went over the wire")
    func messages() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            let peer = try await FakeChargePoint("A", to: api)
            try await peer.boot()
            try await peer.send("Heartbeat", "{}", id: "2")
            await api.centralSystem.flush()
            let listed = try await api.get("/api/v1/messages?chargePoint=A&direction=received&messageType=Call")
            #expect(listed.items.compactMap { $0["frame"]?.string }.first == #"[2,"2","Heartbeat",{}]"#)
            #expect(try await api.get("/api/v1/messages?action=Heartbeat").items.count == 1)
            #expect(try await api.get("/api/v1/messages?direction=sent").items.isEmpty)
            #expect(try await api.get("/api/v1/messages?chargePoint=B").items.isEmpty)
            #expect(try await api.get("/api/v1/messages?limit=1").json["nextCursor"]?.kind == .string)
        }
    }

    @Test("refused connections are listed")
    func refused() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A","password":"secret-secret"}"#)
            await #expect(throws: AdmissionRefusal.self) { _ = try await FakeChargePoint("A", to: api) }
            await api.centralSystem.flush()
            let listed = try await api.get("/api/v1/refused-connections")
            #expect(listed.items.first?["status"]?.int == 401)
            #expect(listed.items.first?["identity"]?.string == "A")
        }
    }
}
