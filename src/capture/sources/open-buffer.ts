import type { InputInfo } from '../../listener/listener-events.js';
import type { OpenedSource } from './opened-source.js';
import type { Source } from './source.js';

/** Plays decoded audio at its own speed from the moment it is connected. */
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
