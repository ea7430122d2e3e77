import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import type { OpenedSource, Source } from './source.js';
import { followMute, Tap } from './tap.js';

/**
 * Opens a stream that the caller owns as a source; its tracks are not stopped. The source ends when the stream's last audio
 * track ends. If the caller stops a track, browsers do not report its end.
 */
export function openStream(
  context: AudioContext,
  { stream }: Source & { kind: 'stream' },
  onMuted: (isMuted: boolean) => void,
): OpenedSource {
  const tracks = stream.getAudioTracks().filter((track) => track.readyState === 'live');
  const [first] = tracks;
  if (!first) {
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      'This media stream has no live audio track. Pass a stream with audio (for a shared tab: tick "share audio").',
    );
  }
  const tap = new Tap(context.createMediaStreamSource(stream));
  const scope = new Scope();
  scope.add(() => tap.disconnect());
  const ended = new Promise<undefined>((resolve) => {
    const check = () => {
      if (tracks.every((track) => track.readyState === 'ended')) resolve(undefined);
    };
    for (const track of tracks) scope.listen(track, 'ended', check);
  });
  followMute(first, tap, scope, onMuted);
  return {
    info: { kind: 'stream', label: first.label },
    connect: (target) => tap.connect(target),
    ended,
    release: () => void scope.close(),
  };
}
