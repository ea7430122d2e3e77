import type { Detection, DetectionChange } from '../../src/decisions/detection.js';
import type { ExportedNote } from '../../src/formats/detections-midi.js';
import type { HeadManifest } from '../../src/model/manifest.js';
import { NoteEmission } from '../../src/wam/midi/note-emission.js';
import { defaultNotes } from '../../src/wam/settings/note-map.js';
import type { PluginState } from '../../src/wam/settings/settings.js';

/**
 * Returns the notes that the plugin plays for these markers, without its delay: same numbers and channel. The velocity is the
 * confidence of the whole marker. Pure.
 *
 * @param heads of the plugin's model
 * @param until end of markers that have not ended, seconds
 */
export function trackNotes(
  markers: readonly Detection[],
  { emitsNotes, notes, parameters }: PluginState,
  heads: readonly HeadManifest[],
  until: number,
): ExportedNote[] {
  if (!emitsNotes) return [];
  const map = { ...defaultNotes(heads), ...notes };
  const timing = { delay: 0, genreHold: parameters.genreHold ?? 0 };
  const channel = parameters.midiChannel ?? 1;
  const changes = markers
    .flatMap((marker, i) => {
      const detection = { ...marker, id: i, offset: marker.offset ?? Math.max(until, marker.onset) };
      return [
        { time: detection.onset, change: { phase: 'start', detection } as DetectionChange },
        { time: detection.offset, change: { phase: 'end', detection } as DetectionChange },
      ];
    })
    .sort((a, b) => a.time - b.time);
  const emission = new NoteEmission();
  const emissions = [
    ...changes.flatMap(({ time, change }) => [...emission.tick(time), ...emission.follow(change, map, timing, time)]),
    ...emission.tick(Infinity),
  ];
  const sounding = new Map<number, ExportedNote>();
  const written: ExportedNote[] = [];
  for (const one of emissions) {
    if (one.type === 'note-on')
      sounding.set(one.note, { note: one.note, velocity: one.velocity, channel, onset: one.time, offset: one.time });
    else if (one.type === 'note-off' && sounding.has(one.note)) {
      written.push({ ...sounding.get(one.note)!, offset: one.time });
      sounding.delete(one.note);
    }
  }
  return written;
}
