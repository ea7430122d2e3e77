"""What librosa 0.11 says of the reference signals, for the test of ``src/descriptors``.

    pip install librosa==0.11.0
    python3 models/training/descriptors_fixture.py --out test/fixtures/reference/descriptors.json

librosa is given Pinna's framing (32 ms periodic Hann windows every 20 ms, zero-padded to the FFT length, frame i from
sample i·hop on, no centring) in the place of its own default (2048 samples every 512, centred), and, for MFCCs and onset
strength, Pinna's log-mel spectrum in the place of its own (128 Slaney bands up to half the sample rate, floored 80 dB below
the loudest of the whole file). All else are its definitions. Chroma is for a tuning of 440 Hz, which librosa would estimate
from the whole file. Spectral flux, which librosa has not, is that of Tzanetakis and Cook (2002) by their formula.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import librosa
import numpy as np

import features
import synthetic

RATES_HZ = (8000, 16000, 22050, 44100, 48000, 96000)
FRAMES = 6
SIGNALS = {
    "noise": [{"kind": "noise", "seed": 1, "amplitude": 0.5}],
    "chord": [{"kind": "sine", "frequency": 440, "amplitude": 0.3}, {"kind": "sine", "frequency": 554.365, "amplitude": 0.2},
              {"kind": "sine", "frequency": 659.255, "amplitude": 0.2}, {"kind": "noise", "seed": 7, "amplitude": 0.001}],
    "chirp": [{"kind": "chirp", "from": 100, "to": 3600, "seconds": 0.13, "amplitude": 0.9}],
    "silence": [],
}


def describe(samples: np.ndarray, fs: int) -> dict:
    """Per frame, by the descriptor's name in ``src/descriptors``."""
    hop, length, size = features.hop_samples(fs), features.window_samples(fs), features.fft_size(fs)
    before = (size - length) // 2  # librosa centres the window in the padded frame
    padded = np.pad(samples, (before, size - length - before))
    magnitude = np.abs(librosa.stft(padded, n_fft=size, hop_length=hop, win_length=length, window="hann", center=False))
    framed = librosa.util.frame(samples, frame_length=length, hop_length=hop)
    log_mel = features.log_mel(samples, fs).astype(np.float64).T
    norm = np.linalg.norm(magnitude, axis=0)
    unit = np.divide(magnitude, norm, out=np.zeros_like(magnitude), where=norm > 0)
    of = {"S": magnitude, "sr": fs, "n_fft": size}
    rows = {
        "rms": librosa.feature.rms(y=samples, frame_length=length, hop_length=hop, center=False)[0],
        "peak": np.max(np.abs(framed), axis=0),
        "zeroCrossingRate": librosa.feature.zero_crossing_rate(samples, frame_length=length, hop_length=hop, center=False)[0],
        "centroid": librosa.feature.spectral_centroid(**of)[0],
        "bandwidth": librosa.feature.spectral_bandwidth(**of)[0],
        "rolloff": librosa.feature.spectral_rolloff(**of)[0],
        "flatness": librosa.feature.spectral_flatness(S=magnitude)[0],
        "flux": np.concatenate([[0], np.sum(np.diff(unit, axis=1) ** 2, axis=0)]),
        "onsetStrength": librosa.onset.onset_strength(S=log_mel, sr=fs, hop_length=hop, center=False),
        "mfcc": librosa.feature.mfcc(S=log_mel, n_mfcc=20).T,
        "chroma": librosa.feature.chroma_stft(S=magnitude ** 2, sr=fs, n_fft=size, tuning=0.0).T,
    }
    return {name: np.vectorize(lambda x: float(f"{x:.7g}"))(np.asarray(values, dtype=np.float64)).tolist()
            for name, values in rows.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    cases = []
    for fs in RATES_HZ:
        samples = features.hop_samples(fs) * (FRAMES - 1) + features.window_samples(fs)
        for name, parts in SIGNALS.items():
            sound = synthetic.signal(parts, samples, fs).astype(np.float64)
            cases.append({"signal": name, "sampleRate": fs, "samples": samples, "descriptors": describe(sound, fs)})
    about = f"Descriptors per frame by librosa {librosa.__version__}: see models/training/descriptors_fixture.py."
    fixture = {"about": about, "formulas": synthetic.FORMULAS, "signals": SIGNALS, "cases": cases}
    out.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
