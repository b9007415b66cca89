import { loadCodec } from './codec.js';
import { Receiver } from './receiver.js';

/** The thread of every <ds-view> on a page: one runtime, one receiver for each view. */

const codec = loadCodec(new URL('../wasm/', import.meta.url));
/** @type {Map<number, Receiver>} */
const receivers = new Map();

// A message handler set as a property would make the runtime believe it is one of its own threads.
addEventListener('message', event => {
  const { view, op, ...message } = event.data;
  if (op === 'open') {
    const tell = (/** @type {object} */ told, /** @type {Transferable[]} */ moved = []) =>
      postMessage({ view, ...told }, moved);
    receivers.set(view, new Receiver(codec, message, tell));
    return;
  }
  const receiver = receivers.get(view);
  if (!receiver) return;
  if (op === 'close') receivers.delete(view);
  receiver.take(op, message);
});
