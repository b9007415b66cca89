import { find } from './find.js';

/**
 * What a viewer decides for itself: how far the relay may go when the connection is slow, a limit, being in step, the light of what changes.
 *
 * @typedef {import('../client/ds-view.js').DsView} DsView
 * @typedef {import('../client/ds-view.js').Status} Status
 */

const bytesInMbit = 125_000;
const slow = { signal: 'The connection is slow: drawn here from signals for now.', lower: 'The connection is slow: fewer pictures for now.' };

/** @param {DsView} view */
export function listenToSettings(view) {
  const auto = /** @type {HTMLInputElement} */ (find('#quality-auto'));
  const limit = /** @type {HTMLSelectElement} */ (find('#limit'));
  const say = () => view.setQuality({ auto: auto.checked, limit: limit.value === '' ? null : Number(limit.value) * bytesInMbit });
  find('#choice').addEventListener('change', say);
  limit.addEventListener('change', say);
  switchOf('#in-step', view, 'in-step');
  const flash = switchOf('#flash', view, 'flash');
  // Before the stream's own keys: it is the page's, wherever the focus is.
  window.addEventListener('keydown', event => {
    if (event.code !== 'KeyD' || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) flash(!view.hasAttribute('flash'));
  }, true);
}

/** @param {string} selector @param {DsView} view @param {string} attribute */
function switchOf(selector, view, attribute) {
  const box = /** @type {HTMLInputElement} */ (find(selector));
  const turn = (/** @type {boolean} */ on) => {
    box.checked = on;
    view.toggleAttribute(attribute, on);
  };
  box.checked = view.hasAttribute(attribute);
  box.addEventListener('change', () => turn(box.checked));
  return turn;
}

/** Says quietly when less is served than was asked for. @param {Status} status */
export function showSlow({ state, step, mode }) {
  const words = state === 'live' && step !== mode && mode !== 'lockstep' && step in slow ? slow[/** @type {'signal'} */ (step)] : '';
  const note = find('#slow');
  if (note.textContent !== words) note.textContent = words;
  note.hidden = words === '';
}
