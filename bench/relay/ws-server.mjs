// The plainest broadcast server on ws: what /source/x sends goes to everybody on /stream/x, as it came; what a viewer sends
// goes to the source, but not what the server itself is told. `--certificate file --key file`: over TLS, on all addresses.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { WebSocketServer } from 'ws';

const INPUT = 1, ACK = 0xf0, PING = 0xfe;
const streams = new Map(), sources = new Map();
const named = name => process.argv.includes(name) && readFileSync(process.argv[process.argv.indexOf(name) + 1]);
const cert = named('--certificate');
const listener = cert && createServer({ cert, key: named('--key') }).listen(0);
const server = new WebSocketServer({
  ...(listener ? { server: listener } : { port: 0, host: '127.0.0.1' }), perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 + 16,
});

const viewersOf = name => {
  if (!streams.has(name)) streams.set(name, new Set());
  return streams.get(name);
};

server.on('connection', (socket, request) => {
  socket.on('error', () => socket.terminate());
  const [, role, name] = request.url.split('?')[0].split('/');
  const viewers = viewersOf(name);
  if (role !== 'source') {
    viewers.add(socket);
    socket.on('close', () => viewers.delete(socket));
    socket.on('message', data => {
      if ((data[1] & INPUT) && data[0] !== ACK && data[0] !== PING) sources.get(name)?.send(data, { binary: true });
    });
    return;
  }
  sources.set(name, socket);
  socket.on('message', data => {
    if (data[0] === PING) return;
    for (const viewer of viewers) viewer.send(data, { binary: true });
  });
});

(listener || server).on('listening', () => console.log((listener || server).address().port));
// Whoever started this holds its input: it ends with them.
process.stdin.on('end', () => process.exit()).resume();
