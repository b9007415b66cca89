import { DsView } from '../client/ds-view.js';
import { write } from './face.js';
import { find } from './find.js';
import { bytesOf, msOf } from './units.js';

/**
 * One stream in each of its ways beside each other, with what each of them costs.
 *
 * @typedef {import('../client/ds-view.js').Status} Status
 * @typedef {import('../client/ds-view.js').Stats} Stats
 * @typedef {'delta' | 'signal' | 'lockstep'} Way
 */

const stream = decodeURIComponent(location.pathname.split('/')[2] || 'main');
/** @type {[Way, string, string][]} */
const ways = [
  ['delta', 'Pixels', 'What changed of the picture is sent.'],
  ['signal', 'Signal', 'What moved is sent, and the picture drawn here.'],
  ['lockstep', 'Lockstep', 'Only inputs and a checksum a step are sent: the world runs here too.'],
];
/** @type {Map<Way, HTMLElement>} */
const shown = new Map();

document.title = `${stream} in different ways — DreamStack`;
write('#heading', `${stream}, sent in different ways`);
/** @type {HTMLAnchorElement} */ (find('#watch')).href = `/watch/${encodeURIComponent(stream)}`;
for (const [way, name, what] of ways) add(way, name, what);

/** @param {Way} way @param {string} name @param {string} what */
function add(way, name, what) {
  const item = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (find('#way')).content.cloneNode(true)).firstElementChild);
  find('h2', item).textContent = name;
  find('.what', item).textContent = what;
  find('.world', item).hidden = way !== 'lockstep';
  const view = new DsView();
  view.setAttribute('src', `/stream/${encodeURIComponent(stream)}`);
  view.setAttribute('mode', way);
  view.setAttribute('label', `${stream}: ${name}`);
  // The way itself is to be seen: a slow connection shows as one.
  view.setQuality({ auto: false, limit: null });
  view.addEventListener('state', event => follow(way, /** @type {CustomEvent<Status>} */ (event).detail));
  view.addEventListener('stats', event => tell(item, /** @type {CustomEvent<Stats>} */ (event).detail));
  find('.stage', item).append(view);
  find('#ways').append(item);
  shown.set(way, item);
}

/** A way that the source does not serve is not shown. @param {Way} way @param {Status} status */
function follow(way, { state, modes, text }) {
  const item = /** @type {HTMLElement} */ (shown.get(way));
  item.hidden = state === 'live' && !modes.includes(way);
  const words = {
    connecting: 'Connecting.', reconnecting: `Connecting again. ${text}`, refused: text, ended: `The stream has ended. ${text}`,
    away: 'The source is away. Waiting for it.',
  };
  const next = state in words ? words[/** @type {'away'} */ (state)] : '';
  if (way === 'delta' && find('#announce').textContent !== next) write('#announce', next);
  if (way === 'delta') write('#lead', next || 'Each picture is live and takes your input. Beneath it: what it takes to keep it so.');
}

/** @param {HTMLElement} item @param {Stats} stats */
function tell(item, stats) {
  find('.rate', item).textContent = `${bytesOf(stats.bytesPerSecond)}`;
  find('.sum', item).textContent = bytesOf(stats.bytes);
  find('.latency', item).textContent = stats.latencyP50 === null ? 'touch it' : msOf(stats.latencyP50);
  const { world } = stats;
  find('.steps', item).textContent = world ? `${world.checked.toLocaleString('en')}${world.parted > 0 ? ` · ${world.parted} repaired` : ''}` : '–';
}
