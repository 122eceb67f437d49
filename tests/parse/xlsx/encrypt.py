#!/usr/bin/env python3
"""encrypt.py standard|agile|agile-sha1 IN OUT [PASSWORD]: an encrypted package
of Office ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.15), by default with the password that
Excel itself takes.  AES is that of the program openssl."""
import base64
import hashlib
import os
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "xls"))
from make_xls import container  # noqa: E402

KIND, SOURCE, TARGET = sys.argv[1:4]
PASSWORD = (sys.argv[4] if len(sys.argv) > 4 else "VelvetSweatshop").encode(
    "utf-16-le")
ROUNDS = 1000


def aes(mode, key, data, iv=None):
    argv = ["openssl", "enc", "-aes-%d-%s" % (8 * len(key), mode), "-nopad",
            "-K", key.hex()] + (["-iv", iv.hex()] if iv else [])
    return subprocess.run(argv, input=data, stdout=subprocess.PIPE,
                          check=True).stdout


def padded(data, n=16):
    return data + bytes(-len(data) % n)


def stretched(digest, salt, rounds):
    h = digest(salt + PASSWORD).digest()
    for i in range(rounds):
        h = digest(struct.pack("<I", i) + h).digest()
    return h


def standard(package):
    sha1, salt, verifier = hashlib.sha1, b"0123456789abcdef", b"verify me please"
    h = sha1(stretched(sha1, salt, 50000) + bytes(4)).digest()
    key = sha1(bytes(a ^ 0x36 for a in h.ljust(64, b"\0"))).digest()[:16]
    header = struct.pack("<8I", 0x24, 0, 0x660e, 0x8004, 128, 0x18, 0, 0)
    header += "x\0".encode("utf-16-le")
    info = struct.pack("<HHII", 4, 2, 0x24, len(header)) + header
    info += struct.pack("<I", 16) + salt + aes("ecb", key, verifier)
    info += struct.pack("<I", 20) + aes("ecb", key, padded(
        sha1(verifier).digest(), 32))
    return info, aes("ecb", key, padded(package))


def agile(package, name, bits):
    digest = getattr(hashlib, name.lower())
    salt, key_salt = b"salt of the data", b"salt of the key!"
    secret, verifier = bytes(range(bits // 8)), b"verify me please"
    base = stretched(digest, key_salt, ROUNDS)

    def value(purpose, data):
        key = digest(base + bytes.fromhex(purpose)).digest()
        key = key.ljust(bits // 8, b"\x36")[:bits // 8]
        return base64.b64encode(aes("cbc", key, padded(data),
                                    key_salt)).decode()
    how = ('saltSize="16" blockSize="16" keyBits="%d" hashSize="%d" '
           'cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" '
           'hashAlgorithm="%s" saltValue="%%s"' %
           (bits, digest().digest_size, name))
    info = struct.pack("<HHI", 4, 4, 0x40) + (
        '<?xml version="1.0" encoding="UTF-8"?><encryption xmlns='
        '"http://schemas.microsoft.com/office/2006/encryption" xmlns:p='
        '"http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
        '<keyData %s/><dataIntegrity/><keyEncryptors><keyEncryptor>'
        '<p:encryptedKey spinCount="%d" %s encryptedVerifierHashInput="%s" '
        'encryptedVerifierHashValue="%s" encryptedKeyValue="%s"/>'
        '</keyEncryptor></keyEncryptors></encryption>' % (
            how % base64.b64encode(salt).decode(), ROUNDS,
            how % base64.b64encode(key_salt).decode(),
            value("fea7d2763b4b9e79", verifier),
            value("d7aa0f6d3061344e", digest(verifier).digest()),
            value("146e0be7abacd0d6", secret))).encode()
    out = b""
    for at in range(0, len(package), 4096):
        iv = digest(salt + struct.pack("<I", at // 4096)).digest()
        out += aes("cbc", secret, padded(package[at:at + 4096]),
                   iv.ljust(16, b"\x36")[:16])
    return info, out


with open(SOURCE, "rb") as f:
    PACKAGE = f.read()
if KIND == "standard":
    INFO, BODY = standard(PACKAGE)
else:
    INFO, BODY = agile(PACKAGE, *(("SHA1", 128) if KIND == "agile-sha1" else
                                  ("SHA512", 256)))
with open(TARGET, "wb") as f:
    f.write(container({"EncryptionInfo": INFO, "EncryptedPackage":
                       struct.pack("<Q", len(PACKAGE)) + BODY}))
