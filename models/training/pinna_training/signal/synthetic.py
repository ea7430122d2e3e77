"""Makes sounds from formulas alone, so that any language can reproduce every bit of their float32 samples."""
from __future__ import annotations

import numpy as np

from . import features

FORMULAS = {
    "t": "n / fs, in seconds, for sample n = 0, 1, 2, …",
    "noise": "state₀ = seed; for each sample state = (1664525·state + 1013904223) mod 2^32, "
             "value = (state / 2^32 · 2 − 1) · amplitude",
    "sine": "amplitude · sin(2π · frequency · t)",
    "chirp": "amplitude · sin(2π · (from · t + (to − from) · t² / (2 · seconds)))",
    "signal": "the sum of its parts in float64, in the order given, then rounded to float32",
}
GOLDEN_SIGNAL = [{"kind": "chirp", "from": 80, "to": 7600, "seconds": 2.4, "amplitude": 0.3},
                 {"kind": "sine", "frequency": 523.25, "amplitude": 0.05}, {"kind": "noise", "seed": 11, "amplitude": 0.01}]


def part(spec: dict, samples: int, fs: float) -> np.ndarray:
    """Returns one part of a signal, ``[samples]``, float64."""
    t = np.arange(samples) / fs
    amplitude = spec["amplitude"]
    if spec["kind"] == "noise":
        state, out = spec["seed"], np.empty(samples)
        for n in range(samples):
            state = (1664525 * state + 1013904223) % 2 ** 32
            out[n] = (state / 2 ** 32 * 2 - 1) * amplitude
        return out
    if spec["kind"] == "sine":
        return amplitude * np.sin(2 * np.pi * spec["frequency"] * t)
    if spec["kind"] == "chirp":
        slope = (spec["to"] - spec["from"]) / (2 * spec["seconds"])
        return amplitude * np.sin(2 * np.pi * (spec["from"] * t + slope * t ** 2))
    raise ValueError(f"unknown kind {spec['kind']!r}")


def signal(parts: list[dict], samples: int, fs: float) -> np.ndarray:
    """Returns the sum of ``parts``, ``[samples]``, float32."""
    total = np.zeros(samples)
    for spec in parts:
        total = total + part(spec, samples, fs)
    return total.astype(np.float32)


def golden_frames(count: int) -> np.ndarray:
    """Returns ``[count, 64]`` dB: digital silence, then a chirp with a tone and noise, at 16 kHz."""
    fs, quiet = 16000, count // 10
    samples = features.hop_samples(fs) * (count - 1) + features.window_samples(fs)
    sound = signal(GOLDEN_SIGNAL, samples, fs)
    sound[:quiet * features.hop_samples(fs)] = 0
    return features.log_mel(sound, fs)
