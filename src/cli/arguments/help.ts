import { DEFAULT_MODEL, SHIPPED_MODELS } from '../../model/shipped-models.js';
import type { CommandName } from './options.js';

const MODELS = SHIPPED_MODELS.map((name) => (name === DEFAULT_MODEL ? `${name} (the default)` : name)).join(', ');

const MODEL = `\
  --model MODEL      ${MODELS},
                     or the path of a model folder (model.json, weights.bin;
                     write ./${DEFAULT_MODEL} for a folder with such a name)
`;
const BACKEND = `\
  --backend NAME     backend that computes the network: auto (the fastest, the
                     default), wasm, cpu or webgpu
`;
const COMPUTING = `${MODEL}${BACKEND}\
  --chunk N          frames per network step, 1 to 10000 (default 32). Changes
                     the speed, not the result
`;
const TAUGHT = `\
  --taught FILE      also detect the sounds that teach has written to FILE.
                     Their head is taught
`;
const HELP = `\
  -h, --help         show this text
`;
const STATUS = `
If a file cannot be read or its result cannot be written, a line on standard
error says why. The other files are still analysed. Exit status: 0 all files
analysed, 1 some failed, 2 wrong usage.
`;

const OVERVIEW = `Usage: pinna COMMAND [options] ...

Detects music genre, birds and sound events. Nothing leaves this machine.

  classify FILE|FOLDER...   the sounds in sound files, and their times
  listen                    the sounds in live sound from standard input
  describe FILE|FOLDER...   level, timbre, pitch and tempo of sound files
  explore FOLDER --out FILE a map of recordings: which sound alike
  teach FOLDER --out FILE   learn sounds from a few examples of each
  classes                   what a model can detect, and how well
  evaluate --data DIR       compare the results with the labels of a folder
  fit FOLDER...             fit the decisions of a model, for its authors

  -h, --help                show this text, or that of a command
  -v, --version             show the version

pinna COMMAND --help explains the options of a command.

Examples:
  pinna classify garden.flac
  arecord -f S16_LE -r 44100 | pinna listen
`;

const TEXTS: Readonly<Record<CommandName, string>> = {
  classify: `Usage: pinna classify [options] FILE|FOLDER...

Detects music genre, birds and sound events in sound files. Reads WAV,
Wave64, AIFF, CAF, AU, FLAC, MP3 and Ogg (Opus, Vorbis, FLAC) with sample
rates from 8 to 192 kHz, and averages the channels. For a folder, reads the
sound files in it and in its subfolders, sorted by path.

On a terminal it prints a table: each sound, how sure it is, and when. "sure" is
a confidence of 80 % or more, "probably" 60 % or more, "perhaps" less. Piped
into a program, it prints one JSON object per file.

Options:
  --format table     the table for people (the default on a terminal)
           summary   one JSON object per file, on one line (the default in a
                     pipe or a file)
           csv       detections as comma-separated values
           jsonl     detections as JSON objects, one per line
           audacity  detections as an Audacity label track
           raven     detections as a Raven selection table
           vtt       detections as WebVTT cues
           reaper    regions for REAPER, and markers where the music changes
           midi      a Standard MIDI File with the same markers
           frames    scores every 20 ms as tab-separated values, in the format
                     of sed_scores_eval
  --output DIR       write one result file per sound file: DIR/<file>.csv
                     (.jsonl, .labels.txt, .selections.txt, .vtt, .mid, .tsv,
                     .regions.csv). All formats but csv and jsonl need it for
                     more than one file. Not for table and summary
  --jobs N           analyse N files at a time, each on a separate core, 1 to
                     256 (default 1). Changes the speed, not the output
  --shard I/N        analyse only the I-th of N parts of the files. Give each of
                     N machines the same files and a different I. Their outputs,
                     joined in order, equal the output of a single run
  --cost             add the computing time to each summary, seconds per second
                     of sound. It differs from run to run
  --partial          analyse what is left of files that are cut short or
                     damaged, which are rejected otherwise
${TAUGHT}${COMPUTING}${HELP}
Examples:
  pinna classify garden.flac
  pinna classify --format csv --jobs 4 recordings/ > detections.csv
  pinna classify --format audacity --output labels recordings/
${STATUS}`,

  listen: `Usage: SOURCE | pinna listen [options]

Names sounds as they happen. Reads live sound from standard input: WAV, or raw
samples with --rate. On a terminal it shows the present answer; Ctrl-C ends it.
Piped into a program, it prints a JSON object on one line when a sound begins,
and another when it has ended. "onsetTime" is the wall-clock time (RFC 3339).
Taught faders have a line a second, with "phase":"faders".

Options:
  --rate HZ          sample rate of raw samples, 8000 to 192000. Without it,
                     standard input must be WAV
  --channels N       channels of raw samples, interleaved (default 1)
  --sample FORMAT    raw samples: u8, s16 (the default), s24, s32 or f32,
                     little-endian
  --format answer    the present answer (the default on a terminal)
           jsonl     JSON Lines (the default in a pipe or a file)
  --source NAME      add "source":"NAME" to each line
  --chords           a line for each change of the chord, with the key and
                     "phase":"chord": a simple estimate, only as JSON Lines
${TAUGHT}${MODEL}${BACKEND}\
  --chunk N          frames of 20 ms per network step, 1 to 10000 (default 5).
                     More costs less and answers later
${HELP}
Examples:
  arecord -f S16_LE -r 44100 | pinna listen
  parec --rate=44100 --channels=1 | pinna listen --rate 44100 | jq .label
  ffmpeg -i rtsp://camera/stream -f wav - | pinna listen --source camera

Exit status: 0 the sound ended or Ctrl-C was pressed, 1 it could not be read or
analysed, 2 wrong usage.
`,

  teach: `Usage: pinna teach FOLDER --out FILE [options]

Learns sounds from examples. FOLDER has one folder for each sound. Its name is
the label, the sound files in it are examples; one is enough, five are better.
Files in the folder _background hold none of the sounds. For each label it
prints the number of examples, how many of them were found when they were left
out, the expected false alarms an hour, and the threshold.

The table faders.csv in FOLDER teaches numbers instead of names, up to eight
("energy", "how close"). Its columns are file (relative to FOLDER), name, value
(0 to 1) and, for a part of the file, from and to (seconds). The folder _faders
is for files that only this table uses. For each fader it prints the number of
examples and Spearman's rho of those that were left out, -1 to 1.

Options:
  --out FILE         write the taught sounds to FILE (JSON)
  --target N         false alarms of each sound an hour that are accepted,
                     above 0 (default 0.3: one in a hundred other sounds,
                     if 30 occur an hour). 0.04 is one a day
  --thorough         for each sound with 20 or more examples, also train a
                     layer below its head. It is kept if examples that were
                     left out get better; both results are printed. Takes up
                     to a minute for each sound
${MODEL}${BACKEND}${HELP}
Example:
  pinna teach my-sounds --out my-sounds.json
  pinna classify --taught my-sounds.json recording.wav
${STATUS}`,

  evaluate: `Usage: pinna evaluate --data DIR [options]

Classifies a labelled folder and compares the results with the labels.

Options:
  --data DIR         the folder that the manifest's paths are relative to
  --manifest FILE    the labels, a CSV file with the column path and any of
                     dataset, split, group, events, unknown, bird, music,
                     speech, genre, strong (default DIR/manifest.csv)
  --strong FILE      timed events, a CSV file with the columns path, onset,
                     offset (seconds), class, and optionally sharp (1, 0) to
                     report the delays of sharp onsets separately (default:
                     strong.csv beside the manifest, if it exists)
  --split NAME       evaluate only the rows with NAME in the column split
  --json FILE        write all measurements as JSON
  --predictions FILE write the predictions for each clip, tab-separated
  --logits DIR       keep the network's outputs in DIR, and read those that DIR
                     already has instead of computing them. Delete DIR if the
                     recordings change
${TAUGHT}${COMPUTING}${HELP}
Example:
  pinna evaluate --data recordings --split val --json figures.json
${STATUS}`,

  fit: `Usage: pinna fit --logits DIR --json FILE [options] FOLDER...

Chooses the thresholds of a model's classes, and how much evidence a report
needs, from labelled folders. It replays the outputs of the network that
evaluate --logits has stored. For authors of models.

Options:
  --logits DIR       the network's outputs, stored by evaluate for these folders
  --json FILE        write the heads with the fitted decisions, as in model.json
  --split NAME       use only the rows with NAME in the column split
  --wrong-cost X     cost of a wrong report, in recordings in which a class is
                     found (default 1). More means fewer reports
  --budget X         most wrong reports of a class per hour of recordings that
                     are known not to hold it (default 1)
  --confirm LIST     amounts of evidence to try, seconds (default 0.4,0.8,1.2)
${MODEL}${HELP}
Example:
  pinna fit --model ./my-model --logits logits --json heads.json recordings
`,

  describe: `Usage: pinna describe [options] FILE|FOLDER...

Measures sound files: level, zero crossings, centroid, bandwidth, roll-off,
flatness, flux, onset strength, 20 MFCCs, 12 pitch classes, tempo, chords, key.
Needs no model.

Options:
  --per file         mean and variance over each file, its tempo and beats: a
                     feature table for classifiers (the default)
        frame        a row for every 20 ms
        beat         a row from each beat to the next: mean chroma and log-mel
        chord        a row for each chord: major, minor or N (none), with the
                     key and the tuning. A simple estimate
  --format csv       comma-separated values (the default)
           jsonl     a JSON object per row
           audacity  chords and key as an Audacity label track
           midi      a Standard MIDI File with the same markers. Both need
                     --per chord and a single file
  --partial          describe what is left of files that are cut short or
                     damaged
${HELP}
Example:
  pinna describe --per beat concert.mp3 > beats.csv
  pinna describe --per chord --format audacity song.mp3 > song.labels.txt
${STATUS}`,

  explore: `Usage: pinna explore [options] FOLDER --out FILE

Draws maps of the recordings in a folder: those that sound alike lie together.
One map is made of 57 descriptors by hand (level, spectrum, pitch, tempo and
20 MFCCs), the other of the network's embedding. Prints for both how well a
linear classifier finds the class of a recording that it was not fitted to, and
names the recordings that are most unlike all others.

The classes are the folders directly in FOLDER. If FOLDER has a manifest.csv
with the column path, it names the recordings, and its column label, genre or
events the classes. Recordings with the same group are left out together.

Options:
  --out FILE         where to write: FILE.json (all values, neighbours and
                     correlations), FILE.csv (a row per recording), or
                     FILE.html (a page that plays what is under the pointer)
  --layout NAME      pca (principal components, the default), or neighbours
                     (UMAP: neighbours stay together)
  --lang NAME        language of FILE.html: en (the default) or de
  --manifest FILE    a manifest elsewhere
  --split NAME       use only the rows with NAME in the column split
  --partial          use what is left of files that are cut short or damaged
${COMPUTING}${HELP}
Example:
  pinna explore bird-walks --out map.html
${STATUS}`,

  classes: `Usage: pinna classes [--model MODEL] [--json]

Lists what a model can detect, with the measured quality of each class.

Options:
  --json             write JSON instead of a table
${MODEL}${HELP}
Example:
  pinna classes --model tiny
`,
};

/** Returns the help of a command, or an overview of all commands. Lines have at most 80 columns. */
export const helpOf = (command: CommandName | undefined): string => (command === undefined ? OVERVIEW : TEXTS[command]);
