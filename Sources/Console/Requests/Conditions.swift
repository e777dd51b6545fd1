import OCPPJ
import WebAPI

/// The conditions in an address. One that is not understood is refused: left out it would mean everything, and a command goes to
/// all that a list shows.
extension ConsoleRequest {
    /// One of several values; nil when none is asked for.
    func condition<Value: RawRepresentable>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(Problem) -> Value? where Value.RawValue == String {
        try query.condition(name, language)
    }

    /// `true` or `false`.
    func truth(_ name: String) throws(Problem) -> Bool? {
        guard let text = query[name] else { return nil }
        guard let value = Bool(text) else { throw .notUnderstood(name, text, language) }
        return value
    }

    /// A number, such as that of a connector.
    func number(_ name: String) throws(Problem) -> Int? {
        guard let text = query[name] else { return nil }
        guard let value = Int(text) else { throw .notUnderstood(name, text, language) }
        return value
    }

    /// A moment as `LocalTime` reads it.
    func moment(_ name: String) throws(Problem) -> Timestamp? {
        guard let text = query[name] else { return nil }
        guard let value = LocalTime(self).moment(text) else { throw .notUnderstood(name, text, language) }
        return value
    }

    /// Refuses what is no day.
    func checkDays(_ names: [String]) throws(Problem) {
        for name in names {
            guard let text = query[name] else { continue }
            guard text.utf8.count == 10, Timestamp(rfc3339: "\(text)T00:00:00Z") != nil else {
                throw .notUnderstood(name, text, language)
            }
        }
    }
}

extension Fields {
    /// One of several values; nil when the field is empty or absent.
    ///
    /// - Throws: `Problem`, which names the field, for any other value.
    func condition<Value: RawRepresentable>(
        _ name: String, _ language: Language, as type: Value.Type = Value.self
    ) throws(Problem) -> Value? where Value.RawValue == String {
        guard let text = self[name] else { return nil }
        guard let value = Value(rawValue: text) else { throw .notUnderstood(name, text, language) }
        return value
    }
}

extension Problem {
    static func notUnderstood(_ name: String, _ value: String, _ language: Language) -> Problem {
        let shown = String(value.prefix(60))
        return Problem(.invalidRequest, language(
            "The condition \(name) has the value “\(shown)”, which it cannot have. Nothing is shown, because leaving it out would show everything.",
            "조건 \(name)의 값 ‘\(shown)’은(는) 사용할 수 없습니다. 조건을 무시하면 전체가 선택되므로 아무것도 표시하지 않습니다."))
    }
}
