import type { MapExchanges, MapReports } from '../map-contract.js';
import { RequestClient, type RequestClientOptions } from './request-client.js';

/** The page's end of a channel to a worker that computes maps of recordings. Main thread. */
export class MapClient extends RequestClient<MapExchanges, MapReports> {
  /** Starts the worker. @throws PinnaError `worker-failed` */
  constructor(options: Omit<RequestClientOptions<MapReports>, 'option'>) {
    super({ ...options, option: 'map-worker' });
  }
}
