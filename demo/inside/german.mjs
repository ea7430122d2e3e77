/** German texts of the page on the inside of the network: English text, in one line, to German. */
export default {
  Inside: 'Innenansicht',
  'See the network at work: every layer moves with the sound. Start the demo scene, a file or the microphone. Choose a layer, then a unit; ask why it says “bird”; break it, and see what happens. No microphone is needed.':
    'Sehen Sie dem Netz bei der Arbeit zu: Jede Schicht bewegt sich mit dem Klang. Starten Sie die Beispielszene, eine Datei oder das Mikrofon. Wählen Sie eine Schicht, dann eine Einheit; fragen Sie, warum es „Vogel“ sagt; machen Sie es kaputt und sehen Sie, was geschieht. Ein Mikrofon ist nicht nötig.',
  'For a lecture': 'Für den Unterricht',
  '<strong>Two speeds.</strong> Compare the last blocks with the fast branch. How often does each give a value, and how much sound does it read? The bracket at the right edge of the input shows it.':
    '<strong>Zwei Geschwindigkeiten.</strong> Vergleichen Sie die letzten Blöcke mit dem schnellen Zweig. Wie oft gibt jeder einen Wert, und wie viel Klang liest er? Die Klammer am rechten Rand der Eingabe zeigt es.',
  '<strong>Receptive field.</strong> Compute it by hand for the first three layers, then choose them and compare.':
    '<strong>Rezeptives Feld.</strong> Berechnen Sie es von Hand für die ersten drei Schichten, wählen Sie sie dann und vergleichen Sie.',
  '<strong>What a unit answers to.</strong> Choose a unit of the first convolution, and predict from its weights which sounds it likes. Wait for its three moments.':
    '<strong>Worauf eine Einheit antwortet.</strong> Wählen Sie eine Einheit der ersten Faltung und sagen Sie aus ihren Gewichten voraus, welche Klänge sie mag. Warten Sie auf ihre drei Augenblicke.',
  '<strong>Memory.</strong> Choose the memory, and stop the sound. Which lamps stay lit, and what do their gates say?':
    '<strong>Gedächtnis.</strong> Wählen Sie das Gedächtnis und halten Sie den Klang an. Welche Lampen bleiben hell, und was sagen ihre Tore?',
  '<strong>Why?</strong> Ask for the bird while a bird sings, and again while it rains. Does the network look where you would?':
    '<strong>Warum?</strong> Fragen Sie nach dem Vogel, während einer singt, und noch einmal, während es regnet. Schaut das Netz dorthin, wohin Sie schauen würden?',
  '<strong>Broken on purpose.</strong> Switch on one fault after the other. Predict first what the table of scores will show.':
    '<strong>Mit Absicht kaputt.</strong> Schalten Sie einen Fehler nach dem anderen ein. Sagen Sie zuerst voraus, was die Tabelle der Werte zeigen wird.',
};
