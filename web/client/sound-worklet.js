/** The audio thread: a short queue of samples, resampled to the device. It waits a little before it sounds, then never. */

/** @typedef {{samples: Float32Array, rate: number, channels: number}} Block */

const firstSeconds = 0.03;
const mostSeconds = 0.2;

class DsSound extends AudioWorkletProcessor {
  /** @type {Block[]} */
  #queue = [];
  #at = 0;
  #sounding = false;
  #waited = 0;

  constructor() {
    super();
    this.port.onmessage = (/** @type {MessageEvent} */ event) => {
      const port = /** @type {MessagePort} */ (event.data);
      port.onmessage = message => this.#take(message.data);
    };
  }

  /** @param {Float32Array[][]} _ @param {Float32Array[][]} outputs */
  process(_, outputs) {
    const output = outputs[0];
    const frames = output[0].length;
    if (!this.#sounding && this.#queue.length > 0) {
      // Either enough is here, or no more comes: a pluck may be shorter than the queue.
      this.#waited += frames / sampleRate;
      this.#sounding = this.#seconds() >= firstSeconds || this.#waited >= firstSeconds;
    }
    for (let i = 0; i < frames && this.#sounding; i++) {
      this.#frame(output, i);
    }
    return true;
  }

  /** @param {Float32Array[]} output @param {number} i */
  #frame(output, i) {
    const block = this.#queue[0];
    const index = Math.floor(this.#at);
    const part = this.#at - index;
    const last = block.samples.length / block.channels - 1;
    output.forEach((channel, c) => {
      const from = Math.min(c, block.channels - 1);
      const here = block.samples[index * block.channels + from];
      const next = block.samples[Math.min(index + 1, last) * block.channels + from];
      channel[i] = here + (next - here) * part;
    });
    this.#at += block.rate / sampleRate;
    if (this.#at < last + 1) return;
    this.#at -= last + 1;
    this.#queue.shift();
    if (this.#queue.length > 0) return;
    this.#sounding = false;
    this.#waited = 0;
    this.#at = 0;
  }

  /** @param {{samples: ArrayBuffer, rate: number, channels: number}} message */
  #take({ samples, rate, channels }) {
    if (rate === 0 || channels === 0 || samples.byteLength < 4 * channels) return;
    this.#queue.push({ samples: new Float32Array(samples), rate, channels });
    while (this.#seconds() > mostSeconds) {
      this.#queue.shift();
      this.#at = 0;
    }
  }

  #seconds() {
    return this.#queue.reduce((sum, block) => sum + block.samples.length / block.channels / block.rate, 0);
  }
}

registerProcessor('ds-sound', DsSound);
