/** All that writes files, in a module of its own: a page that only listens never loads it. */
export { saveClip } from './save-clip';
export { saveDetections } from './save-detections';
export { saveRecording } from './save-recording';
