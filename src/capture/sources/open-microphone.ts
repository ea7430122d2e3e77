import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { InputInfo, OpenedSource, Source } from './source.js';
import { Scope } from '../../lifetime/scope.js';
import { abortable } from '../../lifetime/waiting.js';
import { microphoneError } from './microphone-error.js';
import { followMute, Tap } from './tap.js';

/** Returns the part of an input to capture. @param source all of the input */
type PickChannels = (source: AudioNode, stream: MediaStream) => AudioNode;

/**
 * Opens a microphone or line-in without the browser's speech processing, which destroys music and bird sounds.
 *
 * @param pick returns the part of the stream's node to capture; it stops the stream before it throws
 * @param channels ideal number of channels to request; the browser mixes down any further ones
 * @throws PinnaError `microphone-denied`, `no-device`, `device-unavailable`, `unsupported-browser`,
 * `unsupported-sample-rate`; errors of `pick`; the signal's reason
 */
export async function openMicrophone(
  context: AudioContext,
  { deviceId }: Source & { kind: 'microphone' },
  signal: AbortSignal,
  onMuted: (isMuted: boolean) => void,
  pick: PickChannels = (source) => source,
  channels = 1,
): Promise<OpenedSource> {
  const asking = getMicrophone(deviceId, channels);
  let stream: MediaStream;
  try {
    stream = await abortable(asking, signal);
  } catch (error) {
    // The permission prompt cannot be cancelled. If the user accepts it after an abort, stops the stream at once (the
    // recording light goes out).
    void asking.then(stop, () => undefined);
    throw error;
  }
  const track = stream.getAudioTracks()[0]!;
  const tap = new Tap(pick(sourceOf(context, stream), stream));
  const scope = new Scope();
  scope.add(() => stop(stream));
  scope.add(() => tap.disconnect());
  const ended = new Promise<PinnaError>((resolve) => {
    scope.listen(track, 'ended', () => resolve(disconnectedError(track.label)));
  });
  followMute(track, tap, scope, onMuted);
  return {
    info: infoOf(track),
    connect: (target) => tap.connect(target),
    ended,
    release: () => void scope.close(),
  };
}

async function getMicrophone(deviceId: string | undefined, channels: number): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) {
    throw new PinnaError(
      PinnaErrorCode.Unsupported,
      'Browsers allow the microphone only on secure pages. Serve the page over https (or from localhost).',
    );
  }
  try {
    return await devices.getUserMedia({
      audio: {
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
        channelCount: { ideal: channels },
        ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
      },
    });
  } catch (cause) {
    throw microphoneError(cause);
  }
}

function sourceOf(context: AudioContext, stream: MediaStream): AudioNode {
  try {
    return context.createMediaStreamSource(stream);
  } catch (cause) {
    stop(stream);
    throw microphoneError(cause);
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function infoOf(track: MediaStreamTrack): InputInfo {
  const settings = track.getSettings();
  return {
    kind: 'microphone',
    label: track.label,
    settings,
    ...(settings.deviceId === undefined ? {} : { deviceId: settings.deviceId }),
  };
}

const disconnectedError = (label: string) =>
  new PinnaError(
    PinnaErrorCode.DeviceLost,
    `${label || 'The microphone'} was disconnected. Plug it in again or choose another microphone.`,
  );
