/** Tests the package as users install it: packed, unpacked, imported, bundled and opened. Run it after `npm run build`. */
import './exports.mjs';
import './tarball.mjs';
import './command-line.mjs';
import './manifest.mjs';
import './notices.mjs';
import './fixtures.mjs';
import './policies.mjs';
