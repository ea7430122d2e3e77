"""Tests of the trunk's features at the rates of devices, with synthetic sound."""
from __future__ import annotations

import unittest

import numpy as np
from scipy.signal import resample_poly

from pinna_training.signal.device_features import BANDS_BELOW_7800_HZ, DB_PER_UNIT, SILENCE, edges_hz, log_mel
from pinna_training.trunk import features

RATES_HZ = (8000, 11025, 16000, 22050, 32000, 44100, 48000, 96000, 192000)
USED = BANDS_BELOW_7800_HZ
EDGE_FRAMES = 3  # frames whose window in the original reaches into the reflected edge
AUDIBLE = -1.2  # values below it are within 4.4 dB of silence


def noise(seconds: float) -> np.ndarray:
    """Returns noise at 16 kHz, 20 dB softer in its second half."""
    rng = np.random.default_rng(3)
    sound = 0.1 * rng.standard_normal(int(seconds * 16000))
    sound[len(sound) // 2:] *= 0.1
    return sound


def tones(fs: float, highest_hz: float) -> np.ndarray:
    """Returns 200 tones from 40 Hz on at random levels, sampled at exact times."""
    rng = np.random.default_rng(7)
    time = np.arange(int(0.8 * fs)) / fs
    hz, level, phase = 40 + 7400 * rng.random(200) ** 2, 10 ** (-1 - 2 * rng.random(200)), 2 * np.pi * rng.random(200)
    return sum(a * np.sin(2 * np.pi * f * time + p) for f, a, p in zip(hz, level, phase) if f < highest_hz)


def difference_db(a: np.ndarray, b: np.ndarray, bands: int = USED) -> np.ndarray:
    """Returns ``[frames, bands]`` absolute differences, dB; NaN where both are almost silent."""
    count = min(len(a), len(b))
    a, b = a[EDGE_FRAMES:count - EDGE_FRAMES, :bands], b[EDGE_FRAMES:count - EDGE_FRAMES, :bands]
    return np.where((a > AUDIBLE) | (b > AUDIBLE), np.abs(a - b) * DB_PER_UNIT, np.nan)


class DeviceFeatures(unittest.TestCase):
    def test_the_corners_are_the_original_s(self) -> None:
        edges = edges_hz()
        np.testing.assert_allclose(1127 * np.log(1 + edges / 700), np.linspace(0, 1127 * np.log(1 + 15000 / 700), 130), atol=1e-9)
        self.assertLess(edges[USED + 1], 7800)
        self.assertGreater(edges[USED + 2], 7800)

    def test_noise_agrees_with_the_original_at_32_khz(self) -> None:
        sound = resample_poly(noise(8), 2, 1)
        ours, original = log_mel(sound, 32000), features.log_mel(sound[400:])
        db = difference_db(ours, original)
        self.assertLess(np.nanmean(db), 0.3)
        self.assertLess(np.nanmean(db, axis=0).max(), 2)
        self.assertLess(np.nanmean(db[:, 40:], axis=0).max(), 0.25)
        self.assertLess(np.nanmean(db[:, 80:], axis=0).max(), 0.05)
        power = [np.exp(5 * frames[EDGE_FRAMES:790, :USED] - 4.5).mean(axis=0) for frames in (ours, original)]
        bias = 10 * np.log10(power[0] / power[1])
        self.assertLess(np.abs(bias).max(), 0.3)
        self.assertLess(np.abs(bias.mean()), 0.05)

    def test_frames_agree_across_rates(self) -> None:
        for fs in RATES_HZ:
            highest = min(7400, 0.46 * fs)
            bands = USED if fs >= 16000 else int(np.searchsorted(edges_hz(), highest)) - 3
            db = difference_db(log_mel(tones(fs, highest), fs), log_mel(tones(48000, highest), 48000), bands)
            with self.subTest(fs):
                self.assertGreater(np.isfinite(db).sum(), 3000)
                self.assertLess(np.nanmean(db), 0.15)
                self.assertLess(np.nanpercentile(db, 99), 1)

    def test_white_noise_has_the_same_level_at_every_rate(self) -> None:
        rng = np.random.default_rng(5)
        level = []
        for fs in RATES_HZ:
            sound = 0.01 * np.sqrt(fs / 8000) * rng.standard_normal(int(4 * fs))
            level.append(10 * np.log10(np.exp(5 * log_mel(sound, fs)[:, :70] - 4.5).mean(axis=0)))
        self.assertLess(np.ptp(level, axis=0).mean(), 0.7)
        self.assertLess(np.ptp(np.mean(level, axis=1)), 0.1)

    def test_bands_that_a_rate_lacks_and_those_above_7800_hz_are_at_the_floor(self) -> None:
        for fs in RATES_HZ:
            frames = log_mel(np.random.default_rng(1).standard_normal(int(0.3 * fs)), fs)
            beyond = min(USED, int(np.searchsorted(edges_hz(), fs / 2 * 1.01)))
            self.assertTrue((frames[:, beyond:] == np.float32(SILENCE)).all(), fs)
            self.assertTrue((frames[:, :beyond - 2] > AUDIBLE).all(), fs)

    def test_frames_begin_at_the_nearest_sample(self) -> None:
        for fs in (11025, 22050, 44100):
            for samples, frames in ((round(0.025 * fs + 0.01), 1), (0, 0), (fs, 98)):
                self.assertEqual(log_mel(np.zeros(samples), fs).shape, (frames, 128))
        fs, click = 11025, np.zeros(2000)
        click[551] = 1  # frame 5 begins at sample 551.25; its window is 0 there
        frames = log_mel(click, fs)
        self.assertTrue((frames[5] == np.float32(SILENCE)).all())
        self.assertGreater(frames[4, 60], 0)

    def test_silence_is_the_floor_and_a_sample_that_is_not_finite_counts_as_0(self) -> None:
        self.assertTrue((log_mel(np.zeros(8000), 16000) == np.float32(SILENCE)).all())
        sound = noise(0.5)
        dirty = sound.copy()
        dirty[[1000, 1001, 1002]] = np.nan, np.inf, -np.inf
        sound[1000:1003] = 0
        np.testing.assert_array_equal(log_mel(dirty, 16000), log_mel(sound, 16000))


if __name__ == "__main__":
    unittest.main()
