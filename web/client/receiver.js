import { Backlog } from './backlog.js';
import { Kind } from './codec.js';
import { Figures } from './figures.js';
import { InputBook } from './input-book.js';
import { Screen } from './screen.js';
import { SignalArt } from './signal-art.js';
import { Socket } from './socket.js';
import { addressOf, firstStatus } from './status.js';

/**
 * One receiver on the worker's thread: its connection, its picture, its figures. It tells its element what happens.
 *
 * @typedef {import('./codec.js').Codec} Codec
 * @typedef {import('./codec.js').Event} Event
 * @typedef {import('./status.js').Status} Status
 * @typedef {import('./status.js').Options} Options
 */

const statsEvery = 500;
const pingEvery = 2000;

export class Receiver {
  #options;
  #tell;
  #screen;
  #art;
  #socket;
  #figures = new Figures();
  #codec = /** @type {Codec | null} */ (null);
  #handle = 0;
  #backlog = new Backlog();
  #closed = false;
  #inputs = new InputBook();
  #sound = /** @type {MessagePort | null} */ (null);
  #timers = /** @type {number[]} */ ([]);
  #shown = -1;
  #askedAudio = false;
  #size = '';
  /** @type {Status} */
  #status;

  /** @param {Promise<Codec>} codec @param {Options} options @param {(told: object, moved?: Transferable[]) => void} tell */
  constructor(codec, options, tell) {
    this.#options = options;
    this.#tell = tell;
    this.#screen = new Screen(options.canvas, options.proof);
    this.#art = new SignalArt(this.#screen);
    this.#status = firstStatus(options.mode);
    this.#say({});
    this.#socket = new Socket(() => this.#address(), {
      bytes: data => this.#receive(data),
      opened: () => this.#codec?.receivers.Reconnect(this.#handle),
      lost: (text, retryMs) => this.#lost(text, retryMs),
      refused: text => this.#say({ state: 'refused', text }),
    });
    this.#timers.push(setInterval(() => this.#report(), statsEvery), setInterval(() => this.#ping(), pingEvery));
    codec.then(loaded => this.#begin(loaded), error => this.#socket.refuse(`The codec did not load: ${error}`));
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
    this.#askedAudio = this.#options.audio;
    return addressOf(this.#options);
  }

  /** @param {Codec} codec */
  #begin(codec) {
    if (this.#closed) return;
    this.#codec = codec;
    this.#handle = codec.receivers.Open();
    for (const data of this.#backlog.take()) this.#receive(data);
  }

  /** @param {ArrayBuffer} data */
  #receive(data) {
    const codec = this.#codec;
    if (!codec) {
      // The relay sends a whole picture to whoever comes anew.
      if (!this.#closed && !this.#backlog.keep(data)) this.#socket.open();
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
    const picture = this.#status.mode === 'signal' ? Kind.signals : Kind.picture;
    const shows = events.findLast(event => event.kind === picture);
    for (const event of events) this.#event(event, event === shows);
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
        if (!this.#options.thumbnail) this.#tell({ op: 'signals', seq: event.seq, fullSeq: event.fullSeq, sync: event.keyframe, json: text() });
        return this.#signals(event, show);
      case Kind.audio: {
        const samples = codec.copy(event.ptr, event.length).buffer;
        return this.#sound?.postMessage({ samples, rate: event.width, channels: event.height }, [samples]);
      }
      case Kind.haptic: return this.#tell({ op: 'haptic', ms: event.width, strength: event.height });
      case Kind.control: return this.#control(JSON.parse(text()));
      case Kind.end: return this.#end(event.width, text());
      case Kind.pong: this.#figures.rtt = event.width / 1000; return;
      case Kind.hash: this.#figures.checked++; this.#figures.diverged += 1 - event.width; return;
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
    const codec = this.#codec;
    if (!codec || !show || this.#status.mode !== 'signal') return this.#caused(event);
    const again = () => this.#signals({ ...event, causes: [] }, true);
    if (this.#art.draw(codec, this.#handle, again)) this.#showed(event);
    else this.#caused(event);
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
    this.#tell({ op: 'picture', seq: event.seq, fullSeq: event.fullSeq, keyframe: event.keyframe, width, height, hash: this.#options.proof ? this.#hash() : null });
    // Each one: the relay sends on when it knows that this viewer keeps up.
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
      const ms = cause.viewer === this.#status.viewer ? this.#inputs.age(cause.input) : null;
      if (ms === null) continue;
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
        this.#keepWishes(control.mode);
        return this.#source(control.source ?? { present: false, awayMs: 0, modes: [], app: '' });
      case 'source': return this.#source(control);
      case 'watchers': return this.#say({ watchers: control.count });
      case 'driver': return this.#say({ driver: control.viewer });
      case 'mode': return this.#say({ mode: control.mode });
    }
  }

  /** What was chosen while the connection was made is said again. @param {string | undefined} served */
  #keepWishes(served) {
    const { mode, audio } = this.#options;
    if (served !== undefined && served !== mode) this.#setMode(mode);
    if (audio !== this.#askedAudio) this.#setAudio(audio, undefined);
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
    // What is over stays over to the eye while this looks for a new beginning.
    if (this.#status.state === 'ended') return;
    const state = this.#status.viewer === 0 ? 'connecting' : 'reconnecting';
    this.#say({ state, text, retryMs, watchers: 0, driver: null });
  }

  /** @param {any} input */
  #input(input) {
    if (!this.#codec || this.#status.state !== 'live') return;
    this.#inputs.write(this.#codec, this.#handle, input);
    this.#flush();
  }

  /** @param {string} mode */
  #setMode(mode) {
    this.#options.mode = mode;
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
    const { width, height, data: { buffer } } = this.#screen.read();
    this.#tell({ op: 'read', id, width, height, seq: this.#shown, rgba: buffer }, [buffer]);
  }

  #report() {
    const { width, height } = this.#screen;
    this.#tell({ op: 'stats', stats: this.#figures.take({ mode: this.#status.mode, width, height }) });
  }

  /** @param {Partial<Status>} change */
  #say(change) {
    Object.assign(this.#status, change);
    this.#tell({ op: 'state', status: { ...this.#status } });
  }

  #close() {
    this.#closed = true;
    this.#backlog.take();
    for (const timer of this.#timers) clearInterval(timer);
    this.#socket.close();
    this.#codec?.receivers.Close(this.#handle);
    this.#codec = null;
  }
}
