"""Tests of ``models/classes.json`` against the labels and the ontology. Needs no data."""
from __future__ import annotations

import json
import unittest

from pinna_training.data.audioset import CLASS_IDS, ONTOLOGY, ancestors, plain_name
from pinna_training.data.labels import BIRD_ID, EVENT_CLASSES, EVENTS, GENRES
from pinna_training.places import MODEL_FOLDERS
from pinna_training.shipping.event_classes import class_entry, described, families

FILE = json.loads((MODEL_FOLDERS / "classes.json").read_text())


class EventClassesTest(unittest.TestCase):
    def test_names_and_ids_are_those_of_the_outputs(self):
        self.assertEqual([entry["name"] for entry in FILE["classes"]], EVENT_CLASSES)
        ids = [entry.get("audioset") for entry in FILE["classes"]]
        self.assertEqual(ids[:len(CLASS_IDS)], CLASS_IDS)
        for name, identifier in EVENTS.items():
            self.assertEqual(described()[name].get("audioset"), identifier)

    def test_families_are_those_of_the_ontology(self):
        own = {entry["audioset"]: entry["name"] for entry in FILE["classes"] + FILE["families"] if "audioset" in entry}
        for entry in FILE["families"]:
            self.assertEqual(entry["name"], plain_name(ONTOLOGY[entry["audioset"]].name))
        for identifier in CLASS_IDS:
            above = {own.get(parent) for parent in ancestors(identifier)}
            for family in described()[own[identifier]].get("parents", []):
                self.assertIn(family, above | {"source_ambiguous_sounds"}, own[identifier])

    def test_a_family_that_is_named_is_never_passed_over(self):
        own = {entry["audioset"]: entry["name"] for entry in FILE["classes"] + FILE["families"] if "audioset" in entry}
        dropped = {"noise", "clicking", "source_ambiguous_sounds", "sounds_of_things"}
        for identifier in CLASS_IDS:
            direct = {own[parent] for parent in ONTOLOGY[identifier].parents if parent in own} - dropped
            self.assertLessEqual(direct, set(described()[own[identifier]].get("parents", [])))

    def test_other_heads_answer_their_own_questions(self):
        for entry in FILE["classes"]:
            if entry.get("audioset") in {BIRD_ID, *GENRES.values()}:
                self.assertTrue(class_entry(entry["name"]).get("quiet"), entry["name"])

    def test_entries_of_model_json(self):
        self.assertEqual(class_entry("dog"), {"name": "dog", "audioset": "/m/0bt9lr"})
        self.assertEqual(class_entry("hum"), {"name": "hum", "audioset": "/m/07rcgpl", "quiet": True})
        self.assertEqual(class_entry("oboe"), {"name": "oboe"})
        self.assertEqual(families(["bark", "oboe"]), {
            "bark": ["dog"], "dog": ["domestic_animals_pets"], "domestic_animals_pets": ["animal"],
            "oboe": ["wind_instrument_woodwind_instrument"], "wind_instrument_woodwind_instrument": ["musical_instrument"],
            "musical_instrument": ["music"]})


if __name__ == "__main__":
    unittest.main()
