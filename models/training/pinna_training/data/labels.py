"""The classes of the network with their AudioSet ids, and the labels of each row of the manifest.

The labels of the heads ``events`` and ``bird`` are one table of *columns*: column ``i < len(EVENTS)`` is labelled class ``i``, the last
one is ``bird``. In a row each column is present, absent or unknown.

The head ``events`` has more classes than the labels: ``EVENT_CLASSES``, first those of AudioSet in its order, then the labelled ones that
AudioSet does not have. ``EVENT_INDEX`` says which of them a labelled class is.
"""
from __future__ import annotations

import numpy as np

from .ambience import sounds_in
from .audioset import CLASS_IDS, ONTOLOGY, ancestors, plain_name, unique
from .manifest import Row

GENRES: dict[str, str] = {
    "blues": "/m/0155w", "classical": "/m/0ggq0m", "country": "/m/01lyv", "disco": "/m/026z9", "hiphop": "/m/0glt670",
    "jazz": "/m/03_d0", "metal": "/m/03lty", "pop": "/m/064t9", "reggae": "/m/06cqb", "rock": "/m/06by7",
}
BIRD_ID = "/m/015p6"
BIRDSONG_ID = "/m/07pggtn"  # "Chirp, tweet": the class of the pretrained classifier by which birds are detected best

ESC50: dict[str, str | None] = {
    "airplane": "/m/0cmf2", "breathing": "/m/0lyf6", "brushing_teeth": "/m/012xff", "can_opening": None,
    "car_horn": "/m/0912c9", "cat": "/m/01yrx", "chainsaw": "/m/01j4z9", "chirping_birds": "/m/07pggtn",
    "church_bells": "/m/03w41f", "clapping": "/m/0l15bq", "clock_alarm": "/m/046dlr", "clock_tick": "/m/07qjznl",
    "coughing": "/m/01b_21", "cow": "/m/01xq0k1", "crackling_fire": "/m/02_41", "crickets": "/m/09xqv",
    "crow": "/m/04s8yn", "crying_baby": "/t/dd00002", "dog": "/m/0bt9lr", "door_wood_creaks": "/m/07qh7jl",
    "door_wood_knock": "/m/07r4wb8", "drinking_sipping": None, "engine": "/m/02mk9", "fireworks": "/m/0g6b5",
    "footsteps": "/m/07pbtc8", "frog": "/m/09ld4", "glass_breaking": "/m/07rn7sz", "hand_saw": "/m/01b82r",
    "helicopter": "/m/09ct_", "hen": "/m/07st89h", "insects": "/m/03vt0", "keyboard_typing": "/m/01m2v",
    "laughing": "/m/01j3sz", "mouse_click": None, "pig": "/m/068zj", "pouring_water": "/m/07prgkl",
    "rain": "/m/06mb1", "rooster": "/m/07qn5dc", "sea_waves": "/m/034srq", "sheep": "/m/07bgp", "siren": "/m/03kmc9",
    "sneezing": "/m/01hsr_", "snoring": "/m/01d3sd", "thunderstorm": "/m/0jb2l", "toilet_flush": "/m/01jt3m",
    "train": "/m/07jdr", "vacuum_cleaner": "/m/0d31p", "washing_machine": "/m/0174k2", "water_drops": "/m/07r5v4s",
    "wind": "/m/03m9d0z",
}
URBAN: dict[str, str | None] = {
    "air_conditioner": "/m/025wky1", "children_playing": "/t/dd00013", "drilling": "/m/01d380", "gun_shot": "/m/032s66",
    "jackhammer": "/m/03p19w",
}
INSTRUMENTS: dict[str, str | None] = {
    "acoustic_guitar": "/m/042v_gx", "bass_drum": "/m/0bm02", "bassoon": None, "cello": "/m/01xqw",
    "clarinet": "/m/01wy6", "double_bass": "/m/02fsn", "flute": "/m/0l14j_", "french_horn": "/m/0319l",
    "hi_hat": "/m/03qtq", "oboe": None, "saxophone": "/m/06ncr", "snare_drum": "/m/06rvn", "trombone": "/m/07c6l",
    "violin_or_fiddle": "/m/07y_7",
}
EVENTS: dict[str, str | None] = ESC50 | {"speech": "/m/09x0r", "music": "/m/04rlf"} | URBAN | INSTRUMENTS

COLUMN = {name: i for i, name in enumerate([*EVENTS, "bird"])}
BIRD = COLUMN["bird"]
COLUMNS = len(COLUMN)
GENRE = {name: i for i, name in enumerate(GENRES)}


def event_classes() -> list[str]:
    """Returns the names of the classes of the head ``events``. A labelled class keeps its name in AudioSet's place."""
    labelled = {identifier: name for name, identifier in EVENTS.items() if identifier is not None}
    names = unique([labelled.get(identifier) or plain_name(ONTOLOGY[identifier].name) for identifier in CLASS_IDS])
    return names + [name for name in EVENTS if name not in names]


EVENT_CLASSES = event_classes()
EVENT_INDEX = np.array([EVENT_CLASSES.index(name) for name in EVENTS])
# Parents of labelled classes that AudioSet does not have: wind instruments.
OTHER_PARENTS = {"bassoon": "/m/085jw", "oboe": "/m/085jw"}
# Families of the ontology that a labelled class is not always in: bells are instruments there, but those of churches are not music.
NOT_ALWAYS = {"church_bells": {"/m/04szw", "/m/04rlf"}}
# Number of classes of each head.
HEADS = {"genre": len(GENRES), "bird": 1, "events": len(EVENT_CLASSES)}


def ancestor_classes() -> np.ndarray:
    """Returns ``[COLUMNS, len(EVENT_CLASSES)]`` booleans: the families of a labelled class, at any distance in the ontology, that are event
    classes. Where the labelled class is present, they are as well. The row of ``bird`` has the event class ``bird`` too."""
    position = {identifier: i for i, identifier in enumerate(CLASS_IDS)}
    out = np.zeros((COLUMNS, len(EVENT_CLASSES)), dtype=bool)
    for name, column in COLUMN.items():
        own = BIRD_ID if column == BIRD else EVENTS[name]
        parent = OTHER_PARENTS.get(name)
        above = {parent, *ancestors(parent)} if parent else ancestors(own) if own in ONTOLOGY else set()
        above = (above | ({BIRD_ID} if column == BIRD else set())) - NOT_ALWAYS.get(name, set())
        out[column, [position[identifier] for identifier in above if identifier in position]] = True
    return out


ANCESTORS = ancestor_classes()


def columns(*names: str) -> np.ndarray:
    """Returns ``[COLUMNS]`` booleans, true for ``names``."""
    out = np.zeros(COLUMNS, dtype=bool)
    out[[COLUMN[name] for name in names]] = True
    return out


ESC50_COLUMNS = columns(*ESC50)
INSTRUMENT_COLUMNS = columns(*INSTRUMENTS)
# Classes that count as absent from an unlabelled recording made outdoors or in a room; the others are unknown.
ABSENT_FROM_AMBIENCE = columns(
    *INSTRUMENTS, "brushing_teeth", "can_opening", "chainsaw", "crying_baby", "drilling", "drinking_sipping",
    "glass_breaking", "gun_shot", "hand_saw", "jackhammer", "mouse_click", "pig", "sneezing", "snoring", "toilet_flush",
    "vacuum_cleaner")
SPEECH_SETS = {"speechocean762", "ravdess", "picovoice_intent", "speech_commands", "arabic_commands"}
FIELD_SETS = {"ff1010bird", "warblr"}
BIRD_SETS = {"xc_landbuoy", "soltero", "microfaune", "alinaeem"} | FIELD_SETS
# Data sets whose licence allows weights under the MIT licence.
FREE_DATASETS = ("picovoice_intent", "noise_picovoice", "speechocean762", "speech_commands", "arabic_commands", "noise_arabic",
                 "noise_gsc", "fsdkaggle2018", "philharmonia", "amb_blanket", "amb_moodist", "music_tuxemon", "music_opensurge",
                 "music_browserquest")


def is_background(row: Row) -> bool:
    return row.dataset.startswith(("amb_", "noise_"))


def kind_of(row: Row) -> str:
    """Returns the kind of recording, by which ``pinna evaluate`` also gives its figures of reports."""
    if is_background(row):
        return "ambience"
    if row.dataset in BIRD_SETS:
        return "field"
    if row.dataset in SPEECH_SETS:
        return "speech"
    return "music" if row.music and row.dataset not in ("esc50", "us8k") else "single sounds"


def unknown_beside(row: Row, present: np.ndarray) -> np.ndarray:
    """Returns ``[COLUMNS]`` booleans: classes that may be present in a labelled row, beside its events."""
    if row.dataset == "us8k":
        possible = columns("speech", "music", "chirping_birds")
        return possible | INSTRUMENT_COLUMNS | columns("clapping", "laughing") if "music" in row.events else possible
    if row.dataset in SPEECH_SETS:
        return columns("breathing", "laughing")
    if row.dataset == "laptop_keys":
        return columns("mouse_click")
    if "music" in row.events and not (present & INSTRUMENT_COLUMNS).any():
        return INSTRUMENT_COLUMNS | columns("clapping")
    return columns()


def implied(present: np.ndarray) -> np.ndarray:
    """Returns ``[COLUMNS]`` booleans: labelled classes that are families of one of the ``present [COLUMNS]``, such as ``insects`` of
    ``crickets``."""
    out = np.zeros(COLUMNS, dtype=bool)
    out[:BIRD] = ANCESTORS[present].any(axis=0)[EVENT_INDEX]
    return out


def present_and_unknown(row: Row) -> tuple[np.ndarray, np.ndarray]:
    """Returns two ``[COLUMNS]`` boolean arrays: present and unknown columns. The others are absent. A family of a present class is
    unknown if no label names it: ESC-50 does not name the engine of a chainsaw."""
    named = sounds_in(row.path) if is_background(row) and not row.events else None
    present = columns(*(row.events if named is None else named[0]))
    if row.bird:
        present[BIRD] = True
    if row.events:
        unknown = unknown_beside(row, present)
    elif named is not None:
        unknown = columns(*named[1])
    else:
        unknown = ~ABSENT_FROM_AMBIENCE
    for name, flag in (("bird", row.bird), ("music", row.music), ("speech", row.speech)):
        unknown[COLUMN[name]] = flag is None
        if flag and name != "bird":
            present[COLUMN[name]] = True
    return present, (unknown | implied(present)) & ~present
