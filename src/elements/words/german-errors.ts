import { PinnaErrorCode } from '../../errors.js';
import { germanAdvice } from './german-advice.js';
import type { ErrorWords } from './strings.js';

type Words = Pick<ErrorWords, 'what' | 'todo'>;

const words: Readonly<Record<PinnaErrorCode, Words>> = {
  [PinnaErrorCode.MicrophoneDenied]: {
    what: 'Das Mikrofon wurde nicht erlaubt.',
    todo: 'Erlauben Sie es in den Website-Einstellungen; im Rahmen auch die äußere Seite.',
  },
  [PinnaErrorCode.NoDevice]: {
    what: 'Das Mikrofon oder der Line-In wurde nicht gefunden.',
    todo: 'Schließen Sie es an oder wählen Sie ein anderes.',
  },
  [PinnaErrorCode.DeviceUnavailable]: {
    what: 'Das Mikrofon ist anderswo belegt oder vom System gesperrt.',
    todo: 'Schließen Sie andere Programme oder prüfen Sie den Datenschutz im System.',
  },
  [PinnaErrorCode.DeviceLost]: {
    what: 'Das Mikrofon wurde getrennt.',
    todo: 'Schließen Sie es wieder an oder wählen Sie ein anderes.',
  },
  [PinnaErrorCode.ModelMissing]: {
    what: 'Das Modell wurde nicht gefunden.',
    todo: 'Prüfen Sie seine Adresse und ob der Server erreichbar ist.',
  },
  [PinnaErrorCode.ModelCorrupt]: {
    what: 'Die Dateien des Modells sind unvollständig oder verändert.',
    todo: 'Kopieren Sie den ganzen Modellordner neu.',
  },
  [PinnaErrorCode.BadTaughtFile]: {
    what: 'Die Datei oder der Link mit gelernten Klängen ist ungültig.',
    todo: 'Lassen Sie sich die Datei oder den Link noch einmal geben.',
  },
  [PinnaErrorCode.WrongNetwork]: {
    what: 'Die Klänge wurden einem anderen Netz beigebracht.',
    todo: 'Wählen Sie das Modell von damals oder bringen Sie ihm die Klänge neu bei.',
  },
  [PinnaErrorCode.NoBackend]: {
    what: 'Dieser Browser kann das Netz nicht berechnen.',
    todo: 'Benutzen Sie einen aktuellen Browser oder ein anderes Rechenwerk.',
  },
  [PinnaErrorCode.WorkletFailed]: {
    what: 'Die Aufnahme konnte nicht arbeiten.',
    todo: 'Laden Sie die Seite neu; hilft das nicht, prüfen Sie, ob alle Dateien von Pinna ausgeliefert werden.',
  },
  [PinnaErrorCode.WorkerFailed]: {
    what: 'Die Analyse konnte nicht arbeiten.',
    todo: 'Starten Sie erneut; hilft das nicht, laden Sie die Seite neu.',
  },
  [PinnaErrorCode.FilesMissing]: {
    what: 'Ein Teil von Pinna ließ sich nicht laden.',
    todo: 'Prüfen Sie die Verbindung und ob alle Dateien von Pinna ausgeliefert werden, und versuchen Sie es erneut.',
  },
  [PinnaErrorCode.Unsupported]: {
    what: 'Dem Browser oder dieser Seite fehlt etwas Nötiges.',
    todo: 'Öffnen Sie die Seite über https in einem aktuellen Chrome, Edge, Firefox oder Safari.',
  },
  [PinnaErrorCode.SampleRate]: {
    what: 'Diese Abtastrate kann nicht analysiert werden.',
    todo: 'Wandeln Sie den Klang in 44,1 oder 48 kHz um oder wählen Sie ein anderes Gerät.',
  },
  [PinnaErrorCode.BadAudio]: {
    what: 'Die Datei lässt sich nicht als Ton lesen.',
    todo: 'Wandeln Sie sie in WAV, MP3 oder FLAC um und versuchen Sie es erneut.',
  },
  [PinnaErrorCode.FileUnreadable]: {
    what: 'Die Datei lässt sich nicht öffnen: Sie ist ein Ordner oder wurde verschoben oder gelöscht.',
    todo: 'Wählen Sie die Tondateien selbst.',
  },
  [PinnaErrorCode.EmptyAudio]: {
    what: 'Die Datei enthält keinen Ton.',
    todo: 'Kopieren oder nehmen Sie sie neu auf.',
  },
  [PinnaErrorCode.AudioTooShort]: {
    what: 'Der Ton ist kürzer als 32 ms, das Kürzeste, was sich analysieren lässt.',
    todo: 'Wählen Sie eine längere Datei.',
  },
  [PinnaErrorCode.NotKept]: {
    what: 'Diese Stelle ist nicht mehr gespeichert.',
    todo: 'Wählen Sie eine aus den letzten zehn Minuten, seit das Zuhören begann.',
  },
  [PinnaErrorCode.AudioTooLong]: {
    what: 'Die Aufnahme oder die gewählte Stelle ist zu lang.',
    todo: 'Wählen Sie eine kürzere Stelle, oder schneiden Sie den gesuchten Teil heraus. Ganze Dateien jeder Länge liest die Kommandozeile stückweise.',
  },
  [PinnaErrorCode.BadOption]: {
    what: 'Eine Einstellung dieser Seite ist ungültig.',
    todo: 'Wer die Seite betreut, muss sie berichtigen.',
  },
  [PinnaErrorCode.BadState]: {
    what: 'Dieser Zustand des Plugins ist ungültig; nichts hat sich geändert.',
    todo: 'Verwenden Sie einen Zustand, den das Plugin gespeichert hat.',
  },
  [PinnaErrorCode.NotWritten]: {
    what: 'Das Ergebnis konnte nicht gespeichert werden.',
    todo: 'Schaffen Sie Platz oder wählen Sie einen anderen Ort.',
  },
  [PinnaErrorCode.MidiDenied]: {
    what: 'MIDI wurde nicht erlaubt.',
    todo: 'Erlauben Sie es in den Website-Einstellungen des Browsers und wählen Sie den Ausgang noch einmal.',
  },
  [PinnaErrorCode.NoMidiOutput]: {
    what: 'Der MIDI-Ausgang wurde nicht gefunden.',
    todo: 'Schließen Sie das Gerät an oder öffnen Sie das Programm, und wählen Sie den Ausgang noch einmal.',
  },
};

/** Codes whose German text is complete. For the others, the English message is appended for its address, option or reason. */
const complete: ReadonlySet<PinnaErrorCode> = new Set([
  PinnaErrorCode.MicrophoneDenied,
  PinnaErrorCode.NoDevice,
  PinnaErrorCode.DeviceUnavailable,
  PinnaErrorCode.DeviceLost,
  PinnaErrorCode.BadAudio,
  PinnaErrorCode.FileUnreadable,
  PinnaErrorCode.EmptyAudio,
  PinnaErrorCode.AudioTooShort,
  PinnaErrorCode.NotKept,
  PinnaErrorCode.MidiDenied,
  PinnaErrorCode.NoMidiOutput,
]);

export function germanError({ code, message }: { code: PinnaErrorCode; message: string }): ErrorWords {
  const advice = germanAdvice(message);
  const said = advice === undefined ? words[code] : { ...words[code], todo: advice };
  return complete.has(code) ? said : { ...said, detail: message };
}
