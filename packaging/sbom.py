"""Writes the program's bill of materials as CycloneDX 1.5 JSON: each crate with version, licence and hash.

Usage: sbom.py FILE
"""

import datetime
import json
import pathlib
import sys
import tomllib

from lib import NAME, PACKAGE, ROOT, VERSION, crates, epoch


def component(crate: dict, hashes: dict) -> dict:
    url = f"pkg:cargo/{crate['name']}@{crate['version']}"
    found = {
        "type": "library",
        "bom-ref": url,
        "name": crate["name"],
        "version": crate["version"],
        "purl": url,
        "scope": "required",
    }
    if crate["license"]:
        # Older crates write MIT/Apache-2.0, which is no expression of SPDX.
        found["licenses"] = [{"expression": crate["license"].replace("/", " OR ")}]
    if digest := hashes.get((crate["name"], crate["version"])):
        found["hashes"] = [{"alg": "SHA-256", "content": digest}]
    return found


def main() -> None:
    locked = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    hashes = {(it["name"], it["version"]): it.get("checksum") for it in locked}
    when = datetime.datetime.fromtimestamp(epoch(), datetime.timezone.utc)
    program = {
        "type": "application",
        "bom-ref": f"pkg:cargo/{NAME}@{VERSION}",
        "name": NAME,
        "version": VERSION,
        "description": PACKAGE["description"],
        "licenses": [{"expression": PACKAGE["license"]}],
    }
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"timestamp": when.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": program},
        "components": [component(crate, hashes) for crate in crates()],
    }
    pathlib.Path(sys.argv[1]).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
