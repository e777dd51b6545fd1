/// A value that many have in common, kept in one place in memory until one of them changes it.
struct Shared<Value: Sendable>: Sendable {
    private final class Place: Sendable {
        let value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var place: Place

    init(_ value: Value) {
        place = Place(value)
    }

    var value: Value {
        get { place.value }
        set { place = Place(newValue) }
    }
}
