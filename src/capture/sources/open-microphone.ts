import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { InputInfo, OpenedSource, Source } from './source.js';
import { Scope } from '../../lifetime/scope.js';
import { abortable } from '../../lifetime/waiting.js';
import { microphoneError } from './microphone-error.js';
import { followMute, Tap } from './tap.js';

/** What of an input is to be heard. @param source all of it */
type PickChannels = (source: AudioNode, stream: MediaStream) => AudioNode;

/**
 * Opens a microphone or line-in without the browser's speech processing, which destroys music and birds.
 * @throws PinnaError `microphone-denied`, `no-device`, `device-unavailable`, `unsupported-browser`; what `pick` throws.
 * @param pick gives of the stream's node what is to be heard, or throws once it has stopped the stream
 * @param channels how many are asked for; the browser mixes what is more
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
    // The question cannot be taken back. If it is answered with yes after an abort, the light goes out at once.
    void asking.then(stop, () => undefined);
    throw error;
  }
  const track = stream.getAudioTracks()[0]!;
  const tap = new Tap(pick(sourceOf(context, stream), stream));
  const scope = new Scope();
  scope.add(() => stop(stream));
  scope.add(() => tap.disconnect());
  const ended = new Promise<PinnaError>((resolve) => {
    scope.listen(track, 'ended', () => resolve(lostError(track.label)));
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
      'Browsers give the microphone to secure pages only. Serve the page over https (or from localhost).',
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

const lostError = (label: string) =>
  new PinnaError(
    PinnaErrorCode.DeviceLost,
    `${label || 'The microphone'} was unplugged or taken away. Plug it in again or choose another.`,
  );
