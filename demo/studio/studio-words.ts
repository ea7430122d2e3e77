import { inPageLanguage } from '../shell/page-language.js';

/** Texts that the script of the Studio page shows. Those of the HTML are translated when the site is built. */
export interface StudioWords {
  readonly play: string;
  readonly stop: string;
  /** Names of the two demo tracks. */
  readonly demoTracks: readonly [garden: string, band: string];
  readonly rendering: string;
  readonly loading: string;
  /** Reading a number of files. */
  readonly reading: (files: number) => string;
  /** @param name of the removed track */
  readonly removed: (name: string) => string;
  readonly nothingToSave: string;
  readonly mute: string;
  readonly muteOf: (track: string) => string;
  readonly solo: string;
  readonly soloOf: (track: string) => string;
  readonly plugin: string;
  readonly pluginOf: (track: string) => string;
  /** Text instead of the plugin before it is loaded. */
  readonly pluginWaits: string;
  readonly remove: string;
  readonly removeOf: (track: string) => string;
  readonly volumeOf: (track: string) => string;
  readonly markersOf: (track: string) => string;
  readonly decibels: (value: string) => string;
  /** Volume of a fader at its lowest position. */
  readonly silent: string;
  /** The latest note, by name and number. */
  readonly midiNote: (name: string, note: number, channel: number) => string;
}

const english: StudioWords = {
  play: 'Play',
  stop: 'Stop',
  demoTracks: ['Garden', 'Band'],
  rendering: 'Rendering the tracks.',
  loading: 'Loading Pinna.',
  reading: (files) => (files === 1 ? 'Reading the recording.' : `Reading ${String(files)} recordings.`),
  removed: (name) => `${name} was removed.`,
  nothingToSave: 'There are no markers yet. Press Play first.',
  mute: 'Mute',
  muteOf: (track) => `Mute ${track}`,
  solo: 'Solo',
  soloOf: (track) => `Solo ${track}`,
  plugin: 'Plugin',
  pluginOf: (track) => `Plugin of ${track}`,
  pluginWaits: 'Pinna loads when you press Play.',
  remove: 'Remove',
  removeOf: (track) => `Remove ${track}`,
  volumeOf: (track) => `Volume of ${track}`,
  markersOf: (track) => `Detections on ${track}`,
  decibels: (value) => `${value}\u00a0dB`,
  silent: 'silent',
  midiNote: (name, note, channel) => `MIDI note ${name} (${String(note)}), channel ${String(channel)}`,
};

const german: StudioWords = {
  play: 'Abspielen',
  stop: 'Anhalten',
  demoTracks: ['Garten', 'Band'],
  rendering: 'Die Spuren werden erzeugt.',
  loading: 'Pinna wird geladen.',
  reading: (files) => (files === 1 ? 'Die Aufnahme wird gelesen.' : `${String(files)} Aufnahmen werden gelesen.`),
  removed: (name) => `${name} wurde entfernt.`,
  nothingToSave: 'Noch gibt es keine Marken. Spielen Sie zuerst etwas ab.',
  mute: 'Stumm',
  muteOf: (track) => `${track} stumm schalten`,
  solo: 'Solo',
  soloOf: (track) => `${track} allein hören`,
  plugin: 'Plugin',
  pluginOf: (track) => `Plugin von ${track}`,
  pluginWaits: 'Pinna wird geladen, sobald Sie abspielen.',
  remove: 'Entfernen',
  removeOf: (track) => `${track} entfernen`,
  volumeOf: (track) => `Lautstärke von ${track}`,
  markersOf: (track) => `Erkannt auf ${track}`,
  decibels: (value) => `${value}\u00a0dB`,
  silent: 'lautlos',
  midiNote: (name, note, channel) => `MIDI-Note ${name} (${String(note)}), Kanal ${String(channel)}`,
};

/** The texts in the page's language. */
export const studioWords: StudioWords = inPageLanguage({ en: english, de: german });
