import { adoptStyles, LitElement, supportsAdoptingStyleSheets, type CSSResultOrNative } from 'lit';

/** Style sheets of the documents of other windows, by the styles that they were made from. */
const sheets = new WeakMap<Document, Map<CSSResultOrNative, CSSStyleSheet>>();

/**
 * Base of all elements. A document discards the style sheets of another document; so an element that is moved to another window (a
 * popup, a picture-in-picture window, an iframe) gets sheets made there.
 */
export abstract class BaseElement extends LitElement {
  /** Called by the browser when the element was moved to another document. */
  adoptedCallback(): void {
    if (this.shadowRoot) this.#adoptStyles(this.shadowRoot);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (!supportsAdoptingStyleSheets || this.ownerDocument === document) return super.createRenderRoot();
    const root = this.shadowRoot ?? this.attachShadow((this.constructor as typeof LitElement).shadowRootOptions);
    this.#adoptStyles(root);
    return root;
  }

  #adoptStyles(root: ShadowRoot): void {
    const { elementStyles } = this.constructor as typeof LitElement;
    const { ownerDocument } = this;
    // Without shared style sheets, Lit writes style elements, which move with the element.
    if (!supportsAdoptingStyleSheets) return;
    if (ownerDocument === document) adoptStyles(root, elementStyles);
    // A document without a window, such as that of a template, shows nothing; the next one styles the element.
    else if (ownerDocument.defaultView) {
      root.adoptedStyleSheets = elementStyles.map((styles) => sheetIn(ownerDocument, styles));
    }
  }
}

/** Returns the style sheet of a document with a window for some styles. */
function sheetIn(owner: Document, styles: CSSResultOrNative): CSSStyleSheet {
  let made = sheets.get(owner);
  if (!made) sheets.set(owner, (made = new Map<CSSResultOrNative, CSSStyleSheet>()));
  let sheet = made.get(styles);
  if (!sheet) {
    sheet = new owner.defaultView!.CSSStyleSheet();
    const rules = 'cssText' in styles ? [styles.cssText] : [...styles.cssRules].map(({ cssText }) => cssText);
    sheet.replaceSync(rules.join('\n'));
    made.set(styles, sheet);
  }
  return sheet;
}
