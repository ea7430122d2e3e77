/** Relative luminance below which a colour is nearer to black than to white. */
const MIDDLE = 0.18;

/** Whether an element stands on a dark ground: its text, which is never transparent, is light then. */
export function isOnDark(element: Element): boolean {
  const [r = 0, g = 0, b = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (channel: number) => (channel / 255) ** 2.2;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) > MIDDLE;
}
