import { Damage } from './damage.js';
import { Keyboard } from './keyboard.js';
import { Pointers } from './pointers.js';
import { Sound } from './sound.js';

/**
 * <ds-view src="ws://host:9100/stream/main"> shows a stream and sends back what a person does to it.
 *
 * Attributes: `src` the stream's address (relative and http addresses work too) · `mode` delta, pixel, signal or lockstep ·
 * `audio` sound wanted · `thumbnail` a small live card that nobody counts as a watcher, paused while out of sight ·
 * `view-only` sends no input · `resize` wishes for a picture of its own size · `proof` hashes each picture shown ·
 * `label` the picture's name for screen readers · `in-step` shows each picture at the moment at which every other view in step
 * does, about 120 ms later than it could · `flash` lights up the tiles that each picture changed.
 * Events, all with a `detail`: `state` {@link Status} · `picture` · `stats` {@link Stats} · `latency` · `signals` ·
 * `haptic` · `message` · `size` · `damage`. The host carries the state as a `state` attribute to style by.
 *
 * @typedef {import('./status.js').Status} Status
 * @typedef {import('./figures.js').Stats} Stats
 */

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; position: relative; overflow: hidden; background: #000; contain: strict; }
  :host([hidden]) { display: none; }
  canvas { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; touch-action: none; outline: none; }
  canvas.damage { pointer-events: none; }
  canvas.crisp { image-rendering: pixelated; }
  :host([view-only]) canvas { touch-action: auto; }
  :host([state="reconnecting"]) canvas, :host([state="away"]) canvas, :host([state="ended"]) canvas { opacity: .4; }
  textarea { position: absolute; inset: 0 auto auto 0; width: 1px; height: 1px; opacity: 0; border: 0; padding: 0;
    resize: none; pointer-events: none; font-size: 16px; }
  textarea[data-by=keys]:focus ~ i { position: absolute; inset: 0; pointer-events: none; outline: 3px solid #8ab4ff; outline-offset: -3px; }
  @media (prefers-reduced-motion: no-preference) { canvas { transition: opacity .3s; } }
`);

let worker = /** @type {Worker | null} */ (null);
let views = 0;

/** The one worker of this page. A page on another origin may not start ours, but it may start one that imports ours. */
function theWorker() {
  if (worker) return worker;
  const url = new URL('worker.js', import.meta.url);
  const start = url.origin === location.origin
    ? url : URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
  worker = new Worker(start, { type: 'module', name: 'ds-view' });
  return worker;
}

/** A receiver on any page. */
export class DsView extends HTMLElement {
  static observedAttributes = ['src', 'mode', 'audio', 'label', 'in-step', 'flash'];

  #view = ++views;
  #root = this.attachShadow({ mode: 'open' });
  #opened = false;
  #ends = new AbortController();
  #canvas = /** @type {HTMLCanvasElement | null} */ (null);
  #field = /** @type {HTMLTextAreaElement | null} */ (null);
  #pointers = /** @type {Pointers | null} */ (null);
  #keyboard = /** @type {Keyboard | null} */ (null);
  #sound = /** @type {Sound | null} */ (null);
  #damage = /** @type {Damage | null} */ (null);
  /** @type {import('./status.js').Quality} */
  #quality = { auto: true, limit: null };
  #picture = { width: 0, height: 0 };
  /** @type {Map<number, (answer: any) => void>} What the worker was asked. */
  #asked = new Map();
  #asks = 0;
  #seen = true;

  /** @type {Status | null} The newest state. */
  status = null;
  /** @type {Stats | null} The newest figures. */
  stats = null;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.#open();
  }

  disconnectedCallback() {
    this.#close();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === 'src') { this.#close(); this.#open(); }
    if (name === 'mode' && this.#opened) this.#post('mode', { mode: now ?? 'delta' });
    if (name === 'audio' && this.#opened) void this.setAudio(now !== null);
    if (name === 'label') this.#name();
    if (name === 'in-step') this.#post('step', { on: now !== null });
    if (name === 'flash' && this.#opened) this.#flash();
  }

  /** The picture's size in its own pixels; zero before the first. */
  get picture() { return { ...this.#picture }; }

  /** Changes the mode of this view alone. @param {'pixel' | 'delta' | 'signal' | 'lockstep'} mode */
  setMode(mode) { this.setAttribute('mode', mode); }

  /** Sound on or off; call it in a click or key press, or it stays silent until the next one. @param {boolean} on */
  async setAudio(on) {
    if (on === (this.#sound !== null)) return;
    const before = this.#sound;
    const sound = on ? new Sound() : null;
    // The attribute calls back into this: by then the answer must be known.
    this.#sound = sound;
    this.toggleAttribute('audio', on);
    before?.close();
    if (!sound) return this.#post('audio', { on });
    const opening = sound.open();
    sound.resume();
    const port = await opening;
    if (this.#sound === sound) this.#post('audio', { on, port }, [port]);
  }

  /** Opens the keyboard of a device that shows one on its screen. */
  showKeyboard() {
    if (!this.#field) return;
    this.#field.inputMode = 'text';
    this.#field.blur();
    this.#field.focus({ preventScroll: true });
  }

  /** Leaves the stream for now and keeps the last picture. */
  pause() { this.#post('pause'); }

  /** Comes back after {@link pause}. */
  play() { this.#post('play'); }

  /** What the canvas holds now. @returns {Promise<{width: number, height: number, seq: number, rgba: ArrayBuffer}>} */
  readPixels() { return this.#ask('read'); }

  /** Every figure of this view since it began. @returns {Promise<import('./metrics.js').Snapshot>} */
  metrics() { return this.#ask('metrics'); }

  /**
   * What the relay may do for a connection that is too slow, and the bytes of pictures a second it may send at most.
   * @param {import('./status.js').Quality} quality
   */
  setQuality(quality) {
    this.#quality = quality;
    this.#post('quality', { quality });
  }

  /** Keys go to the stream from now on. @param {FocusOptions} [options] */
  focus(options) { this.#field?.focus({ preventScroll: true, ...options }); }

  #open() {
    const src = this.getAttribute('src');
    if (!src || this.#opened) return;
    this.#opened = true;
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    canvas.setAttribute('role', 'img');
    this.#canvas = canvas;
    this.#root.replaceChildren(canvas);
    if (!this.hasAttribute('view-only')) this.#listen(canvas, signal);
    this.#name();
    theWorker().addEventListener('message', event => {
      if (event.data.view === this.#view) this.#told(event.data);
    }, { signal });
    const offscreen = canvas.transferControlToOffscreen();
    this.#post('open', {
      canvas: offscreen, src: addressOf(src), mode: this.getAttribute('mode') ?? 'delta', audio: this.hasAttribute('audio'),
      thumbnail: this.hasAttribute('thumbnail'), proof: this.hasAttribute('proof'),
      inStep: this.hasAttribute('in-step'), flash: this.hasAttribute('flash'), quality: this.#quality,
    }, [offscreen]);
    const tell = () => this.#post('visible', { on: !document.hidden });
    document.addEventListener('visibilitychange', tell, { signal });
    if (document.hidden) tell();
    this.#flash();
    if (this.hasAttribute('audio')) void this.setAudio(true);
    this.#watchSize(canvas, signal);
    if (this.hasAttribute('thumbnail')) this.#watchSight(signal);
  }

  /** @param {HTMLCanvasElement} canvas @param {AbortSignal} signal */
  #listen(canvas, signal) {
    const field = document.createElement('textarea');
    Object.assign(field, { inputMode: 'none', autocapitalize: 'off', spellcheck: false, autocomplete: 'off' });
    this.#field = field;
    this.#root.replaceChildren(field, canvas, document.createElement('i'));
    const send = (/** @type {object} */ input, /** @type {Event | undefined} */ event) =>
      this.#post('input', { ...input, at: performance.timeOrigin + (event?.timeStamp ?? performance.now()) });
    this.#pointers = new Pointers(canvas, () => this.#picture, send, signal);
    this.#keyboard = new Keyboard(field, send, signal);
    canvas.addEventListener('pointerdown', () => {
      this.#sound?.resume();
      field.dataset.by = 'pointer';
      field.focus({ preventScroll: true });
    }, { signal });
    field.addEventListener('keydown', () => this.#sound?.resume(), { signal });
    field.addEventListener('focus', () => { field.dataset.by ??= 'keys'; }, { signal });
    field.addEventListener('blur', () => { delete field.dataset.by; field.inputMode = 'none'; }, { signal });
    const release = () => { this.#pointers?.release(); this.#keyboard?.release(); };
    addEventListener('blur', release, { signal });
    addEventListener('pagehide', release, { signal });
    document.addEventListener('visibilitychange', () => document.hidden && release(), { signal });
  }

  /** @param {HTMLCanvasElement} canvas @param {AbortSignal} signal */
  #watchSize(canvas, signal) {
    let timer = 0;
    const observer = new ResizeObserver(() => {
      this.#crisp();
      if (!this.hasAttribute('resize')) return;
      clearTimeout(timer);
      timer = setTimeout(() => this.wishSize(), 150);
    });
    observer.observe(canvas);
    signal.addEventListener('abort', () => { observer.disconnect(); clearTimeout(timer); });
  }

  /** Wishes for a picture of the size it is shown at, or of this one; only the driver's wish counts. */
  wishSize(shownWidth = this.clientWidth * devicePixelRatio, shownHeight = this.clientHeight * devicePixelRatio) {
    const [width, height] = [shownWidth, shownHeight].map(length => Math.max(8, Math.min(4096, Math.round(length))));
    this.#post('input', { kind: 'resize', width, height, at: 0 });
  }

  /** At whole-number scales every pixel of the picture is a square of the screen's. */
  #crisp() {
    const { width, height } = this.#picture;
    const scale = Math.min(this.clientWidth / width, this.clientHeight / height) * devicePixelRatio;
    this.#canvas?.classList.toggle('crisp', scale >= 1 && Math.abs(scale - Math.round(scale)) < 0.001);
  }

  /** The light of what changes is a picture of its own, there only while it is wanted. */
  #flash() {
    const on = this.hasAttribute('flash');
    this.#post('flash', { on });
    if (on === (this.#damage !== null)) return;
    this.#root.querySelector('.damage')?.remove();
    this.#damage?.stop();
    this.#damage = null;
    if (!on) return;
    const canvas = document.createElement('canvas');
    canvas.className = 'damage';
    canvas.ariaHidden = 'true';
    this.#canvas?.after(canvas);
    this.#damage = new Damage(canvas);
  }

  /** @param {AbortSignal} signal */
  #watchSight(signal) {
    const observer = new IntersectionObserver(entries => look(entries[entries.length - 1].isIntersecting));
    let inSight = true;
    const look = (/** @type {boolean} */ now) => {
      inSight = now;
      const seen = inSight && !document.hidden;
      if (seen !== this.#seen) this.#post(seen ? 'play' : 'pause');
      this.#seen = seen;
    };
    observer.observe(this);
    document.addEventListener('visibilitychange', () => look(inSight), { signal });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  #name() {
    const label = this.getAttribute('label') ?? `Live picture of ${this.getAttribute('src')}`;
    this.#canvas?.setAttribute('aria-label', label);
    this.#field?.setAttribute('aria-label', `Keys and text for: ${label}`);
  }

  #close() {
    if (!this.#opened) return;
    this.#pointers?.release();
    this.#keyboard?.release();
    this.#sound?.close();
    this.#sound = null;
    this.#post('close');
    this.#opened = false;
    this.#ends.abort();
    this.#damage?.stop();
    this.#damage = null;
    this.#root.replaceChildren();
  }

  /** @param {any} told From the worker. */
  #told({ op, view: _, ...told }) {
    if (op === 'answer') {
      const { id, ...answer } = told;
      this.#asked.get(id)?.(answer);
      this.#asked.delete(id);
      return;
    }
    if (op === 'damage') this.#damage?.show(told.tiles, told.width, told.height);
    if (op === 'state') { this.status = told.status; this.setAttribute('state', told.status.state); }
    if (op === 'stats') this.stats = told.stats;
    if (op === 'size') { this.#picture = told; this.#crisp(); }
    if (op === 'haptic' && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(told.ms);
    if (op === 'state' && told.status.state === 'live' && this.hasAttribute('resize')) this.wishSize();
    this.dispatchEvent(new CustomEvent(op, { detail: told.status ?? told.stats ?? told }));
  }

  /** @param {string} op @returns {Promise<any>} */
  #ask(op) {
    const id = ++this.#asks;
    return new Promise(resolve => {
      this.#asked.set(id, resolve);
      this.#post(op, { id });
    });
  }

  /** @param {string} op @param {object} [message] @param {Transferable[]} [moved] */
  #post(op, message = {}, moved = []) {
    if (this.#opened) theWorker().postMessage({ view: this.#view, op, ...message }, moved);
  }
}

/** @param {string} src @returns {string} */
function addressOf(src) {
  const url = new URL(src, document.baseURI);
  url.protocol = url.protocol.replace(/^http/, 'ws');
  return url.href;
}

customElements.define('ds-view', DsView);
