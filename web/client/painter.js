/** Paints display lists (docs/display-list.md) on a 2D canvas: whatever app made them, with the same font as everywhere. */

const opBits = 8;
const opMask = 0xff;
const aligns = /** @type {CanvasTextAlign[]} */ (['left', 'center', 'right']);
const utf8 = new TextDecoder();

/** The bundled font under the name the painter asks for. */
const family = 'DreamStack Inter';
const faces = [['Inter-Regular.otf', '400'], ['Inter-SemiBold.otf', '600']];

let loading = /** @type {Promise<void> | null} */ (null);

/** Loads the font into this thread, once; until then text is drawn in a system font. */
export function loadFont() {
  return loading ??= load();
}

async function load() {
  // A worker has its font set as a property of its own global scope.
  const fonts = /** @type {FontFaceSet} */ (/** @type {any} */ (globalThis).fonts ?? document.fonts);
  await Promise.all(faces.map(async ([file, weight]) => {
    const face = new FontFace(family, `url(${new URL(`fonts/${file}`, import.meta.url)})`, { weight });
    fonts.add(await face.load());
  }));
}

/**
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {Int32Array} words
 * @param {Uint8Array} text
 */
export function paint(context, words, text) {
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  context.save();
  context.lineCap = context.lineJoin = 'round';
  context.fontKerning = 'none';
  context.textRendering = 'geometricPrecision';
  for (let at = 0; at < words.length;) {
    const count = words[at] >>> opBits;
    if (count === 0) break;
    operations[words[at] & opMask]?.(context, floats, words, at + 1, text, count);
    at += count;
  }
  context.restore();
}

/** @param {number} word 0xRRGGBBAA */
function color(word) {
  return `#${(word >>> 0).toString(16).padStart(8, '0')}`;
}

/**
 * @typedef {(context: OffscreenCanvasRenderingContext2D, f: Float32Array, w: Int32Array, at: number, text: Uint8Array,
 *   count: number) => void} Operation
 */

/** @type {Operation[]} By code. */
const operations = [];

operations[1] = (context, _, w, at) => {
  context.fillStyle = color(w[at]);
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
};

operations[2] = (context, f, w, at) => {
  context.fillStyle = color(w[at + 4]);
  context.fillRect(f[at], f[at + 1], f[at + 2], f[at + 3]);
};

operations[3] = (context, f, w, at) => {
  context.beginPath();
  context.roundRect(f[at], f[at + 1], f[at + 2], f[at + 3], f[at + 4]);
  context.fillStyle = color(w[at + 5]);
  context.fill();
};

operations[4] = (context, f, w, at) => {
  context.beginPath();
  context.arc(f[at], f[at + 1], f[at + 2], 0, 2 * Math.PI);
  context.fillStyle = color(w[at + 3]);
  context.fill();
};

operations[5] = (context, f, w, at) => {
  context.beginPath();
  context.roundRect(f[at], f[at + 1], f[at + 2], f[at + 3], f[at + 4]);
  stroke(context, f[at + 5], w[at + 6]);
};

operations[6] = (context, f, w, at) => {
  context.beginPath();
  context.arc(f[at], f[at + 1], f[at + 2], 0, 2 * Math.PI);
  stroke(context, f[at + 3], w[at + 4]);
};

operations[7] = (context, f, w, at) => {
  context.beginPath();
  context.arc(f[at], f[at + 1], f[at + 2], f[at + 3], f[at + 3] + f[at + 4], f[at + 4] < 0);
  stroke(context, f[at + 5], w[at + 6]);
};

operations[8] = (context, f, w, at) => {
  context.beginPath();
  context.moveTo(f[at], f[at + 1]);
  context.lineTo(f[at + 2], f[at + 3]);
  stroke(context, f[at + 4], w[at + 5]);
};

operations[9] = (context, f, w, at, _, count) => {
  context.beginPath();
  for (let i = at + 2; i < at + count - 1; i += 2) context.lineTo(f[i], f[i + 1]);
  stroke(context, f[at], w[at + 1]);
};

operations[10] = (context, f, w, at, text) => {
  context.font = `${w[at + 3]} ${f[at + 2]}px "${family}", system-ui, sans-serif`;
  context.textAlign = aligns[w[at + 4]] ?? 'left';
  context.fillStyle = color(w[at + 5]);
  context.fillText(utf8.decode(text.subarray(w[at + 6], w[at + 6] + w[at + 7])), f[at], f[at + 1]);
};

operations[11] = (context, f, _, at) => {
  context.save();
  context.beginPath();
  context.rect(f[at], f[at + 1], f[at + 2], f[at + 3]);
  context.clip();
};

operations[12] = (context, f, _, at) => {
  context.save();
  context.translate(f[at], f[at + 1]);
};

operations[13] = context => context.restore();

operations[14] = (context, f, w, at, _, count) => {
  context.beginPath();
  for (let i = at + 1; i < at + count - 1; i += 2) context.lineTo(f[i], f[i + 1]);
  context.fillStyle = color(w[at]);
  context.fill();
};

/** @param {OffscreenCanvasRenderingContext2D} context @param {number} width @param {number} ink */
function stroke(context, width, ink) {
  context.lineWidth = width;
  context.strokeStyle = color(ink);
  context.stroke();
}
