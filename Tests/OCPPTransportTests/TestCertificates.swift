import OCPPJ

/// Certificates with their keys, made for these tests and used nowhere else. Those of servers are good for a lifetime.
enum TestCertificates {
    /// A server's, P-256.
    static let ellipticCurve = ServerIdentity(
        certificateChain: """
            -----BEGIN CERTIFICATE-----
            MIIBozCCAUmgAwIBAgIUeC0hIFJDnoonixHu7Ijvr4eof+UwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOVGVzdCBTZXJ2ZXIgQ0EwIBcNMjYxMTI2MTQwODIwWhgPMjEy
            NTA2MjAxNTA4MjBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEG
            CCqGSM49AwEHA0IABK0SbZzhKtgCXzFAseTORwb/JIaWKM9FFL/b8El2/twOA5Ob
            USOJS+V+bMlnq1Hws3MGxGjPKW9L7ozeyigJffejcjBwMAwGA1UdEwEB/wQCMAAw
            DgYDVR0PAQH/BAQDAgWgMBMGA1UdJQQMMAoGCCsGAQUFBwMBMB8GA1UdIwQYMBaA
            FD/rm31aBgOgWbpeDL3E7506BtOuMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAA
            ATAKBggqhkjOPQQDAgNIADBFAiEA56KiEHnsVb3+9IbBpwVIBFJhb91kRj6/OSCl
            /J1UPN4CIAn903VlFwVR1lTYrNupuCGSgu4D65JjAReprnR6PWQe
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQguvx1ufDN4DhrRBoc
            OZBy2+nwizd4RmfzCA6Vj6bfyd6hRANCAAStEm2c4SrYAl8xQLHkzkcG/ySGlijP
            RRS/2/BJdv7cDgOTm1EjiUvlfmzJZ6tR8LNzBsRozylvS+6M3sooCX33
            -----END PRIVATE KEY-----
            """)

    /// Another one of the same server, P-256.
    static let otherEllipticCurve = ServerIdentity(
        certificateChain: """
            -----BEGIN CERTIFICATE-----
            MIIBozCCAUmgAwIBAgIUPvTffEKbnV0FUYl1d97aCFs9lzEwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOVGVzdCBTZXJ2ZXIgQ0EwIBcNMjYxMTI2MTQwODIwWhgPMjEy
            NTA2MjAxNTA4MjBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEG
            CCqGSM49AwEHA0IABJapN1Qoau3rfRhtSmqB115yiBdzEkXuPHhX2ogY4516+/Z9
            c5Cw+i5shwUusl5gSYHQ4rM8+qDSALKOEAmjaxujcjBwMAwGA1UdEwEB/wQCMAAw
            DgYDVR0PAQH/BAQDAgWgMBMGA1UdJQQMMAoGCCsGAQUFBwMBMB8GA1UdIwQYMBaA
            FD/rm31aBgOgWbpeDL3E7506BtOuMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAA
            ATAKBggqhkjOPQQDAgNIADBFAiEApl821ZX0JcSF56ioe90SrDsQlWSpxsYOQhcZ
            jK2vrGsCIDMKf73SlYZp+XQe2XuARf7Vz4+J+beuBxTodatXQOMJ
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgRk20PhscTniM3K1O
            SYWPAyB6LNcP9h78ShTQBI43cnuhRANCAASWqTdUKGrt630YbUpqgddecogXcxJF
            7jx4V9qIGOOdevv2fXOQsPoubIcFLrJeYEmB0OKzPPqg0gCyjhAJo2sb
            -----END PRIVATE KEY-----
            """)

    /// A server's, RSA with 2,048 bits.
    static let rsa = ServerIdentity(
        certificateChain: """
            -----BEGIN CERTIFICATE-----
            MIICbzCCAhSgAwIBAgIUOLxzNJE1AyTT2Y4drDygr86at+swCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOVGVzdCBTZXJ2ZXIgQ0EwIBcNMjYxMTI2MTQwODIwWhgPMjEy
            NTA2MjAxNTA4MjBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDCCASIwDQYJKoZIhvcN
            AQEBBQADggEPADCCAQoCggEBAL6mbhwLdkuZcJzwIdBtELVTgyHgdFduriD2KYiF
            b8kft8kCi3xeEsvhLX1f8VZBcqEv2yma03tbvmJmucOIxSgbYD0wlSjphG2/VpuY
            nRQPueeG1yWMYFnJjB8SH9kIRJe56kwGbgLfNhb1u3T6YeLc76ulKLaHt6HJmU7a
            yYCbbYUmpi6zrGwnDMSyBekpkiBrD3E0YMOCV1oFxy4lupRvI4kOgrqG3MvnX6wL
            ELiYSdnTcLqw8hXmaGDMeiCDYYwkcbBm/cripyWurUjVqD5D6TQPD6ISoa/eMmu8
            LUZbKtWQeYuav3/xbNpie+f9s1OOROxJCcV3FcxwAbv9Jx8CAwEAAaNyMHAwDAYD
            VR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCBaAwEwYDVR0lBAwwCgYIKwYBBQUHAwEw
            HwYDVR0jBBgwFoAUP+ubfVoGA6BZul4MvcTvnToG064wGgYDVR0RBBMwEYIJbG9j
            YWxob3N0hwR/AAABMAoGCCqGSM49BAMCA0kAMEYCIQDytBRQmD7+j/9xECZeULMB
            nGZxQ7kLT24P4BtC07YmTQIhAIg4jX/isTOWe3c/IJPytPTY0kVnC+ooDDwF3T1N
            7+U1
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC+pm4cC3ZLmXCc
            8CHQbRC1U4Mh4HRXbq4g9imIhW/JH7fJAot8XhLL4S19X/FWQXKhL9spmtN7W75i
            ZrnDiMUoG2A9MJUo6YRtv1abmJ0UD7nnhtcljGBZyYwfEh/ZCESXuepMBm4C3zYW
            9bt0+mHi3O+rpSi2h7ehyZlO2smAm22FJqYus6xsJwzEsgXpKZIgaw9xNGDDglda
            BccuJbqUbyOJDoK6htzL51+sCxC4mEnZ03C6sPIV5mhgzHogg2GMJHGwZv3K4qcl
            rq1I1ag+Q+k0Dw+iEqGv3jJrvC1GWyrVkHmLmr9/8WzaYnvn/bNTjkTsSQnFdxXM
            cAG7/ScfAgMBAAECggEAWVjTCoaeolBfE9V/61dpuKjSMDqqG12N8nmavlXWrRmV
            vnjYWOkXgv/dG0Au8J8Mcxjj64wZJ1s4DpKY5VfAGgs2X4bYqItDmlFM6++qUcAK
            /kPVqU2vy/RmHBuY3FQBHWAuOwHaZbMo/Lqd5vT+kdy736OvwFc7SnGZzPhA7ela
            GzudXgOov6t/8ZdVlL0VJ4xiAdMSUYmCSMIDHjyh/in9Y/MJ9UpH4nbHPeRDxz4v
            Jffl8288Aw9FNBk6ajm03nvaPLRb0QDt0hETXyFWKWueR4MtIFai+5K27Vlbo+S8
            SRHXulPM9haky3PV9vWqckRqX8nbHHPGNLtos91sOQKBgQDpMtgRkVRFnPEb/Bsw
            NHQDtjkmeiHBwsZ6pWo2IB5JC5SKDjxNyNW+XG1hcApvgdJIq3ayTcrOJxircR5u
            LPeP8RmYlUelP5JNqBJ+7tg4dNlq0+ZxlRbW30Hgbgwa7qWCIqsrgQwW2QBhSJHA
            RphEpHisuLhyvbsIxzlATSTnlwKBgQDRSo/Smg4ZT6TmjSyfleOJqrmXqbF2PCkM
            mdU3pGNRwSp8n8mxeu+Cgj3cq/SL7iM3h2F3YwICW0p6mSqSqvE6GNRjjSqm+oXZ
            kEo21+CciSiMgsdjJ6Dw8SllXYjr+m2r4mrOPN8wqkdm5X2FKp2nQ1vJkYl0uXxS
            1LcVUs3tuQKBgQDbqp9J/SHq6Sld+R8LS321OWOgUQ+XW4hnY4YnMh4VJKlpWnuH
            shVV2e7XCBlsbFfPSGTpFMpjYwSkCkxl8EnK94vq5UO176o7KIUzuH1IwRlEvhKn
            D4+SHIALjt4sSHzzlwCyXD8tDoCDIz7YZidtEZjy6pYkz4BthmzxmzmWRQKBgDH3
            6lSu4VTbthQxeojzgWrZ7wutwSfofyh6BfUN84SOaPVuNPqBznNLYzevemh6R8A3
            O2cEpXMolqSkswxnccacLQFDr/5D6/cgwwdLDV5yRNMfWjlrObqs6WRBK7KjjNGv
            8i4hTGxTC08e1ZQYs6E+rMh4TegnbO5dyQR3S6FJAoGAe91+ZRntXUf6V8vKS1t9
            QeYfYAJZj9MaThhU4Yj5P+civVluJBJ9viJwmQly7n4H68RTXg8CK/qkqFt1KNu8
            q5crrwwRH5/PXQlLlWG0eFH+InvRUkaa757VwlJu5hstSE+/uOhUnSti4IiigxGH
            xIzG4Lf1e1y8kVDEBhOIotc=
            -----END PRIVATE KEY-----
            """)

    /// A charge point's, P-256, with the certificate of an authority between it and its root.
    static let chain = ServerIdentity(
        certificateChain: """
            -----BEGIN CERTIFICATE-----
            MIIBhTCCASygAwIBAgIUA0XuaD2zkUE78KfEQtEmF7FWbJYwCgYIKoZIzj0EAwIw
            HTEbMBkGA1UEAwwSRm9yZWlnbiBpc3N1aW5nIENBMCAXDTI2MTEyNjE0MDgyMFoY
            DzIxMjUwNjIwMTUwODIwWjAPMQ0wCwYDVQQDDARDUC0xMFkwEwYHKoZIzj0CAQYI
            KoZIzj0DAQcDQgAERsJW6mW5aVvWCvx6Gv59pr7zb1LCUkJChf3+M9LH2ODhr5zY
            w7kNnXY39uGBgO/wZGxWaUNa2upnHMz9Oms0OaNWMFQwDAYDVR0TAQH/BAIwADAO
            BgNVHQ8BAf8EBAMCBaAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHwYDVR0jBBgwFoAU
            1xRtrWeKsFwID22MKcF/Vx3WlTgwCgYIKoZIzj0EAwIDRwAwRAIgULPFzZR8+ade
            UgVFsRdtZC5ZOHQmU5vsohENMhjliBcCIErqGpuM+3xEH3WTzCZA+7tqJuFEuBah
            mWgDgzE54Ei8
            -----END CERTIFICATE-----
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARygAwIBAgIUC9J5yHSclfpRuwmXBjtCW6Q3a7kwCgYIKoZIzj0EAwIw
            FTETMBEGA1UEAwwKRm9yZWlnbiBDQTAeFw0yNjExMjUxNTA4MjBaFw0zNjExMjMx
            NTA4MjBaMB0xGzAZBgNVBAMMEkZvcmVpZ24gaXNzdWluZyBDQTBZMBMGByqGSM49
            AgEGCCqGSM49AwEHA0IABOtcXFsUe15/TECPQpK3fFUmZXIUfnVG+pPdspMZj+44
            iz+TvMWnvtMqhmQPRTOBmAaWMMcaIw5kG9KtG5kQowOjQjBAMA8GA1UdEwEB/wQF
            MAMBAf8wDgYDVR0PAQH/BAQDAgGGMB0GA1UdDgQWBBTXFG2tZ4qwXAgPbYwpwX9X
            HdaVODAKBggqhkjOPQQDAgNHADBEAiB53IDUZemWWrMLZaPuRZU+tZbXHL543fwP
            FCJY+EHYrgIgAjE7zbfvOB/3cvAQkLZ+l9dQBOAhhH6c1RgVoHuLiCo=
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUooPf6LSzg3cvhCr
            lM7A7sAoKi2kpOcuR5rWvnbNN52hRANCAARGwlbqZblpW9YK/Hoa/n2mvvNvUsJS
            QkKF/f4z0sfY4OGvnNjDuQ2ddjf24YGA7/BkbFZpQ1ra6mcczP06azQ5
            -----END PRIVATE KEY-----
            """)

    /// A charge point's that nobody else vouches for, P-256.
    static let selfSigned = ServerIdentity(
        certificateChain: """
            -----BEGIN CERTIFICATE-----
            MIIBYjCCAQigAwIBAgIURr9tnmppyVZGzKXGKrS9um3oQM8wCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEQ1AtMTAeFw0yNjExMjUxNTA4MjBaFw0zNjExMjMxNTA4MjBa
            MA8xDTALBgNVBAMMBENQLTEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASmnRq2
            hpQhwKeCsI35us9+ceFzMz+7P3Htj7z0+o0ohyCUDqdyGsMn8c8YrtIpZSKKPh4n
            EJYcAe3otks+H5Hto0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIB
            hjAdBgNVHQ4EFgQUDO+skctLEel/xzo39DeHFIG0r2MwCgYIKoZIzj0EAwIDSAAw
            RQIgBEfEiN1GSVsVtG1JHP6EEVg6Rhmbisyv0D49N3/XHiYCIQD5RM/mOJvDspD+
            fOREfi7JeM8kEF4kd8XezAla1425cQ==
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwGHUe9/rj4GCK9lW
            fQaTN5lRvWZyWWl3r9M1MtxexGChRANCAASmnRq2hpQhwKeCsI35us9+ceFzMz+7
            P3Htj7z0+o0ohyCUDqdyGsMn8c8YrtIpZSKKPh4nEJYcAe3otks+H5Ht
            -----END PRIVATE KEY-----
            """)

    /// A charge point's that has expired, RSA with 2,048 bits.
    static let expired = ServerIdentity(
        certificateChain: """
            -----BEGIN CERTIFICATE-----
            MIICRjCCAe2gAwIBAgIUYRIkfUtET7f+FdGMo/adKcHunwAwCgYIKoZIzj0EAwIw
            FTETMBEGA1UEAwwKRm9yZWlnbiBDQTAeFw0yNDA5MTcxNTA4MjBaFw0yNTEwMjIx
            NTA4MjBaMA8xDTALBgNVBAMMBENQLTEwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAw
            ggEKAoIBAQDG8PZX5Q6StRoOtWaPdxsyHR54NzVL1VPZj1T7CzcAWZx2UoBbkcK7
            ojXHesYxfTjzlDYgvXvzgku07Rwpl2IHm3y/lbUKAbDf7JH84KfRfc4IPPdKtUFn
            miF4Vvi4xnkRc9c5ohNd3J+9NZbqBkgHGlr3kA9R4hs1r6JFTfistZaUTHk2M48R
            cHx0RS4fy7DRj2DYeE8QcIIAYZK07iRH2wYyIOKRhqaTTzBexHfaX1vIN1wd+Stx
            XM6dK7X7Uw0bWxDXLPZSnMOEw+Ok40r9FmPfQPE+L0YtQ5tAQvHDtCs2Iglxv/Er
            biXooI/fC8eWLBYWe4ZRVNYeYXZ0eldXAgMBAAGjVjBUMAwGA1UdEwEB/wQCMAAw
            DgYDVR0PAQH/BAQDAgWgMBMGA1UdJQQMMAoGCCsGAQUFBwMCMB8GA1UdIwQYMBaA
            FMZmO3pU1SHoE3xEyBDmn/tfCy3LMAoGCCqGSM49BAMCA0cAMEQCIGduR9+zoXI3
            eyNFe/x14i7dN2F6j/i0cyZUGABp11hPAiBNiu/fXwy5m7OTPFSmUoyqPXdOrSlS
            Iy2+RzsMpVHH9w==
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDG8PZX5Q6StRoO
            tWaPdxsyHR54NzVL1VPZj1T7CzcAWZx2UoBbkcK7ojXHesYxfTjzlDYgvXvzgku0
            7Rwpl2IHm3y/lbUKAbDf7JH84KfRfc4IPPdKtUFnmiF4Vvi4xnkRc9c5ohNd3J+9
            NZbqBkgHGlr3kA9R4hs1r6JFTfistZaUTHk2M48RcHx0RS4fy7DRj2DYeE8QcIIA
            YZK07iRH2wYyIOKRhqaTTzBexHfaX1vIN1wd+StxXM6dK7X7Uw0bWxDXLPZSnMOE
            w+Ok40r9FmPfQPE+L0YtQ5tAQvHDtCs2Iglxv/ErbiXooI/fC8eWLBYWe4ZRVNYe
            YXZ0eldXAgMBAAECggEABhPJ+X/Jo8HpPBAGMIuyulTWs1UOkz6Dzn+6TtJa/74B
            +1RuGZ4DzHa8q8Oyp+GGr5dx6dw06rnb5pZfQtU7tJjJp6/bg/2MYx3hPc/0e4nz
            49B1lVLIkCJ1+EppZ9yLrFco21i+0FN/jjJrFxHISNDNaSPzvlFaIV0Q1BTvRHhE
            wjIfHL4oRLtNxQWCYvbSDDGykjqUvyktvTxz+RamqdhvIJ70J3m0G3rCZ1uoedbY
            iKR/EoINaPtchjbskbqqfPX35pAey0PIr3roqtVyueddT7ruyXmCFXvL6GiYyekd
            R3gB3zmemcq0TaaOmmGnj9RyeTE+LhIJm3JAPNGbsQKBgQDqld9WKrnGsWMYB7Yv
            UGL2qKz21ACnItlKWyNlcZwiBKqMHULjrsGLmf+sisEW8m5hqqQyFPDDj+PUF/f4
            g3yEO+xn3ihfrr9pFOQm9Yk2qdCDLeJZJfKJwPsaaYni4n+JMt1GRKmoZOOOjhxx
            vnqZLOQWnpDppyw6wl/8u1gTEQKBgQDZGhsS81pBqLZfNCgvZOvYoA/h03RFQq2G
            Ey0nOmXa/f6WKp1DadGJmNmYPigjQOXAJJMHTaiHXKAiq+ixiXa7hH40P5Cb+KHd
            pY6tp2J0/7pg+S5t55RbzcKBPEkE4V2TeWNyaBNNNpC8ibaCme6CQaP3XsWxkhYd
            6BSeH2jz5wKBgAiv8ixjuquECDJsnq+T34ZY6sbdRQTrgnaBd4cbNPgBijtUHhUG
            dL5xvokqPkpWQgY15ozAP8ZOPtas6I74d5UCDxgtnvskIoyGrIhQ0XsHwOQKv/Yj
            NJ8rWWE6BVQ0pRp0msMuacYFrnOqCZ2guzOO+Qdpad5tRXMLnbhjS7ixAoGBANd6
            kLqrbL7UjEZMB0KbIXb9zyWt8a44su/rIprX3HaSONik7TgW1FGEsxvnPYFYDXE7
            G+9YxdesOIiRJcDolj8iDv0exhH4offTNZzoENHdbAiJ6epNurOvsskAo9zDLlSM
            XAcWg2nUqa1n5g0UaWVBb1O77e4D+A2w5p3WwR2rAoGBAJd4GAPKpnndvNsV/Ou3
            PaF86pc0pnm5jUqGDfAMAH10spvRXFocPL+6mXqMEPzG4R9XZgf4Ru/LyR6u2vhF
            /VIWD1I63I1ln7Tx+sQlT6OYrh8ngana6ZPqcGqDZpuiNE/PImB0KGbuc6cB61U0
            dEMvvCk3haKHiRIRLNXmSXwy
            -----END PRIVATE KEY-----
            """)

    static let identities = ServerIdentities(ellipticCurve: ellipticCurve, rsa: rsa)
}
