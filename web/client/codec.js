/**
 * The codec is .NET WebAssembly: this module loads it and names what crosses the border. Bytes go in and out through
 * the module's memory; nothing here knows the wire.
 */

import { Followers } from './follower.js';

/** What an event record tells; the numbers are EventKind in web/wasm. */
export const Kind = Object.freeze({
  picture: 1, signals: 2, audio: 3, haptic: 4, control: 5, end: 6,
  pong: 7, unknown: 8, lost: 9, invalid: 10, hash: 11, input: 12, world: 13,
});

const stride = 20;
const text = new TextDecoder();

/**
 * @typedef {object} Event One record of what a call came to.
 * @property {number} kind
 * @property {number} seq
 * @property {number} timestamp The source's milliseconds, as they wrap.
 * @property {number} fullSeq The seq of a picture or of signals as it never wraps, the same for every viewer.
 * @property {number} ptr Where its bytes lie in the module's memory, until the next call.
 * @property {number} length
 * @property {number} width
 * @property {number} height
 * @property {boolean} keyframe
 * @property {boolean} catchUp It brought a receiver that was behind to now.
 * @property {{viewer: number, input: number}[]} causes The inputs whose effect this shows first.
 * @property {{x: number, y: number, which: number}} point Where an input happened; which button or contact.
 */

/** @typedef {Awaited<ReturnType<typeof loadCodec>>} Codec */

/**
 * Loads the runtime once for this thread.
 * @param {URL} base Where dotnet.js lies.
 */
export async function loadCodec(base) {
  const { dotnet } = await import(new URL('dotnet.js', base).href);
  const runtime = await dotnet.withDiagnosticTracing(false).create();
  const assembly = await runtime.getAssemblyExports('DreamStack.Streaming.Wasm.dll');
  const {
    ReceiverExports: receivers, SourceExports: sources, FlowExports: policies, AdaptiveExports: adaptive,
    PipelineExports: pipelines, MetricsExports: metrics,
  } = assembly.DreamStack.Streaming.Wasm;

  /** @returns {Uint8Array} */
  const bytes = () => runtime.localHeapViewU8();
  /** @param {number} ptr @param {number} length */
  const view = (ptr, length) => bytes().subarray(ptr, ptr + length);
  /** @param {number} ptr @param {number} length */
  const ints = (ptr, length) => new Int32Array(bytes().buffer, ptr, length);

  const followers = new Followers();
  runtime.setModuleImports('follower', followers.imports(view));

  return {
    runtime,
    followers,
    receivers,
    sources,
    policies,
    adaptive,
    pipelines,
    metrics,
    view,
    ints,
    /** @param {number} ptr @param {number} length */
    clamped: (ptr, length) => new Uint8ClampedArray(bytes().buffer, ptr, length),
    /** @param {number} ptr @param {number} length A copy, for a peer on another thread. */
    copy: (ptr, length) => view(ptr, length).slice(),
    /** @param {number} ptr @param {number} length */
    text: (ptr, length) => text.decode(view(ptr, length)),
    /** @param {number} ptr @param {number} count @returns {Event[]} */
    events: (ptr, count) => Array.from({ length: count }, (_, i) => readEvent(ints(ptr + i * stride * 4, stride))),
  };
}

/** @param {Int32Array} record @returns {Event} */
function readEvent(record) {
  const causes = [];
  for (let i = 0; i < record[8]; i++) {
    causes.push({ viewer: record[9 + i * 2] >>> 0, input: record[10 + i * 2] >>> 0 });
  }
  return {
    kind: record[0], seq: record[1], timestamp: record[2] >>> 0, fullSeq: (record[17] >>> 0) + (record[18] >>> 0) * 2 ** 32, ptr: record[3], length: record[4],
    width: record[5], height: record[6], keyframe: record[7] === 1, catchUp: record[19] === 1, causes,
    point: { x: record[9], y: record[10], which: record[11] },
  };
}
