"""Tests of the linear probe of a trunk."""
import numpy as np
import pytest

from pinna_training.studies.trunk_probe import figure

pytest.importorskip("sklearn")


def data(classes: list[str], distance: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns 40 vectors per class around points that are ``distance`` apart, their classes, and which are for training."""
    rng = np.random.default_rng(1)
    y = np.repeat(classes, 40)
    x = rng.normal(size=(len(y), 4)) + distance * np.eye(4)[np.repeat(np.arange(len(classes)), 40)]
    return x, y, np.arange(len(y)) % 2 == 0


def test_classes_that_are_far_apart_are_all_found():
    assert figure(*data(["dog", "rain", "siren"], 20), 1.0) == 1


def test_two_classes_named_0_and_1_give_an_area_under_the_curve_that_is_half_by_chance():
    assert figure(*data(["0", "1"], 20), 1.0) == 1
    assert 0.3 < figure(*data(["0", "1"], 0), 1.0) < 0.7


def test_every_class_counts_the_same_however_many_recordings_it_has():
    x, y, train = data(["dog", "rain", "siren"], 20)
    few = (y != "siren") | (np.arange(len(y)) % 8 < 2)
    x, y, train = x[few], y[few], train[few]
    x[(y == "siren") & ~train] = x[y == "dog"][0]  # all held-out sirens look like a dog
    assert figure(x, y, train, 1.0) == pytest.approx(2 / 3)
