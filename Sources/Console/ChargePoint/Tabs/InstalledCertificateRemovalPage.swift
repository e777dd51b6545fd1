import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Before a root certificate is deleted in a charge point.
struct InstalledCertificateRemovalPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/certificates/{certificateId}/delete"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["deleteInstalledCertificate"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        guard let id = request.parameters["certificateId"].flatMap({ Int64($0) }) else {
            throw Problem(.notFound, request.text("There is no such certificate.", "그런 인증서가 없습니다."))
        }
        let certificate = try await centralSystem.certificates.installedCertificates.get(id, of: frame.id)
        let usesTLS = frame.chargePoint.connection?.security.map { $0.profile >= .tlsWithBasic } ?? false
        let facts = Facts.html([
            (request.text("Kind", "종류"), "\(certificate.certificateType.rawValue)"),
            (request.text("Subject", "주체"), "\(certificate.document?.subject ?? "–")"),
            (request.text("Serial number", "일련번호"), "<code class=\"wraps\">\(certificate.hashData?.serialNumber.text ?? "–")</code>"),
            (request.text("Listed last", "마지막 확인"), TimeText.html(certificate.listedAt)),
        ])
        return .content(Confirmation.content(
            request, title: request.text("Delete this certificate in \(frame.id)?", "\(frame.id)의 이 인증서를 삭제할까요?"),
            consequence: consequence(certificate, usesTLS: usesTLS, request), submit: request.text("Delete it", "삭제"),
            back: frame.path(.security), trail: frame.trail(.security), fields: "\(frame.offlineNotice)\(facts)"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let result = try await request.call("deleteInstalledCertificate", .init(path: [
            "id": id, "installedCertificateId": request.parameters["certificateId"] ?? "",
        ]))
        let page = "\(LocalPath.chargePoint(id))/certificates"
        guard result.body["state"]?.string == InstalledCertificateState.deleted.rawValue else {
            let why = result.body["explanation"]?.string ?? ""
            return .redirect(page, .failure(request.text(
                "The charge point did not delete the certificate. \(why)", "충전기가 인증서를 삭제하지 않았습니다. \(why)")))
        }
        return .redirect(page, .success(request.text("The charge point has deleted the certificate.", "충전기가 인증서를 삭제했습니다.")))
    }

    private func consequence(_ certificate: InstalledCertificate, usesTLS: Bool, _ request: ConsoleRequest) -> String {
        switch certificate.certificateType {
        case .manufacturerRootCertificate:
            request.text(
                "The charge point trusts it no longer: it refuses signed firmware whose certificate leads to this root. It can be installed again.",
                "충전기가 더 이상 신뢰하지 않으므로, 이 루트로 이어지는 인증서로 서명된 펌웨어를 거부합니다. 다시 설치할 수 있습니다.")
        case .centralSystemRootCertificate where usesTLS:
            request.text(
                "The charge point trusts it no longer. If this is the only root by which it trusts this server, it cannot connect again when the connection ends, and somebody must go there. Install the new root first.",
                "충전기가 더 이상 신뢰하지 않습니다. 이 서버를 신뢰하는 유일한 루트라면 지금의 연결이 끊긴 뒤 다시 연결할 수 없어 현장에 가야 합니다. 새 루트를 먼저 설치하십시오.")
        case .centralSystemRootCertificate:
            request.text(
                "The charge point trusts it no longer: with TLS it cannot connect to a server whose certificate leads to this root. It can be installed again.",
                "충전기가 더 이상 신뢰하지 않으므로, TLS를 쓸 때 이 루트로 이어지는 인증서의 서버에 연결할 수 없습니다. 다시 설치할 수 있습니다.")
        }
    }
}

extension InstalledCertificate {
    /// Whether the charge point can be asked to delete it: it has it, as far as is known, and it can be named.
    var isDeletable: Bool { (state == .installed || state == .unanswered) && (hashData != nil || document != nil) }
}
