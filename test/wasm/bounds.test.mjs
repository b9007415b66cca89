import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../../web/client/codec.js';
import { codec, message, receive } from './module.mjs';

/** LEB128 of a number of up to 35 bits. */
function leb(value) {
  const bytes = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    if (rest <= 0x7fn) return bytes;
  }
}

const literal = length => leb(BigInt(length - 1) << 2n);

test('a run whose length does not fit 32 bits is refused, not written in front of the buffer', () => {
  const whole = new TextEncoder().encode(`{"a":"${'x'.repeat(56)}"}`);
  // Four bytes, then a repeat of -100 where a length is 32 bits, then everything and the 96 bytes in front of it.
  const coded = [
    ...literal(4), ...whole.subarray(0, 4),
    ...leb((((1n << 32n) - 101n) << 2n) | 2n),
    ...literal(96 + whole.length), ...new Uint8Array(96), ...whole,
  ];
  const prefix = [0x30, 2, 0, 0, whole.length, 0, 0, 0];
  const events = receive(codec.receivers.Open(), message(0x04, 0, Uint8Array.from([...prefix, ...coded])));
  assert.ok(!events.some(event => event.kind === Kind.signals));
});
