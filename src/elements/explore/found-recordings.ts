/** A recording that was dropped or chosen. */
export interface FoundRecording {
  readonly file: File;
  /** Path in the folder that was given, or its name. */
  readonly name: string;
  /** Class: the folder that it is in; undefined if it is in none. */
  readonly label?: string | undefined;
}

/** Names of sound files in a folder. Other files there, such as notes, are ignored; files outside a folder are not. */
const SOUND = /\.(wav|wave|w64|aif|aiff|aifc|caf|au|flac|mp3|ogg|oga|opus|m4a|mp4|aac|webm|weba)$/i;
/** Files that macOS puts beside others on foreign disks, and hidden files. */
const HIDDEN = /(^|\/)\./;

const isSound = (path: string) => SOUND.test(path) && !HIDDEN.test(path);

/** Returns chosen files. Of a chosen folder, those that are sounds. */
export function chosenRecordings(files: Iterable<File>): FoundRecording[] {
  const all = [...files].map((file) => ({ file, path: file.webkitRelativePath }));
  const inFolder = all.filter(({ path }) => isSound(path));
  return [...all.filter(({ path }) => path === '').map(({ file }) => ({ file, name: file.name })), ...named(inFolder)];
}

/** Returns dropped files, and the sounds in dropped folders. Call it in the task of the event. */
export async function droppedRecordings({ items }: DataTransfer): Promise<FoundRecording[]> {
  const entries = [...items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const loose: FoundRecording[] = [];
  const inFolder: { file: File; path: string }[] = [];
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) inFolder.push(...(await soundsBelow(entry as FileSystemDirectoryEntry)));
    else if (file) loose.push({ file, name: file.name });
  }
  return [...loose, ...named(inFolder)];
}

/**
 * Names files by their paths and finds their classes. In one folder, the class is the folder directly in it. Of several folders, each
 * without folders in it, each is a class.
 *
 * @param files with paths that begin with the folder that was given
 */
function named(files: readonly { readonly file: File; readonly path: string }[]): FoundRecording[] {
  const roots = new Set(files.map(({ path }) => path.split('/')[0]));
  return files
    .map(({ file, path }) => {
      const [root, ...below] = path.split('/');
      const label = below.length > 1 ? below[0] : roots.size > 1 ? root : undefined;
      return { file, name: below.join('/'), label };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function soundsBelow(folder: FileSystemDirectoryEntry): Promise<{ file: File; path: string }[]> {
  const found: { file: File; path: string }[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = entry.fullPath.replace(/^\//, '');
    if (entry.isDirectory) found.push(...(await soundsBelow(entry as FileSystemDirectoryEntry)));
    else if (isSound(path)) found.push({ file: await fileOf(entry as FileSystemFileEntry), path });
  }
  return found;
}

/** Returns all entries of a folder. A reader returns them in parts, the last of which is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));
