"""Tests of the readers, the splits and the evaluation sets. Needs no data."""
from __future__ import annotations

import csv
import shutil
import tempfile
import unittest
import unittest.mock
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from pinna_training.data import corpus, rooms, splits
from pinna_training.data.datasets.esc50 import read_esc50
from pinna_training.data.datasets.freefield1010 import read_freefield1010
from pinna_training.data.datasets.gtzan import read_gtzan
from pinna_training.data.datasets.layout import LayoutError
from pinna_training.data.datasets.urbansound8k import read_urbansound8k
from pinna_training.data.datasets.warblr import read_warblr
from pinna_training.data.labels import BIRD
from pinna_training.data.manifest import Row
from pinna_training.examples.sounds import ACTIVE_DB, Library
from pinna_training.measuring.bird_pairs import BIRD_HZ, bird_alone, with_bird
from pinna_training.measuring.evaluation_folder import label_cells
from pinna_training.measuring.evaluation_sets import EvaluationSets, with_pink_noise
from pinna_training.measuring.soundscapes import Event, SoundscapeMaker, cut_out, is_sharp, merged_events
from pinna_training.measuring.steady import other_noises, steady_sounds, write_steady
from pinna_training.signal import room, waveforms
from pinna_training.signal.device_features import BANDS_BELOW_7800_HZ, DB_PER_UNIT, log_mel
from pinna_training.signal.waveforms import FS
from pinna_training.studies import split_report


def write_table(path: Path, header: str, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *lines]) + "\n")


def write_sound(path: Path, seconds: float = 0.2, fs: int = 8000, channels: int = 1, seed: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(seed).normal(0, 0.05, (int(seconds * fs), channels))
    soundfile.write(path, noise, fs)


def manifest_row(path: str, dataset: str, split: str, group: str, events: tuple[str, ...] = (), **more: object) -> Row:
    known = {"bird": None, "music": None, "speech": None, "genre": None} | more
    return Row(path, dataset, split, f"{dataset}:{group}", events, licence="", seconds=1.0, **known)


class TemporaryFolder(unittest.TestCase):
    def setUp(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)

    def esc50(self) -> Path:
        names = {"1-100-A-0.wav": ("1", "dog"), "3-100-B-0.wav": ("3", "dog"), "4-200-A-14.wav": ("4", "chirping_birds"),
                 "5-300-A-42.wav": ("5", "siren")}
        write_table(self.root / "esc/meta/esc50.csv", "filename,fold,target,category,esc10,src_file,take",
                    [f"{name},{fold},0,{category},False,1,A" for name, (fold, category) in names.items()])
        for name in names:
            write_sound(self.root / "esc/audio" / name, fs=44100)
        return self.root / "esc"

    def urban(self) -> Path:
        slices = [("100-3-0-0.wav", "100", 9, "dog_bark"), ("400-9-0-0.wav", "400", 1, "street_music"),
                  ("400-9-0-1.wav", "400", 9, "street_music"), ("500-5-0-0.wav", "500", 2, "engine_idling"),
                  ("500-5-0-1.wav", "500", 10, "engine_idling"), ("300-8-0-0.wav", "300", 3, "siren")]
        write_table(self.root / "urban/metadata/UrbanSound8K.csv",
                    "slice_file_name,fsID,start,end,salience,fold,classID,class",
                    [f"{name},{source},0.0,0.2,1,{fold},0,{label}" for name, source, fold, label in slices])
        for name, _, fold, _ in slices:
            write_sound(self.root / f"urban/audio/fold{fold}" / name, fs=48000, channels=2)
        return self.root / "urban"

    def gtzan(self) -> Path:
        for i in range(3):
            write_sound(self.root / f"gtzan/genres/blues/blues.0000{i}.wav", fs=22050)
        for i, name in enumerate(("train", "valid", "test")):
            damaged = "jazz/jazz.00054.wav\n" if i == 0 else ""
            (self.root / f"gtzan/{name}_filtered.txt").write_text(f"blues/blues.0000{i}.wav\n{damaged}")
        return self.root / "gtzan"

    def birds(self, name: str, items: list[str]) -> Path:
        write_table(self.root / name / f"{name}_metadata.csv", "itemid,datasetid,hasbird",
                    [f"{item},{name},{i % 2}" for i, item in enumerate(items)])
        for item in items:
            write_sound(self.root / name / "wav" / f"{item}.wav", fs=44100)
        return self.root / name


class Readers(TemporaryFolder):
    def test_esc50(self) -> None:
        rows = read_esc50(self.esc50())
        self.assertEqual([(row.split, row.group, row.events, row.bird) for row in rows],
                         [("train", "esc50:100", ("dog",), 0), ("train", "esc50:100", ("dog",), 0),
                          ("val", "esc50:200", ("chirping_birds",), 1), ("test", "esc50:300", ("siren",), 0)])
        self.assertAlmostEqual(rows[0].seconds, 0.2, places=3)

    def test_urbansound8k_has_each_source_in_its_strictest_split(self) -> None:
        rows = read_urbansound8k(self.urban())
        self.assertEqual([(row.group, row.split) for row in rows],
                         [("us8k:100", "val"), ("us8k:400", "val"), ("us8k:400", "val"), ("us8k:500", "test"),
                          ("us8k:500", "test"), ("us8k:300", "train")])
        self.assertEqual([(row.events, row.music) for row in rows][::2],
                         [(("dog",), None), (("music",), 1), (("engine",), 0)])

    def test_gtzan_in_both_layouts_and_without_its_damaged_track(self) -> None:
        folder = self.gtzan()
        expected = [("train", "gtzan:blues.00000"), ("val", "gtzan:blues.00001"), ("test", "gtzan:blues.00002")]
        self.assertEqual([(row.split, row.group) for row in read_gtzan(folder)], expected)
        (folder / "genres").rename(folder / "genres_original")
        for path in (folder / "genres_original/blues").iterdir():
            samples, fs = soundfile.read(path)
            soundfile.write(path.with_suffix(".au"), samples, fs)
            path.unlink()
        rows = read_gtzan(folder)
        self.assertEqual([(row.split, row.group) for row in rows], expected)
        self.assertEqual({(row.genre, row.music, row.events) for row in rows}, {("blues", 1, ("music",))})

    def test_the_split_of_a_bird_recording_does_not_depend_on_the_others(self) -> None:
        items = [str(1000 + i) for i in range(40)]
        rows = read_freefield1010(self.birds("ff1010bird", items))
        self.assertEqual({row.split for row in rows}, {"train", "val", "test"})
        self.assertEqual([row.bird for row in rows[:3]], [0, 1, 0])
        few = read_freefield1010(self.birds("ff1010bird", items[10:20]))
        self.assertEqual([row.split for row in few], [row.split for row in rows[10:20]])
        self.assertEqual(read_warblr(self.birds("warblr", ["a-b", "c-d"]))[1].group, "warblr:c-d")

    def test_another_layout_is_rejected_with_the_name_of_the_problem(self) -> None:
        folder = self.esc50()
        (folder / "audio/4-200-A-14.wav").unlink()
        with self.assertRaisesRegex(LayoutError, "ESC-50: .*4-200-A-14.wav is missing"):
            read_esc50(folder)
        (folder / "audio/4-200-A-14.wav").write_text("not a sound")
        with self.assertRaisesRegex(LayoutError, "4-200-A-14.wav cannot be read as sound"):
            read_esc50(folder)
        write_table(folder / "meta/esc50.csv", "filename,fold,category", ["1-100-A-0.wav,1,doggy"])
        with self.assertRaisesRegex(LayoutError, "category 'doggy'"):
            read_esc50(folder)
        write_table(folder / "meta/esc50.csv", "filename,category", ["1-100-A-0.wav,dog"])
        with self.assertRaisesRegex(LayoutError, "has no column fold"):
            read_esc50(folder)
        with self.assertRaisesRegex(LayoutError, "UrbanSound8K.csv is missing"):
            read_urbansound8k(folder)
        with self.assertRaisesRegex(LayoutError, "neither genres/ nor genres_original/"):
            read_gtzan(folder)
        songs = self.gtzan()
        (songs / "valid_filtered.txt").unlink()
        with self.assertRaisesRegex(LayoutError, "valid_filtered.txt is missing"):
            read_gtzan(songs)
        with self.assertRaisesRegex(LayoutError, "one CSV file"):
            read_warblr(folder)
        birds = self.birds("warblr", ["a"])
        write_table(birds / "warblr_metadata.csv", "itemid,hasbird", ["a,yes"])
        with self.assertRaisesRegex(LayoutError, "hasbird 'yes'"):
            read_warblr(birds)


class Splits(TemporaryFolder):
    def test_a_recording_that_two_sets_share_is_in_one_split(self) -> None:
        rows = read_esc50(self.esc50()) + read_urbansound8k(self.urban())
        self.assertIn("freesound:100", splits.groups_in_two_splits(rows))
        kept = splits.without_leaks(rows)
        self.assertEqual(splits.groups_in_two_splits(kept), [])
        left_out = [(row.dataset, row.split, row.group) for row in rows if row not in kept]
        self.assertEqual(left_out, [("us8k", "val", "us8k:100"), ("us8k", "train", "us8k:300")])
        self.assertEqual({row.split for row in corpus.training_rows(rows)}, {"train"})

    def test_groups_of_other_sets_are_not_freesound_numbers(self) -> None:
        rows = [manifest_row("a", "esc50", "train", "7", ("dog",)), manifest_row("b", "ravdess", "val", "7", ("speech",))]
        self.assertEqual(corpus.validation_rows(rows), rows[1:])

    def test_a_complete_set_replaces_its_part_in_the_manifest(self) -> None:
        part = [manifest_row("audio/x.wav", "esc50", "val", "1", ("dog",)),
                manifest_row("audio/y.wav", "ravdess", "train", "2", ("speech",))]
        with open(self.root / "manifest.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow("path dataset split group seconds events bird music speech genre licence".split())
            table.writerows([r.path, r.dataset, r.split, r.group, r.seconds, r.events[0], "", "", "", "", ""] for r in part)
        write_sound(self.root / "audio/y.wav", seconds=0.5)
        rows = corpus.read_rows(self.root, esc50=self.esc50(), urbansound8k=None)
        self.assertEqual([row.dataset for row in rows], ["ravdess"] + 4 * ["esc50"])
        corpus.build_cache(rows, self.root, self.root / "cache", processes=1)
        self.assertEqual(corpus.load_rows(self.root / "cache", self.root), rows)
        features = corpus.Features(self.root / "cache")
        self.assertEqual([features[row].shape for row in rows[:3]], [(48, 102), (18, 102), (18, 102)])
        self.assertNotIn(rows[-1].path, features.index)
        self.assertEqual(corpus.load_rows(self.root, self.root), part)

    @unittest.mock.patch.object(rooms, "ROOMS", 3)
    def test_the_cache_agrees_with_the_features_and_an_interrupted_command_continues(self) -> None:
        rows = [manifest_row(f"{i}.wav", "ravdess", "train", str(i), ("speech",)) for i in range(5)]
        for i, row in enumerate(rows):
            write_sound(self.root / row.path, seconds=0.5 + 0.1 * i, fs=FS, seed=i)
        whole, parts = self.root / "whole", self.root / "parts"
        corpus.build_cache(rows, self.root, whole, processes=1)
        corpus.build_cache(rows[:2], self.root, parts, processes=1)
        self.assertFalse(corpus.is_complete(parts, corpus.ROOMS))
        rooms.build_rooms(self.root, parts, processes=1, seed=1)
        with open(parts / corpus.SOUNDS, "ab") as file:
            file.write(b"frames that the index does not list")
        with self.assertRaisesRegex(SystemExit, "rooms.py"):
            corpus.Features(whole, corpus.ROOMS)
        for cache in (whole, parts):
            corpus.build_cache(rows, self.root, cache, processes=1)
            rooms.build_rooms(self.root, cache, processes=1, seed=1)
        for file in (corpus.SOUNDS, corpus.ROOMS, "index.json", "rows.json"):
            self.assertEqual((whole / file).read_bytes(), (parts / file).read_bytes(), file)
        features, in_rooms = corpus.Features(whole), corpus.Features(whole, corpus.ROOMS)
        for row in rows:
            wanted = log_mel(soundfile.read(self.root / row.path)[0], FS)[:, :BANDS_BELOW_7800_HZ]
            self.assertIn(len(wanted) - len(features[row]), (0, 1))
            difference = np.abs(features[row] - wanted[:len(features[row])]) * DB_PER_UNIT
            self.assertLess(difference.max(), 0.02)
            self.assertEqual(in_rooms[row].shape, features[row].shape)
            self.assertGreater(np.abs(in_rooms[row].astype(np.float32) - features[row]).mean(), 0.01)

    def test_the_report_counts_and_finds_a_split_group(self) -> None:
        rows = read_gtzan(self.gtzan())
        self.assertIn("| gtzan val | 1 | 1 | 0.0 |", split_report.sizes(rows))
        self.assertIn("| genre blues | 1 | 1 | 1 |", split_report.classes(rows))
        double = [*rows, replace(rows[0], split="val")]
        self.assertEqual(splits.groups_in_two_splits(double), ["gtzan:blues.00000"])


class Mixing(unittest.TestCase):
    def setUp(self) -> None:
        self.rng = np.random.default_rng(3)

    def test_rooms_have_the_requested_reverberation_time(self) -> None:
        decay = 10 ** (-3 * np.arange(FS) / FS / 0.4) * self.rng.normal(size=FS)
        self.assertAlmostEqual(room.reverberation_seconds(decay, FS), 0.4, delta=0.02)
        for _ in range(3):
            response = room.room_response(self.rng, FS, 0.5)
            self.assertAlmostEqual(room.reverberation_seconds(response, FS), 0.5, delta=0.01)
            self.assertEqual(int(np.argmax(np.abs(response))), 0)

    def test_the_ratio_of_a_bird_is_that_above_800_hz_in_its_active_part(self) -> None:
        background = waveforms.Noise(self.rng, waveforms.BROWN)(10 * FS) * 0.05
        recording = np.zeros(3 * FS)
        t = np.arange(FS // 2) / FS
        recording[FS:FS + len(t)] = 0.1 * np.sin(2 * np.pi * 3000 * t)
        bird, power = bird_alone(recording)
        self.assertLess(len(bird), 0.6 * FS)
        both = with_bird(background, bird, power, 4 * FS, 12.0)
        added = waveforms.active_power(waveforms.high_pass(both - background, BIRD_HZ), 20)
        there = np.mean(waveforms.high_pass(background, BIRD_HZ)[4 * FS:4 * FS + len(bird)] ** 2)
        self.assertAlmostEqual(float(waveforms.power_db(added) - waveforms.power_db(there)), 12.0, delta=0.2)

    def test_the_position_of_a_bird_is_known_in_bird_sets_only(self) -> None:
        """Each recording has a loud chirp from 0.8 to 1.2 s; in a field recording it need not be the bird."""
        features = self.rng.uniform(-1.2, -1.0, (200, BANDS_BELOW_7800_HZ)).astype(np.float16)
        features[80:120, 64:70] = 1.5
        rows = [Row(f"{name}.opus", name, "train", name, (), 1, None, None, None, "") for name in ("soltero", "ff1010bird")]
        library = Library(rows, {row: features for row in rows})
        placed, field = (library.sound(i) for i in range(2))
        self.assertEqual(np.flatnonzero(placed.present[:, BIRD]).tolist(), list(range(40, 60)))
        self.assertFalse(field.present[:, BIRD].any())
        self.assertTrue(field.unknown[:, BIRD].all())

    def test_pink_noise_is_20_db_below_the_active_part(self) -> None:
        clip = np.zeros(5 * FS)
        clip[FS:2 * FS] = self.rng.normal(0, 0.1, FS)
        noise = with_pink_noise(clip, self.rng) - clip
        self.assertAlmostEqual(float(waveforms.power_db(np.mean(noise ** 2))), -40.0, delta=0.5)
        spectrum = np.abs(np.fft.rfft(noise)) ** 2
        hz = np.fft.rfftfreq(len(noise), 1 / FS)
        octaves = [spectrum[(hz >= low) & (hz < 2 * low)].sum() for low in (100, 400, 1600)]
        np.testing.assert_allclose(octaves, np.mean(octaves), rtol=0.2)

    def test_noise_is_continuous_from_call_to_call(self) -> None:
        noise = waveforms.Noise(np.random.default_rng(1), waveforms.PINK)
        parts = np.concatenate([noise(700), noise(300)])
        np.testing.assert_allclose(parts, waveforms.Noise(np.random.default_rng(1), waveforms.PINK)(1000))

    def test_a_codec_keeps_length_and_position(self) -> None:
        tone = 0.1 * np.sin(2 * np.pi * 500 * np.arange(FS) / FS)
        decoded = waveforms.through_opus(tone)
        self.assertEqual(len(decoded), FS)
        self.assertGreater(np.corrcoef(tone[2000:-2000], decoded[2000:-2000])[0, 1], 0.98)


class Times(unittest.TestCase):
    def test_onsets_and_offsets_by_energy(self) -> None:
        rng = np.random.default_rng(0)
        sound = np.zeros(4 * FS)
        for start, end in ((1.0, 1.5), (1.8, 2.0), (3.0, 3.2)):
            sound[int(start * FS):int(end * FS)] = rng.normal(0, 0.1, int(round((end - start) * FS)))
        spans = waveforms.active_spans(sound, ACTIVE_DB, 0.5)
        np.testing.assert_allclose(np.array(spans) / FS, [[1.0, 2.0], [3.0, 3.2]], atol=0.006)
        part, inside, power = cut_out(sound, ACTIVE_DB)
        np.testing.assert_allclose(np.array(inside) / FS, [[0.005, 1.005], [2.005, 2.205]], atol=0.006)
        self.assertLess(len(part), 2.3 * FS)
        self.assertAlmostEqual(power, 0.01, delta=0.001)
        self.assertEqual(waveforms.active_spans(np.zeros(FS), ACTIVE_DB, 0.5), [])

    def test_adjacent_events_of_one_class_are_merged(self) -> None:
        events = merged_events([Event(3.0, 4.0, "dog"), Event(1.0, 2.0, "dog"), Event(2.4, 2.6, "dog"), Event(1.5, 1.7, "cat")])
        self.assertEqual([(e.name, e.onset, e.offset) for e in events], [("dog", 1.0, 4.0), ("cat", 1.5, 1.7)])

    def test_sharp_onsets(self) -> None:
        rng = np.random.default_rng(0)
        noise = rng.normal(0, 0.2, FS)
        slow = noise * np.minimum(np.arange(FS) / FS, 1) ** 2
        self.assertTrue(is_sharp(np.concatenate([np.zeros(FS), noise]), Event(1.0, 2.0, "dog")))
        self.assertFalse(is_sharp(np.concatenate([np.zeros(FS), slow]), Event(1.2, 2.0, "dog")))
        self.assertFalse(is_sharp(np.concatenate([0.2 * noise, noise]), Event(1.0, 2.0, "dog")))


class Sets(TemporaryFolder):
    def rows(self) -> list[Row]:
        rows = [manifest_row("audio/e0.wav", "esc50", "val", "1", ("dog",), bird=0, music=0, speech=0),
                manifest_row("audio/e1.wav", "esc50", "val", "2", ("rain",), bird=0, music=0, speech=0),
                manifest_row("audio/e2.wav", "esc50", "val", "3", ("crow",), bird=1, music=0, speech=0),
                manifest_row("audio/f0.wav", "ff1010bird", "val", "4", bird=0),
                manifest_row("audio/f1.wav", "ff1010bird", "val", "5", bird=1),
                manifest_row("audio/u.wav", "us8k", "val", "6", ("drilling",)),
                manifest_row("audio/s.wav", "ravdess", "val", "7", ("speech",), bird=0, music=0, speech=1),
                manifest_row("audio/n.wav", "fsdkaggle2018", "val", "8", ("music", "flute"), bird=0, music=1, speech=0),
                manifest_row("audio/a.wav", "amb_x", "val", "9", bird=0, music=0, speech=0)]
        for i, row in enumerate(rows):
            write_sound(self.root / row.path, seconds=1.5, fs=FS, seed=i)
        return rows

    def test_unknown_classes_are_listed_and_all_others_are_absent(self) -> None:
        dog, rain, _, field, _, drill, _, flute, ambience = self.rows()
        self.assertEqual(label_cells([dog]), {"events": "dog", "bird": "0", "music": "0", "speech": "0", "genre": "",
                                              "unknown": ""})
        self.assertEqual(label_cells([drill])["unknown"], "chirping_birds;speech;music")
        self.assertEqual(label_cells([flute])["events"], "music;flute")
        self.assertEqual(label_cells([dog, ambience])["events"], "dog")
        self.assertIn("rain", label_cells([dog, ambience])["unknown"].split(";"))
        self.assertNotIn("jackhammer", label_cells([field])["unknown"].split(";"))
        self.assertEqual(label_cells([rain, drill])["bird"], "")
        self.assertEqual(label_cells([dog], [rain])["events"], "dog")
        self.assertEqual(label_cells([dog], [rain])["unknown"], "rain")

    def test_a_sound_is_mixed_only_over_sounds_that_certainly_lack_its_class(self) -> None:
        rows = self.rows()
        maker = SoundscapeMaker(rows, self.root)
        rng = np.random.default_rng(0)
        self.assertEqual({maker.sound(rng, [], [rows[-1]]).dataset for _ in range(60)}, {"us8k", "ravdess", "fsdkaggle2018"})
        self.assertNotIn("ravdess", {maker.sound(rng, [rows[5]], []).dataset for _ in range(60)})

    def test_the_same_seed_gives_the_same_sets(self) -> None:
        rows = self.rows()
        made = []
        for name in ("one", "two"):
            sets = EvaluationSets(rows, self.root, 0.01)
            for which in ("room-500ms", "steady", "level+6", "val"):
                sets.make(which, self.root / name / which, np.random.default_rng(5))
            scene = SoundscapeMaker(rows, self.root).draw(np.random.default_rng(7))
            files = sorted((self.root / name).rglob("*.*"))
            made.append(([path.relative_to(self.root / name) for path in files], [path.read_bytes() for path in files],
                         scene.samples.tobytes(), scene.events))
        self.assertEqual(made[0], made[1])
        lines = (self.root / "one/val/manifest.csv").read_text().splitlines()
        self.assertEqual(lines[6], "audio/u.wav,us8k,us8k:6,1.50,drilling,,,,,chirping_birds;speech;music,single sounds")
        self.assertTrue((self.root / "one/val/audio/u.wav").exists())

    def test_steady_sounds_keep_their_levels_over_blocks(self) -> None:
        rng = np.random.default_rng(1)
        sounds = steady_sounds(rng)
        for name, level in (("pink-60dBFS", -60), ("pink-30dBFS", -30), ("hum-50Hz", -40), ("fan", -39)):
            write_steady(self.root / "x.wav", sounds[name], 61, rng)
            samples, fs = soundfile.read(self.root / "x.wav")
            self.assertEqual(len(samples), 61 * fs)
            self.assertAlmostEqual(float(waveforms.power_db(np.mean(samples ** 2))), level, delta=0.5)
        others = other_noises(np.random.default_rng(2))
        self.assertEqual(len(others), 24)
        for block in others.values():
            level = float(waveforms.power_db(np.mean(block(0, 5 * 16000) ** 2)))
            self.assertTrue(-71 < level < -18, level)
        write_steady(self.root / "x.wav", None, 1, rng)
        self.assertFalse(soundfile.read(self.root / "x.wav")[0].any())
