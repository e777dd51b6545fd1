import CentralSystem
import Markup
import WebAPI

/// A new password, typed twice, because nobody sees what is typed.
enum NewPasswordFields {
    static func html(_ request: ConsoleRequest) -> HTML {
        """
        \(FormField(request: request, name: "password", label: request.text("New password", "새 비밀번호"),
            help: rule(request), isRequired: true)
            .text(type: "password", autocomplete: "new-password", limits: ["maxlength": "1024"]))\
        \(FormField(request: request, name: "repeated", label: request.text("The same again", "새 비밀번호 확인"), isRequired: true)
            .text(type: "password", autocomplete: "new-password", limits: ["maxlength": "1024"]))
        """
    }

    /// What a password must be, in words.
    static func rule(_ request: ConsoleRequest) -> String {
        request.text(
            "It \(OperatorPassword.rule).", "비밀번호는 \(Said(request).text(OperatorPassword.rule)).")
    }

    /// - Throws: `Problem` when the two differ.
    static func checked(_ request: ConsoleRequest) throws(Problem) -> String {
        let password = request.form["password"] ?? ""
        guard password == request.form["repeated"] ?? "" else {
            throw .invalidMember("repeated", request.text(
                "The two passwords differ. Type both again.", "두 비밀번호가 다릅니다. 다시 입력하십시오."))
        }
        return password
    }
}
