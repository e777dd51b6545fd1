import OCPP16
import Testing

@testable import CentralSystem

/// Against values that Python's `cryptography` and `hashlib` computed.
@Suite("Hash data of certificates")
struct CertificateHashesTests {
    private static let rsa = """
        -----BEGIN CERTIFICATE-----
        MIICxzCCAa+gAwIBAgIUavKpvwROVcTaRAa5Ps4rRabq8xowDQYJKoZIhvcNAQEL
        BQAwEzERMA8GA1UEAwwIUm9vdCBSU0EwHhcNMjYxMTI1MTUwODUxWhcNMjcxMTI2
        MTUwODUxWjATMREwDwYDVQQDDAhSb290IFJTQTCCASIwDQYJKoZIhvcNAQEBBQAD
        ggEPADCCAQoCggEBAIuGXCqHcn4TpR/+tOj36d08FzUg/METk9+p6J6KiDtO5jFm
        1TkgvVLY7mo9m4Yfurc58xAg+K1sdmCpclLdklzT6PWSs3GcKuzi4/VQ7XEIh0Mi
        l/ogQt78TJNaotzI44ItW33bKsGScLUwbQLbMLBbV9LZiPjaSU+4rmYLYyVMJtxh
        nBroiSreKw/CuwAp8n6N1BkJ8Jtt2Co2Ngw0EXEc0lC/uZdHOtxdmHW/FRbwWTQ1
        RShUXi4cNlcGWdV7YCZ/2nk4Yp8Q1TxE9YjnFRPKED8H3nbGRFMdT0bVnsu+kN1R
        Rk3gBv2U4wRY8M/8QtBiafYzV4lz+9SukoiEs8MCAwEAAaMTMBEwDwYDVR0TAQH/
        BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEAFubl1UZepaes/1xHOrruy+Jyvbz8
        kDr3TWPP7O7LVYvYk+ICnKX5JE61YC0khJBVp8u7iReb18snwVrxu0+vbAftu9+G
        Q3x9BQ2z2L2xmg0/jhW6k2k4ONlZdmYjG3rnU5Mq/MyqDnp8pJmE8IBs5oJn1igS
        NBDNEmkvZEKzbsAG0f9KYlyGY2wbJBE2IuInV3TgB5q94CcxG3B/hsKehKjTLQeW
        q/HsDM1byN3rDtWlwwSa9xOI7fAPZONB7UqsZwB4HIAOuC4j3ZrftBKBDTFa6Ryp
        xYRcJg6M7GRvz0priHjtZgosr792d2le9QLqxRPUac2YUpw/9CvAAiwG5A==
        -----END CERTIFICATE-----
        """

    private static let ec = """
        -----BEGIN CERTIFICATE-----
        MIIBODCB36ADAgECAhRKrIpg02ZySRtNqqVDr2b+ci+yXTAKBggqhkjOPQQDAjAS
        MRAwDgYDVQQDDAdSb290IEVDMB4XDTI2MTEyNTE1MDg1MVoXDTI3MTEyNjE1MDg1
        MVowEjEQMA4GA1UEAwwHUm9vdCBFQzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
        BKyMChDCZc1RTNMkid9SjuHx/JDpLKZzgxZmG+6nCOAZaxtU4Mg4yuPOGRNwRaF5
        rJlCjUDhw6dEzA7VLszM9HejEzARMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0E
        AwIDSAAwRQIgR38Lx7tbnOVgveHwa19lXE8IJ2GJ924m4yykfzR/WLwCIQCwdhT6
        qu2oWp9PWjDSR/dnrGSMgf3sIepxmluJZJkoNQ==
        -----END CERTIFICATE-----
        """

    private static let expected: [(pem: String, CertificateHashDataType)] = {
        let rows: [(String, HashAlgorithmEnumType, String, String, String)] = [
            (
                rsa, .sha256, "1213d12657cf6da6da5d8e01925b25d5339de75441b3c605545169df74c53972",
                "cbe53af9718bd3c4cc3d0e0267193f16d4d7ae1ca48311f3eb1ff904ded1b3e1",
                "6af2a9bf044e55c4da4406b93ece2b45a6eaf31a"
            ),
            (
                rsa, .sha384, "b086b1d50693cd75dff6b22d7cc7d0415e9e9f82dc70d449aad2c199c0c69fab2e5415cb3bcea2f5abbcd8e712ce5cbf",
                "203f85e6854b9761c5bc923bd280fed492dd94c73b2cc56813ece34b5ddfa4077f7af66d40bf845f17cd6502b6309aa6",
                "6af2a9bf044e55c4da4406b93ece2b45a6eaf31a"
            ),
            (
                rsa, .sha512, "b8cebb2522cffcf95a2740afc3dc568e0658f3c729d013b541c2d1dc0068fa1dfa16389ff1ecb38b50ad3280892476634ccf86120afa5a29877e973439103c17",
                "4f5408a0e7a0ce229e661fecaa060ce7ef341a9300c9e232795ca3f8e775e63c58d870bc6f41dcd004ba4b67a4db87a9f9ca88b3719ab0fa06aa0383ea8ec53c",
                "6af2a9bf044e55c4da4406b93ece2b45a6eaf31a"
            ),
            (
                ec, .sha256, "b346b5ca58b8fb1720b343bee442e455ed6c391fc9cf272328fd0022c6ff3602",
                "96bf31fb3448a68b80e4d258e75c30d1482739534cb4da6459560ee89bf188c1",
                "4aac8a60d36672491b4daaa543af66fe722fb25d"
            ),
            (
                ec, .sha384, "ff9e26332b7d94e1b9e9530fa3d4208540156040a12820fb5f836b5db8e0eddfa3f018ba1b2d211a1f352cbbea82ff82",
                "c65af770c817e5ecb24141d0e9efb4fef52c9261ec92658894fac01f1e1244a9eeec420621dfda7637ed45cad780b89a",
                "4aac8a60d36672491b4daaa543af66fe722fb25d"
            ),
            (
                ec, .sha512, "50550e9bc71cdd37a627e868f69bbfeb3b1c4cf33d34f7a46e144461c4bc4eb24d1b6a3f1783e0bea7c1be321964aee4556a750ee44400a25fbf6103bb2b3cc2",
                "b97fd66d4cc2cce4cb059fb3e1d80c67306be8ab6f3a0ceda9d216a1361a5d85c8af22f074828f867bce2cfe5358ccab38256c487f26cf0537d0442ef0ba3bb7",
                "4aac8a60d36672491b4daaa543af66fe722fb25d"
            ),
        ]
        return rows.compactMap { pem, algorithm, name, key, number in
            guard let name = try? BoundedString<128>(name), let key = try? BoundedString<128>(key),
                let number = try? BoundedString<40>(number)
            else { return nil }
            return (
                pem,
                CertificateHashDataType(
                    hashAlgorithm: algorithm, issuerNameHash: name, issuerKeyHash: key, serialNumber: number)
            )
        }
    }()

    @Test("hashes are those that others compute", arguments: 0..<6)
    func computed(index: Int) throws {
        let (pem, expected) = Self.expected[index]
        let document = try DecodedCertificate.all(inPEM: pem)[0]
        #expect(try document.hashData(expected.hashAlgorithm) == expected)
        #expect(document.isNamed(by: expected))
        #expect(document.pem == pem + "\n")
    }

    @Test("the case of hexadecimal and leading zeros of the serial number do not matter, everything else does", arguments: 0..<6)
    func matched(index: Int) throws {
        let (pem, expected) = Self.expected[index]
        let document = try DecodedCertificate.all(inPEM: pem)[0]
        var other = expected
        other.issuerNameHash = try BoundedString(expected.issuerNameHash.text.uppercased())
        other.issuerKeyHash = try BoundedString(expected.issuerKeyHash.text.uppercased())
        if expected.serialNumber.text.count < 40 {
            other.serialNumber = try BoundedString("0" + expected.serialNumber.text.uppercased())
        }
        #expect(document.isNamed(by: other))
        other.hashAlgorithm = expected.hashAlgorithm == .sha256 ? .sha384 : .sha256
        #expect(!document.isNamed(by: other))
        other = expected
        other.serialNumber = try BoundedString("1")
        #expect(!document.isNamed(by: other))
        other = expected
        other.issuerKeyHash = try BoundedString(String(expected.issuerKeyHash.text.reversed()))
        #expect(!document.isNamed(by: other))
    }
}
