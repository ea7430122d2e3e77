import { property } from 'lit/decorators.js';
import { reportWrongAttribute, type AttributeChoices } from './checked-attributes.js';
import type { ListenerHost, ListenerLike } from './listener-controller.js';
import type { Words } from '../words/words.js';
import { BaseElement } from '../presence/base-element.js';
import { WordsController } from '../words/words-controller.js';

/**
 * Attributes that all views share. A view shows the listener in its `listener` property; without it, the `<pinna-listener>`
 * that the attribute `for` names; without that, the `<pinna-listener>` around it.
 *
 * @cssproperty --pinna-ground - Colour of the background.
 * @cssproperty --pinna-surface - Colour of surfaces on the background: fields, tables, tracks of bars.
 * @cssproperty --pinna-line - Colour of lines and borders.
 * @cssproperty --pinna-text - Colour of text.
 * @cssproperty --pinna-muted - Colour of secondary text. Default: mixed from those of text and background.
 * @cssproperty --pinna-genre - Colour of genres.
 * @cssproperty --pinna-bird - Colour of birds.
 * @cssproperty --pinna-event - Colour of sound events.
 * @cssproperty --pinna-taught - Colour of sounds that the user has taught.
 * @cssproperty --pinna-alert - Colour of errors and clipping.
 * @cssproperty --pinna-radius - Radius of corners.
 * @cssproperty --pinna-gutter - Width of the axis or the lane names at the left of a picture.
 */
export abstract class ListenerView extends BaseElement implements ListenerHost {
  /** The listener to show. */
  @property({ attribute: false }) listener?: ListenerLike | undefined;
  /** The id of the `<pinna-listener>` to show. */
  @property({ attribute: 'for' }) htmlFor?: string | undefined;
  /** `light` or `dark`. Default: the page's `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | undefined;

  /** Attributes that allow only certain values. A view with others adds its own. */
  static readonly choices: AttributeChoices = { theme: ['light', 'dark'] };

  readonly #words = new WordsController(this);

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    reportWrongAttribute(this, name);
  }

  /** The view's texts, in the language of the nearest `lang` attribute. */
  protected get words(): Words {
    return this.#words.current;
  }
}
