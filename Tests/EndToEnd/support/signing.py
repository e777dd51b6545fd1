"""Keys and certificates that firmware is signed with, as a manufacturer makes them, and the check that a charge point makes."""

import base64
from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

CURVES = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-521": ec.SECP521R1}
KINDS = ["RSA", *CURVES]


def make_key(kind: str = "RSA", bits: int = 2048):
    return rsa.generate_private_key(65537, bits) if kind == "RSA" else ec.generate_private_key(CURVES[kind]())


def private_pem(key, form: str = "PKCS8", password: bytes | None = None) -> str:
    formats = {
        "PKCS8": serialization.PrivateFormat.PKCS8,
        "traditional": serialization.PrivateFormat.TraditionalOpenSSL,
    }
    encryption = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, formats[form], encryption).decode()


def certify(key, days: int = 30) -> str:
    """A certificate for the key, signed by itself; with negative days it has expired."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Firmware signer")])
    now = datetime.now(timezone.utc)
    ends = [now + timedelta(days=days), now - timedelta(days=1)]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(ends))
        .not_valid_after(max(ends))
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def sign(key, content: bytes) -> str:
    if isinstance(key, rsa.RSAPrivateKey):
        signature = key.sign(content, pss(), hashes.SHA256())
    else:
        signature = key.sign(content, ec.ECDSA(hashes.SHA256()))
    return base64.b64encode(signature).decode()


def pss() -> padding.PSS:
    return padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)


def verifies(signature: str, certificate: str, content: bytes, pkcs1: bool = False) -> bool:
    """Whether a charge point would install this (security whitepaper, L01.FR.04)."""
    key = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    data = base64.b64decode(signature, validate=True)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(data, content, padding.PKCS1v15() if pkcs1 else pss(), hashes.SHA256())
        else:
            key.verify(data, content, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
