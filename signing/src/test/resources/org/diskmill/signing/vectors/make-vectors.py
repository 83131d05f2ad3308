#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the test vectors beside this file, with Python and OpenSSL and nothing of Diskmill's.

statements.json   statements as fields, their canonical JSON (payload), and what a signature is over
                  (bytes); for those with "content" also the bytes that the digests are of
envelope.json     the first of them, signed
certificate.pem   the signer's certificate; its key is that of RFC 8032 section 7.1, test 1
"""
import base64
import hashlib
import json
import os
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PAYLOAD_TYPE = "application/vnd.in-toto+json"
SECRET = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"

CONFIG = """
[req]
distinguished_name = name
x509_extensions = extensions
prompt = no
[name]
CN = Diskmill test vectors
[extensions]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
"""


def canonical(value):
    # Equal to RFC 8785 for what is used here: ASCII keys, strings, whole numbers.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def root(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + root(leaves[:split]) + root(leaves[split:])).digest()


def content(data, leaf_bytes, flat):
    leaves = [data[i : i + leaf_bytes] for i in range(0, len(data), leaf_bytes)]
    digests = {"rfc6962Sha256": root(leaves).hex()}
    if flat:
        digests[flat] = hashlib.new(flat, data).hexdigest()
    return {"size": len(data), "leafBytes": leaf_bytes, "digest": digests}


def vector(name, version, variant, of, made_from=None, data=None):
    predicate = {
        "version": version,
        "variant": variant,
        "size": of["size"],
        "leafBytes": of["leafBytes"],
    }
    if made_from:
        predicate["madeFrom"] = made_from
    payload = canonical(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": name, "digest": of["digest"]}],
            "predicateType": "https://diskmill.org/image-statement/v1",
            "predicate": predicate,
        }
    )
    made = {"name": name, "version": version, "variant": variant, "of": of}
    if made_from:
        made["madeFrom"] = made_from
    if data is not None:
        made["content"] = data.decode("ascii")
    made["payload"] = payload
    size = len(payload.encode())
    made["bytes"] = f"DSSEv1 {len(PAYLOAD_TYPE)} {PAYLOAD_TYPE} {size} {payload}"
    return made


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def envelope(statement, directory):
    der = bytes.fromhex("302e020100300506032b657004220420" + SECRET)
    key, message = os.path.join(directory, "key"), os.path.join(directory, "message")
    with open(key, "w") as file:
        body = base64.b64encode(der).decode()
        file.write(f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
    with open(message, "wb") as file:
        file.write(statement["bytes"].encode())
    certificate = os.path.join(HERE, "certificate.pem")
    if not os.path.exists(certificate):
        config = os.path.join(directory, "config")
        with open(config, "w") as file:
            file.write(CONFIG)
        run(
            *("openssl req -x509 -days 36500 -set_serial 8032 -batch -config".split()),
            *(config, "-key", key, "-out", certificate),
        )
    with open(certificate, "rb") as file:
        pem = file.read()
    public = run("openssl", "pkey", "-in", key, "-pubout", "-outform", "DER")
    signature = run("openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", message)
    return {
        "payload": base64.b64encode(statement["payload"].encode()).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [
            {
                "keyid": hashlib.sha256(public).hexdigest(),
                "sig": base64.b64encode(signature).decode(),
                "certificate": base64.b64encode(pem).decode(),
            }
        ],
    }


def main():
    text = b"The quick brown fox jumps over the lazy dog"
    other = {"size": (1 << 53) - 1, "leafBytes": 64 << 20, "digest": {"sha256": "ab" * 32}}
    odd = 'tab\tquote"back\\slash/line\nbell\x07del\x7f \u00e9\u20ac\u2028\ufb33\U0001f600'
    vectors = [
        vector("ubuntu", "24.04", "qcow2", content(text, 8, "sha512"), data=text),
        vector("ubuntu", "24.04", "vmdk", content(text, 8 << 20, None), content(b"", 1, "sha384")),
        vector("empty", "", "", content(b"", 8 << 20, "sha224"), data=b""),
        vector(odd, odd, odd, other, other),
    ]
    with open(os.path.join(HERE, "statements.json"), "w", encoding="utf-8", newline="\n") as file:
        json.dump(vectors, file, indent=2, ensure_ascii=True)
        file.write("\n")
    with tempfile.TemporaryDirectory() as directory:
        made = envelope(vectors[0], directory)
    with open(os.path.join(HERE, "envelope.json"), "w", encoding="utf-8", newline="\n") as file:
        json.dump(made, file, indent=2)
        file.write("\n")


main()
