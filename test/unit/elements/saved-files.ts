import { pause } from './on-page.js';

/** What the browser was given to save. */
export interface SavedFile {
  readonly name: string;
  readonly type: string;
  readonly content: ArrayBuffer;
  readonly text: string;
}

/** Does what saves files, and waits for the first of them. @returns all that came by then */
export async function savedFiles(act: () => void): Promise<readonly SavedFile[]> {
  const real = HTMLAnchorElement.prototype.click;
  const files: Promise<SavedFile>[] = [];
  HTMLAnchorElement.prototype.click = function () {
    const name = this.download;
    // Asked for at once: the address is good for the click's own task only.
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
    for (const end = Date.now() + 20_000; files.length === 0; await pause(10)) {
      if (Date.now() > end) throw new Error('Nothing was saved.');
    }
    return await Promise.all(files);
  } finally {
    HTMLAnchorElement.prototype.click = real;
  }
}
