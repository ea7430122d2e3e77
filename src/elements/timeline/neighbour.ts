import type { Detection } from '../../decisions/detection.js';

/**
 * Where an arrow key, Home or End leads from a detection: before or after it in time, or into the next lane that is not
 * empty, there to what is nearest in time.
 *
 * @param all In order of onset. @param lanes Those that are shown, top to bottom.
 * @returns undefined for any other key, and where there is nothing
 */
export function neighbour(
  key: string,
  from: Detection,
  all: readonly Detection[],
  lanes: readonly (readonly Detection[])[],
): Detection | undefined {
  const at = all.findIndex(({ id }) => id === from.id);
  const lane = lanes.findIndex((bars) => bars.some(({ id }) => id === from.id));
  switch (key) {
    case 'ArrowLeft':
      return all[at - 1];
    case 'ArrowRight':
      return all[at + 1];
    case 'ArrowUp':
      return nearest(from, lanes.slice(0, Math.max(lane, 0)).reverse());
    case 'ArrowDown':
      return nearest(from, lanes.slice(lane + 1));
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
  }
  return undefined;
}

function nearest(from: Detection, lanes: readonly (readonly Detection[])[]): Detection | undefined {
  const distance = ({ onset }: Detection) => Math.abs(onset - from.onset);
  return lanes.find((bars) => bars.length > 0)?.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}
