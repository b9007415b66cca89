import { firstStatus } from './status.js';

/**
 * What is known of a connection and its stream; each change is told.
 *
 * @typedef {import('./status.js').Status} Status
 */
export class Session {
  #tell;
  /** @type {Status} */
  #status;

  /** @param {string} mode @param {(told: object) => void} tell */
  constructor(mode, tell) {
    this.#tell = tell;
    this.#status = firstStatus(mode);
    this.say({});
  }

  get state() { return this.#status.state; }

  get mode() { return this.#status.mode; }

  get viewer() { return this.#status.viewer; }

  /** The receiver draws: that is its mode, or all that its connection carries. */
  get draws() { return this.#status.mode === 'signal' || this.#status.mode === 'lockstep' || this.#status.step === 'signal'; }

  get step() { return this.#status.step; }

  /** @param {Partial<Status>} change */
  say(change) {
    Object.assign(this.#status, change);
    this.#tell({ op: 'state', status: { ...this.#status } });
  }

  /** @param {any} control */
  control(control) {
    switch (control.op) {
      case 'welcome':
        this.say({ stream: control.stream, viewer: control.viewer, mode: control.mode ?? this.mode, step: '', text: '', retryMs: 0 });
        return this.#source(control.source ?? { present: false, awayMs: 0, modes: [], app: '' });
      case 'source': return this.#source(control);
      case 'watchers': return this.say({ watchers: control.count });
      case 'driver': return this.say({ driver: control.viewer });
      case 'mode': return this.say({ mode: control.mode });
      case 'quality': return this.say({ step: control.step ?? '', auto: control.auto ?? true, limit: control.limit ?? null });
    }
  }

  /** @param {string} text */
  ended(text) { this.say({ state: 'ended', text }); }

  /** @param {string} text @param {number} retryMs */
  lost(text, retryMs) {
    // What is over stays over to the eye while this looks for a new beginning.
    if (this.state === 'ended') return;
    const state = this.viewer === 0 ? 'connecting' : 'reconnecting';
    this.say({ state, text, retryMs, watchers: 0, driver: null });
  }

  /** @param {{present: boolean, app: string, modes: string[], awayMs: number}} source */
  #source(source) {
    if (!source.present) {
      // A stream that said it is over stays over until somebody begins it again.
      if (this.state !== 'ended') this.say({ state: 'away', awayMs: source.awayMs, text: '' });
      return;
    }
    this.say({ state: 'live', app: source.app, modes: source.modes, awayMs: 0, text: '' });
  }
}
