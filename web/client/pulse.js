/** What a receiver says by itself: pings, so that the way and the clocks are known, and that it is still keeping up. */

const pingFirst = 250;
const pingFirstFor = 5000;
const pingThen = 2000;
/** A little more often than ten times a second, whatever the timers do. */
const ackWithin = 80;

export class Pulse {
  #ping;
  #ack;
  #since = 0;
  #pinging = 0;
  #acking = 0;

  /** @param {() => void} ping @param {() => void} ack */
  constructor(ping, ack) {
    this.#ping = ping;
    this.#ack = ack;
  }

  /** A connection stands. */
  begin() {
    this.stop();
    this.#since = performance.now();
    this.#beat();
  }

  /** Something came: the other side hears of it soon, even when it was no picture. */
  arrived() {
    this.#acking ||= setTimeout(() => {
      this.#acking = 0;
      this.#ack();
    }, ackWithin);
  }

  /** It was acknowledged just now. */
  acked() {
    clearTimeout(this.#acking);
    this.#acking = 0;
  }

  stop() {
    clearTimeout(this.#pinging);
    this.acked();
  }

  #beat() {
    this.#ping();
    const pause = performance.now() - this.#since < pingFirstFor ? pingFirst : pingThen;
    this.#pinging = setTimeout(() => this.#beat(), pause);
  }
}
