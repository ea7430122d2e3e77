/* global AudioWorkletProcessor, registerProcessor -- audio thread */
/** Compares its two inputs bit by bit. Answers each message with the counts so far. */
class CompareInputs extends AudioWorkletProcessor {
  constructor() {
    super();
    this.seen = { compared: 0, different: 0, channels: 0, loudest: 0 };
    this.port.onmessage = () => this.port.postMessage(this.seen);
  }

  process([one, other]) {
    if (one.length === 0 || other.length === 0) return true;
    this.seen.channels = one.length;
    if (one.length !== other.length) this.seen.different += 1;
    for (let channel = 0; channel < one.length; channel++) {
      const bits = [one[channel], other[channel] ?? new Float32Array(one[channel].length)].map(
        ({ buffer, byteOffset, length }) => new Int32Array(buffer, byteOffset, length),
      );
      for (let i = 0; i < bits[0].length; i++) {
        this.seen.compared += 1;
        if (bits[0][i] !== bits[1][i]) this.seen.different += 1;
        this.seen.loudest = Math.max(this.seen.loudest, Math.abs(one[channel][i]));
      }
    }
    return true;
  }
}

registerProcessor('compare-inputs', CompareInputs);
