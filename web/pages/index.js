import '../client/ds-view.js';
import { find } from './find.js';

/**
 * The start page: every stream that runs, as a card with a live thumbnail.
 *
 * @typedef {object} StreamInfo One entry of /streams.
 * @property {string} name
 * @property {{present: boolean, app: string}} source
 * @property {number} width
 * @property {number} height
 * @property {number} watchers
 */

const every = 2000;
const list = find('#list');
/** @type {Map<string, HTMLElement>} */
const cards = new Map();

/** @param {StreamInfo} stream */
function cardOf(stream) {
  const known = cards.get(stream.name);
  if (known) return known;
  const template = /** @type {HTMLTemplateElement} */ (find('#card'));
  const item = find('.card', /** @type {DocumentFragment} */ (template.content.cloneNode(true)));
  find('h2', item).textContent = stream.name;
  const watch = /** @type {HTMLAnchorElement} */ (find('.watch', item));
  watch.href = `/watch/${encodeURIComponent(stream.name)}`;
  watch.setAttribute('aria-label', `Watch ${stream.name}`);
  const view = document.createElement('ds-view');
  for (const name of ['thumbnail', 'view-only']) view.setAttribute(name, '');
  view.setAttribute('label', `Live thumbnail of ${stream.name}`);
  view.setAttribute('src', `/stream/${encodeURIComponent(stream.name)}`);
  find('.shot', item).prepend(view);
  cards.set(stream.name, item);
  list.append(item);
  return item;
}

/** @param {StreamInfo} stream */
function fill(stream) {
  const card = cardOf(stream);
  card.classList.toggle('away', !stream.source.present);
  find('.state', card).textContent = stream.source.present ? 'Live' : 'Waiting for its source';
  find('.app', card).textContent = stream.source.app;
  find('.app', card).hidden = !stream.source.app;
  find('.size', card).textContent = stream.width > 0 ? `${stream.width} × ${stream.height}` : 'No picture yet';
  find('.watchers', card).textContent = stream.watchers === 1 ? '1 watching' : `${stream.watchers} watching`;
}

/** @param {StreamInfo[]} streams */
function show(streams) {
  const names = new Set(streams.map(stream => stream.name));
  for (const [name, card] of cards) {
    if (names.has(name)) continue;
    card.remove();
    cards.delete(name);
  }
  streams.forEach(fill);
  list.classList.toggle('alone', streams.length === 1);
  find('#empty').hidden = streams.length > 0;
  find('#title').textContent = streams.length > 0 ? 'Running now' : 'Welcome';
  const count = streams.length === 0 ? '' : streams.length === 1 ? '1 stream' : `${streams.length} streams`;
  if (find('#count').textContent !== count) find('#count').textContent = count;
}

/** @returns {Promise<StreamInfo[] | null>} Null when the relay does not answer. */
async function ask() {
  try {
    const answer = await fetch('/streams', { cache: 'no-store' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function refresh() {
  if (document.hidden) return;
  const streams = await ask();
  // What was shown stays: a list that is a few seconds old is better than none.
  find('#trouble').hidden = streams !== null;
  if (streams) return show(streams);
  for (const card of cards.values()) {
    card.classList.add('away');
    find('.state', card).textContent = 'Was live';
  }
}

if (location.port !== '9100') find('#command').textContent += ` --relay ws://localhost:${location.port || 80}`;
find('#copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(find('#command').textContent ?? '');
  find('#copy').textContent = 'Copied';
  setTimeout(() => { find('#copy').textContent = 'Copy'; }, every);
});
document.addEventListener('visibilitychange', () => void refresh());
setInterval(() => void refresh(), every);
void refresh();
