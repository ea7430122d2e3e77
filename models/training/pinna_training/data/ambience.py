"""Derives labels of ambience recordings from their names.

Ambience loops have no labels, only names such as ``light_rain`` or ``coffee-shop``. A name implies which event classes are present
and which may be; the others count as absent. If no pattern matches a name, all classes are unknown.
"""
from __future__ import annotations

import re
from pathlib import PurePath

# Classes that may be present in any recording other than pure noise.
ANYWHERE = ("wind", "insects", "chirping_birds", "crow", "water_drops")
PEOPLE = ("speech", "laughing", "coughing", "breathing", "footsteps", "children_playing", "clapping", "door_wood_knock",
          "door_wood_creaks", "drinking_sipping", "keyboard_typing", "mouse_click", "can_opening", "music", "crying_baby",
          "glass_breaking", "sneezing", "clock_tick")
STREET = ("engine", "car_horn", "siren", "dog", "train", "airplane", "helicopter", "footsteps", "air_conditioner",
          "church_bells", "jackhammer", "drilling", "rain", "speech", "laughing", "children_playing", "music")
WATER = ("pouring_water", "rain", "sea_waves", "toilet_flush")
ANIMALS = ("dog", "frog", "crickets", "rooster", "hen", "cow", "sheep", "pig", "cat", "footsteps", "church_bells")

# (pattern in the name, present classes, possible classes)
NAMES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("(white|pink|brown|brownian).*noise|brown_plus_pink|pink-noise", (), ()),
    ("windshield", (), ("rain", "engine", "brushing_teeth", "washing_machine")),
    ("chimes", (), ("clock_alarm", "church_bells", "glass_breaking")),
    ("(?<!t)rain_?storm|^storm", ("rain",), ("thunderstorm", *WATER)),
    ("rainforest|jungle", (), ("rain", *ANIMALS, *WATER)),
    ("(?<!t)rain", ("rain",), ("thunderstorm", "crackling_fire", *WATER)),
    ("thunder", ("thunderstorm",), ("rain", "gun_shot", "fireworks", "airplane")),
    ("trees|leaves", (), ("rain", "sea_waves", "footsteps", *ANIMALS)),
    ("wind", ("wind",), ("sea_waves", "rain", "footsteps", "train", "airplane")),
    ("waves|seaside|ocean", ("sea_waves",), ("rain", "dog", "children_playing")),
    ("fire(?!work)", ("crackling_fire",), ("crickets", "footsteps", "rain", "dog")),
    ("crickets|summer-night", ("crickets",), ANIMALS),
    ("crows", ("crow",), ANIMALS),
    ("night|village|meadow|morning|spring|birds|forest|(?<!b)owl|woodpecker|wolf|seagulls", (), (*ANIMALS, *WATER)),
    ("river|stream|waterfall|hose|running_tap|dishes|water_hitting|bubbles|boiling|droplets|underwater|submarine", (),
     (*WATER, "engine", "washing_machine", "drinking_sipping", "glass_breaking", "crackling_fire")),
    ("boat|ship|rowing", (), (*WATER, "engine", "door_wood_creaks", "footsteps")),
    ("subway", (), (*STREET, *PEOPLE)),
    ("train", ("train",), (*STREET, "church_bells", "washing_machine", "clock_alarm")),
    ("airplane", ("airplane",), (*STREET, "vacuum_cleaner", "washing_machine", "clock_alarm")),
    ("electric_car", (), (*STREET, "vacuum_cleaner")),
    ("siren", ("siren",), STREET),
    ("street|city|traffic|highway|road|construction", (), (*STREET, *PEOPLE, "hand_saw", "chainsaw")),
    ("cafe|coffee|crowd|restaurant|office|library|supermarket|conversation|church|temple|carousel|kitchen", (),
     (*PEOPLE, *WATER, "engine", "vacuum_cleaner", "washing_machine", "church_bells", "crackling_fire", "toilet_flush")),
    ("keyboard(?!.*piano)|typewriter", ("keyboard_typing",), ("mouse_click", "clock_tick")),
    ("^clock", ("clock_tick",), ("clock_alarm", "mouse_click")),
    ("dog-bark", ("dog",), ANIMALS),
    ("sheep", ("sheep",), ANIMALS),
    ("cows", ("cow",), ANIMALS),
    ("frog", ("frog",), (*ANIMALS, *WATER)),
    ("fireworks", ("fireworks",), (*PEOPLE, "gun_shot", "thunderstorm")),
    ("washing_?-?machine", ("washing_machine",), (*WATER, "vacuum_cleaner", "engine")),
    ("laundry|dryer|boiler", (), ("washing_machine", "engine", "vacuum_cleaner", "air_conditioner", *WATER)),
    ("fan", (), ("air_conditioner", "engine", "helicopter", "vacuum_cleaner", "washing_machine")),
    ("walk", ("footsteps",), ANIMALS),
    ("purr", (), ("cat", "snoring", "breathing", "engine")),
)


def sounds_in(path: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Returns the present and the possible event classes of the file ``path``; ``None`` if no pattern matches its name."""
    name = PurePath(path).stem.split("___background_noise___")[-1]
    for pattern, present, possible in NAMES:
        if re.search(pattern, name, re.IGNORECASE):
            return present, possible if not present and not possible else (*possible, *ANYWHERE)
    return None
