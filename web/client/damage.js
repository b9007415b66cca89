/**
 * Shows which tiles of the picture the newest delta touched: they light up and fade; who asked for less motion sees their outline
 * until the next one. A tile that keeps changing stays lit and does not flicker.
 */

/** What the codec marks as one: so many pixels in a row, around the ends of lines. */
const tilePixels = 1024;
const fadeFor = 450;
const levels = 6;

export class Damage {
  #canvas;
  #context;
  #still = matchMedia('(prefers-reduced-motion: reduce)');
  /** @type {Float64Array} When each tile is dark again. */
  #until = new Float64Array(0);
  #frame = 0;

  /** @param {HTMLCanvasElement} canvas Laid over the picture. */
  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  }

  /** @param {Uint8Array} tiles 1 for each that changed. @param {number} width @param {number} height */
  show(tiles, width, height) {
    if (this.#canvas.width !== width || this.#canvas.height !== height || this.#until.length !== tiles.length) {
      Object.assign(this.#canvas, { width, height });
      this.#until = new Float64Array(tiles.length);
    }
    if (this.#still.matches) return this.#outline(tiles);
    const until = performance.now() + fadeFor;
    tiles.forEach((changed, i) => { if (changed) this.#until[i] = until; });
    this.#frame ||= requestAnimationFrame(() => this.#fade());
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#until.fill(0);
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  #fade() {
    const now = performance.now();
    const light = Uint8Array.from(this.#until, until => Math.max(0, Math.ceil((until - now) / fadeFor * levels)));
    const context = this.#context;
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (const [from, to, level] of runs(light)) {
      this.#path(from, to);
      context.fillStyle = `rgb(255 0 140 / ${0.42 * level / levels})`;
      context.fill();
      if (level === levels) this.#stroke();
    }
    this.#frame = light.some(Boolean) ? requestAnimationFrame(() => this.#fade()) : 0;
  }

  /** @param {Uint8Array} tiles */
  #outline(tiles) {
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (const [from, to] of runs(tiles)) {
      this.#path(from, to);
      this.#stroke();
    }
  }

  /** Dark beside light: one of them stands out from any picture. */
  #stroke() {
    for (const [style, width] of /** @type {[string, number][]} */ ([['#1a0010', 3], ['#ff9ed2', 1]])) {
      this.#context.strokeStyle = style;
      this.#context.lineWidth = width;
      this.#context.stroke();
    }
  }

  /** Around the pixels of some tiles in a row: whole lines between a part of the first and a part of the last. @param {number} from @param {number} to */
  #path(from, to) {
    const { width, height } = this.#canvas;
    const [first, end] = [from * tilePixels, Math.min(to * tilePixels, width * height)];
    const [left, top] = [first % width, Math.floor(first / width)];
    const [right, bottom] = [(end - 1) % width + 1, Math.floor((end - 1) / width)];
    const context = this.#context;
    context.beginPath();
    if (top === bottom) return context.rect(left, top, right - left, 1);
    context.moveTo(left, top);
    for (const [x, y] of [[width, top], [width, bottom], [right, bottom], [right, bottom + 1], [0, bottom + 1], [0, top + 1], [left, top + 1]]) {
      context.lineTo(x, y);
    }
    context.closePath();
  }
}

/** Neighbours that are lit alike. @param {Uint8Array} light @returns {[from: number, to: number, level: number][]} */
function runs(light) {
  /** @type {[number, number, number][]} */
  const found = [];
  for (let i = 0; i < light.length; i++) {
    const last = found.at(-1);
    if (light[i] === 0) continue;
    if (last && last[1] === i && last[2] === light[i]) last[1] = i + 1;
    else found.push([i, i + 1, light[i]]);
  }
  return found;
}
