/**
 * What a view knows about its stream.
 *
 * @typedef {object} Status
 * @property {'connecting' | 'live' | 'away' | 'reconnecting' | 'ended' | 'refused' | 'paused'} state
 * @property {string} text Why, in a sentence; empty when there is nothing to say.
 * @property {number} awayMs How long the source had been away when this was said.
 * @property {number} retryMs When the next attempt is made, counted from now.
 * @property {string} stream
 * @property {number} viewer This viewer's number on the relay.
 * @property {string} app
 * @property {string[]} modes What the source can serve.
 * @property {string} mode What this viewer is served.
 * @property {'' | 'full' | 'delta' | 'compressed' | 'lower' | 'signal'} step How the relay serves it now; empty while it has not said.
 * @property {boolean} auto The relay may serve less than the mode asks for, while the connection carries no more.
 * @property {number | null} limit Bytes of pictures a second at most; null for no limit.
 * @property {number} watchers
 * @property {number | null} driver Whose resize counts.
 *
 * @typedef {{auto: boolean, limit: number | null}} Quality What a person allows.
 *
 * @typedef {object} Options
 * @property {OffscreenCanvas} canvas
 * @property {string} src The relay's WebSocket address of the stream.
 * @property {string} mode
 * @property {boolean} audio
 * @property {boolean} thumbnail
 * @property {boolean} inStep Show each picture when every other receiver in step does.
 * @property {boolean} flash Tell which tiles each picture changed.
 * @property {Quality} quality
 * @property {boolean} proof Hash what the canvas holds after each picture.
 */

/** @param {string} mode @returns {Status} Before the first connection. */
export function firstStatus(mode) {
  return {
    state: 'connecting', text: '', awayMs: 0, retryMs: 0, stream: '', viewer: 0,
    app: '', modes: [], mode, step: '', auto: true, limit: null, watchers: 0, driver: null,
  };
}

/** The address that says what this viewer wants from its first message on. @param {Options} options */
export function addressOf({ src, mode, audio, thumbnail }) {
  const url = new URL(src);
  url.searchParams.set('mode', mode);
  url.searchParams.set('audio', audio ? '1' : '0');
  if (thumbnail) url.searchParams.set('thumbnail', '1');
  return url;
}
