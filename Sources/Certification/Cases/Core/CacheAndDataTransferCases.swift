import OCPP16
import OCPPJ

/// The charge point's cache, and data that is none of OCPP's.
extension CertificationCase {
    static let clearCache = CertificationCase("TC_061_CSMS", "Clear authorization cache", .core) { test in
        // That the payload is an empty object is checked as in every message.
        let asked = try await test.ask(ClearCache())
        try await asked.answer(ClearCacheResponse(status: .accepted), shown: "Accepted")
    }

    static let dataTransfer = CertificationCase(
        "TC_064_CSMS", "Data transfer to the Central System", .core
    ) { test in
        try await test.booted()
        for (messageId, data) in [(nil, nil), ("Tariff", nil), (nil, "any"), ("Tariff", #"{"price":1}"#)] as [(String?, String?)] {
            let sentMessageId: CiString<50>? = if let messageId { try test.text(messageId) } else { nil }
            let answer = try await test.chargePoint.send(
                DataTransfer(vendorId: test.text("org.example.unknown"), messageId: sentMessageId, data: data))
            try test.check(
                "DataTransfer.conf: status is \(answer.status.rawValue)", answer.status != .accepted,
                otherwise: "DataTransfer.conf: status was Accepted, expected UnknownVendorId, UnknownMessageId or Rejected "
                    + "because nobody knows the vendor")
        }
    }
}
