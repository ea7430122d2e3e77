import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import type { ListenerStatus } from '../listener-events';
import { ListenerController } from './listener-controller';
import { ListenerView } from './listener-view';
import { PaintController } from './paint-controller';
import { statusRows } from './status-rows';
import { theme } from './theme';

/**
 * The engine room: what computes, what it costs, how late it is, and what was lost.
 *
 * @csspart list - The description list.
 */
export class PinnaStatus extends ListenerView {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(6rem, 10rem) minmax(0, 1fr);
        gap: 0.25rem 1rem;
        margin: 0;
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private status: ListenerStatus | undefined;

  readonly #paint = new PaintController(
    this,
    () => {
      this.status = this.#connection.listener?.status;
    },
    () => 500,
  );

  readonly #connection = new ListenerController(this, {
    status: () => this.#paint.invalidate(),
    changed: () => this.#paint.invalidate(),
  });

  protected override render() {
    return html`<dl part="list">
      ${statusRows(this.words, this.status).map(
        ([name, value]) =>
          html`<dt class="muted">${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
  }
}
