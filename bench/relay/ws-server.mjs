// The plainest broadcast server on ws: what /source sends goes to everybody on /stream, as it came.
import { WebSocketServer } from 'ws';

const port = Number(process.argv[2]);
const viewers = new Set();
const server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 + 16 });

server.on('connection', (socket, request) => {
  socket.on('error', () => socket.terminate());
  if (!request.url.startsWith('/source')) {
    viewers.add(socket);
    socket.on('close', () => viewers.delete(socket));
    return;
  }
  socket.on('message', data => {
    for (const viewer of viewers) viewer.send(data, { binary: true });
  });
});

server.on('listening', () => console.log('listening'));
