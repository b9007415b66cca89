/**
 * Figures that are counted and taken as a snapshot, by the same code as the relay's.
 *
 * @typedef {import('./codec.js').Codec} Codec
 * @typedef {{count: number, sum: number, max: number, p50: number, p90: number, p99: number}} Summary
 * @typedef {Record<string, number | Summary>} Snapshot
 */

export class Metrics {
  #codec;
  #set;

  /** @param {Codec} codec */
  constructor(codec) {
    this.#codec = codec;
    this.#set = codec.metrics.Open();
  }

  /** @param {string} name @param {string} help @returns {(amount?: number) => void} Counts. */
  counter(name, help) {
    const counter = this.#codec.metrics.Counter(this.#set, name, help);
    return (amount = 1) => this.#codec.metrics.Add(counter, amount);
  }

  /** @param {string} name @param {string} help @returns {(value: number) => void} Sets. */
  gauge(name, help) {
    const gauge = this.#codec.metrics.Gauge(this.#set, name, help);
    return value => this.#codec.metrics.Set(gauge, value);
  }

  /** @param {string} name @param {string} help @returns {(value: number) => void} Records one value, a whole number of any unit. */
  summary(name, help) {
    const summary = this.#codec.metrics.Summary(this.#set, name, help);
    return value => this.#codec.metrics.Record(summary, value);
  }

  /** @returns {Snapshot} */
  take() { return JSON.parse(this.#codec.metrics.Json(this.#set)); }

  /** @returns {string} What Prometheus scrapes. */
  text() { return this.#codec.metrics.Text(this.#set); }
}
