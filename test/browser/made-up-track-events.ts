type Listen = (type: string, listener: EventListener, options?: unknown, wantsUntrusted?: boolean) => void;

/**
 * Lets the listeners of tracks hear also what a test dispatches: in Firefox those hear the browser's own events alone, unless
 * they ask otherwise in a fourth argument, which other browsers leave aside. Call it before the listening begins.
 */
export function hearMadeUpTrackEvents(): void {
  const listen = EventTarget.prototype.addEventListener as Listen;
  const listenToAll: Listen = function (this: MediaStreamTrack, type, listener, options = {}) {
    listen.call(this, type, listener, options, true);
  };
  MediaStreamTrack.prototype.addEventListener = listenToAll;
}
