/** Hands a text to the browser as a download. */
export function saveFile(fileName: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the file over once the click's task is done.
  setTimeout(() => URL.revokeObjectURL(url));
}
