import { escaped } from '../html.mjs';

/** Renders how many of the reported sounds have which threshold, as bars of a list. */
export function thresholdsHtml({ heads }, texts) {
  const { classes } = heads.find(({ name }) => name === 'events') ?? { classes: [] };
  const counts = Array.from({ length: 10 }, () => 0);
  for (const { on, quiet } of classes) if (on !== undefined && on < 1 && !quiet) counts[Math.floor(on * 10)]++;
  const most = Math.max(...counts);
  if (most === 0) return '';
  const bars = counts
    .map((count, at) => ({ count, from: at / 10, to: (at + 1) / 10 }))
    .filter(({ count }) => count > 0)
    .map(
      ({ count, from, to }) =>
        `<tr><th scope="row">${texts.number(from, 1)}–${texts.number(to, 1)}</th><td><span class="bar" style="inline-size: ${((70 * count) / most).toFixed(1)}%"></span> ${count}</td></tr>`,
    )
    .join('\n');
  const all = counts.reduce((sum, count) => sum + count, 0);
  const first = counts.indexOf(most);
  const [from, to] = [first / 10, (first + 1) / 10].map((value) => texts.number(value, 1));
  const [threshold, sounds] = texts.thresholdHead.map(escaped);
  return `<div class="bars"><table><caption>${escaped(texts.thresholds)}</caption>
<thead><tr><th scope="col">${threshold}</th><th scope="col">${sounds}</th></tr></thead>
<tbody>
${bars}
</tbody></table>
<p class="small muted">${escaped(texts.thresholdsAxis)}</p>
<p class="seen small">${escaped(texts.thresholdsSeen(most, all, from, to))}</p></div>`;
}
