import { COURSE_DESCRIPTORS } from '../../explore/course-descriptors.js';
import { nearestTo } from '../../explore/nearest.js';
import { VALUE_KINDS, type ValueKind } from '../../explore/recording-values.js';
import { csvRow } from '../../formats/safe-text.js';
import { descriptorCorrelations, type Explored } from './explored.js';

/** Rounds to 7 significant digits, the precision of the values. */
const figure = (value: number) => Number(value.toPrecision(7));
const figures = (values: ArrayLike<number>) => Array.from(values, figure);

/** Returns the maps as JSON: all values, places, neighbours, correlations and figures. */
export function mapJson(explored: Explored): string {
  const { model, layout, recordings, maps, points, failed } = explored;
  const perKind = <T>(of: (kind: ValueKind) => T) =>
    Object.fromEntries(VALUE_KINDS.map((kind) => [kind, of(kind)])) as Record<ValueKind, T>;
  const file = {
    format: 'pinna-map',
    formatVersion: 1,
    model: { name: model.name, version: model.version },
    layout,
    descriptors: COURSE_DESCRIPTORS,
    explained: perKind((kind) => figures(maps[kind].explained)),
    leaveOneOut: perKind((kind) => {
      const one = maps[kind].leaveOneOut;
      return one ? { accuracy: figure(one.accuracy), chance: figure(one.chance), penalty: one.penalty } : null;
    }),
    correlation: descriptorCorrelations(explored).map((row) => row.map((value) => Number(value.toFixed(3)))),
    recordings: recordings.map(({ file: { name, label, group }, seconds, ...values }, i) => ({
      file: name,
      label: label ?? null,
      group: group ?? null,
      seconds: figure(seconds),
      place: perKind((kind) => figures(points[kind].subarray(2 * i, 2 * i + 2))),
      nearest: perKind((kind) => nearestTo(maps[kind].nearest, i).map((index) => recordings[index]!.file.name)),
      novelty: figure(maps.novelty[i]!),
      descriptors: figures(values.descriptors),
      embedding: figures(values.embedding),
    })),
    failed: failed.map(({ path, message }) => ({ file: path, message })),
  };
  return jsonLines(file);
}

/** Returns the maps as a table: a row per recording with its places, its novelty and its descriptors. */
export function mapCsv({ recordings, points, maps }: Explored): string {
  const places = VALUE_KINDS.flatMap((kind) => [`${kind}_x`, `${kind}_y`]);
  const rows = recordings.map(({ file: { name, label }, seconds, descriptors }, i) => [
    ...[name, label ?? '', figure(seconds)],
    ...VALUE_KINDS.flatMap((kind) => figures(points[kind].subarray(2 * i, 2 * i + 2))),
    figure(maps.novelty[i]!),
    ...figures(descriptors),
  ]);
  return [['file', 'label', 'seconds', ...places, 'novelty', ...COURSE_DESCRIPTORS], ...rows].map(csvRow).join('');
}

/** Writes an object with a line for each member, and for each item of a list of objects. */
function jsonLines(object: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(object).map(([name, value]) => {
    const isList = Array.isArray(value) && typeof value[0] === 'object';
    const text = isList
      ? `[\n${value.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n ]`
      : JSON.stringify(value);
    return ` ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}
