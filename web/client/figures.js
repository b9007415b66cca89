/** Counts what a receiver does and says it twice a second. */

/**
 * @typedef {object} Stats
 * @property {number} fps Pictures shown a second.
 * @property {number} bytesPerSecond
 * @property {number | null} latencyP50 Milliseconds from the input's event to its effect in the canvas; null without input.
 * @property {number | null} latencyP99
 * @property {number} latencySamples How many inputs the two stand on.
 * @property {number | null} rtt Milliseconds to the relay and back.
 * @property {string} mode
 * @property {number} width
 * @property {number} height
 * @property {number} dropped Pictures decoded but replaced before they were shown.
 * @property {number} gaps Messages of the source that this receiver did not get, those it did not ask for among them.
 * @property {number} catchUps Times it was behind and was brought to the newest picture in one message.
 * @property {string} step How the relay serves it now; empty while it has not said.
 * @property {boolean} inStep
 * @property {import('./flow.js').SyncFigures | null} sync The relay's clock as seen from here; null before the codec is there.
 * @property {number} checked Pictures compared with the source's hash.
 * @property {number} diverged Of those, the ones that were not the source's and were asked for anew.
 * @property {{checked: number, parted: number, late: number, wholes: number, compiled: boolean} | null} world Steps of a world that is run here: compared with the
 *   source's, those that were not the same, late inputs run again, and whole worlds taken on, and whether by compiled code; null when none is.
 * @property {number} unknown Messages skipped because their type is new.
 * @property {number} pictures Pictures shown since the start.
 * @property {number} bytes Bytes received since the start.
 */

const span = 10_000;

export class Figures {
  rtt = /** @type {number | null} */ (null);
  dropped = 0;
  gaps = 0;
  catchUps = 0;
  unknown = 0;
  checked = 0;
  diverged = 0;
  pictures = 0;
  bytes = 0;
  #lastAt = performance.now();
  #lastPictures = 0;
  #lastBytes = 0;
  #lastSeq = -1;
  /** @type {{at: number, ms: number}[]} */
  #latencies = [];

  /** @param {number} seq A message of the source: its numbers are consecutive for who gets them all. */
  saw(seq) {
    const step = (seq - this.#lastSeq) & 0xffff;
    if (this.#lastSeq >= 0 && step > 1 && step < 0x8000) this.gaps += step - 1;
    if (this.#lastSeq < 0 || step < 0x8000) this.#lastSeq = seq;
  }

  /** @param {number} ms */
  latency(ms) {
    this.#latencies.push({ at: performance.now(), ms });
  }

  /** @param {Pick<Stats, 'mode' | 'width' | 'height' | 'step' | 'inStep' | 'sync' | 'world'>} now @returns {Stats} */
  take(now) {
    const at = performance.now();
    const seconds = Math.max(at - this.#lastAt, 1) / 1000;
    const fps = (this.pictures - this.#lastPictures) / seconds;
    const bytesPerSecond = (this.bytes - this.#lastBytes) / seconds;
    this.#lastAt = at;
    this.#lastPictures = this.pictures;
    this.#lastBytes = this.bytes;
    this.#latencies = this.#latencies.filter(sample => at - sample.at < span);
    const sorted = this.#latencies.map(sample => sample.ms).sort((a, b) => a - b);
    return {
      ...now, fps, bytesPerSecond,
      latencyP50: quantile(sorted, 0.5), latencyP99: quantile(sorted, 0.99), latencySamples: sorted.length,
      rtt: this.rtt, dropped: this.dropped, gaps: this.gaps, catchUps: this.catchUps, unknown: this.unknown, checked: this.checked, diverged: this.diverged,
      pictures: this.pictures, bytes: this.bytes,
    };
  }
}

/** @param {number[]} sorted @param {number} q */
function quantile(sorted, q) {
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}
