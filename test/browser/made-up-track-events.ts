type Listen = (type: string, listener: EventListener, options?: unknown, wantsUntrusted?: boolean) => void;

/**
 * Makes event handlers of media tracks receive events that a test dispatches. In Firefox they receive only the browser's own
 * events, unless `wantsUntrusted`, a fourth argument that other browsers ignore, is true. Call it before listening starts.
 */
export function acceptDispatchedTrackEvents(): void {
  const listen = EventTarget.prototype.addEventListener as Listen;
  const listenToAll: Listen = function (this: MediaStreamTrack, type, listener, options = {}) {
    listen.call(this, type, listener, options, true);
  };
  MediaStreamTrack.prototype.addEventListener = listenToAll;
}
