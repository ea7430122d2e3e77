import { html } from 'lit';
import type { RecordingMaps } from '../../explore/recording-map.js';
import { VALUE_KINDS } from '../../explore/recording-values.js';
import type { Words } from '../words/words.js';
import { exploreStrings } from './explore-words.js';

/** Renders how well a linear classifier finds the classes, by hand and learnt. */
export function accuracyTable(words: Words, maps: RecordingMaps) {
  const { accuracy, accuracyWhat, accuracyNeeds, accuracyColumns, kinds } = exploreStrings(words);
  if (!maps.descriptors.leaveOneOut)
    return html`<h2>${accuracy}</h2>
      <p class="small muted">${accuracyNeeds}</p>`;
  return html`<table part="accuracy">
      <caption>
        ${accuracy}
      </caption>
      <thead class="small">
        <tr>
          <th scope="col">${accuracyColumns.values}</th>
          <th scope="col">${accuracyColumns.accuracy}</th>
          <th scope="col">${accuracyColumns.chance}</th>
        </tr>
      </thead>
      <tbody>
        ${VALUE_KINDS.map((kind) => {
          const { accuracy: found, chance } = maps[kind].leaveOneOut!;
          return html`<tr>
            <th scope="row">${kinds[kind]}</th>
            <td class="number">${words.percent(found, 1)}</td>
            <td class="number">${words.percent(chance, 1)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
    <p class="small muted">${accuracyWhat}</p>`;
}
