import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Values of CSS properties, including custom properties, by name. */
type StyleProperties = Readonly<Record<string, string | number>>;

class OwnStyle extends Directive {
  override update({ element }: ElementPart, [properties]: [StyleProperties]): typeof noChange {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, String(value));
    return this.render(properties);
  }

  /** Renders nothing on a server; the browser's first update sets the styles. */
  override render(properties: StyleProperties): typeof noChange {
    void properties;
    return noChange;
  }
}

/**
 * Styles the element it is placed in, property by property. Unlike Lit's `styleMap`, it never writes a `style` attribute: a
 * Content-Security-Policy without `'unsafe-inline'` forbids that.
 */
export const ownStyle = directive(OwnStyle);
