"""Collects unlabelled sound from Debian packages for distillation.

    python3 -m pinna_training.trunk.unlabelled --out DIR

Downloads each package of ``debian_packages.csv`` with ``apt-get download``, unpacks it, decodes every sound file to 16 kHz mono
and writes ``DIR/<package>.npy`` (int16 samples of all files, ``[samples]``) and ``DIR/<package>.csv`` (path inside the package,
first sample, number of samples). Packages that were collected before are skipped. ``DIR/manifest.csv`` lists package, version,
licences (from the package's copyright file), number of files and seconds.

All packages are in Debian's main section, so their contents are free by the Debian Free Software Guidelines.
Needs: dpkg-deb, apt-get with up-to-date lists, ffmpeg. Run from the folder that holds this package.
"""
from __future__ import annotations

import argparse
import csv
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

RATE_HZ = 16000
SOUND_FILES = {".ogg", ".oga", ".opus", ".wav", ".mp3", ".flac", ".aif", ".aiff", ".spx"}
SHORTEST_SECONDS, LONGEST_SECONDS = 0.1, 240.0  # of one file; longer files are cut
PACKAGES = Path(__file__).with_name("debian_packages.csv")
MANIFEST_COLUMNS = ["package", "version", "kind", "licences", "files", "seconds"]


def decode(path: Path) -> np.ndarray:
    """Returns the samples of a sound file, int16 ``[samples]`` at 16 kHz, mono; empty if it cannot be decoded."""
    command = ["ffmpeg", "-v", "quiet", "-nostdin", "-t", str(LONGEST_SECONDS), "-i", str(path),
               "-map", "0:a:0", "-ac", "1", "-ar", str(RATE_HZ), "-f", "s16le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=False).stdout, np.int16)


def licences(copyright_file: Path) -> str:
    """Returns the short names of all licences that a Debian copyright file declares, sorted and joined by ``; ``."""
    text = copyright_file.read_text(errors="replace") if copyright_file.exists() else ""
    names = set(re.findall(r"^License:\s*(\S.*?)\s*$", text, re.MULTILINE))
    return "; ".join(sorted(name for name in names if not re.search("copyright|files:", name, re.IGNORECASE))) or "see package"


def collect(package: str, kind: str, out: Path) -> dict[str, str]:
    """Downloads and decodes one package and returns its row of the manifest."""
    with tempfile.TemporaryDirectory(dir=out) as folder:
        subprocess.run(["apt-get", "download", "-o", "APT::Sandbox::User=root", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = next(Path(folder).glob("*.deb"))
        version = subprocess.run(["dpkg-deb", "-f", archive, "Version"], capture_output=True, text=True, check=True).stdout.strip()
        root = Path(folder) / "root"
        subprocess.run(["dpkg-deb", "-x", archive, root], check=True)
        archive.unlink()
        for packed in sorted(root.rglob("*.zip")):  # 0 A.D. keeps its sounds in one archive
            shutil.unpack_archive(packed, packed.with_suffix(""))
        sounds, index, at = [], [], 0
        for path in sorted(p for p in root.rglob("*") if p.suffix.lower() in SOUND_FILES and p.is_file() and not p.is_symlink()):
            samples = decode(path)
            if len(samples) < SHORTEST_SECONDS * RATE_HZ or not samples.any():
                continue
            sounds.append(samples)
            index.append((str(path.relative_to(root)), at, len(samples)))
            at += len(samples)
        if not sounds:
            raise ValueError(f"{package} holds no sound that can be decoded")
        licence = licences(root / "usr/share/doc" / package / "copyright")
    with (out / f"{package}.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("path", "first", "samples"), *index])
    np.save(out / f"{package}.npy", np.concatenate(sounds))
    return {"package": package, "version": version, "kind": kind, "licences": licence, "files": str(len(index)),
            "seconds": f"{at / RATE_HZ:.0f}"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    manifest = out / "manifest.csv"
    done = {row["package"]: row for row in csv.DictReader(manifest.open())} if manifest.exists() else {}
    for wanted in csv.DictReader(PACKAGES.open()):
        name = wanted["package"]
        if name in done and (out / f"{name}.npy").exists():
            continue
        try:
            done[name] = collect(name, wanted["kind"], out)
        except (subprocess.CalledProcessError, ValueError, StopIteration) as error:
            print(f"{name}: left out: {error}", flush=True)
            continue
        print(done[name], flush=True)
        with manifest.open("w", newline="") as file:
            writer = csv.DictWriter(file, MANIFEST_COLUMNS)
            writer.writeheader()
            writer.writerows(sorted(done.values(), key=lambda row: row["package"]))


if __name__ == "__main__":
    main()
