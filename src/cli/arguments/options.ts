/** Commands of `pinna`. */
export const COMMANDS = ['classify', 'listen', 'teach', 'evaluate', 'fit', 'describe', 'explore', 'classes'] as const;
export type CommandName = (typeof COMMANDS)[number];

const COMPUTING = ['model', 'backend', 'chunk'] as const;

/** Options that each command accepts, besides `--help`. */
export const OPTIONS_OF = {
  classify: ['format', 'output', 'jobs', 'shard', 'cost', 'partial', 'taught', ...COMPUTING],
  listen: ['rate', 'channels', 'sample', 'format', 'source', 'taught', 'chords', ...COMPUTING],
  teach: ['out', 'target', 'thorough', 'model', 'backend'],
  evaluate: ['taught', 'data', 'manifest', 'strong', 'split', 'json', 'predictions', 'logits', ...COMPUTING],
  fit: ['logits', 'split', 'json', 'wrong-cost', 'budget', 'confirm', 'model'],
  describe: ['format', 'per', 'partial'],
  explore: ['out', 'manifest', 'split', 'layout', 'lang', 'partial', ...COMPUTING],
  classes: ['model', 'json'],
} as const satisfies Readonly<Record<CommandName, readonly string[]>>;

/**
 * Returns the options of all commands, as `parseArgs` of `node:util` needs them.
 * @param command the first argument
 */
export function parsedOptions(command: string | undefined) {
  return {
    format: { type: 'string' },
    output: { type: 'string' },
    jobs: { type: 'string' },
    shard: { type: 'string' },
    cost: { type: 'boolean' },
    taught: { type: 'string' },
    out: { type: 'string' },
    target: { type: 'string' },
    thorough: { type: 'boolean' },
    rate: { type: 'string' },
    channels: { type: 'string' },
    sample: { type: 'string' },
    source: { type: 'string' },
    chords: { type: 'boolean' },
    partial: { type: 'boolean' },
    per: { type: 'string' },
    layout: { type: 'string' },
    lang: { type: 'string' },
    data: { type: 'string' },
    manifest: { type: 'string' },
    strong: { type: 'string' },
    split: { type: 'string' },
    // For `evaluate` it is a file; for `classes` it chooses the form of the output.
    json: { type: command === 'classes' ? 'boolean' : 'string' },
    predictions: { type: 'string' },
    logits: { type: 'string' },
    'wrong-cost': { type: 'string' },
    budget: { type: 'string' },
    confirm: { type: 'string' },
    model: { type: 'string' },
    backend: { type: 'string' },
    chunk: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  } as const;
}
