import type { DetectionChange } from '../../decisions/detection.js';
import type { Frames } from '../../listener/listener-events.js';
import type { HeadManifest } from '../../model/manifest.js';
import type { ModelInfo } from '../../worker/contract.js';
import { NoteEmission } from '../midi/note-emission.js';
import { defaultNotes } from '../settings/note-map.js';
import type { ParameterValues } from '../settings/parameters.js';
import { taughtManifest } from '../../teach/taught-manifest.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import { FADER, ScoreControls } from '../settings/score-controls.js';
import type { PluginSettings } from '../settings/settings.js';
import type { Emission } from '../settings/wam-messages.js';

/** The plugin's current state, as the emitter needs it. */
export interface EmitterState {
  readonly settings: PluginSettings;
  readonly values: ParameterValues;
  /** Model of the Listener; if it is undefined, nothing is emitted. */
  readonly model: ModelInfo | undefined;
  /** Taught sounds and faders of the Listener; undefined for none. */
  readonly taught: TaughtSet | undefined;
  /** Current time of the context's clock, seconds. */
  readonly now: number;
}

/** Converts detections and scores to the plugin's emissions. Pure; times are seconds on the context's clock. */
export class Emitter {
  readonly #notes = new NoteEmission();
  readonly #controls = new ScoreControls();
  /** Taught sounds of the last frames, and their head. */
  #taught: TaughtSet | undefined;
  #taughtHeads: readonly HeadManifest[] = [];

  /**
   * Converts a change of a detection to notes.
   * @param change of an enabled head
   */
  detection(change: DetectionChange, { settings, values, model, now }: EmitterState): Emission[] {
    if (!settings.emitsNotes || !model || values.bypass === 1) return [];
    const map = { ...defaultNotes(model.heads), ...settings.notes };
    return this.#notes.follow(change, map, values, now);
  }

  /** Converts the scores of one network step to controllers and automation. Also returns held note-offs that are due. */
  frames(frames: Frames, { settings, values, model, taught, now }: EmitterState): Emission[] {
    if (!model || values.bypass === 1) return [];
    const seconds = frames.frames * model.rowSeconds;
    const faders = Object.entries(frames.faders ?? {});
    if (taught !== this.#taught) {
      this.#taught = taught;
      this.#taughtHeads = taught ? [taughtManifest(taught.classes)] : [];
    }
    const heads = [...model.heads, ...this.#taughtHeads, { name: FADER, classes: faders.map(([name]) => ({ name })) }];
    const smoothed = { ...frames.smoothed, [FADER]: Float32Array.from(faders, ([, fader]) => fader.at(-1) ?? 0) };
    const scores = this.#controls.push(smoothed, heads, {
      controls: settings.controls,
      time: Math.max(now, frames.time + seconds + values.delay),
      seconds,
      smoothing: values.smoothing,
    });
    return [...this.#notes.tick(now), ...scores];
  }

  /** Clears all state; call it after the audio thread has ended every note. */
  reset(): void {
    this.#notes.reset();
    this.#controls.reset();
  }
}
