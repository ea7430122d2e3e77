/* global document */
import { createElement as h, StrictMode, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { ear, offer, views } from './listening.js';

function Page() {
  const [isTurned, turn] = useState(false);
  const [isThere, put] = useState(true);
  offer({
    move: () => flushSync(() => turn((before) => !before)),
    leave: () => flushSync(() => put(false)),
    back: () => flushSync(() => put(true)),
  });
  const order = (parts) => (isTurned ? [...parts].reverse() : parts);
  const children = order(views).map((name) => h(name, { key: name }));
  return order([
    isThere && h('pinna-listener', { key: 'ear', listener: ear }, children),
    h('p', { key: 'text' }, 'Some text'),
  ]);
}

createRoot(document.querySelector('main')).render(h(StrictMode, null, h(Page)));
