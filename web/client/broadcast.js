import { Kind } from './codec.js';
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
 */

/** More than this on its way means the network is slower than the pictures: the next one waits. */
const mostBuffered = 2 * 1024 * 1024;
const busyPause = 8;

export class Broadcast {
  size = { width: 0, height: 0 };
  #codec;
  #source;
  #tell;
  #socket;
  #resume = '';
  #timer = 0;
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

  get isBusy() { return this.#socket.buffered > mostBuffered; }

  /** Sends what is due and comes back when more is. */
  pump() {
    if (this.#stopped || !this.#socket.isOpen) return;
    clearTimeout(this.#timer);
    if (this.isBusy) {
      this.#timer = setTimeout(() => this.pump(), busyPause);
      return;
    }
    const wait = this.#codec.sources.Pump(this.#source);
    this.#flush();
    if (wait >= 0) this.#timer = setTimeout(() => this.pump(), wait);
  }

  /** @param {ArrayLike<number>} rgba @param {number} width @param {number} height */
  picture(rgba, width, height) {
    this.size = { width, height };
    const ptr = this.#codec.sources.Picture(this.#source, width, height);
    this.#codec.view(ptr, rgba.length).set(rgba);
    this.pump();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#statsTimer);
    this.#codec.sources.End(this.#source, 0, 'The person who shared it stopped.');
    this.#flush();
    this.#socket.close();
    this.#codec.sources.Close(this.#source);
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
