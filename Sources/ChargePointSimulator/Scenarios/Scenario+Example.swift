extension Scenario {
    /// What `stationmaster simulate --example` prints: a scenario with every member, to be cut down.
    package static let example = """
        # A scenario for `stationmaster simulate FILE`. All members but fleets may be left out.
        # Times are written like 90 s, 20 min, 1.5 h or 30 days; shares like 0.05 or 5 %.

        centralSystem:
          url: ws://127.0.0.1:9000/ocpp           # without the identity, for security profiles 0 and 1
          # tlsURL: wss://localhost:9443/ocpp     # for security profiles 2 and 3
          # trustRoots: roots.pem                 # paths are relative to this file

        seed: 7                     # the same seed has the same drivers, faults and quirks
        end: {sessions: 500, after: 10 min}       # what comes first, in real time; without it: never
        connectsPerSecond: 50

        time:
          acceleration: 60          # a driver's hour is a minute
          # begins: 30 days ago     # charge points' clocks begin then and run that much faster, until they have caught up
          # atPresent: end          # what happens then: end, or goOn in real time

        fleets:
          - count: 20               # SIM-0001 to SIM-0020
            prefix: SIM-
            connectors: 2
            model: [socket22, fast150, cable11]   # they take turns
            idTags: {pattern: "TAG-{number}", count: 100}   # TAG-0001 and so on; or a list
            meterInterval: 10 s
            drivers:
              stay: 20 min to 90 min
              pause: 5 min to 1 h
              plugInFirst: 70 %     # the others present the idTag first
              neverPlugIn: 2 %      # of those who present it first
              unknownIdTag: 1 %     # present an idTag that nobody knows
              unplugToEnd: 20 %     # unplug in place of presenting the idTag again

          - identities: [OLD-1, OLD-2]
            model: {like: cable11, vendor: Oldtimer, name: Pillar 9, firmware: 0.9.3}
            without: [SmartCharging, Reservation]
            idTags: [TAG-0101, TAG-0102]
            quirks: [noSubprotocol, hourOffsets, celcius, sessionRegister, stopsTransactionMinus1]

          - count: 5
            prefix: FAR-
            idTags: {pattern: "FAR-TAG-{number}", count: 20}
            pingInterval: 30 s
            callTimeout: 20 s
            reconnect: 1 s to 30 s  # the first wait, and the longest
            faults:
              losesLink: {every: 6 h, for: 1 min to 20 min}
              halfOpen: {every: 12 h}
              powerFails: {every: 2 days, for: 5 min, transactions: stopped}    # or forgotten
              clock: {ahead: -2 h, setBy: heartbeat}      # or bootNotification, or nothing
              repeatsMessages: 5 %  # starts and stops that are sent twice under one id
              losesAnswers: 2 %     # their answers are lost with the link; they are sent again under a new id
              neverStops: 1 %
              firmwareFails: 10 %
              locksStick: 10 %
            # security: {profile: 1, passwordFile: password.txt}
        """ + "\n"
}
