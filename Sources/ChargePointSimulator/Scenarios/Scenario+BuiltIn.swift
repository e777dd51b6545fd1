package import OCPPJ

extension Scenario {
    /// What `serve --demo` plays: sessions start within seconds and last a minute or two, and two charge points show something
    /// to mend.
    ///
    /// - Parameter url: of the Central System, without an identity. It must know the idTags.
    package static func demonstration(url: String, now: Timestamp) throws -> Scenario {
        try Scenario(yaml: demonstrationText, file: "the demonstration's scenario", now: now) { $0.url = url }
    }

    static let demonstrationText = """
        # With this seed the operator finds DEMO-0003 idle for new firmware, and a free connector at DEMO-0004.
        seed: 78
        time: {acceleration: 30}
        connectsPerSecond: 5
        fleets:
          # Two of them come over TLS where the server has it.
          - count: 5
            prefix: DEMO-
            idTags: {pattern: "DEMO-TAG-{number}", count: 20}
            meterInterval: 10 s
            drivers: {stay: 20 min to 75 min, pause: 10 min to 20 min}
          # An old one that has its own idea of the standard.
          - identities: [DEMO-0006]
            model: {like: cable11, vendor: Oldtimer, name: Pillar 9, firmware: 0.9.3}
            idTags: {pattern: "DEMO-ODD-{number}", count: 4}
            meterInterval: 10 s
            drivers: {stay: 20 min to 75 min, pause: 200 s to 20 min}
            quirks: [noSubprotocol, trailingSlash, nullPayload, hourOffsets, celcius, noUnits, meterValuesForTransaction0]
          # One at the edge of the mobile network, whose contactor was repaired too often.
          - identities: [DEMO-0007]
            model: {like: socket22, vendor: Remote, name: Outpost 2, firmware: 3.1.0}
            idTags: {pattern: "DEMO-FAR-{number}", count: 4}
            meterInterval: 10 s
            drivers: {stay: 20 min to 75 min, pause: 200 s to 20 min}
            faults:
              losesLink: {every: 40 min, for: 2 min to 6 min}
              powerFails: {every: 4 h, for: 5 min}
              repeatsMessages: 20 %
              neverStops: 5 %
        """

    /// What `bench` measures a server with: charge points with drivers, as many sessions as come of themselves.
    ///
    /// - Parameters:
    ///   - url: of the Central System, without an identity. It must know the idTags.
    ///   - seconds: how long it lasts, real time.
    package static func bench(url: String, seconds: Double, now: Timestamp) throws -> Scenario {
        try Scenario(yaml: benchText, file: "the benchmark's scenario", now: now) { scenario in
            scenario.url = url
            scenario.end.seconds = seconds
        }
    }

    static let benchText = """
        time: {acceleration: 600}
        connectsPerSecond: 500
        fleets:
          - count: 200
            prefix: DRIVERS-
            idTags: {pattern: "DRIVER-{number}", count: 400}
            meterInterval: 2 s
            drivers: {stay: 20 min to 60 min, pause: 5 min to 30 min}
        """
}
