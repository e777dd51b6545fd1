import CentralSystem
import HTTPTypes
import OCPPJ

extension SessionRoutes {
    var logOutEverywhere: Operation {
        Operation(
            .delete, "\(Self.path)/all", "logOutEverywhere", .operators, "Ends all sessions of the user who asks",
            notes: "This one too. For somebody who forgot to log out elsewhere.",
            answers: [Self.described(.noContent("They are over."))], problems: [.conflict], role: .viewer
        ) { request in
            try await operators.sessions.logOutEverywhere(try Self.session(of: request).session.principal.name)
            var answer = Answer.noContent
            answer.headers[.setCookie] = cookie.removal
            return answer
        }
    }
}
