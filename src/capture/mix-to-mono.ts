/**
 * The mean of the channels, `[samples]`. Mono passes through as it is; else the array is a new one, and a sample that is not
 * finite counts as 0: one broken channel does not take the others along.
 */
export function mixToMono(channels: readonly Float32Array[]): Float32Array {
  const [first] = channels;
  if (!first || channels.length === 1) return first ?? new Float32Array(0);
  const mono = new Float32Array(first.length);
  for (const channel of channels) {
    for (let i = 0; i < mono.length; i++) if (Number.isFinite(channel[i])) mono[i]! += channel[i]!;
  }
  for (let i = 0; i < mono.length; i++) mono[i]! /= channels.length;
  return mono;
}
