/**
 * Maximum length of the stem, characters. At four bytes a character, the date and the extension still fit into the 255
 * bytes of most file systems.
 */
const MAX_STEM_LENGTH = 50;

/**
 * Builds a name that is valid on every file system, with the local date and time: `garden-2026-11-20-191204.csv`.
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
  return `${day}-${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('')}`;
}
