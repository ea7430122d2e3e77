import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export default {
  mode: 'production',
  context: path('.'),
  entry: './main.js',
  output: { path: path('out') },
  // What a page weighs is the concern of Pinna's own budgets.
  performance: { hints: false },
};
