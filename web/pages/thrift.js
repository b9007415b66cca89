import { find } from './find.js';
import { bytesOf } from './units.js';

/**
 * What a person who shares a screen or a camera saves: a smaller picture, a part of it, a limit, packed bytes; and what that came to.
 *
 * @typedef {import('../client/ds-source.js').DsSource} DsSource
 * @typedef {import('../client/broadcast.js').Saved} Saved
 */

const bytesInMbit = 125_000;
const sides = /** @type {const} */ (['left', 'top', 'right', 'bottom']);
let stop = new AbortController();

/** @param {DsSource} source */
export function listenToThrift(source) {
  const form = /** @type {HTMLFormElement} */ (find('#thrift'));
  const say = () => {
    const chosen = new FormData(form);
    const cut = (/** @type {string} */ side) => Math.max(0, Math.min(45, Number(chosen.get(side)) || 0));
    const [left, top, right, bottom] = sides.map(cut);
    const limit = String(chosen.get('limit'));
    source.setThrift({
      scale: Number(chosen.get('scale')), limit: limit === '' ? null : Number(limit) * bytesInMbit,
      compress: chosen.has('compress'), crop: [left, top, right, bottom],
    });
  };
  stop = new AbortController();
  form.addEventListener('change', say, { signal: stop.signal });
  form.addEventListener('submit', event => event.preventDefault(), { signal: stop.signal });
  form.hidden = false;
  find('#saved').hidden = false;
  say();
}

export function hideThrift() {
  stop.abort();
  find('#thrift').hidden = true;
  find('#saved').hidden = true;
}

/** @param {Saved} saved */
export function showSaved(saved) {
  find('#raw').textContent = bytesOf(saved.rawBytes);
  find('#repeats').textContent = saved.repeats === 0 ? 'none' : `${saved.repeats} · ${bytesOf(saved.repeatBytes)}`;
  find('#trimmed').textContent = bytesOf(saved.trimmedBytes);
  find('#packed').textContent = bytesOf(saved.compressedBytes);
}
