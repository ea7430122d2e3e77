/**
 * Compares the public types with the report in `api/`, so that every change is reviewed; `--update` writes the report. Needs
 * the declarations of `tsc -p tsconfig.build.json`. Exits with 1 if the types differ.
 *
 * One report covers all entries. A type that several entries export is declared once.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConsoleMessageId, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { modules, pageScripts, plugin } from './entries.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache/api');
const update = process.argv.includes('--update');

/** Converts an entry's name to a namespace name: `elements/pinna-bird` becomes `elements_pinna_bird`. */
const namespaceOf = (name) => name.replace(/\W/g, '_');

const declarationOf = (source) => source.replace(/^src/, '../declarations').replace(/\.ts$/, '.js');

const everything = join(folder, 'entries.d.ts');
await mkdir(folder, { recursive: true });
await writeFile(
  everything,
  Object.entries({ ...modules, ...pageScripts, ...plugin })
    .map(([name, source]) => `export * as ${namespaceOf(name)} from '${declarationOf(source)}';\n`)
    .join(''),
);

const config = ExtractorConfig.prepare({
  configObject: {
    projectFolder: root,
    mainEntryPointFilePath: everything,
    compiler: { tsconfigFilePath: join(root, 'tsconfig.json') },
    apiReport: {
      enabled: true,
      reportFileName: 'pinna.api.md',
      reportFolder: join(root, 'api'),
      reportTempFolder: folder,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  },
  configObjectFullPath: undefined,
  packageJsonFullPath: join(root, 'package.json'),
});

const { succeeded, apiReportChanged } = Extractor.invoke(config, {
  localBuild: update,
  printApiReportDiff: !update,
  messageCallback(message) {
    message.handled = [ConsoleMessageId.Preamble, ConsoleMessageId.ApiReportNotCopied].includes(message.messageId);
  },
});
if (apiReportChanged && !update) {
  console.error(
    'The public types are not those of api/pinna.api.md (+ is new). If you want the change: npm run api, and a line in CHANGELOG.md.',
  );
}
if (!succeeded || (apiReportChanged && !update)) process.exitCode = 1;
