import { unreadableFile } from '../../capture/sources/readable-file.js';

/**
 * Returns the first dropped file; undefined if no file was dropped.
 *
 * @throws PinnaError `file-unreadable` for a folder
 */
export function droppedFile({ items, files }: DataTransfer): File | undefined {
  const file = files[0];
  const entry = [...items].find(({ kind }) => kind === 'file')?.webkitGetAsEntry();
  if (file && entry?.isDirectory) throw unreadableFile(file.name);
  return file;
}
