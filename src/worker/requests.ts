/**
 * Messages of a channel on which each request has a number, and its answer the same. A request fails alone: its answer is then an
 * error. Besides, the worker may send reports.
 */
import type { Failure } from './contract.js';

/** Requests by type, and their answers. */
export type AnsweredExchanges<E> = { readonly [T in keyof E]: { readonly in: unknown; readonly out: unknown } };

/** A request as it is sent. */
export type NumberedRequest<E extends AnsweredExchanges<E>, T extends keyof E = keyof E> = {
  [K in T]: { readonly type: K; readonly id: number; readonly in: E[K]['in'] };
}[T];

/** An answer as it is sent. */
export type NumberedAnswer<E extends AnsweredExchanges<E>> =
  { readonly id: number; readonly out: E[keyof E]['out'] } | { readonly id: number; readonly failure: Failure };

/** A report as it is sent. */
export type TypedReport<R> = { [T in keyof R]: { readonly type: T; readonly report: R[T] } }[keyof R];
