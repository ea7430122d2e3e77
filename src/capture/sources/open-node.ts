import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import type { OpenedSource, Source } from './source.js';
import { Tap } from './tap.js';

/**
 * Opens a node of the caller's graph as a source. Adds one edge from the node's first output; `release` removes that edge.
 * The source ends when the caller closes the context.
 */
export function openNode({ node }: Source & { kind: 'node' }): OpenedSource {
  if (node.numberOfOutputs === 0) {
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      'This audio node has no output to listen to (a destination has none). Pass the node that is connected to it.',
    );
  }
  const tap = new Tap(node);
  const scope = new Scope();
  scope.add(() => tap.disconnect());
  const ended = new Promise<undefined>((resolve) => {
    const check = () => {
      if (node.context.state === 'closed') resolve(undefined);
    };
    scope.listen(node.context, 'statechange', check);
  });
  return {
    info: { kind: 'node', label: '' },
    connect: (target) => tap.connect(target),
    ended,
    release: () => void scope.close(),
  };
}
