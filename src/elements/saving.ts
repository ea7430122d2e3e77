/** What writes files and plays what was heard, in a module of its own: a page that only listens never loads it. */
export { recallClip } from './recall-clip';
export { saveClip } from './save-clip';
export { saveDetections } from './save-detections';
export { saveRecording } from './save-recording';
export { sessionEvents } from './session-events';
export { SoundPlayer } from './sound-player';
