import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Piece } from './progression.js';

/** Ticks per second of the MIDI files. */
const TICKS = 960;
/** Sample rate of the rendered sound, Hz. */
export const RATE = 44_100;

/**
 * Renders a piece with FluidSynth. Keeps the sound in a folder, and reads it from there the next time.
 *
 * @param font sound font (.sf2)
 * @returns mono samples at `RATE`
 */
export function render(piece: Piece, font: string, folder: string): Float32Array {
  const name = `${font.split('/').at(-1)!}-${piece.name.replace(' ', '-')}`;
  const [midi, sound] = [join(folder, `${name}.mid`), join(folder, `${name}.raw`)];
  if (!existsSync(sound)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(midi, midiFile(piece));
    const out = ['-F', sound, '-T', 'raw', '-O', 's16', '-r', String(RATE), '-g', '0.5'];
    execFileSync('fluidsynth', ['-ni', '-q', ...out, font, midi], { stdio: 'ignore' });
  }
  const bytes = readFileSync(sound);
  const stereo = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  const mono = Float32Array.from(
    { length: stereo.length >> 1 },
    (_, i) => (stereo[2 * i]! + stereo[2 * i + 1]!) / 65_536,
  );
  return mono.subarray(0, Math.round(piece.duration * RATE));
}

function midiFile({ notes, programs, cents, duration }: Piece): Buffer {
  const bend = 8192 + Math.round((cents / 200) * 8192);
  const events: { readonly at: number; readonly order: number; readonly bytes: readonly number[] }[] = [];
  for (const [channel, program] of Object.entries(programs)) {
    events.push({ at: 0, order: 0, bytes: [0xc0 | Number(channel), program] });
    events.push({ at: 0, order: 0, bytes: [0xe0 | Number(channel), bend & 0x7f, bend >> 7] });
  }
  for (const { from, to, pitch, velocity, channel } of notes) {
    events.push({ at: Math.round(from * TICKS), order: 2, bytes: [0x90 | channel, pitch, velocity] });
    events.push({ at: Math.round(to * TICKS), order: 1, bytes: [0x80 | channel, pitch, 0] });
  }
  events.sort((a, b) => a.at - b.at || a.order - b.order);
  let now = 0;
  const data = events.flatMap(({ at, bytes }) => {
    const delta = variableLength(at - now);
    now = at;
    return [...delta, ...bytes];
  });
  const end = [...variableLength(Math.max(0, Math.round((duration + 1) * TICKS) - now)), 0xff, 0x2f, 0];
  // 480 ticks a quarter note of half a second.
  const track = [0, 0xff, 0x51, 3, 0x07, 0xa1, 0x20, ...data, ...end];
  const size = Buffer.alloc(4);
  size.writeUInt32BE(track.length);
  const head = Buffer.from([0, 0, 0, 6, 0, 0, 0, 1, TICKS >> 9, (TICKS >> 1) & 0xff]);
  return Buffer.concat([Buffer.from('MThd'), head, Buffer.from('MTrk'), size, Buffer.from(track)]);
}

function variableLength(value: number): number[] {
  const all = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) all.unshift((rest & 0x7f) | 0x80);
  return all;
}
