import { Kind } from './codec.js';
import { Figures } from './figures.js';
import { loadFont } from './painter.js';
import { Screen } from './screen.js';
import { Socket } from './socket.js';

/**
 * One receiver on the worker's thread: its connection, its picture, its figures. It tells its element what happens.
 *
 * @typedef {import('./codec.js').Codec} Codec
 * @typedef {import('./codec.js').Event} Event
 * @typedef {object} Options
 * @property {OffscreenCanvas} canvas
 * @property {string} src The relay's WebSocket address of the stream.
 * @property {string} mode
 * @property {boolean} audio
 * @property {boolean} thumbnail
 * @property {boolean} proof Hash what the canvas holds after each picture.
 *
 * @typedef {object} Status What a view knows about its stream.
 * @property {'connecting' | 'live' | 'away' | 'reconnecting' | 'ended' | 'refused' | 'paused'} state
 * @property {string} text Why, in a sentence; empty when there is nothing to say.
 * @property {number} awayMs How long the source had been away when this was said.
 * @property {number} retryMs When the next attempt is made, counted from now.
 * @property {string} stream
 * @property {number} viewer This viewer's number on the relay.
 * @property {string} app
 * @property {string[]} modes What the source can serve.
 * @property {string} mode What this viewer is served.
 * @property {number} watchers
 * @property {number | null} driver Whose resize counts.
 */

const statsEvery = 500;
const pingEvery = 2000;
const ackEvery = 100;
const rememberedInputs = 2048;

export class Receiver {
  #options;
  #tell;
  #screen;
  #socket;
  #figures = new Figures();
  #codec = /** @type {Codec | null} */ (null);
  #handle = 0;
  #waiting = /** @type {ArrayBuffer[]} */ ([]);
  #inputs = /** @type {Map<number, number>} */ (new Map());
  #inputId = 0;
  #sound = /** @type {MessagePort | null} */ (null);
  #timers = /** @type {number[]} */ ([]);
  #ackedAt = 0;
  #shown = -1;
  #font = /** @type {'unasked' | 'loading' | 'there'} */ ('unasked');
  #size = '';
  /** @type {Status} */
  #status;

  /** @param {Promise<Codec>} codec @param {Options} options @param {(told: object, moved?: Transferable[]) => void} tell */
  constructor(codec, options, tell) {
    this.#options = options;
    this.#tell = tell;
    this.#screen = new Screen(options.canvas, options.proof);
    this.#status = {
      state: 'connecting', text: '', awayMs: 0, retryMs: 0, stream: '', viewer: 0,
      app: '', modes: [], mode: options.mode, watchers: 0, driver: null,
    };
    this.#say({});
    this.#socket = new Socket(() => this.#address(), {
      bytes: data => this.#receive(data),
      opened: () => this.#codec?.receivers.Reconnect(this.#handle),
      lost: (text, retryMs) => this.#lost(text, retryMs),
      refused: text => this.#say({ state: 'refused', text }),
    });
    this.#timers.push(setInterval(() => this.#report(), statsEvery), setInterval(() => this.#ping(), pingEvery));
    codec.then(loaded => this.#begin(loaded), error => this.#say({ state: 'refused', text: `The codec did not load: ${error}` }));
  }

  /** @param {string} op @param {any} message */
  take(op, message) {
    switch (op) {
      case 'input': return this.#input(message);
      case 'mode': return this.#setMode(message.mode);
      case 'audio': return this.#setAudio(message.on, message.port);
      case 'read': return this.#read(message.id);
      case 'pause': this.#socket.close(); return this.#say({ state: 'paused' });
      case 'play': this.#say({ state: 'connecting' }); return this.#socket.open();
      case 'close': return this.#close();
    }
  }

  #address() {
    const url = new URL(this.#options.src);
    url.searchParams.set('mode', this.#status.mode);
    url.searchParams.set('audio', this.#options.audio ? '1' : '0');
    if (this.#options.thumbnail) url.searchParams.set('thumbnail', '1');
    return url;
  }

  /** @param {Codec} codec */
  #begin(codec) {
    this.#codec = codec;
    this.#handle = codec.receivers.Open();
    for (const data of this.#waiting.splice(0)) this.#receive(data);
  }

  /** @param {ArrayBuffer} data */
  #receive(data) {
    const codec = this.#codec;
    if (!codec) {
      this.#waiting.push(data);
      return;
    }
    this.#figures.bytes += data.byteLength;
    const { receivers } = codec;
    const inbox = receivers.Inbox(this.#handle, data.byteLength);
    codec.view(inbox, data.byteLength).set(new Uint8Array(data));
    const count = receivers.Receive(this.#handle);
    this.#take(codec.events(receivers.Events(this.#handle), count));
    this.#flush();
  }

  /** @param {Event[]} events */
  #take(events) {
    // Only the newest picture of one delivery is shown: the memory holds no older one.
    const shows = events.findLast(event => event.kind === Kind.picture || event.kind === Kind.signals);
    for (const event of events) {
      this.#event(event, event === shows);
    }
  }

  /** @param {Event} event @param {boolean} show */
  #event(event, show) {
    const codec = /** @type {Codec} */ (this.#codec);
    const text = () => codec.text(event.ptr, event.length);
    switch (event.kind) {
      case Kind.picture:
        this.#figures.saw(event.seq);
        return this.#picture(event, show);
      case Kind.signals:
        this.#figures.saw(event.seq);
        if (!this.#options.thumbnail) this.#tell({ op: 'signals', seq: event.seq, sync: event.keyframe, json: text() });
        return this.#status.mode === 'signal' ? this.#signals(event, show) : undefined;
      case Kind.audio: {
        const samples = codec.copy(event.ptr, event.length).buffer;
        return this.#sound?.postMessage({ samples, rate: event.width, channels: event.height }, [samples]);
      }
      case Kind.haptic: return this.#tell({ op: 'haptic', ms: event.width, strength: event.height });
      case Kind.control: return this.#control(JSON.parse(text()));
      case Kind.end: return this.#end(event.width, text());
      case Kind.pong: this.#figures.rtt = event.width / 1000; return;
      case Kind.unknown: this.#figures.unknown++; return;
      case Kind.invalid: return this.#socket.refuse(text());
    }
  }

  /** @param {Event} event @param {boolean} show */
  #picture(event, show) {
    if (!show) {
      this.#figures.dropped++;
      this.#caused(event);
      return;
    }
    const codec = /** @type {Codec} */ (this.#codec);
    this.#screen.show(codec.clamped(event.ptr, event.length), event.width, event.height);
    this.#showed(event);
  }

  /** @param {Event} event @param {boolean} show */
  #signals(event, show) {
    if (this.#font === 'unasked') {
      this.#font = 'loading';
      const go = () => {
        this.#font = 'there';
        if (this.#draw()) this.#showed({ ...event, causes: [] });
      };
      loadFont().then(go, go);
    }
    if (show && this.#draw()) this.#showed(event);
    else this.#caused(event);
  }

  /** Draws the app from its signals; false for an app that is not known here. */
  #draw() {
    // Text measured in another font would stay in the canvas's memory, so the first drawing waits for this one.
    if (this.#font !== 'there') return false;
    const codec = this.#codec;
    const length = codec && this.#status.mode === 'signal' ? codec.receivers.Draw(this.#handle) : 0;
    if (!codec || length === 0) return false;
    const [words, text, textLength, width, height] = [0, 1, 2, 3, 4].map(part => codec.receivers.Drawn(this.#handle, part));
    this.#screen.draw(codec.ints(words, length), codec.view(text, textLength), width, height);
    return true;
  }

  /** @param {Event} event */
  #showed(event) {
    this.#shown = event.seq;
    this.#figures.pictures++;
    this.#caused(event);
    const size = `${this.#screen.width}x${this.#screen.height}`;
    const { width, height } = this.#screen;
    if (size !== this.#size) this.#tell({ op: 'size', width, height });
    this.#size = size;
    this.#tell({ op: 'picture', seq: event.seq, keyframe: event.keyframe, width, height, hash: this.#options.proof ? this.#hash() : null });
    const now = performance.now();
    if (now - this.#ackedAt < ackEvery) return;
    this.#ackedAt = now;
    this.#codec?.receivers.Ack(this.#handle, event.seq, event.seq);
  }

  #hash() {
    const codec = /** @type {Codec} */ (this.#codec);
    const { data } = this.#screen.read();
    codec.view(codec.receivers.Inbox(this.#handle, data.length), data.length).set(data);
    return codec.receivers.HashInbox(this.#handle);
  }

  /** @param {Event} event */
  #caused(event) {
    for (const cause of event.causes) {
      const at = cause.viewer === this.#status.viewer ? this.#inputs.get(cause.input) : undefined;
      if (at === undefined) continue;
      const ms = performance.timeOrigin + performance.now() - at;
      this.#inputs.delete(cause.input);
      this.#figures.latency(ms);
      this.#tell({ op: 'latency', input: cause.input, ms });
    }
  }

  /** @param {any} control */
  #control(control) {
    this.#tell({ op: 'message', control });
    switch (control.op) {
      case 'welcome':
        this.#socket.stands();
        this.#say({ stream: control.stream, viewer: control.viewer, mode: control.mode ?? this.#status.mode, text: '', retryMs: 0 });
        return this.#source(control.source ?? { present: false, awayMs: 0, modes: [], app: '' });
      case 'source': return this.#source(control);
      case 'watchers': return this.#say({ watchers: control.count });
      case 'driver': return this.#say({ driver: control.viewer });
      case 'mode': return this.#say({ mode: control.mode });
    }
  }

  /** @param {{present: boolean, app: string, modes: string[], awayMs: number}} source */
  #source(source) {
    if (!source.present) {
      // A stream that said it is over stays over until somebody begins it again.
      if (this.#status.state !== 'ended') this.#say({ state: 'away', awayMs: source.awayMs, text: '' });
      return;
    }
    this.#say({ state: 'live', app: source.app, modes: source.modes, awayMs: 0, text: '' });
  }

  /** @param {number} reason @param {string} text */
  #end(reason, text) {
    if (reason === 3) return this.#socket.refuse(text);
    if (reason !== 2) this.#say({ state: 'ended', text });
  }

  /** @param {string} text @param {number} retryMs */
  #lost(text, retryMs) {
    const state = this.#status.viewer === 0 ? 'connecting' : 'reconnecting';
    this.#say({ state, text, retryMs, watchers: 0, driver: null });
  }

  /** @param {any} input */
  #input(input) {
    const { receivers } = this.#codec ?? {};
    if (!receivers || this.#status.state !== 'live') return;
    const id = ++this.#inputId;
    this.#inputs.set(id, input.at);
    if (this.#inputs.size > rememberedInputs) this.#inputs.delete(this.#inputs.keys().next().value ?? 0);
    const handle = this.#handle;
    switch (input.kind) {
      case 'pointer': receivers.Pointer(handle, input.type, input.x, input.y, input.buttons, id); break;
      case 'touch': receivers.Touch(handle, input.type, input.contact, input.x, input.y, id); break;
      case 'key': receivers.Key(handle, input.type, input.usage, input.modifiers, id); break;
      case 'text': receivers.Text(handle, input.text, id); break;
      case 'scroll': receivers.Scroll(handle, input.dx, input.dy, id); break;
      case 'resize': receivers.Resize(handle, input.width, input.height); break;
    }
    this.#flush();
  }

  /** @param {string} mode */
  #setMode(mode) {
    this.#say({ mode });
    this.#codec?.receivers.SetMode(this.#handle, mode);
    this.#flush();
  }

  /** @param {boolean} on @param {MessagePort | undefined} port */
  #setAudio(on, port) {
    this.#sound = port ?? this.#sound;
    this.#options.audio = on;
    this.#codec?.receivers.SetAudio(this.#handle, on);
    this.#flush();
  }

  #ping() {
    if (!this.#socket.isOpen || !this.#codec) return;
    this.#codec.receivers.Ping(this.#handle);
    this.#flush();
  }

  #flush() {
    const codec = this.#codec;
    const length = codec ? codec.receivers.TakeOutbox(this.#handle) : 0;
    if (codec && length > 0) this.#socket.send(codec.view(codec.receivers.Outbox(this.#handle), length));
  }

  /** @param {number} id */
  #read(id) {
    const image = this.#screen.read();
    const { width, height, data: { buffer } } = image;
    this.#tell({ op: 'read', id, width, height, seq: this.#shown, rgba: buffer }, [buffer]);
  }

  #report() {
    const { width, height } = this.#screen;
    const mode = this.#status.mode;
    this.#tell({ op: 'stats', stats: this.#figures.take({ mode, width, height }) });
  }

  /** @param {Partial<Status>} change */
  #say(change) {
    Object.assign(this.#status, change);
    this.#tell({ op: 'state', status: { ...this.#status } });
  }

  #close() {
    for (const timer of this.#timers) clearInterval(timer);
    this.#socket.close();
    this.#codec?.receivers.Close(this.#handle);
    this.#codec = null;
  }
}
