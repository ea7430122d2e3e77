/** Formats a time or a duration: `0:07`, `12:30`, `1:02:03`. @param time seconds */
export function clockText(time: number): string {
  const whole = Math.floor(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Formats the time of a sound: `0:03–0:12`, or `0:03` if it begins and ends within that second. */
export function spanText(onset: number, offset: number): string {
  const [from, to] = [clockText(onset), clockText(offset)];
  return from === to ? from : `${from}–${to}`;
}
