"""Keys, requests and certificates as charge points and manufacturers make them, with the package `cryptography`."""

import hashlib
from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

KINDS = ["RSA", "EC"]


def make_key(kind: str):
    return rsa.generate_private_key(65537, 2048) if kind == "RSA" else ec.generate_private_key(ec.SECP256R1())


def name(common_name: str, organization: str | None = None) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization)] if organization else []
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def request(key, common_name: str, organization: str | None = None, pss: bool = False, crlf: bool = False) -> str:
    """A PKCS#10 request in PEM."""
    builder = x509.CertificateSigningRequestBuilder().subject_name(name(common_name, organization))
    options = {"rsa_padding": padding.PSS(padding.MGF1(hashes.SHA256()), 32)} if pss else {}
    text = builder.sign(key, hashes.SHA256(), **options).public_bytes(serialization.Encoding.PEM).decode()
    return text.replace("\n", "\r\n") if crlf else text


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def root(common_name: str, key=None) -> tuple[x509.Certificate, object]:
    """A root certificate and its key."""
    key = key or make_key("EC")
    now = datetime.now(timezone.utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(common_name))
        .issuer_name(name(common_name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    )
    return builder.sign(key, hashes.SHA256()), key


def signed(common_name: str, key, issuer: x509.Certificate, issuer_key) -> x509.Certificate:
    """A certificate for the key, directly below a root."""
    now = datetime.now(timezone.utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(common_name))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=30))
    )
    return builder.sign(issuer_key, hashes.SHA256())


def hash_data(certificate: x509.Certificate, algorithm: str, upper: bool = False) -> dict:
    """How a charge point names a root certificate (security whitepaper, section 6.1)."""
    digest = {"SHA256": hashlib.sha256, "SHA384": hashlib.sha384, "SHA512": hashlib.sha512}[algorithm]
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        bits = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    else:
        bits = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    texts = {
        "issuerNameHash": digest(certificate.issuer.public_bytes()).hexdigest(),
        "issuerKeyHash": digest(bits).hexdigest(),
        "serialNumber": f"{certificate.serial_number:x}",
    }
    return {"hashAlgorithm": algorithm} | {key: text.upper() if upper else text for key, text in texts.items()}


def check_chain(text: str, key, kind: str) -> list[x509.Certificate]:
    """The chain of a CertificateSigned as the certification cases want it; its certificates."""
    assert "\r" not in text and len(text) <= 10_000
    chain = x509.load_pem_x509_certificates(text.encode())
    assert len(chain) >= 2
    leaf, issuer = chain[0], chain[1]
    leaf.verify_directly_issued_by(issuer)
    assert leaf.public_key() == key.public_key()
    assert leaf.signature_hash_algorithm.name == "sha256"
    if kind == "RSA":
        assert isinstance(issuer.public_key(), rsa.RSAPublicKey)
        assert isinstance(leaf.signature_algorithm_parameters, padding.PKCS1v15)
    else:
        assert isinstance(issuer.public_key(), ec.EllipticCurvePublicKey)
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert ExtendedKeyUsageOID.CLIENT_AUTH in usage
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert leaf.not_valid_before_utc < datetime.now(timezone.utc) < leaf.not_valid_after_utc
    return chain
