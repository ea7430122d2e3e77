/** Leaves room for the date and the extension within the 255 bytes of most file systems, at four bytes a character. */
const LONGEST = 50;

/**
 * A name that every file system takes, `garden-2026-11-20-191204.csv`, with the local date and time.
 *
 * @param source the file's name, whose folder and extension are left out, or any other text; `pinna` where nothing is left
 * @param extension without the first dot
 */
export function exportFileName(source: string, date: Date, extension: string): string {
  const stem = source
    .replace(/^.*[/\\]/s, '')
    .replace(/(?<=.)\.[^.]*$/su, '')
    .normalize('NFC')
    // Letters of any script and digits; the rest means something to some system.
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-');
  const short = [...stem]
    .slice(0, LONGEST)
    .join('')
    .replace(/^-+|-+$/g, '');
  return `${short || 'pinna'}-${localTime(date)}.${extension}`;
}

function localTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}-${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('')}`;
}
