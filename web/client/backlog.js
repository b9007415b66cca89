/** What came before the codec had loaded, within bounds. */

/** A keyframe of the largest picture, and what follows it in a second. */
const most = 96 * 1024 * 1024;

export class Backlog {
  /** @type {ArrayBuffer[]} */
  #kept = [];
  #bytes = 0;

  /** False when it is too much: all is forgotten, and the sender has to begin anew. @param {ArrayBuffer} data */
  keep(data) {
    this.#kept.push(data);
    this.#bytes += data.byteLength;
    if (this.#bytes <= most) return true;
    this.take();
    return false;
  }

  /** Everything in order; nothing is kept any more. */
  take() {
    this.#bytes = 0;
    return this.#kept.splice(0);
  }
}
