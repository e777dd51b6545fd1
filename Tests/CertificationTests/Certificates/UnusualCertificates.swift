/// Certificates that a library in Swift would not make or not read, made with OpenSSL for these tests and used nowhere else. Their keys
/// are gone; they are good for a lifetime.
enum UnusualCertificates {
    /// A server's, RSA with 1,024 bits.
    static let weakRSA = """
        -----BEGIN CERTIFICATE-----
        MIICFDCCAX2gAwIBAgIUZczV0b6VtwKhGrk/Fi4Q0GhLETEwDQYJKoZIhvcNAQEL
        BQAwGzEZMBcGA1UEAwwQY3Ntcy5leGFtcGxlLmNvbTAgFw0yNjExMjYxODI1Mjha
        GA8yMTI1MDYyMDE4MjUyOFowGzEZMBcGA1UEAwwQY3Ntcy5leGFtcGxlLmNvbTCB
        nzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAvzjgxSyHXu+rixsKFT+bwgODfZ6U
        pOaWxNI0L9V4nosSupZJWxNw4afrNHfJrw0A1y7rVO7LPSa/0Y6TJTMvDaOxSTpb
        qSA3fZLt4fv6qRblo7OOUoBJGw3lOVe4e656hzj1NB+8e0d2wZoaHei1S6eWoEkA
        zcSqE83WoDj3Ty0CAwEAAaNTMFEwHQYDVR0OBBYEFOdm7IlTzLZCoFt54lWY+LT0
        QWOsMB8GA1UdIwQYMBaAFOdm7IlTzLZCoFt54lWY+LT0QWOsMA8GA1UdEwEB/wQF
        MAMBAf8wDQYJKoZIhvcNAQELBQADgYEAlQPcyRnxARqs30AmeOZb9amJyIiQ2j2T
        +aU+Gia61uqnijIRoBOiLxGoZkrjBulrRmDqRsWG127J1MHJ3fLH0o1UW3QYUxjv
        NssAigII+mPEIysBHxqnO/oK3r7b5+cm0eKFq6KAuOFB4SOjsjDDVfbILRRF8b/B
        44qebkWLHoo=
        -----END CERTIFICATE-----
        """

    /// A server's, on the curve P-192.
    static let weakCurve = """
        -----BEGIN CERTIFICATE-----
        MIIBbjCCASOgAwIBAgIUR9ZI2XGZ48ih6wFV5az2sUmLWxEwCgYIKoZIzj0EAwIw
        GzEZMBcGA1UEAwwQY3Ntcy5leGFtcGxlLmNvbTAgFw0yNjExMjYxODI1MjhaGA8y
        MTI1MDYyMDE4MjUyOFowGzEZMBcGA1UEAwwQY3Ntcy5leGFtcGxlLmNvbTBJMBMG
        ByqGSM49AgEGCCqGSM49AwEBAzIABJJRxxBLb4jOVzRiduxmvw20FtZ8020107r3
        tbsLxkObflPsPajDMGsh+JEq9qi10qNTMFEwHQYDVR0OBBYEFFFoyLdwvSqIQYGT
        UHPTCse4X8FnMB8GA1UdIwQYMBaAFFFoyLdwvSqIQYGTUHPTCse4X8FnMA8GA1Ud
        EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDOQAwNgIZALVEEIbD0Aq7BHX1QZwWYiew
        mCDNPQaAbAIZAOKXqlTp1eLjl3mLnIqb7wX6gzjqd65JwA==
        -----END CERTIFICATE-----
        """

    /// A server's, on the curve P-224.
    static let smallCurve = """
        -----BEGIN CERTIFICATE-----
        MIIBejCCASigAwIBAgIUaf0tyvjVCO/JdxL9swtnWjrpiEEwCgYIKoZIzj0EAwIw
        GzEZMBcGA1UEAwwQY3Ntcy5leGFtcGxlLmNvbTAgFw0yNjExMjYxODI1MjhaGA8y
        MTI1MDYyMDE4MjUyOFowGzEZMBcGA1UEAwwQY3Ntcy5leGFtcGxlLmNvbTBOMBAG
        ByqGSM49AgEGBSuBBAAhAzoABOIB3tWS4JTBuKhb7Xmm5mqsCSS2uIB3NxTGdbrj
        kzssZ5cNluPS/ZKaOpFHtIwemxucKupCYb5Do1MwUTAdBgNVHQ4EFgQUQ4MQZJS4
        SZ1VxF+66F7XH+PIJikwHwYDVR0jBBgwFoAUQ4MQZJS4SZ1VxF+66F7XH+PIJikw
        DwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNAADA9Ah0AwmtAgL/CK5IBjU7N
        XzNtinqMvN9x1mvLoyHGxQIccLz9cxAPNjE+2Vqn7/ELXWLkLZwP4lqBE9ZumQ==
        -----END CERTIFICATE-----
        """

    /// A server's, DSA with 2,048 bits.
    static let dsa = """
        -----BEGIN CERTIFICATE-----
        MIIEcTCCBB+gAwIBAgIUTb/TS5iaOkrysawR6/2/pKQbHpkwCwYJYIZIAWUDBAMC
        MBsxGTAXBgNVBAMMEGNzbXMuZXhhbXBsZS5jb20wIBcNMjYxMTI2MTgyNTI4WhgP
        MjEyNTA2MjAxODI1MjhaMBsxGTAXBgNVBAMMEGNzbXMuZXhhbXBsZS5jb20wggNC
        MIICNQYHKoZIzjgEATCCAigCggEBAK9eLj2HmR66u2h+/iXr7duhkS0MhmnXcVmK
        PMmlCIu7G/G+b6ZuyU4SyqNq1ZqHME8cJ+JiBLP9ksiiItoPU5WxnXmhw0MHGjnf
        k1vfqgsvv6Mlw8NUkhUMxfLsvQ7BjYcJGy5cB/WQ530QgT6nAWEg8DtttGkVzovr
        5740vTpiRx010LqMbbMcfGQhy57tbit7dwcwqaChfZ20fFHb4BflatXQSYM6PaXI
        w+/CKpP9FL4ujuHaVY/hoZMPdRgk7p3gpXO+GvYVYbcJZioR49vLhrQkgz9G81CV
        rAlcIazJg7ktu3aP2KoL7uiwxGRHED/GpnRxQwDglu0D6zcQRa8CHQCWb0qTN2Ze
        vRHZ0fAB39s9fqiGBJ1iAanC7yqXAoIBAFz6BbJufeaL/55P/prDZ6Bpg4wvbJ9g
        EvRjSNdiLHo6MuDcXTuPth/H4nTWh5FiEv990qNWOuf87lJ6UI41TttEPdyNorri
        lEDYlB/yqfK0PL8bmRp+8Fsj1I76wXolCzMxa1F1PU5nC22PyPNVZOpQ8Z89qhxH
        wOOVM0/wNCQZozXFAYEoHC1hbjxrYyz6PZeLPn2MaA2eMbrYH3QMCOxqQU4MokhE
        Dix79LaWUevqpVoCEA7ms4eFUwyd6GS+QkBjvIgKZZu+MTGiFqoAptZqy1Lk6d2x
        fepIwbSoV9fJkP3fVuijI5i+aS1Ny5aEdWIQcq3CAPj7zx3IPTU+VjQDggEFAAKC
        AQAqEceUr7sygjRQH5Rj9e4DVGsG7fsZDms+5/lJv5CI6OpadE6IAqQ3pH6g7IM8
        kIF8Jcdx9waQ2W01Q99zxC5U6WAgpDxWqoAU99YTdkAo40Revos4lI783sRrcsc6
        tgmVUsgZukwKwfuPO06D7xkQMIjybkZfKHV2EohZ36NXA0okiSZRW8rHllpb7xpC
        7/FheLqzpegPZ1ywEIs87EYDf4Zq7ub031t3FF2F+ih7I1yhPHayUApw/2mden0K
        MCKl4ZkkD86skdGRjWK7o0yuz5hZw04UdUljAOT7HXzGYnEcLEEu7poMgJmD5Ku6
        ZAFEEVc5MySD8+kT5mfwSK8Qo1MwUTAdBgNVHQ4EFgQU3JIm5aWQ9ItOAKqbiOF3
        r0ClzyUwHwYDVR0jBBgwFoAU3JIm5aWQ9ItOAKqbiOF3r0ClzyUwDwYDVR0TAQH/
        BAUwAwEB/zALBglghkgBZQMEAwIDPwAwPAIcH1ZZsuhoI2ba6Fj5dmFjz9P4MKoM
        UkmnMYinXgIcQ0PFEnSTmChrgKNOja63gfOo6/yxkvDNQoaxqQ==
        -----END CERTIFICATE-----
        """

    /// A server's, Ed25519.
    static let edwards = """
        -----BEGIN CERTIFICATE-----
        MIIBTDCB/6ADAgECAhRlULqRfm3GjYdLPmMDlzZH71jwZTAFBgMrZXAwGzEZMBcG
        A1UEAwwQY3Ntcy5leGFtcGxlLmNvbTAgFw0yNjExMjYxODI1MjhaGA8yMTI1MDYy
        MDE4MjUyOFowGzEZMBcGA1UEAwwQY3Ntcy5leGFtcGxlLmNvbTAqMAUGAytlcAMh
        AB7IvhW6mPkREkTwD++cFotLy6LWW9fuPzsDnY8Uh07co1MwUTAdBgNVHQ4EFgQU
        GhJf1uV+8sRbELV7YYZCb5CKTOwwHwYDVR0jBBgwFoAUGhJf1uV+8sRbELV7YYZC
        b5CKTOwwDwYDVR0TAQH/BAUwAwEB/zAFBgMrZXADQQBRx6eHcJlNr8Cfg7qRjFe4
        LxtNovQWG72ktIMs0fgdTU6BL8jfmj/VAvD34NnYI2vmVw1ROpPayktiVxz/pn0K
        -----END CERTIFICATE-----
        """

    /// A server's, on the curve P-256, with an O and no CN.
    static let nameless = """
        -----BEGIN CERTIFICATE-----
        MIIBfjCCASOgAwIBAgIUedgKWE5O/U9Jhsru4lp+EN3GYywwCgYIKoZIzj0EAwIw
        EzERMA8GA1UECgwIU29tZWJvZHkwIBcNMjYxMTI2MTgyNTI4WhgPMjEyNTA2MjAx
        ODI1MjhaMBMxETAPBgNVBAoMCFNvbWVib2R5MFkwEwYHKoZIzj0CAQYIKoZIzj0D
        AQcDQgAEivOPCMBIjeiQF+JJ6GgIP4cw880Fc0gjlrSkRn71/1p9eSe40cIBAXKJ
        8wTIToTtqXvwJnswZp+WIs96YWQB+aNTMFEwHQYDVR0OBBYEFFMn1oPPi6uUPRb1
        VoRgpxLL8tBBMB8GA1UdIwQYMBaAFFMn1oPPi6uUPRb1VoRgpxLL8tBBMA8GA1Ud
        EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAPmQTV3GSkrzZCKLrO0gZXYH
        ovvisjFCY0e/iKKkgyJWAiEA+nEPGJUPuzc7XVF+ftKZhnpzXi4rephcyTrrzSaH
        5tU=
        -----END CERTIFICATE-----
        """

    /// A charge point's of X.509 version 1, RSA with 2,048 bits.
    static let firstVersion = """
        -----BEGIN CERTIFICATE-----
        MIICqTCCAZECFGkQQo482jskQMvHGi42v8c0khj5MA0GCSqGSIb3DQEBCwUAMBEx
        DzANBgNVBAMMBklzc3VlcjAgFw0yNjExMjYxODI1MjlaGA8yMTI1MDYyMDE4MjUy
        OVowDzENMAsGA1UEAwwEU04tMTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoC
        ggEBAJ9mYisLRkufLQmFA0CVy2aEAlOkM61QZcnqMpgCxWmqCCt6MZg355qTkAgF
        GC6uKheedi/45dXlXclga3mKsMtxt2bEK7kYc7CEM7gXmiQPjwtPClAMO2osl/LE
        AybDmJ0h+oy/j1N1Chi/ZLYT7o24OOw233MbhZSgwPMGMgbbmDeU8TF0+iY+4p/J
        QPH6D9OsGBoEQLsuBWNbFlSudMAQu8IYqAbIei+fk8ezPGunMh/gsb/7LkP1iy3S
        /JN2bNstqqBkrKk3MFOeVzo3TqTdKTXvH7T+Rdk/jPx8UyTFPS2/LM3hOadfNimN
        KzGmIRvqo8smgPEiIVvQaZzRfdMCAwEAATANBgkqhkiG9w0BAQsFAAOCAQEAnfP4
        TVmqAtkAXWuCwjj162c8rKZ1eDTGp1lminHJWPXEMxgJA/pwnUPM4U6VlPmQmiFa
        rh/wokTT1+pgMbQrIbqM89y37stqfsxLygo71vx4DZ7DXMV86lW4eR3rO5U2FWBu
        tymKbFb7VbLpnKXFLT9hfXaKWrfu47UyBjYSowp7h7lxmAjgBvLgRI1Sc5CVeV2A
        Tt2RB0M8Gwd5be/TnLQKVNOxbTO2Tv8SFcIYyBfv3skYxI56PLuzOEa1l1PzjDVs
        0ubjGINeFkNEuF9uZp5L3dqO6iCpcMAyQYFKe74cmMFtyNFNuGprhC0srn4Q9+/d
        eT/UQgnGll2Kui9ing==
        -----END CERTIFICATE-----
        """

    /// A charge point's, signed with RSA-PSS by `issuer`.
    static let probabilistic = """
        -----BEGIN CERTIFICATE-----
        MIIDcTCCAiSgAwIBAgIUOmECdKj7TW0c3SA055jY2iXvVPQwQgYJKoZIhvcNAQEK
        MDWgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEF
        AKIEAgIA3jARMQ8wDQYDVQQDDAZJc3N1ZXIwIBcNMjYxMTI2MTgyNTI5WhgPMjEy
        NTA2MjAxODI1MjlaMA8xDTALBgNVBAMMBFNOLTEwggEiMA0GCSqGSIb3DQEBAQUA
        A4IBDwAwggEKAoIBAQCfZmIrC0ZLny0JhQNAlctmhAJTpDOtUGXJ6jKYAsVpqggr
        ejGYN+eak5AIBRgurioXnnYv+OXV5V3JYGt5irDLcbdmxCu5GHOwhDO4F5okD48L
        TwpQDDtqLJfyxAMmw5idIfqMv49TdQoYv2S2E+6NuDjsNt9zG4WUoMDzBjIG25g3
        lPExdPomPuKfyUDx+g/TrBgaBEC7LgVjWxZUrnTAELvCGKgGyHovn5PHszxrpzIf
        4LG/+y5D9Yst0vyTdmzbLaqgZKypNzBTnlc6N06k3Sk17x+0/kXZP4z8fFMkxT0t
        vyzN4TmnXzYpjSsxpiEb6qPLJoDxIiFb0Gmc0X3TAgMBAAGjVzBVMBMGA1UdJQQM
        MAoGCCsGAQUFBwMCMB0GA1UdDgQWBBRtU1wf+6ulwdGCLCYXWqEdWLNE8TAfBgNV
        HSMEGDAWgBQQSRL01Y4VZtjbrxLjXRzYzWUKzzBCBgkqhkiG9w0BAQowNaAPMA0G
        CWCGSAFlAwQCAQUAoRwwGgYJKoZIhvcNAQEIMA0GCWCGSAFlAwQCAQUAogQCAgDe
        A4IBAQAHIpc4i1c+XlrNaS2XY1y2IKgnYxk7QPfKl11KMM6FgsqjI6jtoYsyq5qQ
        pGdYY+Xyz/NfxKuRah3nNT7xVmfGTu90C90MJWOm/ttJJmkkaGwJn+2LwtGsDous
        BISdoOI+wj0YMIl5RBwYzS8F7fy0vMBFFxaxTPNsgIeHhGo2xZrjHhiTFnmtm+vj
        qbuBcl0hVt9U+Sv37B0x71KX46GbORaGtOKdV+xL+4lRom9DJ6oHgofh3OfDL2Sd
        jkMo6K9SocoAUIa7zKiEPxtvesutTVoWO+vkN4JpiN6ED39FDpQ+92nrK8cu9LbB
        SHj0QHl14XXroa7qmDHaYWKZX1cq
        -----END CERTIFICATE-----
        """

    /// The same, signed with SHA-1.
    static let outdatedHash = """
        -----BEGIN CERTIFICATE-----
        MIIDBzCCAe+gAwIBAgIULglnzII0GzOItqszD1j55zYEL2YwDQYJKoZIhvcNAQEF
        BQAwETEPMA0GA1UEAwwGSXNzdWVyMCAXDTI2MTEyNjE4MjUyOVoYDzIxMjUwNjIw
        MTgyNTI5WjAPMQ0wCwYDVQQDDARTTi0xMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A
        MIIBCgKCAQEAn2ZiKwtGS58tCYUDQJXLZoQCU6QzrVBlyeoymALFaaoIK3oxmDfn
        mpOQCAUYLq4qF552L/jl1eVdyWBreYqwy3G3ZsQruRhzsIQzuBeaJA+PC08KUAw7
        aiyX8sQDJsOYnSH6jL+PU3UKGL9kthPujbg47DbfcxuFlKDA8wYyBtuYN5TxMXT6
        Jj7in8lA8foP06wYGgRAuy4FY1sWVK50wBC7whioBsh6L5+Tx7M8a6cyH+Cxv/su
        Q/WLLdL8k3Zs2y2qoGSsqTcwU55XOjdOpN0pNe8ftP5F2T+M/HxTJMU9Lb8szeE5
        p182KY0rMaYhG+qjyyaA8SIhW9BpnNF90wIDAQABo1cwVTATBgNVHSUEDDAKBggr
        BgEFBQcDAjAdBgNVHQ4EFgQUbVNcH/urpcHRgiwmF1qhHVizRPEwHwYDVR0jBBgw
        FoAUEEkS9NWOFWbY268S410c2M1lCs8wDQYJKoZIhvcNAQEFBQADggEBAIdFUq9C
        eQt1PUktsHaWEPRTwhURdNR7iA+NhiHUXe725FYDIlxJ5zdHL5Behf3LpCvXvvpK
        FN2KiMDUEZxEvxy0KxBo9UG9UX0rN3Ru+j5UkEAHCDcq43JgcYKZ6ZYZqIyVjTnG
        JV1yvGkHAf8ral7jG/JlTa0Lk+gBSsiyhZM/RWPhKWWCvICS2vTjflEQVK7ZUQQX
        JTY7val07asg9o/UTqQYeYGFBMvqrSflUDHpdam3BQxs2iAWpb1WAZorl5h8xhTS
        t+mEs33IGlNmPAp13Spx6MMGwAMTGzemJXriBAxPnrDHHu2tDouPeXXvESX3XO78
        FezZDz2hSMVQ0BM=
        -----END CERTIFICATE-----
        """

    /// Who signed both, RSA with 2,048 bits.
    static let issuer = """
        -----BEGIN CERTIFICATE-----
        MIIDBTCCAe2gAwIBAgIURveKA+vmyD1tUAAjIvf3SjbSBb8wDQYJKoZIhvcNAQEL
        BQAwETEPMA0GA1UEAwwGSXNzdWVyMCAXDTI2MTEyNjE4MjUyOFoYDzIxMjUwNjIw
        MTgyNTI4WjARMQ8wDQYDVQQDDAZJc3N1ZXIwggEiMA0GCSqGSIb3DQEBAQUAA4IB
        DwAwggEKAoIBAQDojLuBCCiweW6BDXjmJ+Kx4rpgM6U/XJzBK0cOfuhUi0bFuRCx
        BUcZIavf14L1gvZEQ4eR0r5PWl+YmYHDOL7q6UuFITcMYM+NePo0nDgQX73eCnF0
        SCST7+EZBrILyXPbiopmeF9eVl/6dWnTtohzxD7CAL0H0MiKV6DZ6/mebPxCqKBn
        pbYAdLFXv3HmPCMIzAExre1BECsVGYFRa5M6FlcheHR38tH/pVFxPHJV1CGhVUi4
        u1fnX0Vvx4tGqIwQZu4aSLIzpSvxJsgt1m/BadGooVUIujo8hITuy7AmXPrjqvfk
        VnPGAy+ea9zLkJ5zjCqEq4t70Qw/4y5E+iMfAgMBAAGjUzBRMB0GA1UdDgQWBBQQ
        SRL01Y4VZtjbrxLjXRzYzWUKzzAfBgNVHSMEGDAWgBQQSRL01Y4VZtjbrxLjXRzY
        zWUKzzAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQAiErz5qLgN
        J0EFb0Ryw+hlmFhkwgbvPTTuuXWcIZOnqhcdrx/Qsq3yjLmQJBpKThZPH5cMPEYj
        uCGH5fvIdAl5nVu/leMigYaOsznTisKusbFWp97tXM6cuN/ZimH9iUi5COZ/4NbQ
        NDeNuqsX6hLqUocNmGNNXJMwomd52ARh7WNamY3hWWjQuUC0RZcWvRRRP76wp2Dd
        BaY6YDXw4bCjOiVvbLQ8RR/mgvi60lxQi8g286UesUIhObkh9isnAlZY5DMZxk+m
        Re0dFUcLg5Yihzd6Q24V6xZXY8+l7lVMzS6XUyLvEPvBJncs6yucve7MjKR9r802
        aiYsKrbBkw0Q
        -----END CERTIFICATE-----
        """
}
