import type { InsideExchanges, InsideReports } from '../inside-contract.js';
import { RequestClient, type RequestClientOptions } from './request-client.js';

/** The page's end of a channel to a worker that shows a network. Main thread. */
export class InsideClient extends RequestClient<InsideExchanges, InsideReports> {
  /** Starts the worker. @throws PinnaError `worker-failed` */
  constructor(options: Omit<RequestClientOptions<InsideReports>, 'option'>) {
    super({ ...options, option: 'inside' });
  }
}
