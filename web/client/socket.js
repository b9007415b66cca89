import { Backoff } from './backoff.js';

/** A WebSocket that comes back by itself, unless it is refused. Each loss is told once. */

/**
 * @typedef {object} Listener
 * @property {(data: ArrayBuffer) => void} bytes
 * @property {() => void} opened
 * @property {(text: string, retryMs: number) => void} lost
 * @property {(text: string) => void} refused
 */

/** Close codes after which trying again would only be refused again. */
const final = new Map([
  [4400, 'The two sides do not speak the same protocol. Reload the page.'],
  [4403, 'This relay does not allow pages from here.'],
  [4404, 'There is no stream of that name.'],
  [4409, 'This stream has a source already, or waits for the one it lost. Choose another name, or try again in a moment.'],
  [4413, 'A message was too large.'],
  [4429, 'The relay is full. Try again in a minute.'],
]);

export class Socket {
  #address;
  #listener;
  #backoff = new Backoff();
  #socket = /** @type {WebSocket | null} */ (null);
  #timer = 0;

  /** @param {() => URL} address Asked anew for every attempt. @param {Listener} listener */
  constructor(address, listener) {
    this.#address = address;
    this.#listener = listener;
    this.open();
  }

  get isOpen() { return this.#socket?.readyState === WebSocket.OPEN; }

  /** How many bytes wait for the network. */
  get buffered() { return this.#socket?.bufferedAmount ?? 0; }

  open() {
    this.close();
    const socket = new WebSocket(this.#address());
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => this.#listener.opened());
    socket.addEventListener('message', event => {
      if (socket === this.#socket && event.data instanceof ArrayBuffer) this.#listener.bytes(event.data);
    });
    socket.addEventListener('close', event => {
      if (socket === this.#socket) this.#closed(event);
    });
  }

  /** The other side answered as it should: the next loss is a first one. */
  stands() {
    this.#backoff.reset();
  }

  /** @param {Uint8Array} bytes Copied by the browser at once. */
  send(bytes) {
    if (this.isOpen) this.#socket?.send(/** @type {Uint8Array<ArrayBuffer>} */ (bytes));
  }

  /** Ends it for a reason that trying again does not mend. @param {string} text */
  refuse(text) {
    this.close();
    this.#listener.refused(text);
  }

  close() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  /** @param {CloseEvent} event */
  #closed(event) {
    this.#socket = null;
    const refusal = final.get(event.code);
    if (refusal) {
      this.#listener.refused(event.reason || refusal);
      return;
    }
    const pause = this.#backoff.next();
    this.#timer = setTimeout(() => this.open(), pause);
    this.#listener.lost(event.reason, pause);
  }
}
