"""Writes what Homebrew, Scoop and winget need to offer a release: from the archives beside SHA256SUMS.

Usage: manifests.py ADDRESS FOLDER

ADDRESS is the page from which the archives of this very release are loaded, without their names: the
place has to be said, since these files tell other people's computers where to get a program.
"""

import json
import pathlib
import sys

from lib import NAME, PACKAGE, VERSION

WINDOWS = f"{NAME}-{VERSION}-windows-x86_64"
MACS = {"arm": f"{NAME}-{VERSION}-macos-aarch64", "intel": f"{NAME}-{VERSION}-macos-x86_64"}
LINUX = f"{NAME}-{VERSION}-linux-x86_64"


def main() -> None:
    address, folder = sys.argv[1].rstrip("/"), pathlib.Path(sys.argv[2])
    if not address.startswith("https://"):
        sys.exit("the address has to begin with https://")
    sums = {}
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        sums[name] = digest
    for name, make in (("Homebrew", homebrew), ("Scoop", scoop), ("winget", winget)):
        try:
            made = make(address, sums)
        except KeyError as missing:
            print(f"no manifest for {name}: {missing.args[0]} was not built")
            continue
        for path, text in made.items():
            target = folder / "manifests" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {target}")


def homebrew(address: str, sums: dict[str, str]) -> dict[str, str]:
    def source(name: str) -> str:
        return f'url "{address}/{name}"\n      sha256 "{sums[name]}"'

    text = f"""class {NAME.capitalize()} < Formula
  desc "{PACKAGE['description']}"
  homepage "{address}"
  version "{VERSION}"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      {source(MACS['arm'] + '.zip')}
    end
    on_intel do
      {source(MACS['intel'] + '.zip')}
    end
  end
  on_linux do
    on_intel do
      {source(LINUX + '.tar.gz')}
    end
  end

  def install
    bin.install "{NAME}"
    pkgshare.install "sample"
    doc.install "Start here.html"
  end

  test do
    assert_match version.to_s, shell_output("#{{bin}}/{NAME} --version")
    system bin/"{NAME}", "new", "booklet"
    system bin/"{NAME}", "build", "booklet"
  end
end
"""
    return {f"homebrew/{NAME}.rb": text}


def scoop(address: str, sums: dict[str, str]) -> dict[str, str]:
    name = WINDOWS + ".zip"
    manifest = {
        "version": VERSION,
        "description": PACKAGE["description"],
        "homepage": address,
        "license": "MIT|Apache-2.0",
        "architecture": {"64bit": {"url": f"{address}/{name}", "hash": sums[name], "extract_dir": WINDOWS}},
        "bin": f"{NAME}.exe",
    }
    return {f"scoop/{NAME}.json": json.dumps(manifest, indent=4) + "\n"}


def winget(address: str, sums: dict[str, str]) -> dict[str, str]:
    name, id = WINDOWS + ".zip", f"{NAME.capitalize()}.{NAME.capitalize()}"
    head = f"PackageIdentifier: {id}\nPackageVersion: {VERSION}\n"

    def tail(kind: str) -> str:
        return f"ManifestType: {kind}\nManifestVersion: 1.6.0\n"

    version = head + "DefaultLocale: en-GB\n" + tail("version")
    locale = (
        f"{head}PackageLocale: en-GB\nPublisher: {NAME.capitalize()}\nPackageName: {NAME}\n"
        f"License: {PACKAGE['license']}\nShortDescription: {PACKAGE['description']}\n"
        + tail("defaultLocale")
    )
    installer = (
        f"{head}InstallerType: zip\nNestedInstallerType: portable\nNestedInstallerFiles:\n"
        f"- RelativeFilePath: {WINDOWS}\\{NAME}.exe\n  PortableCommandAlias: {NAME}\n"
        f"Installers:\n- Architecture: x64\n  InstallerUrl: {address}/{name}\n"
        f"  InstallerSha256: {sums[name].upper()}\n" + tail("installer")
    )
    return {
        f"winget/{id}.yaml": version,
        f"winget/{id}.locale.en-GB.yaml": locale,
        f"winget/{id}.installer.yaml": installer,
    }


if __name__ == "__main__":
    main()
