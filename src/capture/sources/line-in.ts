import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { LineIn } from './source.js';

/** Gain that makes sense, ± dB. */
const LOUDEST = 48;
/** The most channels that Web Audio has. */
const MOST_CHANNELS = 32;

export const isChannel = (one: unknown): one is number =>
  Number.isInteger(one) && (one as number) >= 0 && (one as number) < MOST_CHANNELS;

/** At least one. */
export const areChannels = (all: unknown): all is readonly number[] =>
  Array.isArray(all) && all.length > 0 && all.every(isChannel);

export const isGain = (dB: unknown): dB is number => typeof dB === 'number' && Math.abs(dB) <= LOUDEST;

/** @throws PinnaError `bad-option` for channels that no input has, and for a gain that is none */
export function checkLineIn({ channels, gain = 0 }: LineIn): void {
  if (!isGain(gain)) throw badOption(`gain is ${String(gain)}: give dB from −48 to 48.`);
  if (channels?.length === 0) throw badOption('channels is empty: name one, counted from 0, or leave the option out.');
  const wrong = channels?.find((channel) => !isChannel(channel));
  if (wrong !== undefined) throw badOption(`There is no channel ${String(wrong)}: they count from 0 to 31.`);
}

/**
 * The channels of an input that are listened to, mixed to one as their mean, with its gain. Main thread; a module of its own,
 * for those who choose.
 *
 * @param wanted as `checkLineIn` lets it pass
 * @param stream that the source is of, which may tell how many channels it has
 * @throws PinnaError `bad-option` for channels that the input does not have; the stream has been stopped then
 */
export function lineIn(
  context: AudioContext,
  source: AudioNode,
  { channels, gain = 0 }: LineIn,
  stream?: MediaStream,
): AudioNode {
  const factor = 10 ** (gain / 20);
  // The browser mixes what comes to one channel.
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
      `The input gives ${String(available)} channels, counted from 0, and has no channel ${String(missing)}. Choose another ` +
        'channel, or have the system give more.',
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
