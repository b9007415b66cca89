import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../../web/client/codec.js';
import { ask, codec, json, message, receive } from './module.mjs';

const input = 1;
const painted = [];
codec.runtime.setModuleImports('canvas', {
  paint(_, words, count, text, length, width, height, rgba) {
    painted.push({ words: codec.ints(words, count).slice(), text: codec.copy(text, length), width, height });
    codec.view(rgba, width * height * 4).fill(255);
  },
});

const demand = pictures => message(0xf2, input, json({ op: 'demand', pictures, audio: false, viewers: 1 }));
const welcome = message(0xf0, 0, json({
  op: 'welcome', stream: 'main', viewer: 1, mode: 'signal', source: { present: true, app: 'springs', modes: ['signal'] },
}));

function pump(app) {
  codec.sources.Pump(app);
  const bytes = codec.copy(codec.sources.Outbox(app), codec.sources.OutboxLength(app));
  codec.sources.Sent(app);
  return bytes;
}

test('an app here and a receiver of its signals draw the same list', () => {
  const app = codec.sources.OpenApp('springs', 0, 30);
  const receiver = codec.receivers.Open();
  codec.sources.Connected(app);
  ask(app, demand(true));
  receive(receiver, welcome);
  receive(receiver, pump(app));

  const list = painted.at(-1);
  const count = codec.receivers.Draw(receiver);
  const [words, text, length, width, height] = [0, 1, 2, 3, 4].map(part => codec.receivers.Drawn(receiver, part));
  assert.deepEqual([width, height], [list.width, list.height]);
  assert.deepEqual(codec.ints(words, count).slice(), list.words);
  assert.deepEqual(codec.copy(text, length), list.text);
});

test('an app that nobody watches draws nothing', () => {
  const app = codec.sources.OpenApp('springs', 0, 30);
  codec.sources.Connected(app);
  const before = painted.length;
  pump(app);
  assert.equal(painted.length, before);
});

test('a receiver that runs the world draws what its source and one that takes its records do', () => {
  const wanted = message(0xf2, input, json({ op: 'demand', pictures: true, audio: false, viewers: 2, lockstep: true }));
  const hello = message(0xf0, 0, json({
    op: 'welcome', stream: 'main', viewer: 1, mode: 'lockstep', source: { present: true, app: 'physics', modes: ['lockstep'] },
  }));
  const app = codec.sources.OpenApp('physics', 0, 60);
  const [runner, drawer] = [codec.receivers.Open(), codec.receivers.Open()];
  codec.sources.Connected(app);
  ask(app, wanted);
  for (const receiver of [runner, drawer]) receive(receiver, hello);
  const until = performance.now() + 800;
  let kinds = new Set();
  while (performance.now() < until) {
    const bytes = pump(app);
    for (const event of receive(runner, withoutTables(bytes))) kinds.add(event.kind);
    receive(drawer, withoutLockstep(bytes));
  }
  assert.deepEqual(drawn(runner), drawn(drawer));
  assert.deepEqual(drawn(runner).words, painted.at(-1).words);
  const { checked, parted, wholes } = JSON.parse(codec.receivers.World(runner));
  assert.ok(checked > 5, `${checked} steps`);
  assert.deepEqual([parted, wholes], [0, 1]);
  assert.ok(kinds.has(Kind.world));
});

const withoutTables = bytes => messagesOf(bytes).filter(one => one[0] !== 0x32).flatMap(one => [...one]);
const withoutLockstep = bytes => messagesOf(bytes).filter(one => one[0] !== 0x33).flatMap(one => [...one]);

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

test('a state that is no JSON is skipped, an unknown app takes any', () => {
  const known = codec.receivers.Open();
  receive(known, welcome);
  const broken = message(0x30, 2, new TextEncoder().encode('{"a":'));
  assert.equal(receive(known, broken)[0].kind, Kind.unknown);
  const unknown = codec.receivers.Open();
  assert.equal(receive(unknown, message(0x30, 2, json({ a: 1 })))[0].kind, Kind.signals);
  assert.equal(codec.receivers.Draw(unknown), 0);
});

test('an app of an unknown name is not opened', () => {
  assert.equal(codec.sources.OpenApp('nothing of ours', 0, 30), 0);
});
