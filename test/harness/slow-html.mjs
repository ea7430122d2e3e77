import { once } from 'node:events';
import { createServer } from 'node:http';

const PIECES = 60;
/** Delay between two pieces, ms; longer than a frame, so that the browser draws between them. */
const BETWEEN_MS = 30;

/**
 * Splits HTML before or after tags, so that no word is split.
 * @param {string} html
 */
function* inPieces(html) {
  const size = Math.ceil(html.length / PIECES);
  for (let start = 0; start < html.length;) {
    const ahead = html.slice(start + size).search(/<|(?<=>)/);
    const end = ahead < 0 ? html.length : start + size + ahead;
    yield html.slice(start, end);
    start = end;
  }
}

/**
 * Serves the content of `address` on a free port, with HTML in pieces, as over a slow connection.
 * @param {string} address
 */
export async function slowHtml(address) {
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url ?? '/', address));
    const body = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type') ?? 'application/octet-stream';
    response.writeHead(answer.status, { 'Content-Type': type });
    if (type.startsWith('text/html')) {
      for (const piece of inPieces(body.toString())) {
        response.write(piece);
        // eslint-disable-next-line tests/no-fixed-sleeps -- the delay itself is the slow connection
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
      }
      response.end();
    } else response.end(body);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}
