import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export default {
  mode: 'production',
  context: path('.'),
  entry: './main.js',
  output: { path: path('out') },
  // Pinna's own budgets check the size of pages.
  performance: { hints: false },
};
