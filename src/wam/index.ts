/** A Web Audio Modules 2 plugin; hosts load its built form, `dist/wam/index.js`. */
import type { PinnaPluginConstructor } from './node/plugin.js';
import { WamPinnaModule } from './wam-module.js';

/** The class of the plugin, which hosts load. */
const plugin: PinnaPluginConstructor = WamPinnaModule as unknown as PinnaPluginConstructor;

export default plugin;

export type { ClassKey } from './settings/class-key.js';
export type { PluginStrings } from './gui/words/plugin-strings.js';
export type { MidiOutputInfo } from './midi/midi-outputs.js';
export type { NoteMap } from './settings/note-map.js';
export type { ParameterId } from './settings/parameters.js';
export type { PinnaNode, PinnaNodeEventDetails, PinnaPlugin, PinnaPluginConstructor } from './node/plugin.js';
export type { ScoreControl } from './settings/score-controls.js';
export type { Head, PluginSettings, PluginState } from './settings/settings.js';
export type { MidiBytes } from './settings/wam-messages.js';
export { PinnaError, PinnaErrorCode } from '../errors.js';
