import { Broadcast } from './broadcast.js';
import { loadCodec } from './codec.js';
import { loadFont, paint } from './painter.js';

/** The thread of a browser source: it runs a demo app, or takes pictures from a screen, a camera, a canvas. */

const loading = loadCodec(new URL('../wasm/', import.meta.url));
const canvas = new OffscreenCanvas(1, 1);
const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext('2d', { alpha: false, willReadFrequently: true }));
let broadcast = /** @type {Broadcast | null} */ (null);
/** Pictures that come while the codec loads wait for it. */
let begun = Promise.resolve();
let stopped = false;
/** The canvas holds a frame that was not sent. */
let waiting = false;
/** Shrinking is the canvas's work: it does that while it draws, where this thread would need a good part of a picture's time. */
let scale = 1;

/** @param {string} address @param {(codec: import('./codec.js').Codec) => number} open */
async function begin(address, open) {
  const codec = await loading;
  if (stopped) return;
  broadcast = new Broadcast(codec, open(codec), new URL(address), told => {
    postMessage(told);
    // A still screen gives no new frame when somebody begins to watch: the last one is theirs.
    if (waiting) sendFrame();
  });
}

/** @param {number} width @param {number} height */
function size(width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** @param {string} address @param {string} name @param {number} fps */
async function runApp(address, name, fps) {
  const codec = await loading;
  await loadFont();
  const paintInto = (/** @type {number} */ _, /** @type {number} */ words, /** @type {number} */ count,
    /** @type {number} */ text, /** @type {number} */ length, /** @type {number} */ width, /** @type {number} */ height,
    /** @type {number} */ rgba) => {
    size(width, height);
    if (broadcast) broadcast.size = { width, height };
    paint(context, codec.ints(words, count), codec.view(text, length));
    codec.view(rgba, width * height * 4).set(context.getImageData(0, 0, width, height).data);
  };
  codec.runtime.setModuleImports('canvas', { paint: paintInto });
  await begin(address, () => codec.sources.OpenApp(name, 0, fps));
}

/** @param {VideoFrame | ImageBitmap} frame @param {number} width @param {number} height @param {number} most */
function take(frame, width, height, most) {
  const smaller = Math.min(1, most / Math.max(width, height)) * scale;
  size(Math.max(1, Math.round(width * smaller)), Math.max(1, Math.round(height * smaller)));
  context.drawImage(frame, 0, 0, canvas.width, canvas.height);
  frame.close();
  waiting = true;
  sendFrame();
}

/** A picture that nobody wants, or that the network cannot take, is not read back: a later one is. */
function sendFrame() {
  if (!broadcast?.wanted || broadcast.isBusy) return;
  waiting = false;
  const { width, height } = canvas;
  broadcast.picture(context.getImageData(0, 0, width, height).data, width, height);
}

/** @param {ReadableStream<VideoFrame>} frames @param {number} most */
async function takeAll(frames, most) {
  const reader = frames.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    take(next.value, next.value.displayWidth, next.value.displayHeight, most);
  }
}

/** @param {unknown} error */
function fail(error) {
  postMessage({ op: 'sending', sending: { state: 'refused', text: `This browser could not begin: ${error}`, viewers: 0, wanted: false } });
}

addEventListener('message', event => {
  const message = event.data;
  switch (message.op) {
    case 'app': begun = runApp(message.address, message.app, message.fps).catch(fail); return;
    case 'pixels': begun = begin(message.address, codec => codec.sources.OpenPixels()).catch(fail); return;
    case 'frames': return takeAll(message.frames, message.most).catch(fail);
    case 'bitmap': return take(message.bitmap, message.bitmap.width, message.bitmap.height, message.most);
    case 'picture': return begun.then(() => broadcast?.picture(new Uint8Array(message.rgba), message.width, message.height));
    case 'thrift':
      scale = message.thrift.scale ?? 1;
      return begun.then(() => broadcast?.setThrift(message.thrift));
    case 'stop':
      stopped = true;
      if (broadcast) return broadcast.stop();
      return postMessage({ op: 'sending', sending: { state: 'stopped', text: '', viewers: 0, wanted: false } });
  }
});
