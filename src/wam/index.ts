/** A Web Audio Modules 2 plugin; hosts load its built form, `dist/wam/index.js`. */
import type { PinnaPluginConstructor } from './plugin.js';
import { WamPinnaModule } from './wam-module.js';

const plugin: PinnaPluginConstructor = WamPinnaModule as unknown as PinnaPluginConstructor;

export default plugin;

export type { ClassKey } from './class-key.js';
export type { PluginStrings } from './gui/words/plugin-strings.js';
export type { MidiOutputInfo } from './midi-outputs.js';
export type { NoteMap } from './note-map.js';
export type { ParameterId } from './parameters.js';
export type { PinnaNode, PinnaNodeEventDetails, PinnaPlugin, PinnaPluginConstructor } from './plugin.js';
export type { ScoreControl } from './score-controls.js';
export type { Head, PluginSettings, PluginState } from './settings.js';
export type { MidiBytes } from './wam-messages.js';
export { PinnaError, PinnaErrorCode } from '../errors.js';
