/** German texts of the page on teaching: English text, in one line, to German. */
export default {
  Teach: 'Beibringen',
  'Teach your own sound: a kettle, a machine, a door. Start the microphone or the demo scene, or drop files with the sound below. The examples and what is learnt from them stay on this device, unless you share them.':
    'Bringen Sie ein eigenes Geräusch bei: einen Wasserkocher, eine Maschine, eine Tür. Starten Sie das Mikrofon oder die Beispielszene, oder legen Sie unten Dateien mit dem Geräusch ab. Die Beispiele und das Gelernte bleiben auf diesem Gerät, außer Sie teilen sie.',
};
