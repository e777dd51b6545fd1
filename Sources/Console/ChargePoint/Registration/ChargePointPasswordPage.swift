import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Gives a charge point another password: over OCPP while it is connected, or by hand.
struct ChargePointPasswordPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/password"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["changeChargePoint", "changeChargePointPassword"]

    let centralSystem: CentralSystem

    private enum Way: String, Sendable {
        /// Sent to the charge point, shown to nobody.
        case send
        /// Made here and shown once, to be typed in.
        case generate
        case own
        case remove
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let isConnected = frame.chargePoint.isConnected
        var options: [FormField.Option] = []
        if isConnected, frame.chargePoint.hasPassword {
            options.append(.init(Way.send.rawValue, request.text("Send it a new one over OCPP (shown to nobody)", "OCPP로 새 비밀번호 전송 (표시하지 않음)")))
        }
        options += [
            .init(Way.generate.rawValue, request.text("Make one and show it once, to type into the charge point", "자동 생성 후 한 번 표시, 충전기에 직접 입력")),
            .init(Way.own.rawValue, request.text("The one below, to type into the charge point", "아래 비밀번호 사용, 충전기에 직접 입력")),
        ]
        if frame.chargePoint.hasPassword { options.append(.init(Way.remove.rawValue, request.text("Remove it: it connects without", "비밀번호 제거, 없이 연결"))) }
        let fields: HTML = """
            \(FormField(request: request, name: "way", label: request.text("How", "방법"), isRequired: true).choice(options))\
            \(FormField(request: request, name: "password", label: request.text("Password of your own", "직접 지정할 비밀번호"))
                .text(type: "password", autocomplete: "new-password", limits: ["maxlength": "128"]))
            """
        return .content(Confirmation.content(
            request, title: request.text("New password for \(frame.id)", "\(frame.id)의 새 비밀번호"),
            consequence: request.text(
                "A password that is typed in by hand holds at once: the charge point is disconnected and refused until it has the new one. One that is sent over OCPP holds as soon as the charge point takes it.",
                "직접 입력하는 비밀번호는 즉시 적용되어 연결이 끊기고, 새 비밀번호를 입력할 때까지 거절됩니다. OCPP로 보낸 비밀번호는 충전기가 받아들이는 즉시 적용됩니다."),
            submit: request.text("Change the password", "비밀번호 변경"), back: frame.path(.settings), trail: frame.trail(.settings), fields: fields))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let settings = LocalPath.of(ChargePointSettingsPage.path, ["id": id])
        switch request.form.value("way", as: Way.self) {
        case .send:
            let result = try await request.call("changeChargePointPassword", .init(path: ["id": id]))
            let status = result.body["status"]?.string ?? ""
            return .redirect(settings, status == "Accepted"
                ? .success(request.text("The charge point took its new password.", "충전기가 새 비밀번호를 적용했습니다."))
                : .failure(request.text("The charge point did not take it (\(status)); the old password holds.", "충전기가 적용하지 않았습니다 (\(status)). 기존 비밀번호가 유지됩니다.")))
        case .remove:
            try await request.call("changeChargePoint", .init(path: ["id": id], body: .object(["password": .null])))
            return .redirect(settings, .success(request.text("The password is removed.", "비밀번호를 제거했습니다.")))
        case .own:
            guard let password = request.form["password"] else {
                throw Problem.invalidMember("password", request.text("Type a password.", "비밀번호를 입력하십시오."))
            }
            try await request.call("changeChargePoint", .init(path: ["id": id], body: .object(["password": .string(password)])))
            return .redirect(settings, .success(request.text("The password is changed. Type it into the charge point.", "비밀번호를 변경했습니다. 충전기에 입력하십시오.")))
        case .generate, nil:
            let result = try await request.call("changeChargePoint", .init(path: ["id": id], body: .object(["generatePassword": true])))
            let frame = try await frame(request)
            return .content(AccessCard(request: request, chargePoint: frame.chargePoint, password: result.body["password"]?.string).content(
                title: request.text("New password for \(id)", "\(id)의 새 비밀번호"),
                message: request.text("The new password holds from now on.", "새 비밀번호가 지금부터 적용됩니다.")))
        }
    }
}
