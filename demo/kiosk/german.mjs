/** German texts of the kiosk: English text, in one line, to German. */
export default {
  Kiosk: 'Kiosk',
  'For a screen on a wall, in a class or in a bird hide: large words, nothing to operate. It listens until you press Escape or Leave.':
    'Für einen Bildschirm an der Wand, in der Klasse oder im Vogelversteck: große Wörter, nichts zu bedienen. Es hört zu, bis Sie Escape oder Verlassen drücken.',
  Microphone: 'Mikrofon',
  'Begin in full screen': 'Im Vollbild beginnen',
  'It restarts automatically after a microphone was unplugged, a tab was hidden, the computer slept or the page was reloaded.':
    'Es beginnt von selbst wieder, wenn ein Mikrofon abgezogen, ein Tab verdeckt oder die Seite neu geladen wurde oder der Rechner geschlafen hat.',
  'It keeps the screen on if the browser allows that, and remembers the microphone.':
    'Es lässt den Bildschirm an, wenn der Browser das erlaubt, und merkt sich das Mikrofon.',
  'After the first visit it works without a network. Sound stays on this device.':
    'Nach dem ersten Besuch geht es ohne Netz. Der Ton bleibt auf diesem Gerät.',
  Sounds: 'Geräusche',
  Off: 'Aus',
  Leave: 'Verlassen',
};
