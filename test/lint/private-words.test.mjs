import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { RuleTester } from 'eslint';
import { noPrivateWords } from '../../lint/no-private-words.mjs';
import { privateWordsInFile } from '../../lint/private-words-in-file.mjs';
import { EXEMPT, PRIVATE_WORDS, privateWordsIn } from '../../lint/private-words.mjs';

RuleTester.describe = (name, run) => run();
RuleTester.it = (name, run) => void test(`no-private-words: ${name}`, run);

const errors = [{ messageId: 'privateWord' }];

new RuleTester().run('no-private-words', noPrivateWords, {
  valid: [
    'let told; told = hears(anew); // `told` and `anew` are names',
    '/** @param told the value that was sent */ function send(told) {}',
    "const key = 'told'; const file = 'told-at-exit.cjs';",
    'const text = `${anew} and ${told} again`;',
    'css`transition: color 1s;`; html`<p style="color: red"></p>`;',
    '// The user hears it. There is no text. It is no longer there.',
    `throw new Error("${EXEMPT.find((text) => text === 'is no threshold')}")`,
  ],
  invalid: [
    { code: '// It goes on.', errors: [{ ...errors[0], line: 1, column: 7, endColumn: 14 }] },
    { code: '\n/**\n * The engine begins\n * anew.\n */', errors: [{ ...errors[0], line: 4 }] },
    { code: '/**\n * The engine goes\n * on.\n */', errors },
    { code: '// The engine goes\n// on.', errors },
    { code: "const message = 'The worker was told to stop.'", errors },
    { code: 'const message = `${name} goes on by itself`', errors: [...errors, ...errors] },
  ],
});

/** A sentence for each row of the table, in its order. */
const SENTENCES = [
  'The network hears a bird.',
  'A bird is heard.',
  'The page is told.',
  'The worker tells the page.',
  'The run went on.',
  'The clock starts anew.',
  'It restarts by itself.',
  'It takes thresholds in the place of the defaults.',
  'Each has a worker of its own.',
  'After so many failures it stops.',
  'The value is no layer.',
  'It refuses dates that are none.',
  'A lost GPU is replaced.',
  'The Engine room is closed.',
  'Sounds in the midst of others.',
  'For whoever embeds it.',
  'The package brings along a manifest.',
  'The color is gray.',
  'The behavior of a worker.',
  'Values are normalized.',
];

test('private words: the table finds each kind, and says what to write', () => {
  assert.equal(SENTENCES.length, PRIVATE_WORDS.length);
  for (const [i, sentence] of SENTENCES.entries()) {
    const found = privateWordsIn(sentence);
    assert.ok(found.length > 0, sentence);
    for (const { index, phrase, instead } of found) {
      assert.equal(sentence.slice(index, index + phrase.length), phrase);
      assert.equal(instead, PRIVATE_WORDS[i].instead);
    }
  }
});

test('private words: similar phrases are left alone', () => {
  for (const sentence of [
    'There is no score, and there are none later. It is no longer on. Longer steps are no faster.',
    'The untold story of retelling. As long as it listens. So long as it listens.',
    'The `color-map` attribute. https://example.org/anew [text](anew.md) {told}',
    'color: red',
  ])
    assert.deepEqual(privateWordsIn(sentence), []);
});

test('private words: in Markdown, HTML, Python, CSS and shell, with their lines', () => {
  for (const [path, source, lines] of [
    ['a.md', '# Anew\n\nIt goes\non. `goes on`\n\n```sh\necho goes on\n```\n\n- told\n', [1, 3, 10]],
    ['a.html', '<p id="x">\n  It goes on.\n</p>', [2]],
    ['a.py', 'told = hears(anew)  # told\n"""It\ngoes on."""\nx = {"told": "it goes on", f"{told} x": 1}\n', [1, 3, 4]],
    ['a.css', '.told { color: red } /* It\n goes on. */', [2]],
    ['.ci/run', '# It goes\n# on.\ntold=1\n', [1]],
    ['a.bin', 'It goes on.', []],
  ]) {
    const found = privateWordsInFile(path, source);
    assert.deepEqual(
      found.map(({ line }) => line),
      lines,
      path,
    );
  }
});

test('private words: every exemption is needed', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const texts = ['src', 'demo', 'docs', 'models', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(ts|mjs|md|html|py)$/.test(entry.name))
        .map(({ parentPath, name }) => join(parentPath, name)),
    )
    .filter((path) => path !== fileURLToPath(import.meta.url))
    .map((path) => readFileSync(path, 'utf8').replace(/\s+/g, ' ').toLowerCase());
  const unneeded = EXEMPT.filter((exempt) => !texts.some((text) => text.includes(exempt.toLowerCase())));
  assert.deepEqual(unneeded, [], 'Remove these texts from EXEMPT in lint/private-words.mjs: nothing contains them.');
});
