import type { ChordSpan } from './harmony.js';

/** Joins neighbours with the same label; their fit is the mean over time. Pure. @param spans contiguous, in order */
export function joinChords(spans: readonly ChordSpan[]): ChordSpan[] {
  const out: ChordSpan[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last?.label !== span.label) {
      out.push(span);
      continue;
    }
    const [a, b] = [last.to - last.from, span.to - span.from];
    out[out.length - 1] = { ...last, to: span.to, fit: (last.fit * a + span.fit * b) / (a + b) };
  }
  return out;
}
