import { abortable } from '../../lifetime/waiting.js';
import { decodeWith } from './decode-with.js';
import type { InputInfo, OpenedSource, Source } from './source.js';

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
      player.start();
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
 * Decodes a whole file to the context's sample rate and opens it as a source, like `openBuffer`.
 *
 * @throws PinnaError `empty-audio`, `bad-audio`.
 */
export async function openFile(
  context: AudioContext,
  { file, ...playing }: Source & { kind: 'file' },
  signal: AbortSignal,
): Promise<OpenedSource> {
  const buffer = await abortable(decodeWith(context, file), signal);
  const label = file instanceof File ? file.name : '';
  return openBuffer(context, { ...playing, buffer }, { kind: 'file', label });
}
