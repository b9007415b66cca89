// The plainest broadcast server on ws: what /source/x sends goes to everybody on /stream/x, as it came.
import { WebSocketServer } from 'ws';

const streams = new Map();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 + 16 });

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
    return;
  }
  socket.on('message', data => {
    for (const viewer of viewers) viewer.send(data, { binary: true });
  });
});

server.on('listening', () => console.log(server.address().port));
// Whoever started this holds its input: it ends with them.
process.stdin.on('end', () => process.exit()).resume();
