import { LIMITS } from './limits.js';
import { quoted, type ManifestReader } from './manifest-reader.js';

/**
 * Checks `figures.classes` of a `model.json`, whose heads are checked already. Each name in it must be that of a head, or of a
 * class of the head. The other figures may be anything.
 *
 * @throws PinnaError `model-corrupt`
 */
export function validateFigures(manifest: ManifestReader): void {
  const figures = manifest.object('figures');
  if (!figures.has('classes')) return;
  const ofHeads = figures.object('classes');
  const heads = new Map(manifest.objects('heads', LIMITS.heads).map((head) => [head.string('name'), head]));
  for (const name of figures.names('classes', LIMITS.heads)) {
    const head = heads.get(name);
    if (!head) throw figures.corruptField('classes', `names ${quoted(name)}, which is not a head`);
    validateClassFigures(
      ofHeads,
      name,
      new Set(head.objects('classes', LIMITS.classes).map((one) => one.string('name'))),
    );
  }
}

function validateClassFigures(ofHeads: ManifestReader, head: string, classes: ReadonlySet<string>): void {
  const ofClasses = ofHeads.object(head);
  for (const name of ofHeads.names(head, LIMITS.classes)) {
    if (!classes.has(name)) throw ofHeads.corruptField(head, `names ${quoted(name)}, which is not a class of the head`);
    const figures = ofClasses.object(name);
    if (figures.has('clips')) figures.offset('clips');
    for (const share of ['precision', 'recall', 'f1']) {
      if (figures.has(share)) figures.number(share, (value) => value >= 0 && value <= 1, 'a share from 0 to 1');
    }
  }
}
