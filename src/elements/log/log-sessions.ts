import { html, nothing } from 'lit';
import type { LogStatus } from '../../log/kept-log.js';
import { dayOf } from '../../log/log-entry.js';
import type { Words } from '../words/words.js';
import { ALL_DAYS, TODAY, type OpenedLog } from './opened-log.js';

/** Returns a session in words. */
export function sessionName(words: Words, session: string): string {
  if (session === ALL_DAYS) return words.strings.log.allDays;
  return session === TODAY || session === dayOf(Date.now()) ? words.strings.log.today : words.day(session);
}

/** Renders the picker of sessions: today, earlier days, all days. A log that is not kept has one session, so no picker. */
export function sessionChoice(words: Words, log: OpenedLog, open: (session: string) => void) {
  if (!log.isKept) return nothing;
  const { days } = log.status;
  const today = dayOf(Date.now());
  const sizeOf = (day: string) => days.find((each) => each.day === day)?.entries ?? 0;
  const earlier = days.filter(({ day }) => day !== today).reverse();
  const option = (session: string, entries: number) => html`
    <option value=${session} .selected=${session === log.session}>
      ${words.strings.log.daySize(sessionName(words, session), words.number(entries))}
    </option>
  `;
  return html`<select
    part="session"
    aria-label=${words.strings.log.session}
    @change=${({ target }: Event) => open((target as HTMLSelectElement).value)}
  >
    ${option(TODAY, sizeOf(today))} ${earlier.map(({ day, entries }) => option(day, entries))}
    ${
      earlier.length > 0
        ? option(
            ALL_DAYS,
            days.reduce((sum, { entries }) => sum + entries, 0),
          )
        : nothing
    }
  </select>`;
}

/** Renders what the user should know about the storage. */
export function logNotices(words: Words, { problem, nextDeleted, deleted }: LogStatus) {
  const { log } = words.strings;
  const notices = [
    problem && log[problem],
    nextDeleted && log.nextDeleted(words.day(nextDeleted)),
    deleted && log.dayDeleted(words.day(deleted)),
  ].filter((text) => text !== undefined);
  return html`
    <div role="status">${notices.map((text) => html`<p part="notice" class="notice small">${text}</p>`)}</div>
  `;
}

/** Renders what is stored on this device. */
export function storedAmount(words: Words, { days, storedBytes, maxBytes }: LogStatus) {
  if (storedBytes === undefined) return nothing;
  const { log } = words.strings;
  return html`<p part="stored" class="small muted">
    ${log.stored(words.count(days.length), words.storage(storedBytes), words.storage(maxBytes))}
  </p>`;
}
