/** A drawing that many people draw: who shares it with their pointer here, who watches with theirs there. */

const inks = ['#aeabff', '#f2b35c', '#6fdc9f', '#ff9d97', '#7cc7ff', '#e5a6ff'];
const paper = '#111319';

export class Sketch {
  canvas = document.createElement('canvas');
  #context;
  #changed;
  /** @type {Map<string, {x: number, y: number}>} Where each hand was. */
  #hands = new Map();

  /** @param {() => void} changed Called when there is something new to send. */
  constructor(changed) {
    this.#changed = changed;
    this.canvas.width = 1200;
    this.canvas.height = 800;
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', 'The drawing');
    this.#context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d', { alpha: false, willReadFrequently: true }));
    this.clear();
    this.canvas.addEventListener('pointerdown', event => {
      this.canvas.setPointerCapture(event.pointerId);
      this.#draw(`here ${event.pointerId}`, 0, this.#place(event), false);
    });
    this.canvas.addEventListener('pointermove', event => {
      if (event.buttons === 0) return;
      for (const part of event.getCoalescedEvents()) this.#draw(`here ${event.pointerId}`, 0, this.#place(part), true);
    });
  }

  /** What a viewer did, in pixels of the drawing. @param {{type: number, viewer: number, x: number, y: number, which: number}} input */
  input({ type, viewer, x, y, which }) {
    const touch = type === 0x20;
    const hand = `${viewer} ${touch ? which : 'pointer'}`;
    const down = type === 0x02 || touch && !this.#hands.has(hand);
    if (type === 0x21 || type === 0x22) this.#hands.delete(`${viewer} ${which}`);
    if (down || touch || type === 0x01 && which !== 0) this.#draw(hand, viewer, { x, y }, !down);
  }

  clear() {
    this.#context.fillStyle = paper;
    this.#context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.#changed();
  }

  read() {
    return this.#context.getImageData(0, 0, this.canvas.width, this.canvas.height);
  }

  /** @param {string} hand @param {number} viewer @param {{x: number, y: number}} at @param {boolean} on */
  #draw(hand, viewer, at, on) {
    const from = on ? this.#hands.get(hand) ?? at : at;
    this.#hands.set(hand, at);
    const context = this.#context;
    context.strokeStyle = inks[viewer % inks.length];
    context.lineWidth = 6;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(at.x, at.y);
    context.stroke();
    this.#changed();
  }

  /** @param {PointerEvent} event */
  #place(event) {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) * this.canvas.width / box.width,
      y: (event.clientY - box.top) * this.canvas.height / box.height,
    };
  }
}
