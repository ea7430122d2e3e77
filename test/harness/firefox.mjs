import { findProgram } from './find-program.mjs';

/**
 * Returns the path of an installed Firefox: `FIREFOX_PATH`, else the first one found.
 * @throws Error that says how to install it
 */
export function firefox() {
  const path = findProgram({
    variable: 'FIREFOX_PATH',
    names: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  });
  if (path) return path;
  throw new Error(
    'These tests need Firefox. Install it (Debian: sudo apt-get install firefox-esr; Ubuntu: sudo snap install firefox; ' +
      'macOS: brew install --cask firefox) or set FIREFOX_PATH to the one you have, then run npm run test:firefox again.',
  );
}
