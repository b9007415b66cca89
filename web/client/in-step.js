/**
 * Pictures that wait for the moment at which every receiver in step shows them. Those that are due together are one: the newest.
 *
 * @typedef {import('./codec.js').Event} Event
 *
 * @typedef {object} Waiting
 * @property {Event} event
 * @property {() => void} draw
 * @property {Uint8ClampedArray<ArrayBuffer> | null} rgba A copy: the codec's memory holds the newest picture only.
 * @property {Uint8Array | null} damage
 * @property {number} due
 */

/** Beyond this the oldest is given up: a stream of the largest pictures does not fit into the wait. */
const mostBytes = 192 * 1024 * 1024;

export class InStep {
  #show;
  #skip;
  /** @type {Waiting[]} */
  #queue = [];
  /** @type {Uint8ClampedArray<ArrayBuffer>[]} Memory of pictures that were shown. */
  #spare = [];
  #bytes = 0;
  #timer = 0;

  /** @param {(waiting: Waiting) => void} show @param {(waiting: Waiting) => void} skip */
  constructor(show, skip) {
    this.#show = show;
    this.#skip = skip;
  }

  /** @param {Uint8ClampedArray} rgba */
  copy(rgba) {
    const at = this.#spare.findIndex(spare => spare.length === rgba.length);
    const copy = at < 0 ? new Uint8ClampedArray(rgba.length) : this.#spare.splice(at, 1)[0];
    copy.set(rgba);
    return copy;
  }

  /** @param {Omit<Waiting, 'due'>} waiting @param {number} ms */
  add(waiting, ms) {
    this.#queue.push({ ...waiting, due: performance.now() + ms });
    this.#bytes += waiting.rgba?.length ?? 0;
    while (this.#bytes > mostBytes) this.#leave(/** @type {Waiting} */ (this.#queue.shift()), this.#skip);
    if (!this.#timer) this.#arm();
  }

  /** Nothing waits any more: what comes now is shown at once. */
  clear() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    for (const waiting of this.#queue.splice(0)) this.#leave(waiting, this.#skip);
    this.#spare = [];
  }

  #arm() {
    this.#timer = this.#queue.length === 0 ? 0 : setTimeout(() => this.#due(), this.#queue[0].due - performance.now());
  }

  #due() {
    const now = performance.now();
    // A timer may fire a moment early; showing then is nearer to the moment than showing late.
    const count = this.#queue.findIndex(waiting => waiting.due > now + 1);
    const due = this.#queue.splice(0, count < 0 ? this.#queue.length : count);
    due.forEach((waiting, i) => this.#leave(waiting, i === due.length - 1 ? this.#show : this.#skip));
    this.#arm();
  }

  /** @param {Waiting} waiting @param {(waiting: Waiting) => void} how */
  #leave(waiting, how) {
    how(waiting);
    if (!waiting.rgba) return;
    this.#bytes -= waiting.rgba.length;
    if (this.#spare.length < 2) this.#spare.push(waiting.rgba);
  }
}
