import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import type { ListenerStatus } from '../../listener/listener-events.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { PaintController } from '../drawing/paint-controller.js';
import { statusRows } from './status-rows.js';
import { theme } from '../style/theme.js';

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
