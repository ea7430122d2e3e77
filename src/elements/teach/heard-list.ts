import { html, nothing } from 'lit';
import { TAUGHT } from '../../decisions/embedding-head.js';
import type { Detection } from '../../decisions/detection.js';
import type { Words } from '../words/words.js';

/** What the user does with a detection. The name is that of its class, in words. */
export interface HeardActions {
  readonly choose: (detection: Detection) => void;
  readonly refuse: (detection: Detection, name: string) => void;
  readonly reportLessOften: (detection: Detection, name: string) => void;
}

/** What to render. */
interface HeardList {
  /** The detections, the newest first. */
  readonly heard: readonly Detection[];
  /** Id of the chosen one; undefined for none. */
  readonly chosenId: number | undefined;
  readonly isBusy: boolean;
}

/** Renders what was just heard, to point at it. */
export function heardList(words: Words, { heard, chosenId, isBusy }: HeardList, actions: HeardActions) {
  const { teach } = words.strings;
  return html`<p id="heard" class="small muted">${heard.length > 0 ? teach.heard : teach.nothingHeard}</p>
    <ul aria-labelledby="heard">
      ${heard.map((detection) => {
        const name = words.className(detection.label);
        return html`<li class="row">
          <button
            class="grow choice"
            aria-pressed=${chosenId === detection.id}
            @click=${() => actions.choose(detection)}
          >
            ${name} · <span class="number">${words.span(detection.onset, detection.offset)}</span>
          </button>
          <button
            ?disabled=${isBusy}
            aria-label=${teach.notThisNamed(name)}
            @click=${() => actions.refuse(detection, name)}
          >
            ${teach.notThis}
          </button>
          ${
            detection.head === TAUGHT
              ? nothing
              : html`<button
                  ?disabled=${isBusy}
                  aria-label=${teach.lessOftenNamed(name)}
                  @click=${() => actions.reportLessOften(detection, name)}
                >
                  ${teach.lessOften}
                </button>`
          }
        </li>`;
      })}
    </ul>`;
}
