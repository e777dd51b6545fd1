import CentralSystem
import Foundation
import HTTPTypes
package import Hummingbird
import Logging
import OCPPJ
package import WebAPI

extension Console {
    /// In bytes; no form is longer, but for files.
    private static let longestForm = 1_048_576

    package func answer(_ request: Request, _ context: APIRequestContext) async -> Response? {
        let response = await respond(to: request, context)
        // HEAD gets no body: the client would take it for the next answer.
        return request.method == .head ? response?.createHeadResponse() : response
    }

    private func respond(to request: Request, _ context: APIRequestContext) async -> Response? {
        if let response = assets.answer(request) { return response }
        var page = ConsoleRequest(
            request, context, form: Fields(), parameters: [:], identification: nil, problem: nil, console: self)
        guard let (found, parameters) = pages.page(at: request.uri.path) else {
            guard request.headers[.accept]?.contains("text/html") ?? false else { return nil }
            page = page.identified(by: try? await services.identification(of: request))
            return rendered(.content(ErrorPage.notFound(page)), page)
        }
        do {
            let identification = try await services.identification(of: request)
            page = ConsoleRequest(
                request, context, form: Fields(), parameters: parameters, identification: identification, problem: nil, console: self)
            let answer = try await answer(found, &page)
            return rendered(answer, page)
        } catch {
            let problem = PageServices.problem(error, context)
            return rendered(.content(ErrorPage.of(problem, page, similar: await similar(to: page, problem))), page)
        }
    }

    /// Charge points whose identities are like one that does not exist.
    private func similar(to page: ConsoleRequest, _ problem: Problem) async -> [String] {
        guard problem.type.status == .notFound, page.identification != nil, let id = ErrorPage.chargePoint(in: page) else { return [] }
        // The page says what is missing in any case.
        return (try? await finder.similar(to: id)) ?? []
    }

    private func answer(_ page: any ConsolePage, _ request: inout ConsoleRequest) async throws -> PageAnswer {
        if let role = type(of: page).role {
            guard request.identification != nil else { return try await stranger(&request) }
            guard request.may(role) else { throw Problem.forbidden(needing: role, request) }
        }
        switch request.request.method {
        case .get, .head: return try await page.show(request)
        case .post: break
        default: throw Problem(.methodNotAllowed, "Pages are read with GET, and their forms are sent with POST.")
        }
        try services.requireSameSite(request.request)
        guard type(of: page).takesFile, FormUpload.isSent(by: request.request) else {
            request.form = try await form(of: request.request)
            return try await submitted(page, &request)
        }
        let received = request
        // What is wrong may be shown with the form, so the request that holds it comes back too.
        let (answer, seen) = try await FormUpload.read(request.request) { upload in
            var request = received
            request.form = Fields(upload.fields)
            request.upload = upload
            let answer = try await submitted(page, &request)
            request.upload = nil
            return (answer, request)
        }
        request = seen
        return answer
    }

    /// Has the page take its form, and shows it again with what is wrong.
    private func submitted(_ page: any ConsolePage, _ request: inout ConsoleRequest) async throws -> PageAnswer {
        if let identification = request.identification {
            guard services.isGenuine(request.form["csrf"] ?? "", of: identification) else {
                request.form = request.form.with(["csrf": nil])
                return try await again(page, &request, Problem(.crossSiteRequest, request.text(
                    "Nothing was sent: the form is from another session than the one that you are signed in with now. Check it, and send it once more.",
                    "전송되지 않았습니다. 지금 로그인한 세션이 아닌 다른 세션에서 연 양식입니다. 내용을 확인한 뒤 다시 보내십시오.")))
            }
        }
        // A file comes in once, and cannot be compared before it did.
        let form = request.upload == nil ? SentForms.name(of: request) : nil
        request.form = request.form.with(["csrf": nil, Form.onceField: nil])
        let received = request
        do {
            guard let answer = try await sentForms.once(form, at: request.now, { try await page.submit(received) }) else {
                throw Problem(.conflict, request.text(
                    "This form was sent and done before; what came of it is not kept any more. Sent from here, it is done once more.",
                    "이 양식은 이미 전송되어 처리되었으며, 그 결과는 더 이상 보관하지 않습니다. 여기서 다시 보내면 한 번 더 실행됩니다."))
            }
            return answer
        } catch {
            return try await again(page, &request, PageServices.problem(error, request.context))
        }
    }

    /// Shows a page once more: it says what is wrong beside what was typed, where it has a form.
    private func again(_ page: any ConsolePage, _ request: inout ConsoleRequest, _ problem: Problem) async throws -> PageAnswer {
        request.problem = problem
        guard case .content(var content) = try await page.show(request) else { throw problem }
        content.status = problem.type.status
        return .content(content)
    }

    /// Leads whoever is not signed in to where one signs in, and back afterwards.
    private func stranger(_ request: inout ConsoleRequest) async throws -> PageAnswer {
        // A script that asks for a part of a page has no use for another page.
        if request.fragments != nil || request.path == LiveEvents.path {
            return .response(Response(status: .unauthorized, headers: [.cacheControl: "no-store"]))
        }
        if request.request.method == .post, !FormUpload.isSent(by: request.request) {
            try services.requireSameSite(request.request)
            request.form = try await form(of: request.request)
            if let content = SessionOverPage.content(request) { return .content(content) }
        }
        let next = request.request.method == .get ? request.here.url(request.path) : "/"
        return .redirect(next == "/" ? SignInPage.path : Fields([("next", next)]).url(SignInPage.path))
    }

    /// - Throws: `Problem` for what is no form.
    private func form(of request: Request) async throws -> Fields {
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false else {
            throw Problem(.invalidRequest, "The body must be a form (application/x-www-form-urlencoded).")
        }
        let buffer = try await request.body.collect(upTo: Self.longestForm)
        guard let text = String(bytes: buffer.readableBytesView, encoding: .utf8), let fields = FormText.parse(text) else {
            throw Problem(.invalidRequest, "The form is not percent-encoded UTF-8, or has too many fields.")
        }
        return Fields(fields)
    }
}

extension ConsoleRequest {
    init(
        _ request: Request, _ context: APIRequestContext, form: Fields, parameters: [String: String],
        identification: Identification?, problem: Problem?, console: Console
    ) {
        self.init(
            path: request.uri.path, parameters: parameters, query: Fields(FormText.parse(request.uri.query ?? "") ?? []), form: form,
            identification: identification, preferences: Preferences(request.headers), flash: Flash(request.headers),
            problem: problem, address: console.services.address(of: request, context), services: console.services,
            assets: console.assets, now: console.time.now(), liveNumber: console.live.number(),
            context: context, request: request)
    }

    fileprivate func identified(by identification: Identification?) -> ConsoleRequest {
        ConsoleRequest(
            path: path, parameters: parameters, query: query, form: form, identification: identification, preferences: preferences,
            flash: flash, problem: problem, address: address, services: services, assets: assets, now: now,
            liveNumber: liveNumber, context: context, request: request)
    }
}

extension Problem {
    fileprivate static func forbidden(needing role: Role, _ request: ConsoleRequest) -> Problem {
        Problem(.forbidden, request.text(
            "This page needs the role \(role.rawValue); you have \(request.principal?.role.rawValue ?? "none").",
            "이 페이지에는 \(role.rawValue) 역할이 필요합니다. 현재 역할: \(request.principal?.role.rawValue ?? "없음")."))
    }
}
