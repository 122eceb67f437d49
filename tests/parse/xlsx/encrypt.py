#!/usr/bin/env python3
"""encrypt.py KIND IN OUT [PASSWORD]: an encrypted package of Office
([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.15), by default with the password that Excel itself
takes; KIND is standard or agile, -192, -256, -sha1 or -sha384 after it.  With KIND
refused OUT is a folder, for packages that no program can open.  AES is that of the
program openssl."""
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


def standard(package, bits):
    sha1, salt, verifier = hashlib.sha1, b"0123456789abcdef", b"verify me please"
    h = sha1(stretched(sha1, salt, 50000) + bytes(4)).digest()
    key = b"".join(sha1(bytes(a ^ mask for a in h.ljust(64, b"\0"))).digest()
                   for mask in (0x36, 0x5c))[:bits // 8]
    header = struct.pack("<8I", 0x24, 0, 0x660e, 0x8004, bits, 0x18, 0, 0)
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


def refused(package):
    """Descriptions that are cut, or name what there is not."""
    info, body = agile(package, "SHA512", 256)
    for old, new in ((b'keyBits="256"', b'keyBits="255"'),
                     (b'"AES"', b'"DES"'), (b"ChainingModeCBC", b"ChainingModeCFB"),
                     (b'"SHA512"', b'"MD5"'), (b'"1000"', b'"99999999"'),
                     (b"saltValue=", b"salt="), (b'saltValue="', b'saltValue="' +
                                                 b"AAAA" * 40),
                     (b"p:encryptedKey", b"p:key"),
                     (b'HashInput="', b'HashInput="AAAA'),
                     (b"VerifierHashValue=", b"Value="),
                     (b"KeyValue=", b"Value="), (b'KeyValue="', b'KeyValue="" x="'),
                     (b'HashValue="', b'HashValue="AAAAAAAAAAAAAAAAAAAAAA==" x="'),
                     (b'KeyValue="', b'KeyValue="AAAAAAAAAAAAAAAAAAAAAA==" x="')):
        assert old in info
        yield info.replace(old, new), body
    yield info[:300], body
    info, body = standard(package, 128)
    for at, number in ((2, 3), (0, 5), (8, 16), (8, 1 << 30), (28, 64)):
        changed = bytearray(info)
        struct.pack_into("<H" if at < 8 else "<I", changed, at, number)
        yield bytes(changed), body
    yield info[:-1], body


def write(path, info, body):
    with open(path, "wb") as f:
        f.write(container({"EncryptionInfo": info, "EncryptedPackage":
                           struct.pack("<Q", len(PACKAGE)) + body}))


KINDS = {"standard": (standard, 128), "standard-192": (standard, 192),
         "standard-256": (standard, 256), "agile": (agile, "SHA512", 256),
         "agile-sha1": (agile, "SHA1", 128), "agile-sha384": (agile, "SHA384", 192)}
with open(SOURCE, "rb") as f:
    PACKAGE = f.read()
if KIND == "refused":
    for i, (INFO, BODY) in enumerate(refused(PACKAGE)):
        write(os.path.join(TARGET, "%d.xlsx" % i), INFO, BODY)
else:
    write(TARGET, *KINDS[KIND][0](PACKAGE, *KINDS[KIND][1:]))
