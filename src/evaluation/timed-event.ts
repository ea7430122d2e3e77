/** A sound in a clip, true or reported; seconds from the clip's start. */
export interface TimedEvent {
  readonly label: string;
  readonly onset: number;
  readonly offset: number;
}

/** @returns per label its events, in the order given */
export function byLabel<T extends TimedEvent>(events: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const event of events) {
    const group = groups.get(event.label);
    if (group) group.push(event);
    else groups.set(event.label, [event]);
  }
  return groups;
}
