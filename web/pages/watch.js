import { DsView } from '../client/ds-view.js';
import { fadeWhileWorking } from './bar.js';
import { faceOf, showFace, write } from './face.js';
import { find } from './find.js';
import { showStats } from './hud.js';
import { listenToSettings, showSlow } from './settings.js';

/**
 * The watching page: the picture, its bar, its figures, and a face for each state.
 *
 * @typedef {import('../client/ds-view.js').Status} Status
 * @typedef {import('../client/ds-view.js').Stats} Stats
 */

const blink = 400;
const noticeFor = 6000;
const stream = decodeURIComponent(location.pathname.split('/')[2] || 'main');
const view = new DsView();
let status = /** @type {Status | null} */ (null);
let saidAt = performance.now();
let announcing = 0;
let noticing = 0;
let asSent = { width: 0, height: 0 };

document.title = `${stream} — DreamStack`;
write('#name', stream);
write('#heading', `Watching ${stream}`);
view.setAttribute('src', `/stream/${encodeURIComponent(stream)}`);
view.setAttribute('label', `Live picture of ${stream}`);
for (const [name, value] of new URLSearchParams(location.search)) {
  if (['mode', 'proof', 'resize', 'view-only', 'in-step', 'flash'].includes(name)) view.setAttribute(name, value);
}

view.addEventListener('state', event => {
  const before = status;
  status = /** @type {CustomEvent<Status>} */ (event).detail;
  if (status.state !== before?.state || status.retryMs !== before.retryMs) saidAt = performance.now();
  showModes();
  showQuality();
  showSlow(status);
  write('#who', whoOf(status));
  refresh();
  if (status.state === before?.state) return;
  clearTimeout(announcing);
  announcing = setTimeout(announce, blink);
});
view.addEventListener('size', () => refresh());
view.addEventListener('stats', event => showStats(/** @type {CustomEvent<Stats>} */ (event).detail));
listenToSettings(view);
find('#stage').prepend(view);

/** Ticks with the seconds in it, and waits a blink before it says what may be over at once. */
function refresh() {
  if (!status) return;
  const face = faceOf(status, stream, saidAt, view.picture.width > 0);
  const mayPass = ['live', 'away', 'reconnecting'].includes(status.state) || status.state === 'connecting' && status.retryMs === 0;
  const early = mayPass && performance.now() - saidAt < blink;
  if (!early || !face) showFace(face, status.state);
}

function announce() {
  const words = { live: `${stream} is live.`, paused: 'Paused.' };
  const face = status && faceOf(status, stream, saidAt, true);
  write('#announce', status && status.state in words
    ? words[/** @type {'live' | 'paused'} */ (status.state)] : face ? `${face.title}. ${face.text}` : '');
}

/** @param {Status} now */
function whoOf(now) {
  if (now.state !== 'live') return '';
  const others = Math.max(0, now.watchers - 1);
  const driver = now.driver === now.viewer ? 'You drive' : now.driver === null ? 'Nobody drives' : 'Somebody else drives';
  return others === 0 ? driver : `${driver} · ${now.watchers} watching`;
}

function showModes() {
  if (!status) return;
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('#modes input'))) {
    find('#modes').hidden = status.modes.length === 0;
    /** @type {HTMLElement} */ (input.parentElement).hidden = !status.modes.includes(input.value);
    input.checked = input.value === status.mode;
  }
}

/** Only an app draws at any size, and only its driver chooses which. */
function showQuality() {
  if (!status) return;
  const drives = status.state === 'live' && status.driver === status.viewer;
  const button = /** @type {HTMLButtonElement} */ (find('#quality'));
  button.hidden = !status.modes.includes('signal');
  button.disabled = !drives;
  button.setAttribute('aria-pressed', `${view.hasAttribute('resize')}`);
}

find('#modes').addEventListener('change', event => {
  view.setMode(/** @type {'delta'} */ (/** @type {HTMLInputElement} */ (event.target).value));
});
find('#sound').addEventListener('click', () => {
  const on = find('#sound').getAttribute('aria-pressed') !== 'true';
  find('#sound').setAttribute('aria-pressed', `${on}`);
  void view.setAudio(on);
});
find('#quality').addEventListener('click', () => {
  const sharp = !view.hasAttribute('resize');
  if (sharp) asSent = view.picture;
  view.toggleAttribute('resize', sharp);
  showQuality();
  if (sharp) view.wishSize();
  else if (asSent.width > 0) view.wishSize(asSent.width, asSent.height);
});
view.addEventListener('message', event => {
  const { control } = /** @type {CustomEvent} */ (event).detail;
  if (control.op !== 'notice') return;
  write('#notice', control.text);
  find('#notice').hidden = false;
  clearTimeout(noticing);
  noticing = setTimeout(() => { find('#notice').hidden = true; }, noticeFor);
});
find('#keys').addEventListener('click', () => view.showKeyboard());
find('#full').addEventListener('click', () => {
  void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
});
document.addEventListener('fullscreenchange', () => {
  find('#full').setAttribute('aria-pressed', `${document.fullscreenElement !== null}`);
});
find('#figure').addEventListener('click', () => {
  const open = find('#panel').hidden;
  find('#panel').hidden = !open;
  find('#figure').setAttribute('aria-expanded', `${open}`);
});
find('#again').addEventListener('click', () => view.play());

fadeWhileWorking(view, () => status?.state === 'live' && view.picture.width > 0);
setInterval(refresh, 500);
