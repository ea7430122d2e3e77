/**
 * Hands a file to the browser as a download.
 *
 * @param type MIME type
 * @param content its parts, one after another
 */
export function saveFile(fileName: string, type: string, content: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(content, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the file over once the click's task is done.
  setTimeout(() => URL.revokeObjectURL(url));
}
