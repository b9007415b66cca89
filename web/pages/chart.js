/** A small chart of the last minute, drawn on a plain canvas: lines over time, one scale from zero. */

const kept = 120;

export class Chart {
  #canvas;
  #colors;
  #unit;
  /** @type {(number | null)[][]} */
  #samples = [];

  /** @param {HTMLCanvasElement} canvas @param {string[]} colors One for each line. @param {string} unit What one of the values is. */
  constructor(canvas, colors, unit) {
    this.#canvas = canvas;
    this.#unit = unit;
    this.#colors = colors;
  }

  /** @param {(number | null)[]} values One for each line; null where there is nothing to tell. */
  add(values) {
    this.#samples.push(values);
    if (this.#samples.length > kept) this.#samples.shift();
  }

  draw() {
    const canvas = this.#canvas;
    const scale = devicePixelRatio;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (width === 0) return;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.scale(scale, scale);
    const top = round(Math.max(1, ...this.#samples.flat().map(value => value ?? 0)));
    context.strokeStyle = 'rgb(255 255 255 / .1)';
    for (const part of [0, 0.5, 1]) line(context, [[0, 1 + part * (height - 2)], [width, 1 + part * (height - 2)]]);
    this.#colors.forEach((color, which) => {
      context.strokeStyle = context.fillStyle = color;
      context.lineWidth = 2;
      context.lineJoin = 'round';
      const points = this.#points(which, width, height, top);
      line(context, points);
      if (which === 0 && points.length > 1) fill(context, points, height);
    });
    context.fillStyle = '#a2a5b0';
    context.font = '11px system-ui, sans-serif';
    context.fillText(`${top} ${this.#unit}`, 2, 13);
  }

  /** @param {number} which @param {number} width @param {number} height @param {number} top @returns {number[][]} */
  #points(which, width, height, top) {
    return this.#samples.flatMap((values, i) => {
      const value = values[which];
      if (value === null) return [];
      const x = width - (this.#samples.length - 1 - i) * width / (kept - 1);
      return [[x, height - 1 - value / top * (height - 3)]];
    });
  }
}

/** The next of 1, 2, 5, 10, 20, 50, … @param {number} value */
function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find(step => step * power >= value) ?? 10);
}

/** @param {CanvasRenderingContext2D} context @param {number[][]} points */
function line(context, points) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number[][]} points @param {number} height */
function fill(context, points, height) {
  context.lineTo(points[points.length - 1][0], height);
  context.lineTo(points[0][0], height);
  context.globalAlpha = 0.14;
  context.fill();
  context.globalAlpha = 1;
}
