import type { DetectionChange } from '../../decisions/detection.js';
import type { Frames } from '../../listener/listener-events.js';
import type { ModelInfo } from '../../worker/contract.js';
import { NoteEmission } from '../midi/note-emission.js';
import { defaultNotes } from '../settings/note-map.js';
import type { ParameterValues } from '../settings/parameters.js';
import { ScoreControls } from '../settings/score-controls.js';
import type { PluginSettings } from '../settings/settings.js';
import type { Emission } from '../settings/wam-messages.js';

/** What an emission depends on, as it is at the moment. */
export interface EmitterState {
  readonly settings: PluginSettings;
  readonly values: ParameterValues;
  /** Of the Listener; nothing is emitted without one. */
  readonly model: ModelInfo | undefined;
  /** The context's clock, seconds. */
  readonly now: number;
}

/** From what the ear tells to what the plugin emits. Pure; times are seconds on the context's clock. */
export class Emitter {
  readonly #notes = new NoteEmission();
  readonly #controls = new ScoreControls();

  /** @param change of a head that is told of */
  detection(change: DetectionChange, { settings, values, model, now }: EmitterState): Emission[] {
    if (!settings.emitsNotes || !model || values.bypass === 1) return [];
    const map = { ...defaultNotes(model.heads), ...settings.notes };
    return this.#notes.follow(change, map, values, now);
  }

  frames(frames: Frames, { settings, values, model, now }: EmitterState): Emission[] {
    if (!model || values.bypass === 1) return [];
    const seconds = frames.frames * model.features.hopSeconds;
    const scores = this.#controls.push(frames.smoothed, model.heads, {
      controls: settings.controls,
      time: Math.max(now, frames.time + seconds + values.delay),
      seconds,
      smoothing: values.smoothing,
    });
    return [...this.#notes.tick(now), ...scores];
  }

  /** The audio thread has ended every note. */
  reset(): void {
    this.#notes.forget();
    this.#controls.reset();
  }
}
