/** Accepts files that are dropped anywhere on the page. An element that handles a drop itself takes precedence. */
export function acceptDroppedFiles(accept: (files: readonly File[], data: DataTransfer) => void): void {
  const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const mark = (on: boolean) => document.body.classList.toggle('dropping', on);
  addEventListener('dragover', (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    mark(true);
  });
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) mark(false);
  });
  addEventListener('drop', (event) => {
    mark(false);
    const { dataTransfer } = event;
    const files = [...(dataTransfer?.files ?? [])];
    if (event.defaultPrevented || !dataTransfer || files.length === 0) return;
    event.preventDefault();
    accept(files, dataTransfer);
  });
}
