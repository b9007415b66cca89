/**
 * The flow policies by their names: the same code that the relay runs, in the codec module. Each takes the module that
 * `loadCodec` of codec.js gives, and is closed when it is no longer needed. docs/flow.md says what each promises.
 *
 * @typedef {import('./codec.js').Codec} Codec
 */

/** What an AdaptiveBitrate chooses from, the dearest first. */
export const steps = Object.freeze(/** @type {const} */ (['full', 'delta', 'compressed', 'lower', 'signal']));

/** @typedef {typeof steps[number]} Step */

/** @param {Codec} codec @param {ArrayLike<number>} bytes */
function put(codec, bytes) {
  codec.view(codec.policies.Inbox(bytes.length), bytes.length).set(bytes);
}

/** @param {Codec} codec @param {number} length A copy: the next call writes there again. */
const taken = (codec, length) => codec.copy(codec.policies.Outbox(), length);

/** Something that lives in the module until it is closed. */
class Opened {
  /** @param {Codec} codec @param {number} handle */
  constructor(codec, handle) {
    this.codec = codec;
    this.handle = handle;
  }

  close() { this.codec.policies.Close(this.handle); }
}

/** Run-length codes bytes. @param {Codec} codec @param {ArrayLike<number>} raw */
export function compress(codec, raw) {
  put(codec, raw);
  return taken(codec, codec.policies.Compress());
}

/** Undoes {@link compress}; null for what does not stand for so many bytes. @param {Codec} codec @param {ArrayLike<number>} coded @param {number} rawLength */
export function decompress(codec, coded, rawLength) {
  put(codec, coded);
  return codec.policies.Decompress(rawLength) ? taken(codec, rawLength) : null;
}

/** A whole message as it was before it was compressed; null for what does not expand. @param {Codec} codec @param {ArrayLike<number>} message */
export function expandMessage(codec, message) {
  put(codec, message);
  const length = codec.policies.ExpandMessage();
  return length < 0 ? null : taken(codec, length);
}

/** Turns messages into Compressed ones where that is smaller. */
export class FrameCompressor extends Opened {
  /** @param {Codec} codec */
  constructor(codec) { super(codec, codec.policies.OpenCompressor()); }

  /** The smaller form of a message; null for bytes that are none. @param {ArrayLike<number>} message */
  write(message) {
    put(this.codec, message);
    const length = this.codec.policies.CompressMessage(this.handle);
    return length < 0 ? null : taken(this.codec, length);
  }

  /** @returns {{compressed: number, untouched: number, bytesSaved: number}} */
  get figures() { return JSON.parse(this.codec.policies.Compressor(this.handle)); }
}

/** Knows the picture before. */
export class FrameDedup extends Opened {
  /** @param {Codec} codec */
  constructor(codec) { super(codec, codec.policies.OpenDedup()); }

  /** @param {ArrayLike<number>} rgba @param {number} width @param {number} height */
  isRepeat(rgba, width, height) {
    put(this.codec, rgba);
    return this.codec.policies.IsRepeat(this.handle, width, height);
  }

  /** The next picture is no repeat. */
  forget() { this.codec.policies.Forget(this.handle); }

  /** @returns {{hash: string, frames: number, repeats: number, bytesSaved: number}} */
  get figures() { return JSON.parse(this.codec.policies.Dedup(this.handle)); }
}

/** How many bytes may go, and when. */
export class BandwidthThrottle extends Opened {
  /** @param {Codec} codec @param {number} bytesPerSecond Infinity for all. @param {number} burst */
  constructor(codec, bytesPerSecond, burst) { super(codec, codec.policies.OpenThrottle(bytesPerSecond, burst)); }

  /** @param {number} bytesPerSecond */
  set bytesPerSecond(bytesPerSecond) { this.codec.policies.SetRate(this.handle, bytesPerSecond); }

  get available() { return this.codec.policies.Available(this.handle); }

  /** Milliseconds until so many bytes may go; Infinity for never. @param {number} bytes */
  delayFor(bytes) {
    const wait = this.codec.policies.DelayFor(this.handle, bytes);
    return wait < 0 ? Infinity : wait;
  }

  /** @param {number} bytes @returns {boolean} False when it is too soon. */
  tryTake(bytes) { return this.codec.policies.TryTake(this.handle, bytes); }

  /** Counts what goes in any case. @param {number} bytes */
  take(bytes) { this.codec.policies.Take(this.handle, bytes); }
}

/**
 * @typedef {object} SyncFigures
 * @property {boolean} synced Enough is known to wait for a common moment.
 * @property {number} answers Ping answers the estimate stands on.
 * @property {number} offsetMs The relay's clock less the one here; each counts from a moment of its own.
 * @property {number} driftPpm How much faster the relay's clock runs, in parts in a million.
 * @property {number} roundTripMs The shortest.
 * @property {number} delayMs From leaving the relay to being shown.
 * @property {number} neededMs The delay with which 98 of 100 pictures would have been in time.
 * @property {number} late Pictures that came after their moment.
 */

/** When to show a picture so that every receiver shows the same one at once; with it, the relay's clock and its drift. */
export class MultiClientSync extends Opened {
  /** @param {Codec} codec */
  constructor(codec) { super(codec, codec.policies.OpenSync()); }

  /** What a ping carries. */
  get localUs() { return this.codec.policies.LocalUs(this.handle); }

  /** @param {number} ms */
  set delay(ms) { this.codec.policies.SetDelay(this.handle, ms); }

  /** A ping sent at localUs was answered just now. @param {number} sentUs @param {number} answererUs */
  answered(sentUs, answererUs) { this.codec.policies.Answered(this.handle, sentUs, answererUs); }

  /** @param {number} timestamp Of a picture that came just now. */
  arrived(timestamp) { this.codec.policies.Arrived(this.handle, timestamp); }

  /** Milliseconds until it is to be shown. @param {number} timestamp */
  waitFor(timestamp) { return this.codec.policies.WaitFor(this.handle, timestamp); }

  /** @returns {SyncFigures} */
  get figures() { return JSON.parse(this.codec.policies.Sync(this.handle)); }
}

/** Chooses the step that a link sustains, from what was sent and what was acknowledged. */
export class AdaptiveBitrate extends Opened {
  /** @param {Codec} codec @param {Step} [start] @param {Step} [best] @param {Step} [worst] */
  constructor(codec, start = 'delta', best = 'full', worst = 'signal') {
    super(codec, codec.adaptive.Open(steps.indexOf(start), steps.indexOf(best), steps.indexOf(worst)));
  }

  /** @returns {Step} */
  get step() { return steps[this.codec.adaptive.Step(this.handle)]; }

  get queueDelay() { return this.codec.adaptive.QueueDelayMs(this.handle); }

  /** What the link takes, as far as is known. */
  get bytesPerSecond() { return this.codec.adaptive.BytesPerSecond(this.handle); }

  /** @param {number} seq @param {number} bytes */
  sent(seq, bytes) { this.codec.adaptive.Sent(this.handle, seq, bytes); }

  /** @param {number} bytes That left the socket. */
  drained(bytes) { this.codec.adaptive.Drained(this.handle, bytes); }

  /** @param {number} pictures Not sent because the link was behind. */
  leftOut(pictures) { this.codec.adaptive.LeftOut(this.handle, pictures); }

  /** @param {number} decoded @param {number} shown @param {number} clockMs The receiver's. */
  acked(decoded, shown, clockMs) { this.codec.adaptive.Acked(this.handle, decoded, shown, clockMs); }

  /** What a step is known to need. @param {Step} step @param {number} bytesPerSecond */
  expect(step, bytesPerSecond) { this.codec.adaptive.Expect(this.handle, steps.indexOf(step), bytesPerSecond); }

  /** @param {Step} best @param {Step} worst */
  allow(best, worst) { this.codec.adaptive.Allow(this.handle, steps.indexOf(best), steps.indexOf(worst)); }

  /** Judges the link; true when the step changed. Call it after each acknowledgement and ten times a second. */
  update() { return this.codec.adaptive.Update(this.handle); }
}
