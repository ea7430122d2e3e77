/** German texts of the page “How it learnt”: English text, in one line, to German. */
export default {
  'How it learnt': 'Wie es gelernt hat',
  'A network that listens is not written: it is trained. Here is how, in the order in which it happened, with the curves, the trials and the mistakes. All figures are read from the files of the models when this page is built.':
    'Ein Netz, das zuhört, wird nicht geschrieben, sondern trainiert. Hier steht, wie: der Reihe nach, mit den Kurven, den Versuchen und den Fehlern. Alle Zahlen stammen aus den Dateien der Modelle und werden beim Bau dieser Seite gelesen.',
  Chapters: 'Kapitel',
  'The sounds': 'Die Geräusche',
  'A network that knows the world': 'Ein Netz, das die Welt kennt',
  'Only the past': 'Nur die Vergangenheit',
  'New heads, then the last blocks': 'Neue Köpfe, dann die letzten Blöcke',
  'The curves': 'Die Kurven',
  'How fast to learn': 'Wie schnell gelernt wird',
  'What each part is worth': 'Was jeder Teil wert ist',
  'From scores to reports': 'Von Werten zu Meldungen',
  'What it still gets wrong': 'Was es noch falsch macht',
  'All models, side by side': 'Alle Modelle im Vergleich',
  'A network is judged by sounds that it has never heard. So the recordings are split first, by where they come from: two clips of one recording, one speaker or one track are never on both sides. The larger part trains. The other, the validation split, measures; it also chose the thresholds, so expect a little less of new sounds.':
    'Ein Netz wird an Geräuschen gemessen, die es nie gehört hat. Darum werden die Aufnahmen zuerst nach ihrer Herkunft geteilt: Zwei Ausschnitte einer Aufnahme, einer Person oder eines Stücks stehen nie auf beiden Seiten. Der größere Teil dient dem Training. An dem anderen, den Validierungsdaten, wird gemessen. Nach ihm sind aber auch die Schwellen gewählt: Erwarten Sie bei neuen Geräuschen etwas weniger.',
  'All classes, by split': 'Alle Klassen nach Teilen',
  'A few hours of sound are too little to learn what a siren is. So the training begins with a network that already heard two million recordings: <code>mn04_as</code>, published as <a href="https://github.com/fschmid56/EfficientAT">EfficientAT</a>. It knows 527 kinds of sound. But it needs a whole recording before it says anything.':
    'Ein paar Stunden Ton sind zu wenig, um zu lernen, was eine Sirene ist. Darum beginnt das Training mit einem Netz, das schon zwei Millionen Aufnahmen gehört hat: <code>mn04_as</code>, veröffentlicht als <a href="https://github.com/fschmid56/EfficientAT" translate="no">EfficientAT</a>. Es kennt 527 Arten von Geräuschen. Aber es braucht eine ganze Aufnahme, bevor es etwas sagt.',
  'A live ear cannot wait for the future. So every part of the network was changed to look only backwards. Then this causal network learnt to answer as the whole one does, from sounds without labels. This is called distillation. What is left of its knowledge is measured by a single linear layer on its output:':
    'Ein Ohr, das live mithört, kann nicht auf die Zukunft warten. Darum blickt jeder Teil des Netzes nur noch zurück. Danach hat dieses kausale Netz gelernt, so zu antworten wie das ganze, aus Geräuschen ohne Beschriftung. Das heißt Destillation. Was von seinem Wissen bleibt, misst eine einzige lineare Schicht an seinem Ausgang:',
  'What is each choice of the distillation worth? Each row is a short run from the same beginning, with one choice changed. The loss is that on sounds which no run has heard: lower is better.':
    'Was ist jede Entscheidung der Destillation wert? Jede Zeile ist ein kurzer Lauf vom selben Anfang, mit einer geänderten Entscheidung. Der Verlust ist der auf Geräuschen, die kein Lauf gehört hat: Kleiner ist besser.',
  'How the choices were measured': 'Wie die Entscheidungen gemessen wurden',
  'Is it worth freeing the trunk? These short runs compare it. The first learns heads on the frozen trunk. Each of the others continues it, for equally many steps. The two columns on the right say how well the network still agrees with the pretrained one: on all its classes, and on those that no label teaches.':
    'Lohnt es sich, den Stamm freizugeben? Diese kurzen Läufe vergleichen es. Der erste lernt Köpfe auf dem eingefrorenen Stamm. Jeder andere setzt ihn fort, alle um gleich viele Schritte. Die beiden Spalten rechts sagen, wie sehr das Netz dem vortrainierten noch zustimmt: bei allen seinen Klassen, und bei denen, die keine Beschriftung lehrt.',
  'How the transfer was measured': 'Wie das Übertragen gemessen wurde',
  'The distilled trunk': 'Der destillierte Stamm',
  'The causal network is the trunk. On it stand new layers that answer every 20 ms, and three heads: events, genre, bird. First the trunk is frozen, and only the new layers learn. This is quick, and little is forgotten. Then its last blocks may change too, slowly. Each step has a price, so each was measured:':
    'Das kausale Netz ist der Stamm. Auf ihm stehen neue Schichten, die alle 20 ms antworten, und drei Köpfe: Ereignisse, Musikrichtung, Vogel. Zuerst ist der Stamm eingefroren, und nur die neuen Schichten lernen. Das geht schnell, und wenig wird vergessen. Danach dürfen sich auch seine letzten Blöcke ändern, langsam. Jeder Schritt hat seinen Preis, darum ist jeder gemessen:',
  'The loss says how wrong the network is. While it falls, the network learns. If it falls for training sounds and rises for others, the network learns by heart. Each stage draws these curves and says in words what they show.':
    'Der Verlust sagt, wie falsch das Netz liegt. Solange er fällt, lernt es. Fällt er für die Geräusche des Trainings und steigt für andere, so lernt es auswendig. Jede Stufe zeichnet diese Kurven und sagt in Worten, was sie zeigen.',
  'The learning rate is the size of a step. Too small, and the training takes forever; too large, and it breaks. A range test raises the rate step by step and looks where the loss falls, and where it breaks.':
    'Die Lernrate ist die Größe eines Schritts. Ist sie zu klein, dauert das Training ewig; ist sie zu groß, zerbricht es. Ein Test erhöht die Rate Schritt für Schritt und sieht nach, wo der Verlust fällt und wo er ausbricht.',
  'Does it help to train with noise, with rooms, with changed pitch? Leave one part out, train again, compare: an ablation. This table is about small networks that learnt from labels alone, without the pretrained network, in a short training. Less than three points of difference are chance.':
    'Hilft es, mit Rauschen, mit Räumen, mit veränderter Tonhöhe zu trainieren? Man lässt einen Teil weg, trainiert neu und vergleicht: eine Ablation. Diese Tabelle gilt für kleine Netze, die allein aus Beschriftungen gelernt haben, ohne das vortrainierte Netz, in einem kurzen Training. Unterschiede unter drei Punkten sind Zufall.',
  'The whole table, and how it was made': 'Die ganze Tabelle, und wie sie entstand',
  'A score of 0.8 should be right eight times in ten. The raw scores are not like that, so each head is calibrated. Then each sound gets a threshold: how sure must the network be before Pinna says a name? A wrong report counts more than a missing one.':
    'Ein Wert von 0,8 sollte in acht von zehn Fällen stimmen. Die rohen Werte sind nicht so, darum wird jeder Kopf kalibriert. Dann bekommt jedes Geräusch eine Schwelle: Wie sicher muss das Netz sein, bevor Pinna einen Namen nennt? Eine falsche Meldung zählt mehr als eine fehlende.',
  'A row of a confusion matrix is what was played, a column what the network said. On the diagonal it was right. Point at the picture, or choose a row.':
    'Eine Zeile einer Verwechslungsmatrix ist das, was erklang, eine Spalte das, was das Netz sagte. Auf der Diagonale lag es richtig. Zeigen Sie auf das Bild oder wählen Sie eine Zeile.',
  'Each model has a card: its data, its figures for each sound, its known failures, and the command that makes it again.':
    'Jedes Modell hat eine Karte: seine Daten, seine Zahlen für jedes Geräusch, seine bekannten Fehler und der Befehl, der es noch einmal herstellt.',
  'The recipe of the training': 'Das Rezept des Trainings',
  'Every sound, in words': 'Jedes Geräusch, in Worten',
};
