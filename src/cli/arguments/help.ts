import { DEFAULT_MODEL, SHIPPED_MODELS } from '../../model/shipped-models.js';

const MODELS = SHIPPED_MODELS.map((name) => (name === DEFAULT_MODEL ? `${name} (the default)` : name)).join(', ');

export const HELP = `Usage: pinna classify [options] FILE|FOLDER...
       pinna evaluate --data DIR [options]
       pinna describe [options] FILE|FOLDER...

classify detects music genre, birds and sound events in sound files. It reads
WAV, FLAC, MP3 and Ogg (Opus, Vorbis, FLAC) with sample rates from 8 to 192 kHz,
and averages the channels. For a folder, it reads the sound files in it and in
its subfolders, sorted by path.

evaluate classifies a labelled folder and compares the results with the labels.

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
           midi      a Standard MIDI File with the same markers
           frames    scores every 20 ms as tab-separated values, in the format
                     of sed_scores_eval
  --output DIR       write one result file per sound file: DIR/<file>.csv
                     (.jsonl, .labels.txt, .selections.txt, .vtt, .mid, .tsv,
                     .regions.csv). All formats but csv and jsonl need it for
                     more than one file. Not for summary
  --jobs N           analyse N files at a time, each on a separate core, 1 to
                     256 (default 1). Changes the speed, not the output
  --shard I/N        analyse only the I-th of N parts of the files. Give each of
                     N machines the same files and a different I. Their outputs,
                     joined in order, equal the output of a single run
  --cost             add the computing time to each summary, seconds per second
                     of sound. It differs from run to run

Options of evaluate:
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

Options of describe:
  --per file         mean and variance over each file, its tempo and beats: a
                     feature table for classifiers (the default)
        frame        a row for every 20 ms
        beat         a row from each beat to the next: mean chroma and log-mel
  --format csv       comma-separated values (the default)
           jsonl     a JSON object per row

Options of classify and evaluate:
  --model MODEL      ${MODELS},
                     or the path of a model folder (model.json, weights.bin;
                     write ./${DEFAULT_MODEL} for a folder with such a name)
  --backend NAME     backend that computes the network: auto (the fastest, the
                     default), wasm, cpu or webgpu
  --chunk N          frames per network step, 1 to 10000 (default 32). Changes
                     the speed, not the result
  -h, --help         show this text
  -v, --version      show the version

If a file cannot be read, a line on standard error says why. The other files are
still analysed. Exit status: 0 all files analysed, 1 some failed, 2 wrong usage.
`;
