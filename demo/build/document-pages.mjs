import { modelNames } from '../../models/names.mjs';

const page = (source, file, title, germanTitle) => ({
  name: 'document',
  section: 'training',
  source,
  file,
  title: `${title} – Pinna`,
  description: `${title}.`,
  isOnlyText: true,
  german: { title: `${germanTitle} – Pinna`, description: `${germanTitle}, auf Englisch.` },
});

/** Documents of the repository that are pages of the site too: `source` is their path there. They are below the page Training. */
export const documents = [
  ...modelNames().map((name) =>
    page(`models/${name}/README.md`, `model-${name}.html`, `Card of the model ${name}`, `Karte des Modells ${name}`),
  ),
  page('models/training/README.md', 'recipe.html', 'The recipe of the training', 'Das Rezept des Trainings'),
  page('models/training/SPLITS.md', 'splits.html', 'Contents of each split', 'Inhalt der Teile der Daten'),
  page('models/training/trunk/README.md', 'trunk.html', 'The distilled trunk', 'Der destillierte Stamm'),
  page(
    'models/training/TRUNK.md',
    'trunk-choices.html',
    'The choices of the distillation',
    'Die Entscheidungen der Destillation',
  ),
  page(
    'models/training/TRANSFER.md',
    'transfer.html',
    'What the transfer gains and forgets',
    'Was das Übertragen bringt und vergisst',
  ),
  page('models/training/results/README.md', 'results.html', 'Results of the studies', 'Ergebnisse der Versuche'),
  page('models/training/results/ABLATIONS.md', 'ablations.html', 'The effect of each part', 'Die Wirkung jedes Teils'),
];

/** Returns the page of a document by its path in the repository. */
export const documentOf = (source) => documents.find((one) => one.source === source);
