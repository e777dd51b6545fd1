"""Certificates made on the spot: authorities, servers, charge points, and everything that can be wrong with them."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

EC, RSA = "EC", "RSA"


def make_key(kind: str = EC, *, curve: ec.EllipticCurve | None = None, bits: int = 2048):
    """A private key."""
    return ec.generate_private_key(curve or ec.SECP256R1()) if kind == EC else rsa.generate_private_key(65537, bits)


def key_pem(key) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def certificate_pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def name(common_name: str, organization: str | None = None) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common_name)]
    if organization is not None:
        parts.insert(0, x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization))
    return x509.Name(parts)


@dataclass
class Identity:
    """A certificate with its key and the chain that leads to its authority, which is not part of the chain."""

    key: object
    certificate: x509.Certificate
    intermediates: list[x509.Certificate]

    @property
    def chain_pem(self) -> str:
        return "".join(certificate_pem(each) for each in [self.certificate, *self.intermediates])

    @property
    def key_pem(self) -> str:
        return key_pem(self.key)

    def save(self, folder: Path, stem: str) -> tuple[Path, Path]:
        """Writes chain and key as PEM files."""
        folder.mkdir(parents=True, exist_ok=True)
        chain, key = folder / f"{stem}.pem", folder / f"{stem}.key"
        chain.write_text(self.chain_pem)
        key.write_text(self.key_pem)
        key.chmod(0o600)
        return chain, key


class Authority:
    """A certificate authority; `parent` makes it an intermediate one."""

    def __init__(self, common_name: str = "Test CA", kind: str = EC, *, parent: "Authority | None" = None):
        self.key = make_key(kind)
        self.parent = parent
        issuer = parent or self
        now = datetime.now(timezone.utc)
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name(common_name))
            .issuer_name(name(common_name) if parent is None else parent.certificate.subject)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=3650))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage(sign_certificates=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .sign(issuer.key, hashes.SHA256())
        )

    @property
    def pem(self) -> str:
        return certificate_pem(self.certificate)

    def issue(
        self,
        common_name: str,
        kind: str = EC,
        *,
        key=None,
        names: tuple[str, ...] = (),
        server: bool = False,
        starts: timedelta = -timedelta(hours=1),
        ends: timedelta = timedelta(days=30),
        organization: str | None = None,
        public_key=None,
    ) -> Identity:
        """A certificate of this authority; times are counted from now, `names` are DNS names or IP addresses."""
        key = key or (None if public_key is not None else make_key(kind))
        public_key = public_key or key.public_key()
        now = datetime.now(timezone.utc)
        purpose = ExtendedKeyUsageOID.SERVER_AUTH if server else ExtendedKeyUsageOID.CLIENT_AUTH
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(common_name, organization))
            .issuer_name(self.certificate.subject)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + starts)
            .not_valid_after(now + ends)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(usage(sign_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName([general(each) for each in names]), critical=False)
        intermediates, authority = [], self
        while authority.parent is not None:
            intermediates.append(authority.certificate)
            authority = authority.parent
        return Identity(key, builder.sign(self.key, hashes.SHA256()), intermediates)


def general(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def usage(*, sign_certificates: bool) -> x509.KeyUsage:
    """Key encipherment is what static RSA suites need."""
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=not sign_certificates,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def self_signed(common_name: str, kind: str = EC) -> Identity:
    """A certificate that nobody else vouches for."""
    authority = Authority(common_name, kind)
    return Identity(authority.key, authority.certificate, [])


class ServerCertificates:
    """What a server shows, EC and RSA, from one authority; as files and as settings."""

    def __init__(self, folder: Path, authority: Authority | None = None):
        self.authority = authority or Authority("Server CA")
        self.folder = folder
        self.renew()

    def renew(self) -> None:
        for kind in (EC, RSA):
            identity = self.authority.issue("localhost", kind, names=("localhost", "127.0.0.1"), server=True)
            identity.save(self.folder, f"server-{kind}")
        self.root = self.folder / "root.pem"
        self.root.write_text(self.authority.pem)

    @property
    def settings(self) -> dict[str, str]:
        return {
            f"tls.{part}{kind}": str(self.folder / f"server-{kind}.{suffix}")
            for kind in (EC, RSA)
            for part, suffix in (("certificate", "pem"), ("key", "key"))
        }
