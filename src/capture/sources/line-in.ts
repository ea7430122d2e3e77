import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { LineIn } from './source.js';

/** Maximum gain and attenuation, dB. */
const MAX_GAIN = 48;
/** Maximum number of channels in Web Audio. */
const MAX_CHANNELS = 32;

/** Whether a value is a channel index: an integer from 0 to 31. */
export const isChannel = (one: unknown): one is number =>
  Number.isInteger(one) && (one as number) >= 0 && (one as number) < MAX_CHANNELS;

/** Whether a value is a non-empty list of channel indices. */
export const areChannels = (all: unknown): all is readonly number[] =>
  Array.isArray(all) && all.length > 0 && all.every(isChannel);

/** Whether a value is a gain from −48 to 48 dB. */
export const isGain = (dB: unknown): dB is number => typeof dB === 'number' && Math.abs(dB) <= MAX_GAIN;

/**
 * Checks the options of a line-in.
 *
 * @throws PinnaError `bad-option` for an empty list, an invalid channel or an invalid gain
 */
export function checkLineIn({ channels, gain = 0 }: LineIn): void {
  if (!isGain(gain)) throw badOption(`gain is ${String(gain)}. Use dB from −48 to 48.`);
  if (channels?.length === 0)
    throw badOption('channels is empty. Name at least one channel, counted from 0, or leave the option out.');
  const wrong = channels?.find((channel) => !isChannel(channel));
  if (wrong !== undefined) throw badOption(`${String(wrong)} is not a channel. Use numbers from 0 to 31.`);
}

/**
 * Mixes the selected channels of an input to their mean and applies the gain. Main thread. Only sources with these options
 * need this module; a plain microphone does not load it.
 *
 * @param wanted options that `checkLineIn` has accepted
 * @param stream the source's stream, if any; its track may report the number of channels
 * @throws PinnaError `bad-option` for a channel that the input does not have; the stream has then been stopped
 */
export function lineIn(
  context: AudioContext,
  source: AudioNode,
  { channels, gain = 0 }: LineIn,
  stream?: MediaStream,
): AudioNode {
  const factor = 10 ** (gain / 20);
  // The browser mixes all connections of this node to one channel.
  const mono = context.createGain();
  mono.channelCount = 1;
  mono.channelCountMode = 'explicit';
  mono.gain.value = factor;
  if (!channels) {
    source.connect(mono);
    return mono;
  }
  const chosen = [...new Set(channels)];
  const available = stream?.getAudioTracks()[0]?.getSettings().channelCount;
  const missing = chosen.find((channel) => available !== undefined && channel >= available);
  if (missing !== undefined) {
    for (const track of stream!.getTracks()) track.stop();
    throw badOption(
      `The input has ${String(available)} channels, counted from 0, and no channel ${String(missing)}. Choose another ` +
        'channel, or set the system to provide more.',
    );
  }
  mono.gain.value = factor / chosen.length;
  const splitter = context.createChannelSplitter(Math.max(...chosen) + 1);
  source.connect(splitter);
  for (const channel of chosen) splitter.connect(mono, channel);
  return mono;
}

function badOption(message: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, message);
}
