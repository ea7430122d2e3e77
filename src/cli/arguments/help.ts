import { DEFAULT_MODEL, SHIPPED_MODELS } from '../../model/shipped-models.js';

const MODELS = SHIPPED_MODELS.map((name) => (name === DEFAULT_MODEL ? `${name} (the default)` : name)).join(', ');

export const HELP = `Usage: pinna classify [options] FILE|FOLDER...
       pinna evaluate --data DIR [options]
       pinna describe [options] FILE|FOLDER...

classify says what is heard in sound files: music genre, birds, sound events.
Reads WAV, FLAC, MP3 and Ogg (Opus, Vorbis, FLAC) at 16, 22.05, 24, 32, 44.1,
48, 88.2, 96 or 192 kHz; several channels are mixed to one. A folder stands for
the sound files in it and below it, in the order of their names.

evaluate compares what is heard in a labelled folder with its labels.

describe measures sound files: level, zero crossings, centroid, bandwidth,
roll-off, flatness, flux, onset strength, 20 MFCCs, 12 pitch classes, tempo.

Options of classify:
  --format summary   one JSON object per file, on one line (the default)
           csv       detections as comma-separated values
           jsonl     detections as JSON objects, one per line
           audacity  detections as an Audacity label track
           raven     detections as a Raven selection table
           vtt       detections as WebVTT cues
           reaper    regions for REAPER, and markers where the music changes
           midi      a Standard MIDI File with those markers
           frames    scores of every 20 ms as tab-separated values, the format
                     of sed_scores_eval
  --output DIR       writes a file of its own for each, DIR/<file>.csv and so
                     on (.jsonl, .labels.txt, .selections.txt, .vtt, .mid, .tsv,
                     .regions.csv); all but csv and jsonl need it for more than
                     one file; not with summary
  --jobs N           hears N files at a time, each on a core of its own, 1 to
                     256 (default 1); changes the speed, not the output
  --shard I/N        only the I-th of N parts of the files. Each of N machines
                     is given the same files and an I of its own; their outputs
                     one after another are that of a single run
  --cost             adds to each summary the seconds of computing per second
                     of sound, which differ from run to run

Options of evaluate:
  --data DIR         the folder that the manifest's paths start from
  --manifest FILE    the labels, a CSV file with the column path and any of
                     dataset, split, group, events, unknown, bird, music,
                     speech, genre, strong (default DIR/manifest.csv)
  --strong FILE      timed events, a CSV file with the columns path, onset,
                     offset (seconds), class, and sharp (1, 0) to have the
                     delays of sharp onsets apart (default: strong.csv beside
                     the manifest, if it is there)
  --split NAME       only the rows with this in the column split
  --json FILE        writes all figures
  --predictions FILE writes what was heard in each clip, tab-separated

Options of describe:
  --per file         mean and variance over each file, its tempo and beats: the
                     table of classifiers by features (the default)
        frame        a row for every 20 ms
        beat         a row from each beat to the next: mean chroma and log-mel
  --format csv       comma-separated values (the default)
           jsonl     a JSON object per row

Options of classify and evaluate:
  --model MODEL      ${MODELS},
                     or the path of a model folder (model.json, weights.bin;
                     ./${DEFAULT_MODEL} for a folder of such a name)
  --backend NAME     what computes the network: auto (the fastest, the
                     default), wasm, cpu or webgpu
  --chunk N          frames per network step, 1 to 10000 (default 32); changes
                     the speed, not the result
  -h, --help         this text
  -v, --version      the version

A file that cannot be read gives one line on standard error and no result; the
others go on. Exit status: 0 all files heard, 1 not all, 2 wrong usage.
`;
