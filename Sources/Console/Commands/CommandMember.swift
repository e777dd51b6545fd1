import OCPP16

/// A member of a request, as the specification has it, and how it is asked for in a form.
struct CommandMember: Sendable {
    /// What a member holds.
    indirect enum Shape: Sendable {
        /// One line of so many characters at most; nil: as many as one likes.
        case text(longest: Int?)
        /// Several lines, such as a certificate in PEM.
        case lines(longest: Int?)
        case integer(ClosedRange<Int>)
        /// A number with one decimal digit at most.
        case rate
        case time
        case choice([Choice])
        case object([CommandMember])
        /// A list of texts, one in each line.
        case texts(longest: Int)
        case objects([CommandMember])
    }

    /// A value of an enumeration, and what it means; nil where the word says it.
    struct Choice: Sendable {
        let value: String
        let meaning: Words?
    }

    /// What stands in the field at first.
    enum Initial: Sendable {
        case nothing
        case value(String)
        /// The moment in so many minutes.
        case inMinutes(Int)
        /// A number that was not used before, most likely: seconds since 2020.
        case freshNumber
    }

    let name: String
    let shape: Shape
    let isRequired: Bool
    let help: Words
    var initial = Initial.nothing
    /// Whether an empty text is a value of its own.
    var mayBeEmpty = false

    init(
        _ name: String, _ shape: Shape, required: Bool = false, initial: Initial = .nothing, mayBeEmpty: Bool = false, _ english: String,
        _ korean: String
    ) {
        self.name = name
        self.shape = shape
        isRequired = required
        help = Words(english, korean)
        self.initial = initial
        self.mayBeEmpty = mayBeEmpty
    }
}

extension CommandMember.Shape {
    /// The values of an enumeration of OCPP, all of them.
    static func choice<Value: Enumeration>(_ type: Value.Type, _ meanings: [Value: Words] = [:]) -> CommandMember.Shape {
        .choice(type.allCases.map { .init(value: $0.rawValue, meaning: meanings[$0]) })
    }

    static let connector = CommandMember.Shape.integer(1...CommandMember.greatest)
    static let connectorOrAll = CommandMember.Shape.integer(0...CommandMember.greatest)
    static let count = CommandMember.Shape.integer(0...CommandMember.greatest)
    static let anyInteger = CommandMember.Shape.integer(-CommandMember.greatest - 1...CommandMember.greatest)
}

extension CommandMember {
    /// Integers are taken for 32 bits wide by charge points.
    static let greatest = 2_147_483_647
}
