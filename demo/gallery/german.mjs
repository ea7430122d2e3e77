/** German texts of the gallery and its examples: English text, in one line, to German. */
export default {
  'Demo scene': 'Beispielszene',
  Microphone: 'Mikrofon',
  'Every example on this page then shows the sounds.': 'Jedes Beispiel dieser Seite zeigt dann die Geräusche.',
  Gallery: 'Galerie',
  'Each element alone, and restyled with a few lines of CSS. The code beside each example is exactly the code of that example. Press one of the buttons above to see the elements with sound. Their JavaScript is in the <a href="reference.html">reference</a>.':
    'Jedes Element einzeln, und mit ein paar Zeilen CSS umgestaltet. Der Code neben einem Beispiel ist genau der Code dieses Beispiels. Die Knöpfe oben zeigen die Elemente mit Ton. Ihr JavaScript steht in der <a href="reference.html">Referenz</a>.',
  Elements: 'Elemente',
  'Once in your page': 'Einmal in Ihrer Seite',
  'Put the package\'s folder <code>dist</code> beside your page as <code>pinna</code>. Elements show the <code>&lt;pinna-listener&gt;</code> around them; elsewhere in the page, give them <code>for="its-id"</code>.':
    'Legen Sie den Ordner <code>dist</code> des Pakets als <code>pinna</code> neben Ihre Seite. Elemente zeigen den <code>&lt;pinna-listener&gt;</code>, der sie umgibt; anderswo in der Seite geben Sie ihnen <code>for="seine-id"</code>.',
  Default: 'Unverändert',

  'The sounds of this moment, in large type: one steady answer. Sounds that answer the same question are one line, a name stays for two seconds after its sound, and the text changes at most once a second.':
    'Was jetzt zu hören ist, in großer Schrift: eine ruhige Antwort. Geräusche, die dieselbe Frage beantworten, stehen in einer Zeile, ein Name bleibt nach seinem Geräusch zwei Sekunden stehen, und der Text ändert sich höchstens einmal in der Sekunde.',
  'A departure board, with scores': 'Eine Anzeigetafel, mit Werten',
  'Across a room: only what is quite certain': 'Durch einen Raum: nur, was recht sicher ist',

  'The whole live view in one tag: controls, the answer, the spectrogram with its lanes, and folded below them scores, log and technical details. It listens separately from the rest of this page.':
    'Die ganze Live-Ansicht in einem Tag: Bedienung, Antwort, Spektrogramm mit seinen Spuren und zusammengeklappt darunter Werte, Protokoll und technische Einzelheiten. Sie hört getrennt vom Rest dieser Seite zu.',
  'A whole page in one tag': 'Eine ganze Seite in einem Tag',
  'A dark card with a low picture': 'Eine dunkle Karte mit niedrigem Bild',
  'The answer alone, large': 'Nur die Antwort, groß',

  'A light that is on while a bird is detected, with a label, the score, and a plot of the scores of the last minute. The plot is pale, and solid where a bird was detected.':
    'Ein Licht, das leuchtet, solange ein Vogel erkannt wird, mit Beschriftung, Wert und dem Verlauf der letzten Minute. Der Verlauf ist blass und dort kräftig, wo ein Vogel erkannt wurde.',
  'A sign at the garden door': 'Ein Schild an der Gartentür',
  'A square lamp that glows, without the plot': 'Eine eckige Lampe, die glüht, ohne Verlauf',

  'The strength of each of the twelve pitch classes, on the time axis of the spectrogram. While the element is on the page, the listener computes descriptors. The script <code>descriptor-view.js</code> beside <code>pinna.js</code> defines it.':
    'Die Stärke jedes der zwölf Töne auf der Zeitachse des Spektrogramms. Solange das Element auf der Seite ist, berechnet der Listener Merkmale. Das Skript <code>descriptor-view.js</code> neben <code>pinna.js</code> definiert es.',
  'With chord and key, and the mean of each beat': 'Mit Akkord und Tonart, und gemittelt über jeden Schlag',
  'Low and grey, ten seconds': 'Niedrig und grau, zehn Sekunden',
  'Without names, as a ribbon': 'Ohne Namen, als Band',

  'Start and stop button, source picker, level meter, and one message that explains the current state.':
    'Knopf zum Starten und Stoppen, Auswahl der Quelle, Pegelanzeige und eine Meldung, die den Zustand erklärt.',
  'One round button, and the message': 'Ein runder Knopf und die Meldung',
  'In brand colours': 'In den Farben des Hauses',

  'Live audio descriptors: level, zero crossings, centroid, bandwidth, roll-off, flatness, flux, onset strength, tempo with a beat indicator, and cepstral coefficients. While the element is on the page, the listener computes descriptors. The script <code>descriptor-view.js</code> beside <code>pinna.js</code> defines it.':
    'Merkmale des Tons, live: Pegel, Nulldurchgänge, Schwerpunkt, Bandbreite, 85-%-Frequenz, Flachheit, spektraler Fluss, Einsatzstärke, Tempo mit Schlaganzeige und Cepstralkoeffizienten. Solange das Element auf der Seite ist, berechnet der Listener Merkmale. Das Skript <code>descriptor-view.js</code> neben <code>pinna.js</code> definiert es.',
  'Bars in another colour, without the plot': 'Balken in anderer Farbe, ohne Verlauf',
  'Always dark, with a large beat': 'Immer dunkel, mit großem Schlag',

  'The sounds with the highest scores at the moment, highest first.':
    'Die Geräusche mit den höchsten Werten im Augenblick, das höchste zuerst.',
  'Three, in large type': 'Drei, in großer Schrift',
  'Also the faint ones, striped': 'Auch die schwachen, gestreift',

  'Analyses whole files, faster than real time. Drop files on it or choose them. Each file gets a summary, a spectrogram and an export. The script <code>file-view.js</code>, beside <code>pinna.js</code> or alone, defines it.':
    'Analysiert ganze Dateien, schneller, als sie spielen. Legen Sie Dateien darauf ab oder wählen Sie sie. Jede Datei bekommt eine Zusammenfassung, ein Spektrogramm und einen Export. Das Skript <code>file-view.js</code>, neben <code>pinna.js</code> oder allein, definiert es.',
  'A quiet strip': 'Ein ruhiger Streifen',
  Night: 'Nacht',

  'Whether there is music, and one bar per genre in a fixed order.':
    'Ob Musik spielt, und ein Balken je Musikrichtung in fester Reihenfolge.',
  'Thick bars in another colour': 'Dicke Balken in anderer Farbe',
  'Always dark, on a panel': 'Immer dunkel, auf einer Tafel',

  'Input level from −60 to 0 dBFS, and an indicator that lights up when the input clips.':
    'Eingangspegel von −60 bis 0 dBFS und eine Anzeige, die leuchtet, wenn der Eingang übersteuert.',
  'As wide as the page, and thick': 'So breit wie die Seite, und dick',
  'Green, on a rail of dots': 'Grün, auf einer Schiene aus Punkten',

  'Input settings for musicians, beside the controls: device, channels and gain. They are stored on this device. The script <code>line-in.js</code> beside <code>pinna.js</code> defines it.':
    'Einstellungen des Eingangs für Musiker, neben der Bedienung: Gerät, Kanäle und Verstärkung. Sie werden auf diesem Gerät gespeichert. Das Skript <code>line-in.js</code> neben <code>pinna.js</code> definiert es.',
  'In a column': 'In einer Spalte',
  'A dark strip that stores nothing': 'Ein dunkler Streifen, der nichts speichert',

  'A listener as an element. The elements inside it show its results. If it is removed from the page, it stops listening. This one listens separately from the rest of this page.':
    'Ein Listener als Element. Die Elemente darin zeigen, was er hört. Wird er aus der Seite entfernt, hört er nicht mehr zu. Dieser hört unabhängig vom Rest dieser Seite zu.',
  'A whole page in a few lines': 'Eine ganze Seite in ein paar Zeilen',
  'The small model with short steps, on a dark card': 'Das kleine Modell mit kurzen Schritten, auf einer dunklen Karte',
  'Your own markup, fed by an event': 'Ihr eigenes HTML, von einem Ereignis gefüllt',
  'Nothing yet.': 'Noch nichts.',

  'Table of the detected sounds with their wall-clock times, newest first. With <code>remember</code>, it is stored on this device.':
    'Tabelle der erkannten Geräusche mit ihren Uhrzeiten, das neueste zuerst. Mit <code>remember</code> wird sie auf diesem Gerät gespeichert.',
  'The last ten, without buttons': 'Die letzten zehn, ohne Knöpfe',
  'A field book, with your own button': 'Ein Feldbuch mit eigenem Knopf',
  Print: 'Drucken',

  'The result of <code>classify</code>, with its spectrogram, its sounds and playback. Set <code>classification</code> to the result, and <code>src</code> to the address of the sound. <code>&lt;pinna-file&gt;</code> contains one. The script <code>file-view.js</code>, beside <code>pinna.js</code> or alone, defines it.':
    'Das Ergebnis von <code>classify</code> mit Spektrogramm, Geräuschen und Wiedergabe. Setzen Sie <code>classification</code> auf das Ergebnis und <code>src</code> auf die Adresse des Tons. <code>&lt;pinna-file&gt;</code> enthält eines. Das Skript <code>file-view.js</code>, neben <code>pinna.js</code> oder allein, definiert es.',
  'Low, with a narrow axis': 'Niedrig, mit schmaler Achse',
  'Night, with a red cursor': 'Nacht, mit rotem Zeiger',

  'Live spectrogram: time runs to the left, the newest frame is at the right edge, low frequencies are at the bottom.':
    'Spektrogramm, live: Die Zeit läuft nach links, das Neueste steht am rechten Rand, tiefe Frequenzen stehen unten.',
  'A thin ribbon without axis and button, five seconds': 'Ein dünnes Band ohne Achse und Knopf, fünf Sekunden',
  "Green on black, whatever the page's scheme": 'Grün auf Schwarz, gleich welche Farben die Seite hat',

  'Technical details: the model, the backend, computing cost, latency, and dropped samples.':
    'Technische Einzelheiten: das Modell, das Rechenwerk, Aufwand, Verzögerung und verlorene Abtastwerte.',
  'A terminal': 'Ein Terminal',
  'One column, small': 'Eine Spalte, klein',

  'On a dark card': 'Auf einer dunklen Karte',
  'On paper, with a dotted drop area': 'Auf Papier, mit gepunkteter Ablage',
  'A map of recordings: those that sound alike lie together. Drop a folder on it. It plays under the pointer, compares values by hand with learnt ones, and teaches what you select. The script <code>explore-view.js</code> defines it.':
    'Eine Karte von Aufnahmen: Was ähnlich klingt, liegt beisammen. Legen Sie einen Ordner darauf ab. Sie spielt unter dem Zeiger, vergleicht Werte von Hand mit gelernten und bringt bei, was Sie auswählen. Das Skript <code>explore-view.js</code> definiert sie.',
  'A place to teach sounds: point at what was just heard, record it or drop files, and give it a name. It lists what was taught, and what you corrected. The script <code>teach-view.js</code> beside <code>pinna.js</code> defines it.':
    'Ein Ort, um Geräusche beizubringen: Zeigen Sie auf eben Gehörtes, nehmen Sie es auf oder legen Sie Dateien ab, und geben Sie ihm einen Namen. Er listet, was beigebracht und was korrigiert wurde. Das Skript <code>teach-view.js</code> neben <code>pinna.js</code> definiert ihn.',
  'A notebook with ruled lines': 'Ein liniertes Heft',
  'Remembered on this device, on a dark card': 'Auf diesem Gerät gemerkt, auf einer dunklen Karte',

  'The running network, layer by layer, on the time axis of the sound: channels, units, weights, memory, and why a class scores as it does. A second copy of the network runs only while it is open. The script <code>network-view.js</code> beside <code>pinna.js</code> defines it.':
    'Das laufende Netz, Schicht für Schicht, auf der Zeitachse des Klangs: Kanäle, Einheiten, Gewichte, Gedächtnis, und warum eine Klasse ihren Wert hat. Eine zweite Kopie des Netzes läuft nur, solange es offen ist. Das Skript <code>network-view.js</code> neben <code>pinna.js</code> definiert es.',
  'The first convolution, on a dark card': 'Die erste Faltung, auf einer dunklen Karte',
  'A low input on warm paper': 'Eine niedrige Eingabe auf warmem Papier',

  'Finds sounds that are new in this place, and draws under the real spectrogram what it expected. It needs a minute of sound first. The script <code>novelty-view.js</code> beside <code>pinna.js</code> defines it.':
    'Findet Klänge, die an diesem Ort neu sind, und zeichnet unter das echte Spektrogramm, was es erwartet hat. Es braucht zuerst eine Minute Klang. Das Skript <code>novelty-view.js</code> neben <code>pinna.js</code> definiert es.',
  'Pictures compared, on a dark card': 'Bilder verglichen, auf einer dunklen Karte',
  'Low pictures on warm paper, remembered on this device':
    'Niedrige Bilder auf warmem Papier, auf diesem Gerät gemerkt',

  "The detections on the spectrogram's time axis. The higher the confidence, the stronger the colour of the bar.":
    'Was erkannt wurde, auf der Zeitachse des Spektrogramms. Je sicherer, desto kräftiger die Farbe des Balkens.',
  'Under a spectrogram, on one axis': 'Unter einem Spektrogramm, auf einer Achse',
  'Square bars, no times, one hue': 'Eckige Balken, keine Zeiten, ein Farbton',
};
