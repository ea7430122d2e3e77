import { loadPart } from '../../lifetime/load-part.js';
import { abortable } from '../../lifetime/waiting.js';
import { requireReadable } from './readable-file.js';
import type { InputInfo, OpenedSource, Source } from './source.js';

/**
 * Delay between connecting a player and its first sample, samples (four render quanta). A busy browser applies a new connection some
 * quanta late. A player that starts at once loses its first samples then.
 */
const START_DELAY = 512;

/** Opens decoded audio as a source. It plays at its own speed from the moment it is connected. */
export function openBuffer(
  context: AudioContext,
  { buffer, audible = true, loop = false }: Omit<Source & { kind: 'buffer' }, 'kind'>,
  info: InputInfo = { kind: 'buffer', label: '' },
): OpenedSource {
  const player = context.createBufferSource();
  player.buffer = buffer;
  player.loop = loop;
  let released = false;
  let started = false;
  const ended = new Promise<undefined>((resolve) => {
    player.onended = () => {
      if (!released) resolve(undefined);
    };
  });
  return {
    info,
    connect: (target) => {
      player.connect(target);
      if (audible) player.connect(context.destination);
      started = true;
      player.start((Math.round(context.currentTime * context.sampleRate) + START_DELAY) / context.sampleRate);
    },
    ended,
    release: () => {
      if (released) return;
      released = true;
      if (!started) return;
      player.stop();
      player.disconnect();
    },
  };
}

/**
 * Decodes a whole file to the context's sample rate, as {@link decodeSoundFile} does for whole recordings, and opens it as a
 * source, like `openBuffer`.
 *
 * @throws PinnaError `file-unreadable`, `empty-audio`, `bad-audio`, `audio-too-long`, `files-missing`.
 */
export async function openFile(
  context: AudioContext,
  { file, ...playing }: Source & { kind: 'file' },
  signal: AbortSignal,
): Promise<OpenedSource> {
  await requireReadable(file);
  const { decodeSoundFile } = await loadPart(
    import('./decode-sound-file.js'),
    "Pinna's code for sound files",
    'start again',
  );
  const buffer = await abortable(decodeSoundFile(file, { sampleRate: context.sampleRate }), signal);
  const label = file instanceof File ? file.name : '';
  return openBuffer(context, { ...playing, buffer }, { kind: 'file', label });
}
