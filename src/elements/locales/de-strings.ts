import type { Count, Strings } from '../strings';
import { germanError } from './de-errors';

const counted = ({ plural, text }: Count, one: string, other: string) => `${text} ${plural === 'one' ? one : other}`;

export const germanStrings: Strings = {
  start: 'Start',
  tryAgain: 'Erneut versuchen',
  stop: 'Stopp',
  source: 'Quelle',
  defaultMicrophone: 'Mikrofon',
  unnamedInput: (position) => `Audioeingang ${position}`,
  chooseFile: 'Audiodatei …',
  inputsGroup: 'Eingänge',
  otherGroup: 'Andere Klänge',

  privacy: 'Der Ton bleibt auf diesem Gerät.',
  state: {
    idle: 'Hört nicht zu',
    asking: 'Fragt',
    starting: 'Startet',
    running: 'Hört zu',
    silent: 'Stille',
    stopping: 'Hört auf',
    failed: 'Angehalten',
  },
  message: {
    idle: 'Drücken Sie Start, um zu sehen, welche Vögel, welche Musik und welche anderen Geräusche hier zu hören sind.',
    asking: 'Der Browser fragt nach dem Mikrofon.',
    askingTodo: 'Erlauben Sie es, um zu beginnen.',
    starting: 'Wird vorbereitet.',
    blocked: 'Der Browser lässt keinen Ton herein, bevor Sie die Seite berühren.',
    blockedTodo: 'Klicken Sie irgendwohin oder drücken Sie eine Taste.',
    running: (input) => (input ? `Hört zu: ${input}.` : 'Hört zu.'),
    silent: 'Es kommt kein Ton an: Ist das Mikrofon stummgeschaltet?',
    silentTodo: 'Schalten Sie es ein oder wählen Sie eine andere Quelle.',
    stopping: 'Das zuletzt Gehörte wird noch ausgewertet.',
  },
  error: germanError,

  level: 'Pegel',
  decibels: (value) => `${value}\u00a0dBFS`,
  silence: 'Stille',
  clip: 'zu laut',
  clipping: 'Der Eingang ist zu laut und übersteuert.',

  head: { bird: 'Vogel', genre: 'Musik', events: 'Klänge' },
  bird: 'Vogel',
  maybeBird: 'vielleicht ein Vogel',
  noBird: 'kein Vogel',
  genreTitle: 'Musikrichtung',
  eventsTitle: 'Geräusche',
  nothingHeard: 'nichts sticht hervor',

  spectrogram: (seconds) => `Spektrogramm der letzten ${counted(seconds, 'Sekunde', 'Sekunden')}`,
  spectrogramIdle: 'noch nichts gehört',
  loudestNear: (frequency) => `am lautesten bei ${frequency}`,
  hertz: (value) => `${value}\u00a0Hz`,
  kilohertz: (value) => `${value}\u00a0kHz`,

  timeline: 'Zuletzt gehörte Geräusche auf der Zeitachse des Spektrogramms',
  span: (onset, offset) => `${onset}–${offset}`,
  since: (onset) => `seit ${onset}`,

  logTitle: 'Gehörte Geräusche, das neueste zuerst',
  save: 'Speichern',
  exportFormat: 'Dateiformat',
  format: {
    csv: 'CSV-Tabelle',
    jsonl: 'JSON Lines',
    audacity: 'Audacity-Textmarken',
    raven: 'Raven-Auswahltabelle',
    vtt: 'WebVTT-Untertitel',
  },
  logEmpty: 'Noch nichts gehört.',
  logColumns: { sound: 'Geräusch', kind: 'Art', from: 'Von', to: 'Bis', score: 'Wert' },
  ongoing: 'jetzt',
  kind: { bird: 'Vogel', genre: 'Musikrichtung', events: 'Geräusch' },

  heard: (sounds) => `Gehört: ${sounds}.`,

  statusRows: {
    model: 'Modell',
    backend: 'Rechenwerk',
    reason: 'Warum',
    input: 'Eingang',
    processing: 'Bearbeitung im Browser',
    sampleRate: 'Abtastrate',
    step: 'Schritt',
    cost: 'Aufwand',
    latency: 'Verzögerung',
    dropped: 'Verlorene Abtastwerte',
    transport: 'Übertragung',
  },
  unknown: '–',
  step: (frames, time) => `${counted(frames, 'Zeitfenster', 'Zeitfenster')} in ${time}`,
  cost: (share) => `${share} eines Prozessorkerns`,
  dropped: (dropped, captured) => `${dropped.text} von ${captured}`,
  transport: { ring: 'Ring im gemeinsamen Speicher', port: 'Nachrichtenkanal' },
  reason: {
    asked: (backend) => `${backend} wurde verlangt`,
    only: (backend) => `nur ${backend} lässt sich hier benutzen`,
    fastest: (backend, times, frames) =>
      `${backend} ist am schnellsten: ${times} je Schritt von ${counted(frames, 'Zeitfenster', 'Zeitfenstern')}`,
    lost: (backend, reason) => `${backend} ging während des Zuhörens verloren; ${reason}`,
  },
  processing: {
    echoCancellation: 'Echounterdrückung',
    noiseSuppression: 'Rauschunterdrückung',
    autoGainControl: 'automatische Aussteuerung',
  },
  processingOff: 'aus: der Ton kommt unverändert an',
  processingOn: (names) => `${names} an: das schadet Musik und Vogelstimmen`,
};
