/** What writes files and plays what was heard, in a module of its own: a page that only listens never loads it. */
export { recallClip } from './recall-clip.js';
export { saveClip } from './save-clip.js';
export { saveDetections } from './save-detections.js';
export { saveRecording } from './save-recording.js';
export { sessionEvents } from './session-events.js';
export { SoundPlayer } from './sound-player.js';
