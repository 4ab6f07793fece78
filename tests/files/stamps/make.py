"""Makes the answers of a test authority that lie here, with openssl: `python tests/files/stamps/make.py`.

They are about the head of `case_v3.sqlite`. The keys are thrown away, so nobody can sign anything else with them.
"""

import hashlib
import sqlite3
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASE = HERE.parent / "case_v3.sqlite"
DAYS = "36500"
LEAF = (
    "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\nbasicConstraints=critical,CA:FALSE\n"
)
CONFIG = """
[tsa]
default_tsa = it
[it]
serial = {folder}/serial
signer_cert = {folder}/leaf.pem
certs = {folder}/leaf.pem
signer_key = {folder}/leaf.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = {digests}
accuracy = secs:1
tsa_name = yes
ess_cert_id_alg = sha256
"""


def openssl(*arguments: object) -> None:
    """Run it; what it says on the way is of no interest."""
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def authority(folder: Path, name: str) -> None:
    """A root, and a certificate of an authority that it signed."""
    folder.mkdir()
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    ca = ("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    root, its_key = folder / "root.pem", folder / "root.key"
    openssl("req", "-x509", *key, "-keyout", its_key, "-out", root, "-days", DAYS, "-subj", f"/CN={name} root", *ca)
    openssl("req", *key, "-keyout", folder / "leaf.key", "-out", folder / "leaf.csr", "-subj", f"/O=Tests/CN={name}")
    (folder / "leaf.ext").write_text(LEAF, encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")
    signing = ("-CA", root, "-CAkey", its_key, "-CAcreateserial", "-days", DAYS, "-extfile", folder / "leaf.ext")
    openssl("x509", "-req", "-in", folder / "leaf.csr", "-out", folder / "leaf.pem", *signing)


def answer(folder: Path, digest: str, out: Path, *, asked: str = "sha256", allowed: str = "sha256, sha512") -> None:
    """What the authority answers to the question about a digest."""
    config, question = folder / "ts.cnf", folder / "question.tsq"
    config.write_text(CONFIG.format(folder=folder, digests=allowed), encoding="utf-8")
    openssl("ts", "-query", "-digest", digest, f"-{asked}", "-cert", "-no_nonce", "-out", question)
    openssl("ts", "-reply", "-config", config, "-queryfile", question, "-out", out)


def main() -> None:
    """Make them all."""
    connection = sqlite3.connect(f"{CASE.as_uri()}?mode=ro", uri=True)
    ((head,),) = connection.execute("SELECT act_id FROM act_head").fetchall()
    connection.close()
    with tempfile.TemporaryDirectory() as name:
        known, other = Path(name) / "known", Path(name) / "other"
        authority(known, "Test authority")
        authority(other, "Another authority")
        (HERE / "root.pem").write_bytes((known / "root.pem").read_bytes())
        (HERE / "other_root.pem").write_bytes((other / "root.pem").read_bytes())
        answer(known, head, HERE / "granted.tsr")
        answer(known, hashlib.sha256(b"another case").hexdigest(), HERE / "of_another_case.tsr")
        answer(known, hashlib.sha512(b"a step").hexdigest(), HERE / "by_sha512.tsr", asked="sha512")
        answer(known, head, HERE / "refused.tsr", allowed="sha512")


if __name__ == "__main__":
    main()
