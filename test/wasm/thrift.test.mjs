import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../../web/client/codec.js';
import { FramePipeline } from '../../web/client/frame-pipeline.js';
import { ask, codec, encode, json, message, outgoing, receive } from './module.mjs';
import { noise } from './noise.mjs';

const demand = json({ op: 'demand', pictures: true, audio: false, viewers: 1 });

function wanted() {
  const source = codec.sources.OpenPixels();
  ask(source, message(0xf2, 1, demand));
  return source;
}

const thrift = source => JSON.parse(codec.sources.Thrift(source));

test('a repeat is not encoded, and is counted', () => {
  const source = wanted();
  const picture = noise(16, 16, 7);
  assert.ok(encode(source, picture, 16, 16).length > 0);
  for (let i = 0; i < 3; i++) assert.equal(encode(source, picture, 16, 16).length, 0);
  assert.deepEqual([thrift(source).repeats, thrift(source).repeatBytes], [3, 3 * picture.length]);
});

test('pictures go through the pipeline before they are sent', () => {
  const source = wanted();
  const pipeline = new FramePipeline(codec, [{ crop: [2, 0, 4, 4] }, { scale: [2, 2], smooth: false }]);
  codec.sources.SetThrift(source, Infinity, false, pipeline.handle);
  const picture = noise(8, 4, 5);
  const expected = pipeline.run(picture, 8, 4).bytes;
  const receiver = codec.receivers.Open();
  const [event] = receive(receiver, encode(source, picture, 8, 4));
  assert.deepEqual([event.width, event.height], [2, 2]);
  assert.deepEqual(codec.copy(event.ptr, event.length), expected);
  assert.equal(thrift(source).trimmedBytes, picture.length - expected.length);
});

test('compressed pictures are the same pictures in fewer bytes', () => {
  const [plain, thrifty] = [wanted(), wanted()];
  codec.sources.SetThrift(thrifty, Infinity, true, 0);
  const receiver = codec.receivers.Open();
  let bytes = 0;
  let fewer = 0;
  for (let round = 0; round < 8; round++) {
    // The same noise in every row: what changed is full of repetition that the delta code does not look for.
    const row = noise(64, 1, round + 1).map(value => value & 1);
    const picture = Uint8Array.from({ length: 64 * 64 * 4 }, (_, i) => i % 4 === 3 ? 255 : row[i % 4]);
    bytes += encode(plain, picture, 64, 64).length;
    const sent = encode(thrifty, picture, 64, 64);
    fewer += sent.length;
    const [event] = receive(receiver, sent);
    if (event) assert.deepEqual(codec.copy(event.ptr, event.length), picture);
  }
  assert.ok(fewer <= bytes);
  assert.equal(bytes - fewer, thrift(thrifty).compressedBytes);
});

test('the rate is held to, and the newest picture goes when its turn comes', () => {
  const source = wanted();
  codec.sources.SetThrift(source, 1000, false, 0);
  // The burst is paid for with the first large picture; the next waits.
  assert.ok(encode(source, noise(400, 400, 1), 400, 400).length > 256 * 1024);
  codec.view(codec.sources.Picture(source, 400, 400), 400 * 400 * 4).set(noise(400, 400, 2));
  const wait = codec.sources.Pump(source);
  assert.ok(wait > 60_000, `${wait}`);
  assert.equal(codec.sources.OutboxLength(source), 0);
  codec.sources.SetThrift(source, Infinity, false, 0);
  codec.sources.Pump(source);
  assert.ok(codec.sources.OutboxLength(source) > 256 * 1024);
});

test('what a receiver shows, when, and what changed in it', () => {
  const source = wanted();
  const receiver = codec.receivers.Open();
  const damage = () => {
    const count = codec.receivers.TakeDamage(receiver);
    return [...codec.copy(codec.receivers.Damage(receiver), count)];
  };
  const picture = noise(128, 32, 3);
  receive(receiver, encode(source, picture, 128, 32));
  assert.deepEqual(damage(), [1, 1, 1, 1]);
  assert.deepEqual(damage(), [0, 0, 0, 0]);
  const next = picture.slice();
  next[1024 * 4 * 2 + 8] ^= 1;
  const [event] = receive(receiver, encode(source, next, 128, 32));
  assert.deepEqual(damage(), [0, 0, 1, 0]);
  assert.equal(codec.receivers.WaitFor(receiver, event.timestamp), 0, 'nothing is known of the clock yet');

  for (let i = 0; i < 4; i++) {
    codec.receivers.Ping(receiver);
    const ping = outgoing(receiver).subarray(16, 24);
    const answer = new Uint8Array(16);
    answer.set(ping);
    answer.set(ping, 8);
    const [pong] = receive(receiver, message(0xfe, 0, answer));
    assert.equal(pong.kind, Kind.pong);
  }
  assert.ok(codec.receivers.WaitFor(receiver, event.timestamp) <= 120);
  codec.receivers.SetDelay(receiver, 60_000);
  assert.ok(codec.receivers.WaitFor(receiver, event.timestamp) > 30_000);
  const { synced, answers, delayMs } = JSON.parse(codec.receivers.Sync(receiver));
  assert.deepEqual([synced, answers, delayMs], [true, 4, 60_000]);
});

test('a receiver counts what it does', () => {
  const source = wanted();
  const receiver = codec.receivers.Open();
  const bytes = encode(source, noise(8, 8, 1), 8, 8);
  receive(receiver, bytes);
  codec.receivers.Latency(receiver, 12_000);
  const figures = JSON.parse(codec.receivers.Metrics(receiver));
  assert.equal(figures.receiver_bytes_total, bytes.length);
  assert.equal(figures.receiver_pictures_total, 1);
  assert.equal(figures.receiver_input_latency_us.count, 1);
  assert.match(codec.receivers.MetricsText(receiver), /dreamstack_receiver_pictures_total 1\n/);
});

test('a control object is said as it is', () => {
  const receiver = codec.receivers.Open();
  codec.receivers.Control(receiver, '{"op":"quality","auto":true,"limit":62500}');
  const bytes = outgoing(receiver);
  assert.deepEqual([bytes[0], bytes[1]], [0xf2, 1]);
  assert.equal(new TextDecoder().decode(bytes.subarray(16)), '{"op":"quality","auto":true,"limit":62500}');
});
