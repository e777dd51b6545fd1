import OCPP16
import OCPPJ
import Testing

@testable import Console
@testable import WebAPI

/// The forms of messages against the messages themselves: what a form offers can be sent, and what can be sent is offered.
@Suite("Descriptions of commands")
struct CommandDescriptionTests {
    @Test("every request of a Central System has a form, and no other")
    func complete() {
        #expect(Set(CommandDescription.all.map(\.action)) == Set(OCPP16Catalogue.centralSystemInitiated.keys.map(\.rawValue)))
        #expect(CommandDescription.all.count == 26)
    }

    /// Where a member stands: the members on the way to it.
    private struct Place {
        let path: String
        let member: CommandMember
        let isOptionalInside: Bool
    }

    private static func places(_ members: [CommandMember], path: String = "", isOptional: Bool = false) -> [Place] {
        members.flatMap { member -> [Place] in
            let name = path.isEmpty ? member.name : "\(path).\(member.name)"
            let here = [Place(path: name, member: member, isOptionalInside: isOptional)]
            switch member.shape {
            case .object(let inner): return here + places(inner, path: name, isOptional: isOptional || !member.isRequired)
            case .objects(let inner): return here + places(inner, path: "\(name)[0]", isOptional: isOptional || !member.isRequired)
            default: return here
            }
        }
    }

    /// A value that fits.
    private static func sample(_ member: CommandMember) -> String? {
        switch member.shape {
        case .text: member.name.lowercased().contains("location") ? "https://example.org/f" : "a"
        case .lines, .texts: "a"
        case .integer(let range): range.contains(1) ? "1" : "\(range.lowerBound)"
        case .rate: "16.5"
        case .time: "2026-11-26T18:30"
        case .choice(let choices): choices.first?.value
        case .object, .objects: nil
        }
    }

    private static func fields(_ command: CommandDescription) -> [(name: String, value: String)] {
        places(command.members).compactMap { place in sample(place.member).map { (name: place.path, value: $0) } }
    }

    private static func check(_ command: CommandDescription, _ fields: [(name: String, value: String)]) throws -> PayloadError? {
        let payload = CommandForm.payload(command.members, from: Fields(fields), LocalTime(zoneMinutes: 540))
        let description = try #require(OCPP16Catalogue.centralSystemInitiated[OCPPAction(rawValue: command.action)])
        return description.checkRequest(try JSONNode.parse(payload.text, maximumDepth: 64))
    }

    @Test("a form with every field makes a request that the specification allows", arguments: CommandDescription.all.map(\.action))
    func everyField(action: String) throws {
        let command = try #require(CommandDescription.of(action))
        #expect(try Self.check(command, Self.fields(command)) == nil)
    }

    @Test("what the form calls required is what the specification requires", arguments: CommandDescription.all.map(\.action))
    func required(action: String) throws {
        let command = try #require(CommandDescription.of(action))
        let all = Self.fields(command)
        for place in Self.places(command.members) where !place.isOptionalInside && !place.member.mayBeEmpty {
            let others = all.filter { $0.name != place.path && !$0.name.hasPrefix("\(place.path).") && !$0.name.hasPrefix("\(place.path)[") }
            let failure = try Self.check(command, others)
            #expect((failure != nil) == place.member.isRequired, "\(action) \(place.path): \(String(describing: failure))")
        }
    }

    @Test("the longest text of a field is the longest that the specification allows", arguments: CommandDescription.all.map(\.action))
    func lengths(action: String) throws {
        let command = try #require(CommandDescription.of(action))
        let all = Self.fields(command)
        for place in Self.places(command.members) {
            let longest: Int? =
                switch place.member.shape {
                case .text(let longest), .lines(let longest): longest
                case .texts(let longest): longest
                default: nil
                }
            let isFree = if case .integer = place.member.shape { false } else { longest == nil }
            guard Self.sample(place.member) != nil, all.contains(where: { $0.name == place.path }) else { continue }
            let isText = switch place.member.shape {
            case .text, .lines, .texts: true
            default: false
            }
            guard isText else { continue }
            func with(_ count: Int) -> [(name: String, value: String)] {
                all.map { $0.name == place.path ? ($0.name, String(repeating: "a", count: count)) : $0 }
            }
            if let longest {
                #expect(try Self.check(command, with(longest)) == nil, "\(action) \(place.path) at \(longest)")
                #expect(try Self.check(command, with(longest + 1)) != nil, "\(action) \(place.path) beyond \(longest)")
            } else if isFree, !place.member.name.lowercased().contains("location") {
                #expect(try Self.check(command, with(20_000)) == nil, "\(action) \(place.path)")
            }
        }
    }

    @Test("every choice of a form is a value of the specification, and another is not", arguments: CommandDescription.all.map(\.action))
    func choices(action: String) throws {
        let command = try #require(CommandDescription.of(action))
        let all = Self.fields(command)
        for place in Self.places(command.members) {
            guard case .choice(let choices) = place.member.shape else { continue }
            for value in choices.map(\.value) {
                #expect(try Self.check(command, all.map { $0.name == place.path ? ($0.name, value) : $0 }) == nil, "\(place.path) \(value)")
            }
            #expect(try Self.check(command, all.map { $0.name == place.path ? ($0.name, "Whatever") : $0 }) != nil, "\(place.path)")
        }
    }

    @Test("the lowest number of a field is the lowest that the specification allows", arguments: CommandDescription.all.map(\.action))
    func ranges(action: String) throws {
        let command = try #require(CommandDescription.of(action))
        let all = Self.fields(command)
        // Of these the specification gives no range; the form has the one that makes sense.
        for place in Self.places(command.members) where !["numberPhases", "retries"].contains(place.member.name) {
            guard case .integer(let range) = place.member.shape else { continue }
            #expect(try Self.check(command, all.map { $0.name == place.path ? ($0.name, "\(range.lowerBound)") : $0 }) == nil, "\(place.path)")
            #expect(try Self.check(command, all.map { $0.name == place.path ? ($0.name, "\(range.lowerBound - 1)") : $0 }) != nil, "\(place.path)")
        }
    }

    @Test("no member of the specification is missing in a form", arguments: CommandDescription.all.map(\.action))
    func nothingMissing(action: String) throws {
        let command = try #require(CommandDescription.of(action))
        let description = try #require(OCPP16Catalogue.centralSystemInitiated[OCPPAction(rawValue: action)])
        let known = Set(command.members.map(\.name))
        // Every name that any message has, where this one does not show it: the message must not know it either.
        let names = Set(CommandDescription.all.flatMap { Self.places($0.members).map(\.member.name) }).subtracting(known)
        let payload = CommandForm.payload(command.members, from: Fields(Self.fields(command)), LocalTime(zoneMinutes: 0))
        let members = try JSONNode.parse(payload.text, maximumDepth: 64).members.map { ($0.name, JSONText?.some(JSONText($0.value))) }
        for name in names {
            let failure = description.checkRequest(try JSONNode.parse(JSONText.object(members + [(name, JSONText.integer(1))]).text, maximumDepth: 64))
            #expect(failure?.member == name && failure?.reason.text.contains("is not a member") == true, "\(action) \(name): \(String(describing: failure))")
        }
    }

    @Test("a member's text is in both languages")
    func languages() {
        for command in CommandDescription.all {
            let words = [command.purpose, command.effect] + Self.places(command.members).map(\.member.help) + command.statuses.map(\.meaning)
            for text in words {
                #expect(text.korean.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(command.action): \(text.english)")
                #expect(!text.english.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(command.action): \(text.english)")
            }
        }
    }

    @Test("every status of an answer has a meaning")
    func statuses() {
        func expect<Status: Enumeration>(_ action: String, _ type: Status.Type) {
            let described = CommandDescription.of(action)?.statuses.map(\.value) ?? []
            #expect(Set(described) == Set(Status.allCases.map(\.rawValue)), "\(action)")
        }
        expect("CancelReservation", CancelReservationStatus.self)
        expect("CertificateSigned", CertificateSignedStatusEnumType.self)
        expect("ChangeAvailability", AvailabilityStatus.self)
        expect("ChangeConfiguration", ConfigurationStatus.self)
        expect("ClearCache", ClearCacheStatus.self)
        expect("ClearChargingProfile", ClearChargingProfileStatus.self)
        expect("DataTransfer", DataTransferStatus.self)
        expect("DeleteCertificate", DeleteCertificateStatusEnumType.self)
        expect("ExtendedTriggerMessage", TriggerMessageStatusEnumType.self)
        expect("GetCompositeSchedule", GetCompositeScheduleStatus.self)
        expect("GetInstalledCertificateIds", GetInstalledCertificateStatusEnumType.self)
        expect("GetLog", LogStatusEnumType.self)
        expect("InstallCertificate", CertificateStatusEnumType.self)
        expect("RemoteStartTransaction", RemoteStartStopStatus.self)
        expect("RemoteStopTransaction", RemoteStartStopStatus.self)
        expect("ReserveNow", ReservationStatus.self)
        expect("Reset", ResetStatus.self)
        expect("SendLocalList", UpdateStatus.self)
        expect("SetChargingProfile", ChargingProfileStatus.self)
        expect("SignedUpdateFirmware", UpdateFirmwareStatusEnumType.self)
        expect("TriggerMessage", TriggerMessageStatus.self)
        expect("UnlockConnector", UnlockStatus.self)
        for action in ["GetConfiguration", "GetDiagnostics", "GetLocalListVersion", "UpdateFirmware"] {
            #expect(CommandDescription.of(action)?.statuses.isEmpty == true)
        }
    }
}
