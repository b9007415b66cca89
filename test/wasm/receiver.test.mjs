import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../../web/client/codec.js';
import { ask, codec, encode, json, message, outgoing, pump, receive } from './module.mjs';
import { noise } from './noise.mjs';

const input = 1;
const keyframe = 2;
const ext = 16;
const demand = json({ op: 'demand', pictures: true, audio: false, viewers: 1 });

test('a picture source and a receiver agree on every byte', () => {
  const source = codec.sources.OpenPixels();
  const receiver = codec.receivers.Open();
  assert.equal(encode(source, noise(40, 30, 1), 40, 30).length, 0, 'nobody asked for pictures');
  const [asked] = ask(source, message(0xf2, input, demand));
  assert.equal(asked.kind, Kind.control);

  let picture = noise(40, 30, 1);
  for (let round = 0; round < 20; round++) {
    const [event] = receive(receiver, encode(source, picture, 40, 30));
    assert.equal(event.kind, Kind.picture);
    assert.equal(event.keyframe, round === 0);
    assert.deepEqual(codec.copy(event.ptr, event.length), picture);
    picture = picture.slice();
    picture[round * 4] ^= 0x55;
  }
});

test('an unchanged picture costs nothing, and a request brings a whole one', () => {
  const source = codec.sources.OpenPixels();
  ask(source, message(0xf2, input, demand));
  const picture = noise(16, 16, 7);
  assert.ok(encode(source, picture, 16, 16).length > 0);
  assert.equal(encode(source, picture, 16, 16).length, 0);
  ask(source, message(0xf1, input, new Uint8Array(0)));
  const again = pump(source);
  assert.equal(again[1] & keyframe, keyframe);
});

test('a delta without its base asks for a keyframe once', () => {
  const source = codec.sources.OpenPixels();
  const receiver = codec.receivers.Open();
  ask(source, message(0xf2, input, demand));
  encode(source, noise(8, 8, 1), 8, 8);
  const lost = receive(receiver, encode(source, noise(8, 8, 2), 8, 8));
  assert.deepEqual(lost.map(event => event.kind), [Kind.lost]);
  assert.equal(outgoing(receiver)[0], 0xf1);
  receive(receiver, encode(source, noise(8, 8, 3), 8, 8));
  assert.equal(outgoing(receiver).length, 0);
});

test('a whole picture that nobody asked for, in place of several, is a catch-up', () => {
  const source = codec.sources.OpenPixels();
  const receiver = codec.receivers.Open();
  ask(source, message(0xf2, input, demand));
  const picture = new Uint8Array(64 * 64 * 4).fill(255);
  let painted = 0;
  const next = () => {
    picture[4 * painted++] = 0;
    return encode(source, picture, 64, 64);
  };
  const whole = () => {
    ask(source, message(0xf1, input, new Uint8Array(0)));
    return next();
  };
  const caughtUp = bytes => receive(receiver, bytes).map(event => [event.kind, event.keyframe, event.catchUp]);
  assert.deepEqual(caughtUp(next()), [[Kind.picture, true, false]], 'the first');
  assert.deepEqual(caughtUp(next()), [[Kind.picture, false, false]], 'the next one');
  next();
  assert.deepEqual(caughtUp(whole()), [[Kind.picture, true, true]], 'one was skipped');
  next();
  assert.equal(receive(receiver, next())[0].kind, Kind.lost);
  assert.deepEqual(caughtUp(whole()), [[Kind.picture, true, false]], 'it was asked for');
});

test('the inputs that a picture shows are named', () => {
  const receiver = codec.receivers.Open();
  const block = [20, 0, 5, 8, 7, 0, 0, 0, 1, 2, 0, 0, 5, 8, 9, 0, 0, 0, 3, 0, 0, 0];
  const pixels = [1, 2, 3, 255];
  const [event] = receive(receiver, message(0x01, keyframe | ext, Uint8Array.from([...block, ...pixels]), { width: 1, height: 1 }));
  assert.deepEqual(event.causes, [{ viewer: 7, input: 513 }, { viewer: 9, input: 3 }]);
  assert.deepEqual([...codec.copy(event.ptr, 4)], pixels);
});

test('several messages of one delivery come in order', () => {
  const receiver = codec.receivers.Open();
  const events = receive(receiver, Buffer.concat([
    message(0xf0, 0, json({ op: 'welcome', stream: 'main', viewer: 3, mode: 'delta', source: { present: false } })),
    message(0x10, 0, new Uint8Array(16), { width: 24000, height: 1 }),
    message(0x20, 0, Uint8Array.from([40, 0, 200])),
    message(0x77, 0, Uint8Array.from([1])),
    message(0xff, 0, Buffer.from([0, ...Buffer.from('The demo was stopped.')])),
  ]));
  assert.deepEqual(events.map(event => event.kind), [Kind.control, Kind.audio, Kind.haptic, Kind.unknown, Kind.end]);
  assert.deepEqual([events[1].width, events[1].height, events[1].length], [24000, 1, 16]);
  assert.deepEqual([events[2].width, events[2].height], [40, 200]);
  assert.equal(codec.text(events[4].ptr, events[4].length), 'The demo was stopped.');
});

test('a broken message is refused with a sentence', () => {
  const receiver = codec.receivers.Open();
  const [event] = receive(receiver, message(0x01, 0, new Uint8Array(3), { width: 1, height: 1 }));
  assert.equal(event.kind, Kind.invalid);
  assert.match(codec.text(event.ptr, event.length), /payload_len 3/);
  const [cut] = receive(receiver, message(0x10, 0, new Uint8Array(8)).subarray(0, 20));
  assert.equal(cut.kind, Kind.invalid);
});

test('a message that reads wrong costs itself only', () => {
  const receiver = codec.receivers.Open();
  const bad = message(0x03, keyframe, Uint8Array.from([9, 9, 9, 9]), { width: 4, height: 4 });
  assert.deepEqual(receive(receiver, bad).map(event => event.kind), [Kind.lost]);
  assert.equal(outgoing(receiver)[0], 0xf1, 'a whole picture is asked for');
  for (const [type, body] of [[0x20, [1]], [0xff, []], [0xf0, [123]], [0x04, [1, 2]]]) {
    assert.deepEqual(receive(receiver, message(type, 0, Uint8Array.from(body))).map(event => event.kind), [Kind.unknown]);
  }
});

test('a ciphertext is skipped', () => {
  const receiver = codec.receivers.Open();
  const [event] = receive(receiver, message(0x01, keyframe | 0x08, new Uint8Array(4), { width: 1, height: 1 }));
  assert.equal(event.kind, Kind.unknown);
});

test('a picture in parts is shown once, when it is whole', () => {
  const receiver = codec.receivers.Open();
  const prefix = offset => [16, 0, 0, 0, offset, 0, 0, 0];
  const sized = { width: 2, height: 2 };
  const first = message(0x01, keyframe | 0x20, Uint8Array.from([...prefix(0), 1, 2, 3, 255, 5, 6, 7, 255, 9]), sized);
  const last = message(0x01, keyframe | ext, Uint8Array.from([0, 0, ...prefix(9), 10, 11, 255, 13, 14, 15, 255]), sized);
  assert.equal(receive(receiver, first).length, 0);
  const [event] = receive(receiver, last);
  assert.equal(event.kind, Kind.picture);
  assert.deepEqual([...codec.view(event.ptr, 16)], [1, 2, 3, 255, 5, 6, 7, 255, 9, 10, 11, 255, 13, 14, 15, 255]);
});

test('inputs carry their number', () => {
  const receiver = codec.receivers.Open();
  codec.receivers.Pointer(receiver, 0x02, 300, 200, 1, 258);
  const bytes = outgoing(receiver);
  assert.deepEqual([...bytes.subarray(0, 2)], [0x02, input | ext]);
  assert.deepEqual([...bytes.subarray(16)], [6, 0, 4, 4, 2, 1, 0, 0, 44, 1, 200, 0, 1]);
  assert.equal(outgoing(receiver).length, 0);
});

test('a ping is answered with the same clock', () => {
  const receiver = codec.receivers.Open();
  receive(receiver, message(0xfe, 0, Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])));
  const answer = outgoing(receiver);
  assert.equal(answer.length, 32);
  assert.deepEqual([...answer.subarray(16, 24)], [1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a picture is compared with its hash, whichever comes first, and asked for anew when it is another', () => {
  const receiver = codec.receivers.Open();
  const pixels = Uint8Array.from([1, 2, 3, 255]);
  codec.receivers.Inbox(receiver, pixels.length);
  codec.view(codec.receivers.Inbox(receiver, pixels.length), pixels.length).set(pixels);
  const digits = codec.receivers.HashInbox(receiver).match(/../g) ?? [];
  const hash = Uint8Array.from(digits.reverse().map(pair => parseInt(pair, 16)));
  const picture = () => message(0x01, keyframe, pixels, { width: 1, height: 1 });

  assert.deepEqual(receive(receiver, message(0xf1, 0, hash)), []);
  const [, equal] = receive(receiver, picture());
  assert.deepEqual([equal.kind, equal.width], [Kind.hash, 1]);
  assert.equal(outgoing(receiver).length, 0);

  hash[0] ^= 1;
  const [other] = receive(receiver, message(0xf1, 0, hash));
  assert.deepEqual([other.kind, other.width], [Kind.hash, 0]);
  assert.equal(outgoing(receiver)[0], 0xf1, 'a whole picture is asked for');
});

test('the hash is the one that everybody computes', () => {
  const receiver = codec.receivers.Open();
  codec.receivers.Inbox(receiver, 0);
  assert.equal(codec.receivers.HashInbox(receiver), '2d06800538d394c2');
});
