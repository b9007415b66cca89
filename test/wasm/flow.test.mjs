import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import {
  AdaptiveBitrate, BandwidthThrottle, FrameCompressor, FrameDedup, MultiClientSync, compress, decompress, expandMessage, steps,
} from '../../web/client/flow.js';
import { codec, message } from './module.mjs';
import { noise, random } from './noise.mjs';

const { policies } = codec;
const at = ms => policies.HoldClock(ms);
after(() => policies.ReleaseClock());

test('what is compressed comes back byte for byte, and runs cost next to nothing', () => {
  const next = random(7);
  for (const length of [0, 1, 2, 63, 64, 1000, 70_001]) {
    const raw = Uint8Array.from({ length }, (_, i) => (i >> 5) % 3 === 0 ? 9 : next() & 255);
    const coded = compress(codec, raw);
    assert.deepEqual(decompress(codec, coded, length), raw);
    assert.ok(coded.length <= length * 1.001 + 5);
    if (length > 0) assert.equal(decompress(codec, coded, length + 1), null);
  }
  assert.ok(compress(codec, new Uint8Array(1 << 20)).length < 16);
});

test('a frame is compressed only where that is smaller, and expands to what it was', () => {
  const compressor = new FrameCompressor(codec);
  const flat = message(0x01, 2, new Uint8Array(64 * 64 * 4).fill(255), { seq: 5, width: 64, height: 64 });
  const small = compressor.write(flat);
  assert.equal(small[0], 0x04);
  assert.ok(small.length < 64);
  assert.deepEqual(expandMessage(codec, small), flat);

  const busy = message(0x01, 2, noise(16, 16, 3), { width: 16, height: 16 });
  assert.deepEqual(compressor.write(busy), busy);
  assert.deepEqual(compressor.figures, { compressed: 1, untouched: 1, bytesSaved: flat.length - small.length });
  assert.equal(compressor.write(flat.subarray(0, 9)), null);
  compressor.close();
});

test('the golden Compressed frame expands to its signals', () => {
  const folder = new URL('../golden/', import.meta.url);
  const { file } = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')).find(entry => entry.type === 'Compressed');
  const inner = expandMessage(codec, readFileSync(new URL(file, folder)));
  assert.ok([0x30, 0x31].includes(inner[0]));
  const start = inner.indexOf('{'.charCodeAt(0));
  assert.equal(typeof JSON.parse(new TextDecoder().decode(inner.subarray(start))), 'object');
});

test('a repeat is known by its bytes and its size, until it is forgotten', () => {
  const dedup = new FrameDedup(codec);
  const picture = noise(8, 4, 1);
  assert.deepEqual([dedup.isRepeat(picture, 8, 4), dedup.isRepeat(picture, 8, 4), dedup.isRepeat(picture, 4, 8)], [false, true, false]);
  dedup.forget();
  assert.equal(dedup.isRepeat(picture, 4, 8), false);
  const { frames, repeats, bytesSaved, hash } = dedup.figures;
  assert.deepEqual([frames, repeats, bytesSaved], [4, 1, picture.length]);
  assert.match(hash, /^[0-9a-f]{16}$/);
});

test('a throttle lets its rate through and no more, and changes live', () => {
  at(0);
  const throttle = new BandwidthThrottle(codec, 1000, 500);
  assert.ok(throttle.tryTake(500));
  assert.ok(!throttle.tryTake(1));
  assert.equal(throttle.delayFor(100), 100);
  let passed = 0;
  for (let ms = 1; ms <= 10_000; ms++) {
    at(ms);
    if (throttle.tryTake(40)) passed += 40;
  }
  assert.ok(passed <= 10_000 + 500 && passed >= 9900, `${passed}`);
  throttle.bytesPerSecond = 0;
  throttle.take(1000);
  assert.equal(throttle.delayFor(1), Infinity);
  throttle.bytesPerSecond = Infinity;
  assert.equal(throttle.delayFor(1e9), 0);
});

test('two receivers with clocks of their own agree on the moment of a picture', () => {
  const next = random(5);
  const way = 10;
  const receivers = [0, 400_000].map(ahead => ({ ahead, sync: null, shown: new Map() }));
  for (const receiver of receivers) {
    at(receiver.ahead);
    receiver.sync = new MultiClientSync(codec);
    for (let ms = 0; ms < 10_000; ms += 250) {
      // Up and down take 10 to 60 ms each.
      const [up, down] = [way + next() % 50, way + next() % 50];
      at(receiver.ahead + ms);
      const sent = receiver.sync.localUs;
      at(receiver.ahead + ms + up + down);
      receiver.sync.answered(sent, (5_000 + ms + up) * 1000);
    }
    for (let ms = 0; ms < 10_000; ms += 33) {
      const arrival = ms + way + next() % 50;
      at(receiver.ahead + arrival);
      receiver.sync.arrived(ms);
      if (ms > 6000) receiver.shown.set(ms, arrival + receiver.sync.waitFor(ms));
    }
  }
  const [one, other] = receivers;
  const apart = [...one.shown].map(([ms, moment]) => Math.abs(moment - other.shown.get(ms)));
  assert.ok(apart.filter(difference => difference <= 17).length >= 0.95 * apart.length, `${Math.max(...apart)}`);
  const { synced, driftPpm, delayMs, neededMs } = one.sync.figures;
  assert.deepEqual([synced, delayMs], [true, 120]);
  assert.ok(Math.abs(driftPpm) < 2000 && neededMs > way && neededMs <= 120);
});

test('a link that fails makes the step fall, and one that holds makes it climb', () => {
  at(0);
  const quality = new AdaptiveBitrate(codec, 'full');
  assert.equal(quality.step, 'full');
  let seq = 0;
  const run = (from, to, answers) => {
    for (let ms = from; ms < to; ms += 33) {
      at(ms);
      quality.sent(++seq, 2000);
      quality.drained(2000);
      if (answers) quality.acked(seq, seq, ms + 5);
      quality.update();
    }
  };
  run(0, 2000, true);
  assert.equal(quality.step, 'full');
  run(2000, 8000, false);
  const fallen = steps.indexOf(quality.step);
  assert.ok(fallen > 0);
  run(8000, 120_000, true);
  assert.equal(quality.step, 'full');
  quality.allow('delta', 'lower');
  assert.equal(quality.step, 'delta');
});
