/** Serves a folder of static files below a path, as a plain host would: `tsx serve.ts FOLDER PORT /sub/path/`. */
import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import process from 'node:process';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Starts a server; `close()` it when done. */
export function serve(folder: string, port: number, base: string): Server {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(base) ? normalize(pathname.slice(base.length)) : '..';
    const file = join(folder, inside === '.' || inside.endsWith('/') ? join(inside, 'index.html') : inside);
    const isFile = !inside.startsWith('..') && statSync(file, { throwIfNoEntry: false })?.isFile();
    response.writeHead(isFile ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'text/plain',
      'cache-control': 'no-cache',
    });
    // A file may be taken away by the next deploy after it was found.
    if (isFile)
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
    else response.end('Not found');
  });
  return server.listen(port, 'localhost');
}

const [folder, port, base] = process.argv.slice(2);
if (folder !== undefined && import.meta.url === `file://${process.argv[1]}`)
  serve(folder, Number(port), base ?? '/');
