import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FramePipeline } from '../../web/client/frame-pipeline.js';
import { Metrics } from '../../web/client/metrics.js';
import { decompress } from '../../web/client/flow.js';
import { codec } from './module.mjs';
import { noise } from './noise.mjs';

const pixels = bytes => [...new Uint32Array(bytes.slice().buffer)];

test('pixels go where the stages send them', () => {
  const rgba = noise(3, 2, 4);
  const [a, b, c, d, e, f] = pixels(rgba);
  const made = stages => {
    const { width, height, bytes } = new FramePipeline(codec, stages).run(rgba, 3, 2);
    return [width, height, pixels(bytes)];
  };
  assert.deepEqual(made([{ crop: [1, 0, 2, 2] }]), [2, 2, [b, c, e, f]]);
  assert.deepEqual(made([{ flip: 'across' }]), [3, 2, [c, b, a, f, e, d]]);
  assert.deepEqual(made([{ flip: 'down' }]), [3, 2, [d, e, f, a, b, c]]);
  assert.deepEqual(made([{ rotate: 90 }]), [2, 3, [d, a, e, b, f, c]]);
  assert.deepEqual(made([{ rotate: 180 }]), [3, 2, [f, e, d, c, b, a]]);
  assert.deepEqual(made([{ rotate: 90 }, { rotate: 270 }]), [3, 2, [a, b, c, d, e, f]]);
  assert.deepEqual(made([{ scale: [6, 4], smooth: false }, { scale: [3, 2] }]), [3, 2, [a, b, c, d, e, f]]);
  assert.deepEqual(made([]), [3, 2, [a, b, c, d, e, f]]);
});

test('a watermark is laid over, seen through where it is transparent', () => {
  const rgba = new Uint8Array(4 * 4 * 4).fill(100).map((value, i) => i % 4 === 3 ? 255 : value);
  const mark = { width: 1, height: 2, data: Uint8ClampedArray.from([255, 0, 0, 255, 200, 200, 200, 51]) };
  const { bytes } = new FramePipeline(codec, [{ watermark: { x: -2, y: 1, picture: mark } }]).run(rgba, 4, 4);
  assert.deepEqual([...bytes.subarray((1 * 4 + 2) * 4, (1 * 4 + 2) * 4 + 4)], [255, 0, 0, 255]);
  assert.deepEqual([...bytes.subarray((2 * 4 + 2) * 4, (2 * 4 + 2) * 4 + 4)], [120, 120, 120, 255]);
  assert.deepEqual(bytes.filter((_, i) => i < 24), rgba.subarray(0, 24));
});

test('a repeat is stopped, and a flat picture is coded', () => {
  const pipeline = new FramePipeline(codec, [{ dedup: true }, { compress: true }]);
  const flat = new Uint8Array(64 * 64 * 4).fill(255);
  const { coded, bytes, width } = pipeline.run(flat, 64, 64);
  assert.deepEqual([coded, width], [true, 64]);
  assert.ok(bytes.length < 64);
  const prefix = bytes.length - [...Array(bytes.length).keys()].map(at => bytes.length - at).find(rest =>
    decompress(codec, bytes.subarray(bytes.length - rest), flat.length) !== null);
  assert.ok(prefix > 0 && prefix < 16, 'a place for the prefix, then the code');
  assert.equal(pipeline.run(flat, 64, 64), null);
  assert.equal(pipeline.run(noise(8, 8, 2), 8, 8).coded, false);
  pipeline.close();
});

test('a size beyond the protocol is refused before memory is taken', () => {
  assert.throws(() => new FramePipeline(codec, [{ scale: [65_000, 65_000] }]).run(noise(2, 2, 1), 2, 2));
  assert.throws(() => new FramePipeline(codec, [{ crop: [9, 9, 2, 2] }]).run(noise(2, 2, 1), 2, 2));
});

test('figures are counted and taken as JSON and as Prometheus text', () => {
  const metrics = new Metrics(codec);
  const seen = metrics.counter('seen_total', 'Things seen.');
  const level = metrics.gauge('level', 'How high.');
  const waits = metrics.summary('wait_us', 'How long.');
  seen();
  seen(4);
  level(2.5);
  for (let i = 1; i <= 1000; i++) waits(i);
  const { seen_total, level: height, wait_us } = metrics.take();
  assert.deepEqual([seen_total, height, wait_us.count, wait_us.max], [5, 2.5, 1000, 1000]);
  assert.ok(Math.abs(wait_us.p50 - 500) <= 16 && Math.abs(wait_us.p99 - 990) <= 32);
  assert.match(metrics.text(), /# TYPE dreamstack_seen_total counter\ndreamstack_seen_total 5\n/);
  assert.throws(() => metrics.counter('seen_total', 'Again.'));
});
