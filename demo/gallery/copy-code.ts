import { inPageLanguage } from '../shell/page-language.js';

const WORDS = inPageLanguage({
  en: { copied: 'Copied', selected: 'Selected' },
  de: { copied: 'Kopiert', selected: 'Markiert' },
});

/** Time that a button shows its confirmation, ms. */
const STATUS_TIME = 2000;

/** Makes each copy button copy the code beside it. */
export function offerCopies(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button.copy')) {
    const code = button.parentElement!.querySelector('code')!;
    const word = button.textContent;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const showStatus = (status: string) => {
      button.textContent = status;
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = word;
      }, STATUS_TIME);
    };
    button.addEventListener('click', () => {
      copy(code.textContent).then(
        () => showStatus(WORDS.copied),
        () => {
          // If the browser refuses the clipboard or has none, the code is selected for copying by hand.
          getSelection()?.selectAllChildren(code);
          showStatus(WORDS.selected);
        },
      );
    });
  }
}

/** Copies text. Rejects on pages without https, which have no clipboard. */
const copy = async (text: string): Promise<void> => navigator.clipboard.writeText(text);
