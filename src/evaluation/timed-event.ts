/** A sound in a recording, true or detected; times are seconds from the recording's start. */
export interface TimedEvent {
  readonly label: string;
  readonly onset: number;
  readonly offset: number;
}

/**
 * Groups events by label.
 *
 * @returns per label its events, in the order given
 */
export function byLabel<T extends TimedEvent>(events: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const event of events) {
    const group = groups.get(event.label);
    if (group) group.push(event);
    else groups.set(event.label, [event]);
  }
  return groups;
}
