"""The file of a desk, read by people who never saw our program: a SQLCipher built by others opens it with the key and with nothing
else, and whoever looks at the bytes finds no word of what is in it.
It knows no table but SQLite's own list of them. Called by `cargo xtask test`, with the wheel `sqlcipher3-wheels` in its Python."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

GONGLIAN = Path(os.environ["GONGLIAN_BUILT"]) / "gonglian"
RECORDS = 200


def opened(file, key):
    """A connection with the key, which SQLCipher tries at the first read."""
    desk = sqlcipher.connect(f"file:{file}?mode=ro", uri=True)
    desk.execute("PRAGMA cipher_log_level = NONE")
    desk.execute(f'PRAGMA key = "{key}"')
    return desk


def texts_in(desk):
    """Every text that stands in a table, long enough not to be found by chance."""
    tables = [name for (name,) in desk.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = set(tables)
    for table in tables:
        for row in desk.execute(f'SELECT * FROM "{table}"'):
            found.update(value for value in row if isinstance(value, str))
    return {text for text in found if len(text.encode()) >= 8}


def opens_with_its_key(desk, key, folder):
    assert desk.execute("PRAGMA cipher_version").fetchone()[0].startswith("4."), "not SQLCipher 4"
    assert desk.execute("PRAGMA cipher_integrity_check").fetchall() == [], "a page fails its HMAC"
    assert desk.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the database is not whole"
    n_texts = len(texts_in(desk))
    assert n_texts > RECORDS, f"only {n_texts} texts are in it"


def opens_with_no_other_key(desk, key, folder):
    turned = re.sub(r"(?<=x')[0-9a-f]", lambda first: "f" if first[0] == "0" else "0", key)
    for wrong in [turned, "", "gonglian"]:
        try:
            opened(folder / "desk.db", wrong).execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.DatabaseError:
            continue
        raise AssertionError("it opened with another key")


def shows_no_text(desk, key, folder):
    secret = texts_in(desk) | {"SQLite format 3", key[2:-1]}
    secret |= {person["name"] for person in json.loads((folder / "demo_people.json").read_text("utf-8"))}
    # The list of people is what a demonstration is entered with; no real desk has one.
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != "demo_people.json"]
    assert files, "no file to look at"
    for file in files:
        content = file.read_bytes()
        for text in secret:
            for coded in (text.encode("utf-8"), text.encode("utf-16-le")):
                assert coded not in content, f"{file.name} shows one of its {len(secret)} texts"


def main():
    checks = [opens_with_its_key, opens_with_no_other_key, shows_no_text]
    failed = 0
    with tempfile.TemporaryDirectory() as around:
        folder = Path(around) / "desk"
        made = subprocess.run(
            [GONGLIAN, "demo", "--dir", folder, "--records", str(RECORDS)],
            check=True, capture_output=True, encoding="utf-8",
        )
        key = re.search(r"x'[0-9a-f]{64}'", made.stderr)[0]
        desk = opened(folder / "desk.db", key)
        for check in checks:
            try:
                check(desk, key, folder)
                print(f"ok {check.__name__}")
            except AssertionError as why:
                failed += 1
                print(f"FAILED {check.__name__}: {why}")
        desk.close()
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
