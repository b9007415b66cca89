import { Kind } from './codec.js';
import { FramePipeline } from './frame-pipeline.js';
import { Socket } from './socket.js';

/**
 * One source on the worker's thread: its connection and its figures. What it sends is made by the codec module, from
 * an app that runs there or from pictures that are put in.
 *
 * @typedef {import('./codec.js').Codec} Codec
 * @typedef {import('./codec.js').Event} Event
 *
 * @typedef {object} Sending What a source does now.
 * @property {'connecting' | 'live' | 'reconnecting' | 'refused' | 'stopped'} state
 * @property {string} text
 * @property {number} viewers
 * @property {boolean} wanted Somebody wants pictures.
 *
 * @typedef {object} Costs
 * @property {number} bytesPerSecond
 * @property {number} fps
 * @property {number} bytes Since the start.
 * @property {number} width
 * @property {number} height
 * @property {Saved | null} saved Null for an app, whose pictures are its own.
 *
 * @typedef {object} Saved Bytes of pictures that were not sent, and why.
 * @property {number} repeats Pictures that equalled the one before.
 * @property {number} repeatBytes
 * @property {number} compressedBytes Taken off by run-length coding.
 * @property {number} trimmedBytes Cut off before they were encoded.
 * @property {number} rawBytes Of all pictures that came.
 *
 * @typedef {object} Thrift
 * @property {number | null} limit Bytes a second at most.
 * @property {boolean} compress Run-length code messages where that is smaller.
 * @property {[left: number, top: number, right: number, bottom: number]} crop Hundredths of the picture cut off each side.
 */

/** More than this on its way means the network is slower than the pictures: the next one waits. */
const mostBuffered = 2 * 1024 * 1024;
const busyPause = 8;

export class Broadcast {
  size = { width: 0, height: 0 };
  /** The size of the pictures put in, before they are cut. */
  #pictured = /** @type {{width: number, height: number} | null} */ (null);
  #codec;
  #source;
  #tell;
  #socket;
  #resume = '';
  #timer = 0;
  #held = false;
  #thrift = /** @type {Thrift} */ ({ limit: null, compress: false, crop: [0, 0, 0, 0] });
  #pipeline = /** @type {FramePipeline | null} */ (null);
  #stopped = false;
  #bytes = 0;
  #frames = 0;
  #before = { at: performance.now(), bytes: 0, frames: 0 };
  #statsTimer;
  /** @type {Sending} */
  #sending = { state: 'connecting', text: '', viewers: 0, wanted: false };

  /** @param {Codec} codec @param {number} source @param {URL} address @param {(told: object) => void} tell */
  constructor(codec, source, address, tell) {
    this.#codec = codec;
    this.#source = source;
    this.#tell = tell;
    this.#socket = new Socket(() => this.#address(address), {
      bytes: data => this.#receive(data),
      opened: () => {
        codec.sources.Connected(source);
        this.#say({ state: 'live', text: '' });
        this.pump();
      },
      lost: text => {
        codec.sources.Disconnected(source);
        this.#say({ state: this.#resume ? 'reconnecting' : 'connecting', text, viewers: 0, wanted: false });
      },
      refused: text => this.#say({ state: 'refused', text }),
    });
    this.#statsTimer = setInterval(() => this.#report(), 500);
  }

  get wanted() { return this.#sending.wanted; }

  /** The network, or the limit, has no room for another picture. */
  get isBusy() { return this.#held || this.#socket.buffered > mostBuffered; }

  /** Sends what is due and comes back when more is. */
  pump() {
    if (this.#stopped || !this.#socket.isOpen) return;
    clearTimeout(this.#timer);
    this.#held = false;
    if (this.isBusy) {
      this.#timer = setTimeout(() => this.pump(), busyPause);
      return;
    }
    const wait = this.#codec.sources.Pump(this.#source);
    this.#flush();
    if (wait >= 0) this.#timer = setTimeout(() => this.pump(), wait);
    this.#held = this.#pictured !== null && wait > 0;
  }

  /** What to save; it holds from the next picture on. @param {Thrift} thrift */
  setThrift(thrift) {
    this.#thrift = thrift;
    if (this.#pictured) this.#save(this.#pictured.width, this.#pictured.height);
    this.pump();
  }

  /** @param {ArrayLike<number>} rgba @param {number} width @param {number} height */
  picture(rgba, width, height) {
    if (this.#pictured?.width !== width || this.#pictured.height !== height) this.#save(width, height);
    const ptr = this.#codec.sources.Picture(this.#source, width, height);
    this.#codec.view(ptr, rgba.length).set(rgba);
    this.pump();
  }

  /** A crop in hundredths is one of pixels once the picture's size is known. @param {number} width @param {number} height */
  #save(width, height) {
    const { limit, compress, crop: [left, top, right, bottom] } = this.#thrift;
    const [x, y] = [Math.round(width * left / 100), Math.round(height * top / 100)];
    this.#pictured = { width, height };
    this.size = { width: Math.max(1, Math.round(width * (100 - right) / 100) - x), height: Math.max(1, Math.round(height * (100 - bottom) / 100) - y) };
    const cuts = this.size.width < width || this.size.height < height;
    this.#pipeline?.close();
    this.#pipeline = cuts ? new FramePipeline(this.#codec, [{ crop: [x, y, this.size.width, this.size.height] }]) : null;
    this.#codec.sources.SetThrift(this.#source, limit ?? Infinity, compress, this.#pipeline?.handle ?? 0);
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#statsTimer);
    this.#codec.sources.End(this.#source, 0, 'The person who shared it stopped.');
    this.#flush();
    this.#socket.close();
    this.#codec.sources.Close(this.#source);
    this.#pipeline?.close();
    this.#say({ state: 'stopped', text: '', viewers: 0, wanted: false });
  }

  /** @param {URL} address */
  #address(address) {
    const url = new URL(address);
    if (this.#resume) url.searchParams.set('resume', this.#resume);
    return url;
  }

  /** @param {ArrayBuffer} data */
  #receive(data) {
    const { sources } = this.#codec;
    const inbox = sources.Inbox(this.#source, data.byteLength);
    this.#codec.view(inbox, data.byteLength).set(new Uint8Array(data));
    const count = sources.Receive(this.#source);
    for (const event of this.#codec.events(sources.Events(this.#source), count)) this.#event(event);
    this.pump();
  }

  /** @param {Event} event */
  #event(event) {
    if (event.kind === Kind.input) this.#tell({ op: 'input', type: event.width, viewer: event.height, ...event.point });
    if (event.kind === Kind.invalid) this.#socket.refuse(this.#codec.text(event.ptr, event.length));
    if (event.kind !== Kind.control) return;
    const control = JSON.parse(this.#codec.text(event.ptr, event.length));
    if (control.op === 'welcome') {
      this.#resume = control.resume;
      this.#tell({ op: 'place', token: control.resume });
      this.#socket.stands();
    }
    if (control.op === 'demand') this.#say({ viewers: control.viewers, wanted: control.pictures });
  }

  #flush() {
    const { sources } = this.#codec;
    const length = sources.OutboxLength(this.#source);
    if (length === 0) return;
    this.#socket.send(this.#codec.view(sources.Outbox(this.#source), length));
    sources.Sent(this.#source);
    this.#bytes += length;
    this.#frames++;
  }

  #report() {
    const at = performance.now();
    const seconds = (at - this.#before.at) / 1000;
    this.#tell({
      op: 'costs', bytes: this.#bytes, ...this.size,
      saved: this.#pictured && JSON.parse(this.#codec.sources.Thrift(this.#source)),
      bytesPerSecond: (this.#bytes - this.#before.bytes) / seconds, fps: (this.#frames - this.#before.frames) / seconds,
    });
    this.#before = { at, bytes: this.#bytes, frames: this.#frames };
  }

  /** @param {Partial<Sending>} change */
  #say(change) {
    Object.assign(this.#sending, change);
    this.#tell({ op: 'sending', sending: { ...this.#sending } });
  }
}
