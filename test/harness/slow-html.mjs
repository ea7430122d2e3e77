import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const PIECES = 60;
/** Delay between two pieces, ms; longer than a frame, so that the browser draws between them. */
const BETWEEN_MS = 30;

/** Splits HTML before or after tags, so that no word is split. */
function* inPieces(html) {
  const size = Math.ceil(html.length / PIECES);
  for (let start = 0; start < html.length;) {
    const ahead = html.slice(start + size).search(/<|(?<=>)/);
    const end = ahead < 0 ? html.length : start + size + ahead;
    yield html.slice(start, end);
    start = end;
  }
}

/** Serves the content of `address` on a free port, with HTML in pieces, as over a slow connection. */
export async function slowHtml(address) {
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url, address));
    const body = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, { 'Content-Type': type });
    if (type.startsWith('text/html')) {
      for (const piece of inPieces(body.toString())) {
        response.write(piece);
        await wait(BETWEEN_MS);
      }
      response.end();
    } else response.end(body);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return { address: `http://localhost:${server.address().port}/`, close: () => server.close() };
}
