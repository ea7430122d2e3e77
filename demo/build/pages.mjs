/**
 * The pages of the site, in the order of its navigation. Each has a folder in demo/ with its HTML, its CSS, its script and its
 * German texts. A page that is only to read loads nothing of Pinna. `german` are its name, title and description in German;
 * {@link pageIn} returns a page in a language. `formerFile` is an address that a page had before, and that leads to it.
 */
export const pages = [
  {
    name: 'live',
    file: 'index.html',
    nav: 'Live',
    title: 'Pinna: a live ear',
    description:
      'Pinna listens in the browser and shows live which music genre plays, whether a bird sings, and which sounds begin and end.',
    german: {
      nav: 'Live',
      title: 'Pinna: ein Ohr, das mithört',
      description:
        'Pinna hört im Browser zu und zeigt live, welche Musikrichtung spielt, ob ein Vogel singt und welche Geräusche beginnen und enden.',
    },
  },
  {
    name: 'files',
    file: 'files.html',
    nav: 'Files',
    title: 'Files – Pinna',
    description: 'Whole recordings, analysed on this device many times faster than they play, with detections to save.',
    german: {
      nav: 'Dateien',
      title: 'Dateien – Pinna',
      description:
        'Ganze Aufnahmen, auf diesem Gerät viel schneller analysiert, als sie spielen; was gehört wurde, lässt sich speichern.',
    },
  },
  {
    name: 'teach',
    file: 'teach.html',
    nav: 'Teach',
    title: 'Teach – Pinna',
    description: 'Teach Pinna your own sounds by a few examples, on this device, in seconds.',
    german: {
      nav: 'Beibringen',
      title: 'Beibringen – Pinna',
      description: 'Bringen Sie Pinna eigene Geräusche mit wenigen Beispielen bei, auf diesem Gerät, in Sekunden.',
    },
  },
  {
    name: 'explore',
    file: 'explore.html',
    nav: 'Explore',
    title: 'Explore – Pinna',
    description: 'A map of recordings that sound alike, by values made by hand and learnt, on this device.',
    german: {
      nav: 'Erkunden',
      title: 'Erkunden – Pinna',
      description: 'Eine Karte ähnlicher Aufnahmen, nach Werten von Hand und gelernten, auf diesem Gerät.',
    },
  },
  {
    name: 'inside',
    file: 'inside.html',
    nav: 'Inside',
    title: 'Inside – Pinna',
    description: 'The running network, layer by layer: maps, units, memory, reasons, and faults on purpose.',
    german: {
      nav: 'Innenansicht',
      title: 'Innenansicht – Pinna',
      description:
        'Das laufende Netz, Schicht für Schicht: Karten, Einheiten, Gedächtnis, Gründe und Fehler mit Absicht.',
    },
  },
  {
    name: 'sounds',
    file: 'sounds.html',
    nav: 'Sounds',
    title: 'What can it hear? – Pinna',
    description: 'Every sound that Pinna can name, how well it knows it, and what it mistakes it for.',
    isOnlyText: true,
    german: {
      nav: 'Geräusche',
      title: 'Was kann es hören? – Pinna',
      description: 'Jedes Geräusch, das Pinna benennen kann, wie gut es das kann und womit es verwechselt wird.',
    },
  },
  {
    name: 'training',
    file: 'training.html',
    nav: 'Training',
    title: 'How it learnt – Pinna',
    description:
      'How the network of Pinna was trained: its data, its curves, the trials, and what it still gets wrong.',
    isOnlyText: true,
    german: {
      nav: 'Training',
      title: 'Wie es gelernt hat – Pinna',
      description:
        'Wie das Netz von Pinna trainiert wurde: seine Daten, seine Kurven, die Versuche und was es noch falsch macht.',
    },
  },
  {
    name: 'kiosk',
    file: 'kiosk.html',
    nav: 'Kiosk',
    title: 'Kiosk – Pinna',
    description: 'Pinna in full screen: large words, and listening that restarts automatically.',
    german: {
      nav: 'Kiosk',
      title: 'Kiosk – Pinna',
      description: 'Pinna im Vollbild: große Wörter, und das Zuhören beginnt von selbst wieder.',
    },
  },
  {
    name: 'studio',
    file: 'studio.html',
    formerFile: 'daw.html',
    nav: 'Studio',
    title: 'Studio – Pinna',
    description:
      'Your recordings on tracks, each with Pinna as a Web Audio Modules plugin: its detections as markers, MIDI notes and files.',
    german: {
      nav: 'Studio',
      title: 'Studio – Pinna',
      description:
        'Ihre Aufnahmen auf Spuren, jede mit Pinna als Web-Audio-Modules-Plugin: Gehörtes als Marken, MIDI-Noten und Dateien.',
    },
  },
  {
    name: 'gallery',
    file: 'gallery.html',
    nav: 'Gallery',
    title: 'Gallery – Pinna',
    description: 'Each Pinna element alone, live and restyled, with the code to copy.',
    german: {
      nav: 'Galerie',
      title: 'Galerie – Pinna',
      description: 'Jedes Element von Pinna einzeln, live und umgestaltet, mit dem Code zum Kopieren.',
    },
  },
  {
    name: 'reference',
    file: 'reference.html',
    nav: 'Reference',
    title: 'Reference – Pinna',
    description: 'Every name that JavaScript can import from Pinna, with its types, units and errors.',
    isOnlyText: true,
    german: {
      nav: 'Referenz',
      title: 'Referenz – Pinna',
      description:
        'Jeder Name, den JavaScript aus Pinna importieren kann, mit Typen, Einheiten und Fehlern (auf Englisch).',
    },
  },
];

/** Returns a page with its name, title and description in a language. */
export const pageIn = (page, language) => (language === 'de' ? { ...page, ...page.german } : page);
