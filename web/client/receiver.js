import { Backlog } from './backlog.js';
import { Kind } from './codec.js';
import { Figures } from './figures.js';
import { InStep } from './in-step.js';
import { InputBook } from './input-book.js';
import { Pulse } from './pulse.js';
import { Screen } from './screen.js';
import { Session } from './session.js';
import { SignalArt } from './signal-art.js';
import { Socket } from './socket.js';
import { addressOf } from './status.js';

/**
 * One receiver on the worker's thread: its connection, its picture, its figures. It tells its element what happens.
 *
 * @typedef {import('./codec.js').Codec} Codec
 * @typedef {import('./codec.js').Event} Event
 * @typedef {import('./status.js').Options} Options
 * @typedef {import('./status.js').Quality} Quality
 */

const statsEvery = 500;
const drawnHere = new Set(['signal', 'lockstep']);

/** @param {Codec} codec */
const prepareWorlds = codec => codec.followers.load('physics', new URL('../wasm/worlds/physics.wasm', import.meta.url));

export class Receiver {
  #options;
  #tell;
  #screen;
  #art;
  #session;
  #socket;
  #pulse;
  #step;
  #figures = new Figures();
  #codec = /** @type {Codec | null} */ (null);
  #handle = 0;
  #backlog = new Backlog();
  #closed = false;
  #inputs = new InputBook();
  #sound = /** @type {MessagePort | null} */ (null);
  #timer;
  #decoded = -1;
  #shown = -1;
  #askedAudio = false;
  #visible = true;
  #size = '';

  /** @param {Promise<Codec>} codec @param {Options} options @param {(told: object, moved?: Transferable[]) => void} tell */
  constructor(codec, options, tell) {
    this.#options = options;
    this.#tell = tell;
    this.#screen = new Screen(options.canvas, options.proof);
    this.#art = new SignalArt(this.#screen);
    this.#session = new Session(options.mode, tell);
    this.#pulse = new Pulse(() => this.#ping(), () => this.#ack());
    this.#step = new InStep(waiting => {
      waiting.draw();
      this.#showed(waiting.event, waiting.damage);
    }, waiting => this.#left(waiting.event));
    this.#socket = new Socket(() => this.#address(), {
      bytes: data => this.#receive(data),
      opened: () => {
        this.#codec?.receivers.Reconnect(this.#handle);
        this.#decoded = this.#shown = -1;
        if (this.#codec) this.#pulse.begin();
      },
      lost: (text, retryMs) => {
        this.#pulse.stop();
        this.#step.clear();
        this.#session.lost(text, retryMs);
      },
      refused: text => this.#session.say({ state: 'refused', text }),
    });
    this.#timer = setInterval(() => this.#report(), statsEvery);
    codec.then(loaded => this.#prepared(loaded)).then(loaded => this.#begin(loaded), error => this.#socket.refuse(`The codec did not load: ${error}`));
  }

  /** @param {string} op @param {any} message */
  take(op, message) {
    switch (op) {
      case 'input': return this.#input(message);
      case 'mode': return this.#setMode(message.mode);
      case 'audio': return this.#setAudio(message.on, message.port);
      case 'visible': return this.#setVisible(message.on);
      case 'quality': return this.#setQuality(message.quality);
      case 'flash': this.#options.flash = message.on; return;
      case 'step':
        this.#options.inStep = message.on;
        return message.on ? undefined : this.#step.clear();
      case 'read': return this.#read(message.id);
      case 'metrics': return this.#metrics(message.id);
      case 'pause': this.#leave(); return this.#session.say({ state: 'paused' });
      case 'play': this.#session.say({ state: 'connecting' }); return this.#socket.open();
      case 'close': return this.#close();
    }
  }

  #address() {
    this.#askedAudio = this.#options.audio;
    return addressOf(this.#options);
  }

  /** Who is to run the world has what runs it fast, where it is to be had. @param {Codec} codec */
  async #prepared(codec) {
    if (this.#options.mode === 'lockstep') await prepareWorlds(codec);
    return codec;
  }

  /** @param {Codec} codec */
  #begin(codec) {
    if (this.#closed) return;
    this.#codec = codec;
    this.#handle = codec.receivers.Open();
    if (this.#socket.isOpen) this.#pulse.begin();
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
    const before = this.#decoded;
    this.#take(codec.events(receivers.Events(this.#handle), count));
    this.#pulse.arrived();
    // Each one: the relay sends on when it knows that this viewer keeps up.
    if (this.#decoded !== before) this.#ack();
    else this.#flush();
  }

  /** @param {Event[]} events */
  #take(events) {
    // Only the newest picture of one delivery is shown: the memory holds no older one.
    const shows = events.findLast(event => this.#isShown(event));
    for (const event of events) this.#event(event, event === shows);
  }

  /** @param {Event} event */
  #isShown(event) {
    if (event.kind === Kind.signals || event.kind === Kind.world) return this.#session.draws;
    return event.kind === Kind.picture && !drawnHere.has(this.#session.mode);
  }

  /** @param {Event} event @param {boolean} show */
  #event(event, show) {
    const codec = /** @type {Codec} */ (this.#codec);
    const text = () => codec.text(event.ptr, event.length);
    if (this.#isShown(event)) this.#decoded = event.seq;
    switch (event.kind) {
      case Kind.picture:
        this.#figures.saw(event.seq);
        if (event.catchUp) this.#figures.catchUps++;
        return show ? this.#picture(event) : this.#left(event);
      case Kind.signals:
        this.#figures.saw(event.seq);
        if (!this.#options.thumbnail) this.#tell({ op: 'signals', seq: event.seq, fullSeq: event.fullSeq, sync: event.keyframe, json: text() });
        return show ? this.#signals(event) : this.#caused(event);
      case Kind.world:
        this.#figures.saw(event.seq);
        return show ? this.#signals(event) : this.#caused(event);
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

  /** @param {Event} event */
  #picture(event) {
    const { clamped, receivers } = /** @type {Codec} */ (this.#codec);
    const rgba = clamped(event.ptr, event.length);
    const damage = this.#options.flash ? this.#damage() : null;
    const wait = this.#options.inStep ? receivers.WaitFor(this.#handle, event.timestamp) : 0;
    if (wait > 0) {
      const kept = this.#step.copy(rgba);
      this.#step.add({ event, rgba: kept, damage, draw: () => this.#screen.show(kept, event.width, event.height) }, wait);
      return;
    }
    this.#step.clear();
    this.#screen.show(rgba, event.width, event.height);
    this.#showed(event, damage);
  }

  /** @param {Event} event */
  #signals(event) {
    const codec = this.#codec;
    if (!codec || !this.#session.draws) return this.#caused(event);
    const draw = this.#art.list(codec, this.#handle, () => this.#signals({ ...event, causes: [] }));
    if (!draw) return this.#caused(event);
    const wait = this.#options.inStep ? codec.receivers.WaitFor(this.#handle, event.timestamp) : 0;
    if (wait > 0) return this.#step.add({ event, rgba: null, damage: null, draw }, wait);
    this.#step.clear();
    draw();
    this.#showed(event, null);
  }

  #damage() {
    const { copy, receivers } = /** @type {Codec} */ (this.#codec);
    const count = receivers.TakeDamage(this.#handle);
    return copy(receivers.Damage(this.#handle), count);
  }

  /** @param {Event} event @param {Uint8Array | null} damage */
  #showed(event, damage) {
    const at = performance.timeOrigin + performance.now();
    this.#shown = event.seq;
    this.#figures.pictures++;
    this.#caused(event);
    const size = `${this.#screen.width}x${this.#screen.height}`;
    const { width, height } = this.#screen;
    if (size !== this.#size) this.#tell({ op: 'size', width, height });
    this.#size = size;
    this.#tell({ op: 'picture', seq: event.seq, fullSeq: event.fullSeq, keyframe: event.keyframe, width, height, at, hash: this.#options.proof ? this.#hash() : null });
    if (damage) this.#tell({ op: 'damage', tiles: damage, width, height }, [damage.buffer]);
  }

  /** One that another took the place of. @param {Event} event */
  #left(event) {
    this.#figures.dropped++;
    this.#caused(event);
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
      const ms = cause.viewer === this.#session.viewer ? this.#inputs.age(cause.input) : null;
      if (ms === null) continue;
      this.#figures.latency(ms);
      this.#codec?.receivers.Latency(this.#handle, ms * 1000);
      this.#tell({ op: 'latency', input: cause.input, ms });
    }
  }

  /** @param {any} control */
  #control(control) {
    this.#tell({ op: 'message', control });
    this.#session.control(control);
    if (control.op !== 'welcome') return;
    this.#socket.stands();
    this.#keepWishes(control.mode);
  }

  /** What was chosen while the connection was made is said again. @param {string | undefined} served */
  #keepWishes(served) {
    const { mode, audio, quality } = this.#options;
    if (served !== undefined && served !== mode) this.#setMode(mode);
    if (audio !== this.#askedAudio) this.#setAudio(audio, undefined);
    if (!this.#visible) this.#setVisible(false);
    if (!quality.auto || quality.limit !== null) this.#setQuality(quality);
  }

  /** @param {number} reason @param {string} text */
  #end(reason, text) {
    if (reason === 3) return this.#socket.refuse(text);
    if (reason !== 2) this.#session.ended(text);
  }

  /** @param {any} input */
  #input(input) {
    if (!this.#codec || this.#session.state !== 'live') return;
    this.#inputs.write(this.#codec, this.#handle, input);
    this.#flush();
  }

  /** @param {string} mode */
  #setMode(mode) {
    this.#options.mode = mode;
    this.#session.say({ mode });
    if (mode === 'lockstep' && this.#codec) prepareWorlds(this.#codec).then(() => this.#askMode());
    else this.#askMode();
  }

  #askMode() {
    this.#codec?.receivers.SetMode(this.#handle, this.#options.mode);
    this.#flush();
  }

  /** @param {boolean} on @param {MessagePort | undefined} port */
  #setAudio(on, port) {
    this.#sound = port ?? this.#sound;
    this.#options.audio = on;
    this.#codec?.receivers.SetAudio(this.#handle, on);
    this.#flush();
  }

  /** @param {boolean} on */
  #setVisible(on) {
    this.#visible = on;
    this.#codec?.receivers.Control(this.#handle, JSON.stringify({ op: 'visible', on }));
    this.#flush();
  }

  /** @param {Quality} quality */
  #setQuality(quality) {
    this.#options.quality = quality;
    const { auto, limit } = quality;
    this.#session.say(quality);
    this.#codec?.receivers.Control(this.#handle, JSON.stringify({ op: 'quality', auto, limit: limit ?? undefined }));
    this.#flush();
  }

  #ack() {
    if (this.#codec && this.#decoded >= 0) {
      const shown = this.#shown < 0 ? this.#decoded : this.#shown;
      this.#codec.receivers.Ack(this.#handle, this.#decoded, shown);
      this.#pulse.acked();
    }
    this.#flush();
  }

  #ping() {
    this.#codec?.receivers.Ping(this.#handle);
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
    this.#tell({ op: 'answer', id, width, height, seq: this.#shown, rgba: buffer }, [buffer]);
  }

  /** @param {number} id */
  #metrics(id) {
    this.#tell({ op: 'answer', id, ...this.#codec ? JSON.parse(this.#codec.receivers.Metrics(this.#handle)) : {} });
  }

  #report() {
    const { width, height } = this.#screen;
    const { mode, step } = this.#session;
    const sync = this.#codec && JSON.parse(this.#codec.receivers.Sync(this.#handle));
    const world = this.#codec && mode === 'lockstep' ? JSON.parse(this.#codec.receivers.World(this.#handle)) : null;
    this.#tell({ op: 'stats', stats: this.#figures.take({ mode, step, width, height, sync, world, inStep: this.#options.inStep }) });
  }

  #leave() {
    this.#pulse.stop();
    this.#step.clear();
    this.#socket.close();
  }

  #close() {
    this.#closed = true;
    this.#backlog.take();
    clearInterval(this.#timer);
    this.#leave();
    this.#codec?.receivers.Close(this.#handle);
    this.#codec = null;
  }
}
