import type { Scope } from '../../lifetime/scope.js';
import type { AnsweredExchanges, NumberedAnswer, NumberedRequest } from '../requests.js';
import { asFailure } from './as-failure.js';

/**
 * Answers the requests of a page, until the scope closes. An error becomes the answer to its request. Worker thread.
 *
 * @param answer returns the answer, or a promise of it; its requests come from the page, which may send anything
 */
export function answerRequests<E extends AnsweredExchanges<E>>(
  port: MessagePort,
  scope: Scope,
  answer: (request: NumberedRequest<E>) => unknown,
): void {
  const send = (
    message: { readonly id: number; readonly out: unknown } | Extract<NumberedAnswer<E>, { failure: unknown }>,
  ) => {
    if (!scope.isClosed) port.postMessage(message);
  };
  scope.port(port, async (request: NumberedRequest<E> | null | undefined) => {
    if (typeof request?.id !== 'number') return;
    const { id } = request;
    try {
      send({ id, out: await answer(request) });
    } catch (error) {
      send({ id, failure: asFailure(error) });
    }
  });
}
