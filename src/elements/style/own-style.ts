import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Names of CSS properties, custom ones among them, with their values. */
type StyleProperties = Readonly<Record<string, string | number>>;

class OwnStyle extends Directive {
  override update({ element }: ElementPart, [properties]: [StyleProperties]): typeof noChange {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, String(value));
    return this.render(properties);
  }

  /** On a server: the browser's first update sets them. */
  override render(properties: StyleProperties): typeof noChange {
    void properties;
    return noChange;
  }
}

/**
 * Styles the element that it stands in, property by property. A `style` attribute, which Lit's `styleMap` begins with too, is
 * forbidden on pages whose Content-Security-Policy has no `'unsafe-inline'`.
 */
export const ownStyle = directive(OwnStyle);
