"""Makes labelled folders of sound for ``pinna evaluate``, of validation rows alone: no training row, not even as a background.

    python3 models/training/evaluation_sets.py --data DIR --cache models/training/cache --out models/training/cache/sets

| set | contents |
|---|---|
| ``val`` | the original validation files: a manifest and a link |
| ``background`` | the ambience and the field recordings among them |
| ``bird-pairs`` | the same background without and with a bird, 0 to 20 dB (column ``snr``) |
| ``level-30`` ``level-20`` ``level-10`` ``level+6`` | the ESC-50 clips with this gain, dB |
| ``pink-20dB`` | the ESC-50 clips with pink noise 20 dB below their active part |
| ``room-500ms`` | the ESC-50 clips in random rooms with a reverberation time of 0.5 s, 1.5 to 3 m away |
| ``soundscapes`` | zero to four sounds at random times, with exact times in ``strong.csv`` |
| ``steady`` | an hour each of silence, fan, hum, pink noise |
| ``noise`` | six minutes each of 24 other steady noises; for ``fit_decisions.py`` alone |

``evaluation_folder.py`` defines the columns. The same seed and labels give the same sets. Each set is independent of the others.
"""
from __future__ import annotations

import argparse
import time
import zlib
from pathlib import Path
from typing import Callable

import numpy as np
from scipy.signal import fftconvolve

from ..data import corpus
from ..data.labels import is_background
from ..data.manifest import Row
from ..examples.sounds import ACTIVE_DB
from ..signal import waveforms
from ..signal.room import room_response
from ..signal.waveforms import FS
from .bird_pairs import bird_pairs
from .evaluation_folder import EvaluationFolder, label_cells, write_table
from .soundscapes import SoundscapeMaker
from .steady import Generator, other_noises, steady_sounds, write_steady

GAINS_DB = {"level-30": -30, "level-20": -20, "level-10": -10, "level+6": 6}
PAIRS = 320
SOUNDSCAPES = 200
PINK_SNR_DB = 20.0
ROOM_RT60 = 0.5
NOISE_SECONDS = 360
Change = Callable[[np.ndarray], tuple[np.ndarray, dict[str, str]]]


def with_pink_noise(samples: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Adds noise to the whole clip, 20 dB below the mean power of its active part; scales the sum down to avoid clipping."""
    noise = waveforms.Noise(rng, waveforms.PINK)(len(samples))
    power = waveforms.active_power(samples, ACTIVE_DB) / np.mean(noise ** 2)
    return waveforms.within_full_scale(samples + noise * np.sqrt(power * 10 ** (-PINK_SNR_DB / 10)))


def in_room(samples: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Puts the clip in a random room, with its active part as loud as before; scales it down to avoid clipping."""
    wet = fftconvolve(samples, room_response(rng, FS, ROOM_RT60))[:len(samples)]
    loudness = waveforms.active_power(samples, ACTIVE_DB) / waveforms.active_power(wet, ACTIVE_DB)
    return waveforms.within_full_scale(wet * np.sqrt(loudness))


class EvaluationSets:
    """Makes the sets, with one method per kind of set. Each method gets the folder to fill and its own random numbers."""

    def __init__(self, rows: list[Row], data: Path, steady_minutes: float):
        self.rows, self.data, self.steady_minutes = rows, data, steady_minutes
        self.esc = [row for row in rows if row.dataset == "esc50"]

    def clips(self, folder: Path, change: Change, extra: tuple[str, ...] = ()) -> None:
        """Writes the ESC-50 clips after ``change(samples)``, which also returns the values of the ``extra`` columns."""
        out = EvaluationFolder(folder, extra)
        for row in self.esc:
            samples, values = change(waveforms.read_mono(self.data / row.path))
            out.add_samples(Path(row.path).stem, samples, row.dataset, row.group, label_cells([row]), **values)
        out.finish()

    def listed(self, folder: Path, rows: list[Row]) -> None:
        out = EvaluationFolder(folder)
        out.add_rows(rows, self.data)
        out.finish()

    def level(self, folder: Path, gain_db: float) -> None:
        """Writes the ESC-50 clips with a gain. Column ``clipped``: share of the samples beyond full scale, which are clipped."""
        def change(samples: np.ndarray) -> tuple[np.ndarray, dict[str, str]]:
            louder = samples * 10 ** (gain_db / 20)
            return louder, {"clipped": f"{np.mean(np.abs(louder) > 1):.5f}"}

        self.clips(folder, change, ("clipped",))

    def pairs(self, folder: Path, rng: np.random.Generator) -> None:
        """Writes the bird pairs. The data set of a pair names the source of its bird; ``bird_pairs.py`` explains why."""
        out = EvaluationFolder(folder, ("snr",))
        for i, (without, with_bird, background, bird, snr) in enumerate(bird_pairs(self.rows, self.data, PAIRS, rng)):
            for samples, name, rows in ((without, "without", background), (with_bird, "with", [*background, bird])):
                labels = label_cells(rows) | {"genre": ""}
                out.add_samples(f"{i:03}-{name}", samples, f"bird-pairs-{bird.dataset}", f"bird-pairs:{i:03}", labels, snr=f"{snr:.1f}")
        out.finish()

    def soundscapes(self, folder: Path, rng: np.random.Generator) -> None:
        out = EvaluationFolder(folder, ("strong",))
        maker, events = SoundscapeMaker(self.rows, self.data), []
        for i in range(SOUNDSCAPES):
            scene = maker.draw(rng)
            out.add_samples(f"{i:03}", scene.samples, "soundscapes", f"soundscapes:{i:03}",
                            label_cells(scene.rows, scene.background) | {"genre": ""}, strong=1, kind=f"over {scene.backdrop}")
            events += [{"path": f"audio/{i:03}.wav", "onset": f"{e.onset:.3f}", "offset": f"{e.offset:.3f}",
                        "class": e.name, "sharp": str(int(e.sharp))} for e in scene.events]
        write_table(folder / "strong.csv", ["path", "onset", "offset", "class", "sharp"], events)
        out.finish()

    def steady(self, folder: Path, sounds: dict[str, Generator | None], seconds: float, rng: np.random.Generator) -> None:
        out = EvaluationFolder(folder)
        (folder / "audio").mkdir(exist_ok=True)
        for name, block in sounds.items():
            write_steady(folder / f"audio/{name}.wav", block, seconds, rng)
            out.add(f"audio/{name}.wav", folder.name, f"{folder.name}:{name}", seconds, label_cells([]), kind="steady noise")
        out.finish()

    def make(self, name: str, folder: Path, rng: np.random.Generator) -> None:
        """Makes the set ``name`` in ``folder``."""
        if name == "val":
            self.listed(folder, self.rows)
        elif name == "background":
            self.listed(folder, [row for row in self.rows if is_background(row) or row.dataset == "ff1010bird"])
        elif name == "bird-pairs":
            self.pairs(folder, rng)
        elif name in GAINS_DB:
            self.level(folder, GAINS_DB[name])
        elif name == "pink-20dB":
            self.clips(folder, lambda samples: (with_pink_noise(samples, rng), {}))
        elif name == "room-500ms":
            self.clips(folder, lambda samples: (in_room(samples, rng), {}))
        elif name == "soundscapes":
            self.soundscapes(folder, rng)
        elif name == "steady":
            self.steady(folder, steady_sounds(rng), 60 * self.steady_minutes, rng)
        elif name == "noise":
            self.steady(folder, dict(other_noises(rng)), NOISE_SECONDS, rng)


NAMES = ["val", "background", "bird-pairs", *GAINS_DB, "pink-20dB", "room-500ms", "soundscapes", "steady", "noise"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv and audio/")
    parser.add_argument("--cache", type=Path, required=True, help="folder that corpus.py filled, for its rows")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the sets to")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=f"sets to make, of {', '.join(NAMES)}")
    parser.add_argument("--steady-minutes", type=float, default=60, help="length of each file of the set steady, minutes (default 60)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rows = corpus.validation_rows(corpus.load_rows(arguments.cache, arguments.data))
    sets = EvaluationSets(rows, arguments.data, arguments.steady_minutes)
    for name in arguments.only:
        start = time.monotonic()
        rng = np.random.default_rng([arguments.seed, zlib.crc32(name.encode())])
        sets.make(name, arguments.out / name, rng)
        files = len((arguments.out / name / "manifest.csv").read_text().splitlines()) - 1
        print(f"{name}: {files} files, {time.monotonic() - start:.0f} s", flush=True)
