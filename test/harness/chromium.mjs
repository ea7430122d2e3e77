import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findProgram } from './find-program.mjs';

/** Returns the path of an installed Chromium or Chrome (`CHROME_PATH` first), or undefined. */
export const findChromium = () =>
  findProgram({
    variable: 'CHROME_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
  });

function install() {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!isDebianRoot) return;
  console.log('No Chromium found: installing it with apt.');
  /** @param {string[]} args */
  const apt = (...args) => execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

/**
 * Returns the path of a Chromium or Chrome: `CHROME_PATH`, else an installed one. If there is none, installs Chromium with apt
 * (as root on Debian).
 * @throws Error that says how to install one
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
