// A viewer and a source on `ws`: what the source sends comes to the viewer as it was sent, pings are answered,
// and the relay's close code and reason arrive. Prints one line of JSON; the test reads it.
import WebSocket from '../../../bench/relay/node_modules/ws/wrapper.mjs';

const relay = process.argv[2];
const open = path => new Promise((resolve, reject) => {
  const socket = new WebSocket(`${relay}${path}`, { perMessageDeflate: true, rejectUnauthorized: false });
  socket.messages = [];
  socket.on('message', (data, binary) => { socket.messages.push({ data, binary }); socket.wake?.(); });
  socket.on('open', () => resolve(socket));
  socket.on('error', reject);
});
const until = async (socket, fits) => {
  for (;;) {
    const found = socket.messages.find(fits);
    if (found) return found;
    await new Promise(resolve => { socket.wake = resolve; });
  }
};
const frame = (type, body) => {
  const bytes = Buffer.alloc(16 + body.length);
  bytes[0] = type;
  bytes.writeUInt16LE(24000, 8);
  bytes.writeUInt16LE(1, 10);
  bytes.writeUInt32LE(body.length, 12);
  body.copy(bytes, 16);
  return bytes;
};

const viewer = await open('/stream/ws?audio=1');
const source = await open('/source/ws');
await until(viewer, m => m.data.includes('"present":true'));
const sent = [8, 100, 200, 70000, 100000].map((length, i) => frame(0x10, Buffer.alloc(length * 4, i + 1)));
for (const bytes of sent) {
  // In fragments, as a WebSocket library may send anything.
  for (let at = 0; at < bytes.length; at += 30000) source.send(bytes.subarray(at, at + 30000), { fin: at + 30000 >= bytes.length });
  await until(viewer, m => m.data.includes(bytes));
}
const pong = new Promise(resolve => viewer.on('pong', data => resolve(data.toString())));
viewer.ping('are you there');
const answered = await pong;
const refused = await open('/source/ws');
const refusal = new Promise(resolve => refused.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
const closed = new Promise(resolve => viewer.on('close', code => resolve(code)));
viewer.close(3001, 'done');
console.log(JSON.stringify({
  extensions: viewer.extensions, answered, refusal: await refusal, closed: await closed, binary: viewer.messages.every(m => m.binary),
}));
source.terminate();
