import { classList, type ListedClass } from '../../model/class-list.js';
import { englishClass } from '../../model/english-classes.js';
import type { ClassesCommand } from '../arguments/commands.js';
import { readManifest } from '../files/read-model.js';
import { write, type OutputStreams } from '../terminal/streams.js';
import { fixed, section, textTable } from '../terminal/text-table.js';

/**
 * Runs `pinna classes`: lists what a model can detect, with the figures of its `model.json`.
 *
 * @returns the exit status 0
 * @throws PinnaError `bad-option`, `model-missing`, `model-corrupt`
 */
export async function listClasses({ model, json }: ClassesCommand, { stdout }: OutputStreams): Promise<number> {
  const manifest = await readManifest(model);
  const classes = classList(manifest);
  const { name, version } = manifest;
  const text = json
    ? `${JSON.stringify({ model: name, modelVersion: version, classes: classes.map(jsonClass) })}\n`
    : section(`Classes of ${name} ${version}`, classTable(classes));
  await write(stdout, text);
  return 0;
}

/** Returns a class for JSON. `figures` is null if nothing was measured. */
function jsonClass({ head, name, families, isQuiet, figures }: ListedClass) {
  return { head, class: name, name: englishClass(name), families, quiet: isQuiet, figures: figures ?? null };
}

function classTable(classes: readonly ListedClass[]): string {
  return textTable(
    ['head', 'class', 'name', 'families', 'reported', 'F1', 'precision', 'recall', 'clips'],
    classes.map(({ head, name, families, isQuiet, figures }) => [
      ...[head, name, englishClass(name), families.map(englishClass).join(', ') || null, isQuiet ? 'no' : 'yes'],
      ...(figures
        ? [fixed(figures.f1, 2), fixed(figures.precision, 2), fixed(figures.recall, 2), figures.clips ?? null]
        : ['not measured', null, null, null]),
    ]),
  );
}
