/** Bytes of a file from `position` on: `length` of them, or fewer where it ends. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** As `audio-decode` calls its decoders; `oga` is Vorbis in Ogg. */
export type AudioFormat = 'wav' | 'flac' | 'mp3' | 'opus' | 'oga';
