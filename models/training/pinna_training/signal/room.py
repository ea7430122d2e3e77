"""Computes impulse responses of shoebox rooms by the image-source method (Allen and Berkley 1979).

Every wall reflects the same share, which is set so that the decay has the requested reverberation time. Images are displaced by
up to 8 cm, because the regular lattice sounds like a sweep (De Sena et al. 2015).
"""
from __future__ import annotations

import numpy as np
from scipy.signal import butter, sosfilt

SPEED_OF_SOUND = 343.0  # m/s
SIZE_METRES = ((4.0, 8.0), (3.0, 6.0), (2.4, 3.5))
WALL_DISTANCE_METRES = 0.4
DISPLACEMENT_METRES = 0.08
HIGH_PASS_HZ = 50.0
FIT_DB = (-5.0, -35.0)


def decay_curve_db(response: np.ndarray) -> np.ndarray:
    """Returns the remaining energy at each sample (Schroeder 1965), dB relative to the total energy."""
    energy = np.cumsum(response[::-1] ** 2)[::-1]
    return 10 * np.log10(np.maximum(energy / energy[0], 1e-12))


def reverberation_seconds(response: np.ndarray, fs: float) -> float:
    """Estimates the RT60, s, from a straight line through the decay curve between −5 and −35 dB."""
    curve = decay_curve_db(response)
    inside = np.flatnonzero((curve <= FIT_DB[0]) & (curve >= FIT_DB[1]))
    slope, _ = np.polyfit(inside / fs, curve[inside], 1)
    return float(-60 / slope)


def images(size: np.ndarray, source: np.ndarray, listener: np.ndarray, reach: float, rng: np.random.Generator
           ) -> tuple[np.ndarray, np.ndarray]:
    """Returns distance (m) and number of reflections of every image of ``source`` within ``reach`` metres, nearest first."""
    axes = []
    for length, at, ear in zip(size, source, listener):
        m = np.arange(-int(reach / (2 * length)) - 1, int(reach / (2 * length)) + 2)
        offset = np.concatenate([2 * m * length + at - ear, 2 * m * length - at - ear])
        axes.append((offset, np.concatenate([np.abs(2 * m), np.abs(m - 1) + np.abs(m)])))
    (x, nx), (y, ny), (z, nz) = axes
    squared = (x ** 2)[:, None, None] + (y ** 2)[None, :, None] + (z ** 2)[None, None, :]
    count = nx[:, None, None] + ny[None, :, None] + nz[None, None, :]
    near = squared < reach ** 2
    distance, count = np.sqrt(squared[near]), count[near]
    distance = np.where(count > 0, distance + rng.uniform(-DISPLACEMENT_METRES, DISPLACEMENT_METRES, len(count)), distance)
    order = np.argsort(distance)
    return distance[order], count[order]


def place(rng: np.random.Generator, size: np.ndarray, distance: float) -> tuple[np.ndarray, np.ndarray]:
    """Draws the positions of a source and a listener inside a room, ``distance`` metres apart and away from the walls."""
    while True:
        source = rng.uniform(WALL_DISTANCE_METRES, size - WALL_DISTANCE_METRES)
        direction = rng.normal(size=3)
        listener = source + distance * direction / np.linalg.norm(direction)
        if np.all(listener > WALL_DISTANCE_METRES) and np.all(listener < size - WALL_DISTANCE_METRES):
            return source, listener


def room_response(rng: np.random.Generator, fs: float, rt60: float, metres: tuple[float, float] = (1.5, 3.0)) -> np.ndarray:
    """Returns the response ``[rt60 · fs]`` of a random room, with source and listener ``metres`` apart. It begins with the direct
    sound, whose amplitude is about 1."""
    size = np.array([rng.uniform(*bounds) for bounds in SIZE_METRES])
    source, listener = place(rng, size, rng.uniform(*metres))
    distance, count = images(size, source, listener, SPEED_OF_SOUND * rt60 + np.linalg.norm(source - listener), rng)
    delay = np.round((distance - distance[0]) / SPEED_OF_SOUND * fs).astype(int)
    volume, surface = np.prod(size), 2 * (size[0] * size[1] + size[1] * size[2] + size[0] * size[2])
    log_reflection = -0.161 * volume / (2 * surface * rt60)  # Eyring; corrected below by the measured decay
    high_pass = butter(2, HIGH_PASS_HZ, "highpass", fs=fs, output="sos")
    for _ in range(4):
        amplitude = np.exp(log_reflection * count) * distance[0] / distance
        response = sosfilt(high_pass, np.bincount(delay, amplitude))[:int(rt60 * fs)]
        log_reflection *= reverberation_seconds(response, fs) / rt60
    return response
