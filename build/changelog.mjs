/** Heading of a released version: number and date. */
const RELEASED = /^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$/;
const UNRELEASED = '## Unreleased';

const numbers = (version) => version.split('.').map(Number);

/** Compares two versions of three numbers: negative if `a` is older than `b`. */
export const compareVersions = (a, b) =>
  numbers(a)
    .map((number, i) => number - numbers(b)[i])
    .find((difference) => difference !== 0) ?? 0;

/**
 * Returns the released versions of a changelog, as they are listed: `version`, and `date` as YYYY-MM-DD.
 * @throws Error that names the line, if a heading has no version with a date
 */
export function releasedVersions(changelog) {
  return changelog.split('\n').flatMap((line, i) => {
    if (!line.startsWith('## ') || line === UNRELEASED) return [];
    const [, version, date] = RELEASED.exec(line) ?? [];
    if (!version || Number.isNaN(Date.parse(date)))
      throw new Error(`CHANGELOG.md:${String(i + 1)}: "${line}" must be like "## 1.2.3 (2026-01-31)".`);
    return [{ version, date }];
  });
}

/**
 * Turns the part "Unreleased" of a changelog into a version, below a new empty one.
 * @param date YYYY-MM-DD
 * @throws Error that says what to do, if the part is missing or empty, or if the version is not newer than the last one
 */
export function released(changelog, version, date) {
  const [{ version: last } = { version: '0.0.0' }] = releasedVersions(changelog);
  if (!/^\d+\.\d+\.\d+$/.test(version) || compareVersions(version, last) <= 0)
    throw new Error(`Choose a version of three numbers that is newer than ${last}, not ${version}.`);
  const [, changes] = /^## Unreleased$([^]*?)(?=^## |(?![^]))/m.exec(changelog) ?? [];
  if (!changes?.includes('\n- '))
    throw new Error('CHANGELOG.md has no line under Unreleased: write what changed for users, then release again.');
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version} (${date})`);
}
