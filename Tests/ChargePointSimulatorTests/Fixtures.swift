import OCPP16
import OCPPJ

@testable import ChargePointSimulator

let morning = Timestamp(milliseconds: 1_780_300_800_000)

func token(_ text: String) throws -> IdToken { try IdToken(text) }

func node<T: Encodable>(_ value: T) throws -> JSONNode { try JSONNode.parse(PayloadEncoder.encode(value)) }

func node(_ json: String) throws -> JSONNode { try JSONNode.parse(Array(json.utf8)) }

/// A charge point whose drivers come about every ten minutes and stay for about half an hour.
func profile(
    connectors: Int = 1, model: ChargePointModel = .socket22, idTags: [String] = ["TAG-1"], seed: UInt64 = 7,
    acceleration: Double = 1, meterInterval: Int = 60,
    features: Set<FeatureProfile> = Set(FeatureProfile.allCases)
) throws -> ChargePointProfile {
    let tokens = try idTags.map(IdToken.init)
    var drivers = DriverHabits()
    drivers.stay = 1500...2100
    drivers.pause = 300...600
    return ChargePointProfile(
        identity: "CP-1", model: model, featureProfiles: features, connectorCount: connectors,
        idTags: tokens.isEmpty ? [] : Array(repeating: tokens, count: connectors), seed: seed, acceleration: acceleration,
        drivers: drivers, meterIntervalSeconds: meterInterval)
}

extension OutgoingMessage {
    var boot: BootNotification? { if case .bootNotification(let message) = self { message } else { nil } }
    var status: StatusNotification? { if case .status(let message) = self { message } else { nil } }
    var authorize: Authorize? { if case .authorize(let message, _) = self { message } else { nil } }
    var start: StartTransaction? { if case .transaction(.start(_, let message)) = self { message } else { nil } }
    var stop: StopTransaction? { if case .transaction(.stop(_, let message)) = self { message } else { nil } }
    var meterValues: MeterValues? {
        switch self {
        case .transaction(.meterValues(_, let message)), .meterValues(let message): message
        default: nil
        }
    }

    /// The message in a word or two, for comparing whole conversations.
    var summary: String {
        switch self {
        case .bootNotification: "Boot"
        case .heartbeat: "Heartbeat"
        case .status(let message): "\(message.status.rawValue)(\(message.connectorId))"
        case .authorize: "Authorize"
        case .transaction(.start): "Start"
        case .transaction(.meterValues), .meterValues: "MeterValues"
        case .transaction(.stop(_, let message)): "Stop(\(message.reason?.rawValue ?? "-"))"
        case .diagnosticsStatus(let message): "Diagnostics(\(message.status.rawValue))"
        case .firmwareStatus(let message): "Firmware(\(message.status.rawValue))"
        case .signedFirmwareStatus(let message): "SignedFirmware(\(message.status.rawValue))"
        case .logStatus(let message): "Log(\(message.status.rawValue))"
        case .securityEvent(let message): "Event(\(message.type))"
        case .signCertificate: "SignCertificate"
        }
    }
}

/// A booted charge point where nobody comes on his own.
func idleBench(
    connectors: Int = 2, model: ChargePointModel = .socket22, features: Set<FeatureProfile> = Set(FeatureProfile.allCases),
    change: (inout ChargePointProfile) -> Void = { _ in }
) throws -> Bench {
    var profile = try profile(connectors: connectors, model: model, idTags: [], features: features)
    change(&profile)
    var bench = Bench(profile)
    try bench.settle()
    bench.forget()
    return bench
}

extension Bench {
    /// Lets somebody charge at a connector.
    mutating func charge(_ idTag: String = "APP", at connector: ConnectorId = 1) throws {
        let answer = try command(RemoteStartTransaction(idTag: token(idTag), connectorId: connector))
        guard answer.status == .accepted, try run(atMost: 120, until: { $0.status?.status == .charging }) else {
            throw NotCharging()
        }
        forget()
    }

    struct NotCharging: Error {}

    /// Sets a key as the factory would.
    mutating func set(_ key: ConfigurationKey, to value: String) {
        behaviour.configuration.set(key, to: value)
    }

    /// Answers every Authorize with this.
    mutating func answerAuthorize(with infos: [String: IdTagInfo]) {
        answer = { message in
            guard let request = message.authorize else { return nil }
            let info = infos[request.idTag.text] ?? IdTagInfo(status: .invalid)
            return .success(try node(AuthorizeResponse(idTagInfo: info)))
        }
    }
}
