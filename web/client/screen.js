import { paint } from './painter.js';

/** The canvas of a receiver: whole pictures from the codec's memory, or a display list painted. Always opaque. */
export class Screen {
  #canvas;
  #context;
  /** @type {ImageData | null} */
  #image = null;

  /** @param {OffscreenCanvas} canvas @param {boolean} readBack The canvas is read often. */
  constructor(canvas, readBack) {
    this.#canvas = canvas;
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: readBack });
    if (!context) throw new Error('This browser has no 2D canvas.');
    this.#context = context;
  }

  get width() { return this.#canvas.width; }

  get height() { return this.#canvas.height; }

  /** @param {Uint8ClampedArray} rgba A view of the codec's memory. @param {number} width @param {number} height */
  show(rgba, width, height) {
    this.#size(width, height);
    const image = this.#image;
    const same = image && image.width === width && image.height === height
      && image.data.buffer === rgba.buffer && image.data.byteOffset === rgba.byteOffset;
    const data = /** @type {Uint8ClampedArray<ArrayBuffer>} */ (rgba);
    this.#image = same ? image : new ImageData(data, width, height);
    this.#context.putImageData(/** @type {ImageData} */ (this.#image), 0, 0);
  }

  /** @param {Int32Array} words @param {Uint8Array} text @param {number} width @param {number} height */
  draw(words, text, width, height) {
    this.#size(width, height);
    paint(this.#context, words, text);
  }

  /** @returns {ImageData} What the canvas holds. */
  read() {
    return this.#context.getImageData(0, 0, this.#canvas.width, this.#canvas.height);
  }

  /** @param {number} width @param {number} height */
  #size(width, height) {
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
  }
}
