import { until } from '../until.js';

/** A file that the page saved through the browser. */
export interface SavedFile {
  readonly name: string;
  readonly type: string;
  readonly content: ArrayBuffer;
  readonly text: string;
}

/** Runs an action that saves files, and waits for the first of them. @returns all files saved by then */
export async function savedFiles(act: () => void): Promise<readonly SavedFile[]> {
  const real = HTMLAnchorElement.prototype.click;
  const files: Promise<SavedFile>[] = [];
  HTMLAnchorElement.prototype.click = function () {
    const name = this.download;
    // Fetched at once, because the address is valid only within the click's task.
    files.push(
      fetch(this.href).then(async (response) => {
        const content = await response.arrayBuffer();
        const type = response.headers.get('content-type')!;
        return { name, type, content, text: new TextDecoder().decode(content) };
      }),
    );
  };
  try {
    act();
    await until(() => files.length > 0, 'A saved file', 20);
    return await Promise.all(files);
  } finally {
    HTMLAnchorElement.prototype.click = real;
  }
}
