/**
 * The floors of `src/`. A room imports only from rooms on lower floors. A folder inside a room imports only from the folders
 * listed before it (`.` stands for the room's own files). So folders cannot depend on each other in a circle.
 * `docs/architecture.md` draws the map.
 */
export const FLOORS = {
  9: ['entries', 'wam'],
  8: ['elements'],
  7: ['listener', 'recordings'],
  6: ['worker', 'cli'],
  5: ['engine', 'answer', 'formats', 'evaluation', 'explore', 'log', 'teach', 'inside', 'novelty'],
  4: ['decisions', 'structure', 'harmony', 'assets.ts'],
  3: ['model', 'capture', 'descriptors', 'storage'],
  2: ['features', 'containers', 'lifetime'],
  1: ['errors.ts', 'statistics.ts'],
};

/** Folders of each room, lowest first. */
export const FOLDERS = {
  teach: ['data', 'examples', 'file', 'learning', 'faders', '.'],
  model: ['.', 'layers', 'architectures', 'network', 'fused', 'kernels', 'backends', 'loading'],
  capture: ['transport', 'context', 'sources', '.'],
  novelty: ['autoencoder', '.'],
  elements: [
    ...['presence', 'words', 'style', 'listener', 'time', 'drawing', 'detections', 'saving'],
    ...[
      'controls',
      'line-in',
      'meters',
      'now',
      'spectrogram',
      'timeline',
      'teach',
      'network',
      'novelty',
      'log',
      'descriptors',
      'file',
      'explore',
      'live',
      'define',
    ],
  ],
  worker: ['.', 'page', 'thread'],
  wam: ['settings', 'midi', 'node', 'gui', '.'],
  cli: [
    'terminal',
    'files',
    'arguments',
    'classes',
    'classify',
    'listen',
    'teach',
    'describe',
    'explore',
    'evaluate',
    'fit',
    '.',
  ],
};

const floorOf = Object.entries(FLOORS).flatMap(([floor, rooms]) =>
  rooms.map((room) => ({ room, floor: Number(floor) })),
);
const below = (floor) => floorOf.filter((other) => other.floor < floor).map(({ room }) => room);
const escaped = (name) => name.replace('.', '\\.');
const pathsOf = (rooms) =>
  `^src/(${rooms.map((room) => `${escaped(room)}${room.endsWith('.ts') ? '$' : '/'}`).join('|')})`;

/** Rules for dependency-cruiser's `forbidden`, one per room. */
const upwards = floorOf.map(({ room, floor }) => ({
  name: `floor-${floor}-${room.replace('.ts', '')}`,
  comment: `${room} is on floor ${floor}: it imports only from ${below(floor).join(', ') || 'nothing in src'}.`,
  severity: 'error',
  from: { path: pathsOf([room]) },
  to: { path: '^src/', pathNot: pathsOf([room, ...below(floor)]) },
}));

const folderPath = (room, folder) => (folder === '.' ? `^src/${room}/[^/]+$` : `^src/${room}/${folder}/`);

const sideways = Object.entries(FOLDERS).flatMap(([room, folders]) =>
  folders.map((folder, i) => ({
    name: `folder-${room}-${folder === '.' ? 'root' : folder}`,
    comment: `In ${room}, ${folder === '.' ? "the room's own files import" : `${folder} imports`} only from ${folders.slice(0, i).join(', ') || 'itself'}.`,
    severity: 'error',
    from: { path: folderPath(room, folder) },
    to: { path: `^src/${room}/`, pathNot: folders.slice(0, i + 1).map((lower) => folderPath(room, lower)) },
  })),
);

export default {
  forbidden: [
    ...upwards,
    ...sideways,
    {
      name: 'no-circle',
      comment:
        'Files must not import each other in a circle, not even types: move the code that both need to a separate file.',
      severity: 'error',
      from: { path: '^(src|worklets|demo)/' },
      to: { circular: true },
    },
    {
      name: 'known-room',
      comment: 'Every folder of src has its floor in lint/floors.mjs.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: pathsOf(floorOf.map(({ room }) => room)) },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
