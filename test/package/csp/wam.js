/* global URLSearchParams, location, document, AudioContext, navigator, MediaStreamAudioSourceNode -- in the page */
import { initializeWamHost } from '../node_modules/@webaudiomodules/sdk/dist/index.js';

const address = new URLSearchParams(location.search).get('plugin');
const told = (globalThis.told = { detections: [], notes: 0 });

document.querySelector('button').addEventListener('click', async () => {
  const context = new AudioContext();
  const [group] = await initializeWamHost(context);
  const { default: Plugin } = await import(address);
  const { audioNode, createGui } = await Plugin.createInstance(group, context, { model: 'tiny' }).then((plugin) => ({
    audioNode: plugin.audioNode,
    createGui: () => plugin.createGui(),
  }));
  audioNode.addEventListener('pinna-detection', ({ detail }) => told.detections.push(detail.detection.label));
  audioNode.addEventListener('pinna-midi', () => (told.notes += 1));
  audioNode.addEventListener('pinna-error', ({ detail }) => (told.error = detail.message));
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(audioNode);
  document.body.append(await createGui());
});
