/** How long to wait before trying again: doubling from a quarter second to five, a little different for everybody. */
export class Backoff {
  static #first = 250;
  static #last = 5000;
  #next = Backoff.#first;

  /** The next pause in milliseconds. */
  next() {
    const pause = this.#next * (0.8 + 0.4 * Math.random());
    this.#next = Math.min(this.#next * 2, Backoff.#last);
    return Math.round(pause);
  }

  /** A connection stood: the next pause is short again. */
  reset() {
    this.#next = Backoff.#first;
  }
}
