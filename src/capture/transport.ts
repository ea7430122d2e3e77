/** How samples go from the audio thread to the worker. Sent to both ends; see `ring` and `port` beside this file. */
export type TransportKind = 'ring' | 'port';

/** The worker's end, as it travels in a message (`port` in the transfer list). */
export type TransportHandle =
  | { readonly kind: 'ring'; readonly storage: SharedArrayBuffer; readonly control: SharedArrayBuffer }
  | { readonly kind: 'port'; readonly port: MessagePort };
