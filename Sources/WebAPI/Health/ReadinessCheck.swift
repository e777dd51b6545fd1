/// Something that must work before the server can serve, such as the listener for charge points.
package struct ReadinessCheck: Sendable {
    package let name: String
    let isReady: @Sendable () async -> Bool

    /// - Parameters:
    ///   - name: what is checked, as operators read it: `ocppListener`.
    ///   - isReady: asked at every call of `/readyz`; should answer at once.
    package init(_ name: String, isReady: @escaping @Sendable () async -> Bool) {
        self.name = name
        self.isReady = isReady
    }
}
