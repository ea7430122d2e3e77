/** Lets the user choose files. Call it from a click. @param accept types and endings of the files, as in HTML */
export function chooseFiles(accept: string, multiple: boolean, use: (files: readonly File[]) => void): void {
  const picker = Object.assign(document.createElement('input'), { type: 'file', accept, multiple });
  picker.onchange = () => use([...(picker.files ?? [])]);
  picker.click();
}
