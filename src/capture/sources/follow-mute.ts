import type { Scope } from '../../lifetime/scope.js';
import type { Tap } from './tap.js';

/**
 * Takes a track's edge away while the system mutes it, and puts it back after: the zeros that come meanwhile are no sound
 * that was heard. A track that is muted from its beginning is left alone, because some browsers say so of one that sounds.
 */
export function followMute(track: MediaStreamTrack, tap: Tap, scope: Scope, onMuted: (isMuted: boolean) => void): void {
  const mute = () => {
    tap.pause();
    onMuted(true);
  };
  const unmute = () => {
    tap.resume();
    onMuted(false);
  };
  scope.listen(track, 'mute', mute);
  scope.listen(track, 'unmute', unmute);
}
