/** Time that a button shows its confirmation, ms. */
const SAID = 2000;

/** Makes each copy button copy the code beside it. */
export function offerCopies(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button.copy')) {
    const code = button.parentElement!.querySelector('code')!;
    const word = button.textContent;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (said: string) => {
      button.textContent = said;
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = word;
      }, SAID);
    };
    button.addEventListener('click', () => {
      copy(code.textContent).then(
        () => say('Copied'),
        () => {
          // If the browser refuses the clipboard or has none, the code is selected for copying by hand.
          getSelection()?.selectAllChildren(code);
          say('Selected');
        },
      );
    });
  }
}

/** Copies text. Rejects on pages without https, which have no clipboard. */
const copy = async (text: string): Promise<void> => navigator.clipboard.writeText(text);
