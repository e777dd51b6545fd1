import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Sends a root certificate to a charge point (InstallCertificate).
struct RootInstallationPage: ConsolePage {
    static let path = "/security/install-root"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["installCertificate"]

    let hasAuthority: Bool

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let ours = [
            FormField.Option(KeyKind.ellipticCurve.rawValue, request.text("this server's root, elliptic curve key", "이 서버의 루트 (EC 키)")),
            FormField.Option(KeyKind.rsa.rawValue, request.text("this server's root, RSA key", "이 서버의 루트 (RSA 키)")),
        ]
        let choices = (hasAuthority ? ours : []) + [.init("", request.text("another, typed in below", "아래에 직접 입력"))]
        let fields: HTML = """
            \(FormField(request: request, name: "chargePoint", label: request.text("Charge point", "충전기"),
                help: request.text("Its identity. It must be connected.", "식별자. 연결되어 있어야 합니다."),
                value: request.query["chargePoint"], isRequired: true, suggestions: .chargePoints).text(limits: ["maxlength": "48"]))\
            \(FormField(request: request, name: "certificateType", label: request.text("What it is for", "용도"), isRequired: true)
                .choice([
                    .init(CertificateUseEnumType.centralSystemRootCertificate.rawValue, request.text(
                        "CentralSystemRootCertificate: to trust this server", "CentralSystemRootCertificate: 이 서버 신뢰용")),
                    .init(CertificateUseEnumType.manufacturerRootCertificate.rawValue, request.text(
                        "ManufacturerRootCertificate: to check firmware", "ManufacturerRootCertificate: 펌웨어 검증용")),
                ]))\
            \(FormField(request: request, name: "authority", label: request.text("Certificate", "인증서"), isRequired: false).choice(choices))\
            \(FormField(request: request, name: "certificate", label: request.text("Another certificate in PEM", "다른 인증서 (PEM)"),
                help: request.text("Only where none of this server is chosen above.", "위에서 직접 입력을 고른 경우에만 채우십시오.")).area(rows: 6))
            """
        return .content(PageContent(
            request.text("Install a root in a charge point", "충전기에 루트 설치"),
            trail: SecurityTabs.trail(request, Link(request.text("Authorities", "인증 기관"), AuthorityPage.path)),
            main: """
                <p>\(request.text(
                    "The charge point adds the certificate to those that it trusts and answers at once. Nothing else changes; the connection stays.",
                    "충전기가 인증서를 신뢰 목록에 추가하고 곧바로 응답합니다. 연결은 그대로 유지됩니다."))</p>
                \(Form.html(request, fields, submit: request.text("Install it", "설치")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let identity = request.form["chargePoint"] else {
            throw Problem.invalidMember("chargePoint", request.text("Say which charge point.", "충전기를 입력하십시오."))
        }
        let own = request.form["authority"]
        let result = try await request.call("installCertificate", .init(path: ["id": identity], body: .object([
            "certificateType": request.form["certificateType"].map { .string($0) },
            "authority": own.map { .string($0) },
            "certificate": own == nil ? request.form["certificate"].map { .string($0) } : nil,
        ])))
        let page = "\(LocalPath.chargePoint(identity))/certificates"
        guard result.body["state"]?.string == "installed" else {
            let why = result.body["explanation"]?.string ?? ""
            return .redirect(page, .failure(request.text(
                "\(identity) did not install the certificate. \(why)", "인증서가 설치되지 않았습니다: \(identity). \(why)")))
        }
        return .redirect(page, .success(request.text(
            "\(identity) has installed the certificate.", "\(identity)에 인증서를 설치했습니다.")))
    }
}
