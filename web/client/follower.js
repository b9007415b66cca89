/**
 * Worlds that are followed by a module of their own, translated ahead of time: the bits of the runtime's, many times as fast. Where
 * there is no such module the runtime follows by itself.
 */

const outcome = Object.freeze({ needsKeyframe: 1, invalid: 3 });
const figures = 3;

/**
 * @typedef {object} World What a module exports; bytes cross in its memory.
 * @property {WebAssembly.Memory} memory
 * @property {() => void} _initialize
 * @property {(length: number) => number} inbox
 * @property {(length: number, whole: number) => number} take
 * @property {() => number} table
 * @property {() => number} table_length
 * @property {() => bigint} now
 * @property {(which: number) => bigint} figure
 */

/** One followed world; a whole state begins in fresh memory, so what the last one took is given back. */
class Follower {
  #module;
  /** @type {World | null} */
  #world = null;
  #before = new Array(figures + 1).fill(0);

  /** @param {WebAssembly.Module} module */
  constructor(module) { this.#module = module; }

  /** @param {Uint8Array} body @param {boolean} whole */
  take(body, whole) {
    if (whole) this.#begin();
    const world = this.#world;
    if (!world) return outcome.needsKeyframe;
    try {
      const at = world.inbox(body.length);
      new Uint8Array(world.memory.buffer, at, body.length).set(body);
      const came = world.take(body.length, whole ? 1 : 0);
      if (whole && came === 0) this.#before[figures]++;
      return came;
    } catch (error) {
      // It ended in the midst of its work: what it holds is no world any more.
      console.warn(`The followed world ended: ${error}`);
      this.#drop();
      return outcome.invalid;
    }
  }

  /** The poses that have changed, until the next call. */
  get table() {
    const world = this.#world;
    return world ? new Uint8Array(world.memory.buffer, world.table(), world.table_length()) : new Uint8Array();
  }

  get now() { return this.#world ? Number(this.#world.now()) : 0; }

  /** Checksums compared (0), of them not the source's (1), late inputs (2), whole states (3). @param {number} which */
  figure(which) { return this.#before[which] + (this.#world && which < figures ? Number(this.#world.figure(which)) : 0); }

  #begin() {
    this.#drop();
    /** @type {World} */
    const world = /** @type {any} */ (new WebAssembly.Instance(this.#module, { host: { fail: (/** @type {number} */ at) => fail(world, at) } }).exports);
    world._initialize();
    this.#world = world;
  }

  #drop() {
    for (let which = 0; which < figures; which++) this.#before[which] = this.figure(which);
    this.#world = null;
  }
}

/** @param {World} world @param {number} at */
function fail(world, at) {
  const bytes = new Uint8Array(world.memory.buffer);
  throw new Error(new TextDecoder().decode(bytes.slice(at, bytes.indexOf(0, at))));
}

/** The followed worlds of a thread, by number, and the modules that they are made of, by their app. */
export class Followers {
  /** @type {Map<string, WebAssembly.Module>} */
  #modules = new Map();
  /** @type {Map<string, Promise<void>>} */
  #loading = new Map();
  /** @type {Map<number, Follower>} */
  #open = new Map();
  #next = 0;

  /** Resolves when the module is there or is known not to be. @param {string} app @param {URL} address */
  load(app, address) {
    const loading = this.#loading.get(app) ?? this.#fetch(app, address);
    this.#loading.set(app, loading);
    return loading;
  }

  /** @param {string} app @param {WebAssembly.Module} module */
  add(app, module) { this.#modules.set(app, module); }

  /** What the runtime calls. @param {(ptr: number, length: number) => Uint8Array} view */
  imports(view) {
    const one = (/** @type {number} */ world) => /** @type {Follower} */ (this.#open.get(world));
    return {
      open: (/** @type {string} */ app) => this.#begin(app),
      close: (/** @type {number} */ world) => { this.#open.delete(world); },
      take: (/** @type {number} */ world, /** @type {number} */ ptr, /** @type {number} */ length, /** @type {boolean} */ whole) => one(world).take(view(ptr, length), whole),
      tableLength: (/** @type {number} */ world) => one(world).table.length,
      copyTable: (/** @type {number} */ world, /** @type {number} */ ptr) => { const { table } = one(world); view(ptr, table.length).set(table); },
      now: (/** @type {number} */ world) => one(world).now,
      figure: (/** @type {number} */ world, /** @type {number} */ which) => one(world).figure(which),
    };
  }

  /** @param {string} app @param {URL} address */
  async #fetch(app, address) {
    // No answer is the answer that there is none: the runtime follows by itself.
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) this.#modules.set(app, await WebAssembly.compile(await answer.arrayBuffer()));
  }

  /** @param {string} app */
  #begin(app) {
    const module = this.#modules.get(app);
    if (!module) return 0;
    this.#open.set(++this.#next, new Follower(module));
    return this.#next;
  }
}
