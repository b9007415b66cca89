// node chromium.mjs PROGRAM WORDS…: runs one of the programs beside this one in a page of Chromium (CHROMIUM names it) and prints what it prints.
import { spawn } from 'node:child_process';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const [program, ...words] = process.argv.slice(2);
const root = fileURLToPath(new URL('../../', import.meta.url));
const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };
const imports = {
  'box2d3-wasm': '/bench/physics/node_modules/box2d3-wasm/build/dist/es/entry.mjs',
  '@dimforge/rapier2d-deterministic-compat': '/bench/physics/node_modules/@dimforge/rapier2d-deterministic-compat/dist/rapier.mjs',
};
// Files outside of the repository are named by their place among the words.
const told = words.map((word, i) => (word.startsWith('/') ? `/words/${i}` : word));
const page = `<!doctype html><meta charset="utf-8"><title>Physics</title>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="application/json" id="words">${JSON.stringify(told)}</script>
<script type="module">
const tell = (where, what) => fetch(where, { method: 'POST', body: String(what) });
addEventListener('unhandledrejection', event => tell('/failed', event.reason?.stack ?? event.reason));
console.log = line => tell('/told', line);
await import('/bench/physics/${program}').catch(error => tell('/failed', error.stack));
</script>`;

async function answer(path) {
  if (path === '/') return [page, 'text/html'];
  const word = /^\/words\/(\d+)$/.exec(path);
  const file = word ? words[word[1]] : join(root, normalize(path));
  return [await readFile(file), types[extname(file)] ?? 'application/octet-stream'];
}

let resolve, reject;
const result = new Promise((yes, no) => { [resolve, reject] = [yes, no]; });
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://page');
  if (request.method === 'POST') {
    const body = (await request.toArray()).join('');
    response.end();
    if (pathname === '/failed') reject(new Error(body));
    else if (body.startsWith('{')) resolve(body);
    return;
  }

  try {
    const [content, type] = await answer(decodeURIComponent(pathname));
    // Isolated, a page's clock is as fine as it gets, and threads may share memory.
    response.writeHead(200, { 'content-type': type, 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' });
    response.end(content);
  } catch (error) {
    response.writeHead(404);
    response.end(error.message);
  }
}).listen(0, '127.0.0.1');
await new Promise(listening => server.on('listening', listening));
const profile = await mkdtemp(join(tmpdir(), 'ds-physics-page-'));
const browser = spawn(process.env.CHROMIUM ?? 'chromium', [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`, `http://127.0.0.1:${server.address().port}/`,
], { stdio: 'ignore' });
const gone = new Promise(ended => browser.once('exit', ended).once('error', ended));
browser.once('error', reject).once('exit', code => reject(new Error(`Chromium ended with ${code}.`)));
const limit = setTimeout(() => reject(new Error('The page said nothing for three minutes.')), 180_000);
try {
  console.log(await result);
} finally {
  clearTimeout(limit);
  browser.kill();
  await gone;
  server.closeAllConnections();
  server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
