import { LAYOUT_SEED, neighbourLayout } from '../../explore/neighbour-layout.js';
import { recordingMaps } from '../../explore/recording-map.js';
import { Scope } from '../../lifetime/scope.js';
import { seededRandom } from '../../teach/data/seeded-random.js';
import type { MapExchanges, MapReports } from '../map-contract.js';
import type { NumberedRequest, TypedReport } from '../requests.js';
import { answerRequests } from './answer-requests.js';

/** Shortest time between two reports of progress, ms. */
const REPORT_INTERVAL = 100;

/** Handles one channel to a page that shows maps of recordings. Worker thread. */
export class MapUser {
  readonly #port: MessagePort;
  #reportedAt = -Infinity;

  constructor(port: MessagePort) {
    this.#port = port;
    answerRequests<MapExchanges>(port, new Scope(), (request) => this.#answer(request));
  }

  #answer(request: NumberedRequest<MapExchanges>): MapExchanges[keyof MapExchanges]['out'] {
    const onProgress = (share: number) => this.#report(share);
    return request.type === 'maps'
      ? recordingMaps(request.in, onProgress)
      : neighbourLayout(request.in, { random: seededRandom(LAYOUT_SEED), onProgress });
  }

  #report(share: number): void {
    const now = performance.now();
    if (now - this.#reportedAt < REPORT_INTERVAL) return;
    this.#reportedAt = now;
    const message: TypedReport<MapReports> = { type: 'progress', report: share };
    this.#port.postMessage(message);
  }
}
