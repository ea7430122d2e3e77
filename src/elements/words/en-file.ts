import { addEnglish } from './words-in.js';
import { counted } from './counted.js';

/** English of the file view, in a module of its own: a page that only listens never loads it. */
addEnglish({
  file: {
    drop: 'Drop audio files here, or choose them.',
    choose: 'Choose files…',
    list: 'Files',
    state: { waiting: 'waiting', reading: 'reading', hearing: 'listening', cancelled: 'cancelled' },
    progress: (name) => `Progress of ${name}`,
    cancel: 'Cancel',
    cancelNamed: (name) => `Cancel ${name}`,
    remove: 'Remove',
    removeNamed: (name) => `Remove ${name}`,
    play: 'Play',
    pause: 'Pause',
    position: 'Position in the sound',
    positionOf: (time, length) => `${time} of ${length}`,
    picture: 'Spectrogram of the whole sound',
    sounds: 'Sounds heard, on the time axis of the spectrogram',
    sections: 'Sections',
    section: (number, genre) => `${number} · ${genre}`,
    summary: (length, sounds) => `${length} long: ${sounds}`,
    once: (sound, span) => `${sound} ${span}`,
    repeated: (sound, times) => `${sound} ${times}×`,
    music: (music, genres) => `${music} (${genres})`,
    others: (sounds) => counted(sounds, 'other sound', 'other sounds'),
  },
});
