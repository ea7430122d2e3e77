/** A Web Audio Modules 2 plugin; hosts load its built form, `dist/wam/index.js`. */
import type { PinnaPluginConstructor } from './plugin';
import { WamPinnaModule } from './wam-module';

const plugin: PinnaPluginConstructor = WamPinnaModule as unknown as PinnaPluginConstructor;

export default plugin;

export type { ClassKey } from './class-key';
export type { MidiOutputInfo } from './midi-outputs';
export type { NoteMap } from './note-map';
export type { ParameterId } from './parameters';
export type { PinnaNode, PinnaNodeEventDetails, PinnaPlugin, PinnaPluginConstructor } from './plugin';
export type { ScoreControl } from './score-controls';
export type { Head, PluginSettings, PluginState } from './settings';
export type { MidiBytes } from './wam-messages';
export { PinnaError, PinnaErrorCode } from '../errors';
