/**
 * The pages of the site, in the order of its navigation. Each has a folder in demo/ with its HTML, CSS and script. A page that
 * is only to read loads nothing of Pinna.
 */
export const pages = [
  {
    name: 'live',
    file: 'index.html',
    nav: 'Live',
    title: 'Pinna: a live ear',
    description:
      'Pinna listens in the browser and shows live which music genre plays, whether a bird sings, and which sounds begin and end.',
  },
  {
    name: 'gallery',
    file: 'gallery.html',
    nav: 'Gallery',
    title: 'Gallery – Pinna',
    description: 'Each Pinna element alone, live and restyled, with the code to copy.',
  },
  {
    name: 'files',
    file: 'files.html',
    nav: 'Files',
    title: 'Files – Pinna',
    description:
      'Whole recordings, classified on this device many times faster than they play, with detections to save.',
  },
  {
    name: 'daw',
    file: 'daw.html',
    nav: 'Session',
    title: 'Session – Pinna',
    description:
      'Pinna as a Web Audio Modules plugin on two tracks: markers, MIDI notes and files from its detections.',
  },
  {
    name: 'kiosk',
    file: 'kiosk.html',
    nav: 'Kiosk',
    title: 'Kiosk – Pinna',
    description: 'Pinna in full screen: large words, and listening that starts again automatically.',
  },
  {
    name: 'reference',
    file: 'reference.html',
    nav: 'Reference',
    title: 'Reference – Pinna',
    description: 'Every name that JavaScript can import from Pinna, with its types, units and errors.',
    isOnlyText: true,
  },
];
