import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("What a sample means")
struct SampleNormalizationTests {
    static func node(_ json: String) throws -> JSONNode { try JSONNode.parse(Array(json.utf8)) }

    @Test(
        "is told in base units, with the rules that were applied",
        arguments: [
            (#"{"value":"12"}"#, 12, "Wh", "measurand assumed Energy.Active.Import.Register; unit assumed Wh"),
            (#"{"value":"1.5","measurand":"Energy.Active.Import.Register","unit":"kWh"}"#, 1500, "Wh", "unit kWh to Wh"),
            (#"{"value":"7.4","measurand":"Power.Active.Import","unit":"kW"}"#, 7400, "W", "unit kW to W"),
            (#"{"value":"16","measurand":"Current.Import","phase":"L1"}"#, 16, "A", "unit assumed A"),
            (#"{"value":"230.1","measurand":"Voltage","unit":"V","phase":"L1-N"}"#, 230.1, "V", nil),
            (#"{"value":"-5","measurand":"Temperature","unit":"Celcius"}"#, -5, "Celsius", "unit Celcius to Celsius"),
            (#"{"value":"50.02","measurand":"Frequency","unit":"Hz"}"#, 50.02, "Hertz", "unit Hz to Hertz"),
            (#"{"value":"80","measurand":"SoC","unit":"%"}"#, 80, "Percent", "unit % to Percent"),
            (#"{"value":"0.9","measurand":"Power.Factor"}"#, 0.9, nil, nil),
            (#"{"value":"9","measurand":"energy.active.import.register","unit":"Wh"}"#, 9, "Wh",
                "measurand energy.active.import.register to Energy.Active.Import.Register"),
            (#"{"value":12.5,"measurand":"Voltage","unit":"V"}"#, 12.5, "V", "value sent as a number"),
            (#"{"value":"2e3","measurand":"Power.Offered","unit":"W"}"#, 2000, "W", nil),
        ] as [(String, Double, String?, String?)])
    func normalises(json: String, value: Double, unit: String?, rule: String?) throws {
        guard case .good(let sample, _) = SampleNormalization(try Self.node(json)) else {
            Issue.record("set aside: \(json)")
            return
        }
        #expect(sample.value == value)
        #expect(sample.unit == unit)
        #expect(sample.rule == rule)
    }

    @Test(
        "cannot be told, so it is set aside with the reason",
        arguments: [
            (#"{"value":"n/a"}"#, "the value is not a number"),
            (#"{"value":""}"#, "the value is not a number"),
            (#"{"value":"NaN"}"#, "the value is not a number"),
            (#"{"value":"0x10"}"#, "the value is not a number"),
            (#"{"value":"12,5"}"#, "the value is not a number"),
            (#"{"value":"1e999"}"#, "the value is not a number"),
            (#"{"unit":"Wh"}"#, "there is no value"),
            (#"{"value":null}"#, "there is no value"),
            (#"{"value":[1]}"#, "the value is neither text nor a number"),
            (#"{"value":"1","measurand":"Humidity"}"#, #"the measurand "Humidity" is unknown"#),
            (#"{"value":"1","context":"Sample.Sometimes"}"#, #"the context "Sample.Sometimes" is unknown"#),
            (#"{"value":"1","unit":"Furlong"}"#, #"the unit "Furlong" is unknown"#),
            (#"{"value":"1","unit":7}"#, #"the unit "7" is unknown"#),
            (#"{"value":"1","phase":"L9"}"#, #"the phase "L9" is unknown"#),
            (#"{"value":"1","location":"Roof"}"#, #"the location "Roof" is unknown"#),
            (#"{"value":"1","format":"Encrypted"}"#, #"the format "Encrypted" is unknown"#),
            (#""1234""#, "the sample is no object"),
        ])
    func setsAside(json: String, reason: String) throws {
        let node = try Self.node(json)
        #expect(SampleNormalization(node) == .setAside(SetAsideSample(sample: Array(json.utf8), reason: reason)))
        #expect(!SampleNormalization.isClean(node))
    }

    @Test("signed data is kept as it is, without a number")
    func signed() throws {
        let node = try Self.node(#"{"value":"OCMF|{}","format":"SignedData","context":"Transaction.End"}"#)
        guard case .good(let sample, departure: nil) = SampleNormalization(node) else {
            Issue.record("not taken as clean")
            return
        }
        #expect(sample.value == nil)
        #expect(sample.text == "OCMF|{}")
        #expect(SampleNormalization.isClean(node))
    }

    @Test(
        "the charge point's rule scales energy that is labelled Wh, and nothing else",
        arguments: [
            (#"{"value":"12.5","unit":"Wh"}"#, 12_500), (#"{"value":"12.5"}"#, 12_500), (#"{"value":"12.5","unit":"kWh"}"#, 12_500),
            (#"{"value":"12.5","measurand":"Power.Active.Import","unit":"W"}"#, 12.5),
        ])
    func scales(json: String, value: Double) throws {
        guard case .good(let sample, _) = SampleNormalization(try Self.node(json), energyScale: 1000) else {
            Issue.record("set aside")
            return
        }
        #expect(sample.value == value)
    }

    @Test(
        "the quick look and the thorough one agree on what is clean",
        arguments: [
            (#"{"value":"1"}"#, true), (#"{"value":"1","unit":"kWh","context":"Sample.Clock","location":"Cable"}"#, true),
            (#"{"value":"-1.25","format":"Raw","phase":"L2-L3","measurand":"Voltage"}"#, true), (#"{"value":1}"#, false),
            (#"{"value":"1","unit":"Celcius"}"#, false), (#"{"value":"1","unit":"WH"}"#, false),
            (#"{"value":"1","unit":null}"#, false),
            (#"{"value":"1","vendorSpecific":true}"#, true),
        ])
    func agrees(json: String, isClean: Bool) throws {
        let node = try Self.node(json)
        #expect(SampleNormalization.isClean(node) == isClean)
        guard case .good(_, let departure) = SampleNormalization(node) else {
            Issue.record("set aside")
            return
        }
        #expect((departure == nil) == isClean)
    }
}
