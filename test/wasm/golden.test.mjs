import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Kind } from '../../web/client/codec.js';
import { ask, codec, receive } from './module.mjs';

const folder = new URL('../golden/', import.meta.url);
const index = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8'));
const bytesOf = ({ file }) => new Uint8Array(readFileSync(new URL(file, folder)));

/** What a receiver makes of a frame that it was made to show; every other type is skipped and counted. A hash waits for its picture. */
const kinds = {
  Pixels: Kind.picture, DeltaPixels: Kind.picture, NeuralFrame: Kind.picture, Compressed: Kind.signals,
  AudioPcm: Kind.audio, Haptic: Kind.haptic, SignalSync: Kind.signals, SignalDiff: Kind.signals, SignalTable: Kind.world,
  Control: Kind.control, End: Kind.end,
};

for (const entry of index.filter(entry => !entry.input && !['Ping', 'PictureHash'].includes(entry.type))) {
  test(`the golden ${entry.type} is read`, () => {
    const events = receive(codec.receivers.Open(), bytesOf(entry));
    assert.deepEqual(events.map(event => event.kind), [kinds[entry.type] ?? Kind.unknown], entry.meaning);
  });
}

for (const entry of index.filter(entry => entry.input)) {
  test(`the golden ${entry.type} input is taken by a source and refused by a receiver`, () => {
    const [refused] = receive(codec.receivers.Open(), bytesOf(entry));
    assert.equal(refused.kind, Kind.invalid);
    const events = ask(codec.sources.OpenPixels(), bytesOf(entry));
    assert.ok(events.every(event => event.kind === Kind.input || event.kind === Kind.control));
    assert.equal(events.length, ['KeyframeRequest', 'Ping'].includes(entry.type) ? 0 : 1);
  });
}

test('the golden pointer keeps its place', () => {
  const entry = index.find(candidate => candidate.input && candidate.type === 'PointerDown');
  const bytes = bytesOf(entry);
  const [event] = ask(codec.sources.OpenPixels(), bytes);
  const view = new DataView(bytes.buffer, bytes.byteLength - 5);
  assert.deepEqual(event.point, { x: view.getUint16(0, true), y: view.getUint16(2, true), which: view.getUint8(4) });
});
