import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { loadCodec } from '../../web/client/codec.js';

const root = new URL('../../', import.meta.url).pathname;

/** The published module, where `dotnet publish web/wasm -c Release` or DREAMSTACK_WASM puts it. */
export const wasmFolder = process.env.DREAMSTACK_WASM
  ?? join(root, 'artifacts/publish/DreamStack.Streaming.Wasm/release/wwwroot/_framework');

export const codec = await loadCodec(pathToFileURL(`${wasmFolder}/`));

/** Gives bytes to a receiver. @returns what it made of them */
export function receive(receiver, bytes) {
  const { receivers } = codec;
  codec.view(receivers.Inbox(receiver, bytes.length), bytes.length).set(bytes);
  return codec.events(receivers.Events(receiver), receivers.Receive(receiver));
}

/** What a receiver wants to send. */
export function outgoing(receiver) {
  const length = codec.receivers.TakeOutbox(receiver);
  return codec.copy(codec.receivers.Outbox(receiver), length);
}

/** A source that wants to send pictures, and the bytes of one picture. */
export function encode(source, rgba, width, height) {
  const { sources } = codec;
  codec.view(sources.Picture(source, width, height), rgba.length).set(rgba);
  return pump(source);
}

export function pump(source) {
  const { sources } = codec;
  sources.Pump(source);
  const bytes = codec.copy(sources.Outbox(source), sources.OutboxLength(source));
  sources.Sent(source);
  return bytes;
}

/** Gives bytes to a source. */
export function ask(source, bytes) {
  const { sources } = codec;
  codec.view(sources.Inbox(source, bytes.length), bytes.length).set(bytes);
  return codec.events(sources.Events(source), sources.Receive(source));
}

/** One message as it travels. */
export function message(type, flags, body, { seq = 0, width = 0, height = 0 } = {}) {
  const bytes = new Uint8Array(16 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, type);
  view.setUint8(1, flags);
  view.setUint16(2, seq, true);
  view.setUint16(8, width, true);
  view.setUint16(10, height, true);
  view.setUint32(12, body.length, true);
  bytes.set(body, 16);
  return bytes;
}

export const json = value => new TextEncoder().encode(JSON.stringify(value));
