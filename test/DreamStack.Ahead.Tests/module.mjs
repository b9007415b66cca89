import { readFileSync } from 'node:fs';

/** A module that was translated ahead of time, started. */
export function open(path) {
  const host = {
    fail(at) {
      const bytes = new Uint8Array(exports.memory.buffer);
      throw new Error(new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at))));
    },
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), { host });
  exports._initialize();
  return exports;
}
