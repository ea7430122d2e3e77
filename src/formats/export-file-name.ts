/**
 * Maximum length of the stem, characters. At four bytes a character, the date and the extension still fit into the 255
 * bytes of most file systems.
 */
const MAX_STEM_LENGTH = 50;
/** Time in which clocks that were set back show a time twice, ms: at most this. */
const MAX_SET_BACK = 3 * 3_600_000;
const MINUTE = 60_000;

/**
 * Builds a name that is valid on every file system, with the local date and time: `garden-2026-11-20-191204.csv`. Where an
 * hour comes twice because clocks are set back, the second one has the letter B: `garden-2026-10-25-021500B.csv`.
 *
 * @param source a file name, whose folder and extension are dropped, or any other text; `pinna` if nothing remains
 * @param extension without the leading dot
 */
export function exportFileName(source: string, date: Date, extension: string): string {
  const stem = source
    .replace(/^.*[/\\]/s, '')
    .replace(/(?<=.)\.[^.]*$/su, '')
    .normalize('NFC')
    // Keeps letters of any script and digits. Other characters have a special meaning on some system.
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-');
  const short = [...stem]
    .slice(0, MAX_STEM_LENGTH)
    .join('')
    .replace(/^-+|-+$/g, '');
  return `${short || 'pinna'}-${localTime(date)}.${extension}`;
}

function localTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('');
  return `${day}-${time}${isSecondTime(date) ? 'B' : ''}`;
}

/** Whether clocks showed the same time before, in the hours since they were set back. */
function isSecondTime(date: Date): boolean {
  const offsetAt = (time: number) => new Date(time).getTimezoneOffset();
  const before = offsetAt(date.getTime() - MAX_SET_BACK);
  const setBack = (date.getTimezoneOffset() - before) * MINUTE;
  return setBack > 0 && offsetAt(date.getTime() - setBack) === before;
}
