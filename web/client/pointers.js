/** Mouse, pen, touch and wheel of a view, in pixels of the picture. */

const move = 0x01;
const down = 0x02;
const up = 0x03;
const touch = 0x20;
const touchEnd = 0x21;
const touchCancel = 0x22;

/** A mouse may report a thousand times a second; nobody sees more than this many milliseconds apart. */
const apart = 4;
const linePixels = 16;

export class Pointers {
  #canvas;
  #size;
  #send;
  #buttons = 0;
  #at = { x: 0, y: 0 };
  /** @type {Map<number, {contact: number, x: number, y: number}>} Pointer → its contact, and where that is. */
  #contacts = new Map();
  #movedAt = 0;
  #timer = 0;
  #scroll = { x: 0, y: 0 };

  /**
   * @param {HTMLElement} canvas
   * @param {() => {width: number, height: number}} size The picture's.
   * @param {(input: object, event?: Event) => void} send
   * @param {AbortSignal} signal
   */
  constructor(canvas, size, send, signal) {
    this.#canvas = canvas;
    this.#size = size;
    // Before the first picture there is no place to point at.
    this.#send = (/** @type {object} */ input, /** @type {Event | undefined} */ event = undefined) => size().width > 0 && send(input, event);
    const on = { signal };
    // Where there are raw updates they come as the device reports, not with the next frame of the page.
    const moved = 'onpointerrawupdate' in window && isSecureContext ? 'pointerrawupdate' : 'pointermove';
    canvas.addEventListener(moved, event => this.#moved(/** @type {PointerEvent} */ (event)), on);
    canvas.addEventListener('pointerdown', event => this.#pressed(event), on);
    canvas.addEventListener('pointerup', event => this.#lifted(event, touchEnd), on);
    canvas.addEventListener('pointercancel', event => this.#lifted(event, touchCancel), on);
    canvas.addEventListener('wheel', event => this.#wheel(event), { signal, passive: false });
    canvas.addEventListener('contextmenu', event => event.preventDefault(), on);
  }

  /** Lets go of every button and contact. */
  release() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#buttons !== 0) this.#pointer(up, 0);
    for (const held of this.#contacts.values()) this.#send({ kind: 'touch', type: touchCancel, ...held });
    this.#contacts.clear();
  }

  /** @param {PointerEvent} event */
  #pressed(event) {
    event.preventDefault();
    this.#canvas.setPointerCapture(event.pointerId);
    const at = this.#place(event);
    if (event.pointerType === 'touch') {
      const taken = new Set([...this.#contacts.values()].map(held => held.contact));
      let contact = 0;
      while (taken.has(contact)) contact++;
      return this.#touched(contact, at, event);
    }
    this.#at = at;
    this.#pointer(down, event.buttons, event);
  }

  /** @param {PointerEvent} event */
  #moved(event) {
    const at = this.#place(event);
    if (event.pointerType === 'touch') {
      const held = this.#contacts.get(event.pointerId);
      if (held) this.#touched(held.contact, at, event);
      return;
    }
    // A second button while one is held comes as a move.
    if (event.buttons !== this.#buttons && (event.buttons !== 0) && this.#buttons !== 0) {
      this.#at = at;
      return this.#pointer(event.buttons > this.#buttons ? down : up, event.buttons, event);
    }
    if (at.x === this.#at.x && at.y === this.#at.y) return;
    this.#at = at;
    const wait = apart - (event.timeStamp - this.#movedAt);
    clearTimeout(this.#timer);
    if (wait <= 0) return this.#go(event);
    this.#timer = setTimeout(() => this.#go(event), wait);
  }

  /** @param {PointerEvent} event */
  #go(event) {
    this.#movedAt = event.timeStamp;
    this.#pointer(move, this.#buttons, event);
  }

  /** @param {PointerEvent} event @param {number} type */
  #lifted(event, type) {
    const at = this.#place(event);
    if (event.pointerType === 'touch') {
      const held = this.#contacts.get(event.pointerId);
      this.#contacts.delete(event.pointerId);
      if (held) this.#send({ kind: 'touch', type, contact: held.contact, ...at }, event);
      return;
    }
    clearTimeout(this.#timer);
    this.#at = at;
    this.#pointer(up, type === touchCancel ? 0 : event.buttons, event);
  }

  /** @param {number} contact @param {{x: number, y: number}} at @param {PointerEvent} event */
  #touched(contact, at, event) {
    this.#contacts.set(event.pointerId, { contact, ...at });
    this.#send({ kind: 'touch', type: touch, contact, ...at }, event);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? linePixels : event.deltaMode === 2 ? this.#canvas.clientHeight : 1;
    const { scale } = this.#fit();
    this.#scroll.x += event.deltaX * unit / scale;
    this.#scroll.y += event.deltaY * unit / scale;
    const dx = clamp(Math.trunc(this.#scroll.x), -0x8000, 0x7fff);
    const dy = clamp(Math.trunc(this.#scroll.y), -0x8000, 0x7fff);
    this.#scroll.x -= dx;
    this.#scroll.y -= dy;
    if (dx !== 0 || dy !== 0) this.#send({ kind: 'scroll', dx, dy }, event);
  }

  /** @param {number} type @param {number} buttons @param {Event} [event] */
  #pointer(type, buttons, event) {
    this.#buttons = buttons;
    this.#send({ kind: 'pointer', type, buttons, ...this.#at }, event);
  }

  /** Where the picture lies in its box. */
  #fit() {
    const box = this.#canvas.getBoundingClientRect();
    const { width, height } = this.#size();
    const scale = width > 0 ? Math.min(box.width / width, box.height / height) || 1 : 1;
    return {
      scale, width, height,
      left: box.left + (box.width - width * scale) / 2,
      top: box.top + (box.height - height * scale) / 2,
    };
  }

  /** @param {MouseEvent} event */
  #place(event) {
    const { scale, left, top, width, height } = this.#fit();
    return {
      x: clamp(Math.floor((event.clientX - left) / scale), 0, width - 1),
      y: clamp(Math.floor((event.clientY - top) / scale), 0, height - 1),
    };
  }
}

/** @param {number} value @param {number} low @param {number} high */
function clamp(value, low, high) {
  return Math.max(low, Math.min(high, value));
}
