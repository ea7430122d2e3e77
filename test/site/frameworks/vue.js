import { createApp, h, KeepAlive, nextTick, ref } from 'vue';
import { ear, offer, views } from './listening.js';

const isTurned = ref(false);
const isThere = ref(true);
const order = (parts) => (isTurned.value ? [...parts].reverse() : parts);

const Ear = {
  setup: () => () =>
    h('div', [
      ...order([
        h(
          'pinna-listener',
          { key: 'ear', listener: ear },
          order(views).map((name) => h(name, { key: name })),
        ),
        h('p', { key: 'text' }, 'Some text'),
      ]),
    ]),
};
const Empty = { setup: () => () => h('p', 'Another page') };

createApp({ setup: () => () => h(KeepAlive, null, { default: () => h(isThere.value ? Ear : Empty) }) }).mount('main');

const set = (value, to) => {
  value.value = to;
  return nextTick();
};
offer({
  move: () => set(isTurned, !isTurned.value),
  leave: () => set(isThere, false),
  back: () => set(isThere, true),
});
