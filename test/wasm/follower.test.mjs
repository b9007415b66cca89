import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ask, codec, json, message, receive } from './module.mjs';

const root = new URL('../../', import.meta.url);
const input = 1;
codec.runtime.setModuleImports('canvas', { paint(_, words, count, text, length, width, height, rgba) { codec.view(rgba, width * height * 4).fill(255); } });
codec.followers.add('physics', new WebAssembly.Module(readFileSync(new URL('artifacts/worlds/physics.wasm', root))));

const hello = message(0xf0, 0, json({
  op: 'welcome', stream: 'main', viewer: 1, mode: 'lockstep', source: { present: true, app: 'physics', modes: ['lockstep'] },
}));

test('a world that a module follows is drawn as one that takes its records, and keeps in step', () => {
  const { app, runner, drawer } = begun();
  play(app, () => figures(runner)?.checked > 20, bytes => {
    receive(runner, without(bytes, 0x32));
    receive(drawer, without(bytes, 0x33));
  });
  assert.deepEqual(drawn(runner), drawn(drawer));
  const { parted, wholes, compiled } = figures(runner);
  assert.deepEqual([parted, wholes, compiled], [0, 1, true]);
});

test('a world that has no whole state to begin with asks for one, and a broken one ends it until the next', () => {
  const { app, runner } = begun();
  const [whole, ...steps] = worldsOf(app);
  receive(runner, steps[0]);
  assert.equal(figures(runner).checked, 0);
  const broken = whole.slice(0, whole.length - 4);
  new DataView(broken.buffer).setUint32(12, broken.length - 16, true);
  receive(runner, broken);
  assert.equal(figures(runner).wholes, 0);
  for (const one of [whole, ...steps]) receive(runner, one);
  const { checked, parted, wholes } = figures(runner);
  assert.ok(checked > 5, `${checked} steps`);
  assert.deepEqual([parted, wholes], [0, 1]);
});

/** The Lockstep messages of a while, from the first whole state on. */
function worldsOf(app) {
  const all = [];
  play(app, () => all.length > 8, bytes => all.push(...messagesOf(bytes).filter(one => one[0] === 0x33).map(one => one.slice())));
  return all.slice(all.findIndex(one => one[1] & 2));
}

function begun() {
  const app = codec.sources.OpenApp('physics', 0, 60);
  const [runner, drawer] = [codec.receivers.Open(), codec.receivers.Open()];
  codec.sources.Connected(app);
  ask(app, message(0xf2, input, json({ op: 'demand', pictures: true, audio: false, viewers: 2, lockstep: true })));
  for (const receiver of [runner, drawer]) receive(receiver, hello);
  return { app, runner, drawer };
}

const figures = receiver => JSON.parse(codec.receivers.World(receiver));

/** Lets the app go on until there is enough; a minute at most, and then what is asserted is not there. */
function play(app, isEnough, take) {
  for (const until = performance.now() + 60_000; !isEnough() && performance.now() < until;) {
    codec.sources.Pump(app);
    const bytes = codec.copy(codec.sources.Outbox(app), codec.sources.OutboxLength(app));
    codec.sources.Sent(app);
    take(bytes);
  }
}

const without = (bytes, type) => messagesOf(bytes).filter(one => one[0] !== type).flatMap(one => [...one]);

function messagesOf(bytes) {
  const messages = [];
  for (let at = 0; at < bytes.length;) {
    const length = 16 + new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(12, true);
    messages.push(bytes.subarray(at, at + length));
    at += length;
  }
  return messages;
}

function drawn(receiver) {
  const count = codec.receivers.Draw(receiver);
  const [words, text, length] = [0, 1, 2].map(part => codec.receivers.Drawn(receiver, part));
  return { words: codec.ints(words, count).slice(), text: codec.copy(text, length) };
}
