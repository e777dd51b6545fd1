import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

extension Bench {
    /// A booted charge point where nobody comes on his own.
    static func idle(connectors: Int = 2, model: ChargePointModel = .socket22) throws -> Bench {
        var bench = Bench(try profile(connectors: connectors, model: model, idTags: []))
        try bench.settle()
        bench.forget()
        return bench
    }

    /// The same while connector 1 charges.
    static func charging(model: ChargePointModel = .socket22) throws -> Bench {
        var bench = try idle(model: model)
        #expect(try bench.command(RemoteStartTransaction(idTag: token("APP"), connectorId: 1)).status == .accepted)
        #expect(try bench.run(atMost: 60) { $0.status?.status == .charging })
        bench.forget()
        return bench
    }
}
