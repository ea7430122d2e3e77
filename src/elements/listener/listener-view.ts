import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { ListenerHost, ListenerLike } from './listener-controller.js';
import type { Words } from '../words/words.js';
import { WordsController } from '../words/words-controller.js';

/**
 * The attributes that all views share. They show the Listener of the property `listener`, else of the pinna-listener
 * that the attribute `for` names, else of the one around them.
 *
 * @cssproperty --pinna-ground - Colour behind everything.
 * @cssproperty --pinna-surface - Colour of what lies on it: fields, tables, tracks of bars.
 * @cssproperty --pinna-line - Colour of lines and borders.
 * @cssproperty --pinna-text - Colour of text.
 * @cssproperty --pinna-muted - Colour of text that matters less.
 * @cssproperty --pinna-genre - Colour of genres.
 * @cssproperty --pinna-bird - Colour of birds.
 * @cssproperty --pinna-event - Colour of sound events.
 * @cssproperty --pinna-alert - Colour of errors and clipping.
 * @cssproperty --pinna-radius - Radius of corners.
 * @cssproperty --pinna-gutter - Width of the axis or the lane names at the left of a picture.
 */
export abstract class ListenerView extends LitElement implements ListenerHost {
  /** The Listener to show. */
  @property({ attribute: false }) listener?: ListenerLike | undefined;
  /** The id of the `<pinna-listener>` to show. */
  @property({ attribute: 'for' }) htmlFor?: string | undefined;
  /** `light` or `dark`; the page's `color-scheme` when absent. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | undefined;

  readonly #words = new WordsController(this);

  /** What it says, in the language of the nearest `lang` around it. */
  protected get words(): Words {
    return this.#words.current;
  }
}
