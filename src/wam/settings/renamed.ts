import type { TAUGHT } from '../../decisions/embedding-head.js';
import { classKey } from './class-key.js';
import type { FADER } from './score-controls.js';
import type { PluginSettings } from './settings.js';

/** What has a name that the user gave it. */
export type NamedKind = typeof TAUGHT | typeof FADER;

/** Returns the settings that name a taught sound or a fader, with its new name: notes, and scores as controllers. Pure. */
export function renamedSettings(
  { notes, controls }: Pick<PluginSettings, 'notes' | 'controls'>,
  kind: NamedKind,
  name: string,
  to: string,
): Pick<PluginSettings, 'notes' | 'controls'> {
  const [before, after] = [classKey(kind, name), classKey(kind, to)];
  return {
    notes: Object.fromEntries(Object.entries(notes).map(([key, note]) => [key === before ? after : key, note])),
    controls: controls.map((control) => (control.score === before ? { ...control, score: after } : control)),
  };
}
