import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of an installed Chromium or Chrome (`CHROME_PATH` first), or undefined. */
export function findChromium() {
  if (process.env.CHROME_PATH) {
    if (!existsSync(process.env.CHROME_PATH))
      throw new Error(`CHROME_PATH is ${process.env.CHROME_PATH}: no such file.`);
    return process.env.CHROME_PATH;
  }
  const path = (process.env.PATH ?? '').split(delimiter);
  return [...path.flatMap((folder) => names.map((name) => join(folder, name))), ...places].find(existsSync);
}

function install() {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!isDebianRoot) return;
  console.log('No Chromium found: installing it with apt.');
  const apt = (...args) => execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

/**
 * The path of a Chromium or Chrome: `CHROME_PATH`, else an installed one, else (as root on Debian) one from apt.
 * @throws Error that says what to type.
 */
export function chromium() {
  let path = findChromium();
  if (!path) {
    install();
    path = findChromium();
  }
  if (!path) {
    throw new Error(
      'The tests need Chromium or Chrome. Install one (Debian, Ubuntu: sudo apt-get install chromium; macOS: ' +
        'brew install --cask chromium) or set CHROME_PATH to the one you have, then run npm test again.',
    );
  }
  return path;
}
