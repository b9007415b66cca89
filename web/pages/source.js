import { DsSource } from '../client/ds-source.js';
import '../client/ds-view.js';
import { find } from './find.js';
import { Sketch } from './sketch.js';
import { hideThrift, listenToThrift, showSaved } from './thrift.js';
import { bytesOf } from './units.js';

/**
 * Being a source: choose, see what is sent and what it costs, stop.
 *
 * @typedef {import('../client/ds-source.js').Sending} Sending
 * @typedef {import('../client/ds-source.js').Costs} Costs
 * @typedef {'screen' | 'camera' | 'canvas' | 'springs'} KindOfSource
 */

const titles = { screen: 'your screen', camera: 'your camera', canvas: 'a drawing', springs: 'the springs demo' };
const drawEvery = 33;
let source = /** @type {DsSource | null} */ (null);
let stream = 'main';

/** @param {KindOfSource} kind */
async function start(kind) {
  const track = await trackOf(kind);
  source = new DsSource(`/source/${encodeURIComponent(stream)}`);
  source.addEventListener('sending', event => showSending(/** @type {CustomEvent<Sending>} */ (event).detail));
  source.addEventListener('costs', event => showCosts(/** @type {CustomEvent<Costs>} */ (event).detail));
  find('#choose').hidden = true;
  find('#live').hidden = false;
  find('#live-title').textContent = `Sharing ${titles[kind]}`;
  find('#live-title').focus();
  /** @type {HTMLAnchorElement} */ (find('#watch')).href = `/watch/${encodeURIComponent(stream)}`;
  if (track) {
    source.shareTrack(track, kind);
    listenToThrift(source);
    track.addEventListener('ended', () => stop('The browser stopped sharing it.'));
    showStage(track.getSettings().displaySurface === 'monitor' ? null : preview());
  } else if (kind === 'springs') {
    source.runApp('springs');
    showStage(preview());
  } else {
    showStage(draw(source));
  }
}

/** @param {KindOfSource} kind */
async function trackOf(kind) {
  if (kind !== 'screen' && kind !== 'camera') return null;
  const devices = navigator.mediaDevices;
  if (!devices) throw new Error('Browsers share screens and cameras only from https addresses and from this machine. Open the page as http://localhost.');
  const stream = kind === 'screen'
    ? await devices.getDisplayMedia({ video: { frameRate: 30 }, audio: false })
    : await devices.getUserMedia({ video: { width: 1280, height: 720, frameRate: 30 } });
  return stream.getVideoTracks()[0];
}

/** What is sent, as it comes back from the relay. */
function preview() {
  const view = document.createElement('ds-view');
  view.setAttribute('thumbnail', '');
  view.setAttribute('label', `What ${stream} shows`);
  view.setAttribute('src', `/stream/${encodeURIComponent(stream)}`);
  return view;
}

/** @param {DsSource} sends */
function draw(sends) {
  let changed = true;
  const sketch = new Sketch(() => { changed = true; });
  sends.addEventListener('input', event => sketch.input(/** @type {CustomEvent} */ (event).detail));
  sends.sharePictures('canvas');
  const timer = setInterval(() => {
    if (source !== sends) return clearInterval(timer);
    if (!changed) return;
    changed = false;
    sends.put(sketch.read());
  }, drawEvery);
  find('#tools').hidden = false;
  find('#clear').addEventListener('click', () => sketch.clear());
  return sketch.canvas;
}

/** @param {HTMLElement | null} shown Null for a whole screen, which would show itself in itself. */
function showStage(shown) {
  find('#stage').classList.toggle('quiet', shown === null);
  find('#stage').replaceChildren(shown ?? 'Your whole screen is shared, this page with it.');
}

/** @param {string} [why] */
function stop(why) {
  source?.stop();
  source = null;
  find('#stage').replaceChildren();
  find('#tools').hidden = true;
  hideThrift();
  find('#live').hidden = true;
  find('#choose').hidden = false;
  say(why ?? '');
  find('#choose button').focus();
}

/** @param {Sending} sending */
function showSending({ state, text, viewers }) {
  if (state === 'refused') return stop(text);
  const words = {
    connecting: 'Connecting to the relay.',
    live: viewers === 0 ? `Live as “${stream}”. Nobody watches yet.` : `Live as “${stream}”.`,
    reconnecting: 'The connection was lost. Trying again; viewers wait.',
    stopped: '',
  };
  if (find('#said').textContent !== words[state]) find('#said').textContent = words[state];
  find('#viewers').textContent = `${viewers}`;
}

/** @param {Costs} costs */
function showCosts(costs) {
  find('#rate').textContent = `${bytesOf(costs.bytesPerSecond)}/s`;
  find('#fps').textContent = `${Math.round(costs.fps)} a second`;
  find('#size').textContent = costs.width > 0 ? `${costs.width} × ${costs.height}` : '–';
  find('#bytes').textContent = bytesOf(costs.bytes);
  if (costs.saved) showSaved(costs.saved);
}

/** @param {string} trouble */
function say(trouble) {
  find('#trouble').textContent = trouble;
  find('#trouble').hidden = trouble === '';
}

/** @param {unknown} error */
function explain(error) {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') return 'The browser did not allow it. Choose again and allow it when it asks.';
  if (name === 'NotFoundError') return 'This device has nothing of that kind.';
  return error instanceof Error ? error.message : String(error);
}

find('#choose').addEventListener('submit', event => {
  event.preventDefault();
  const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
  stream = String(form.get('stream'));
  say('');
  start(/** @type {KindOfSource} */ (form.get('kind'))).catch(error => say(explain(error)));
});
find('#stop').addEventListener('click', () => stop());
window.addEventListener('pagehide', () => source?.stop(true));

const wished = new URLSearchParams(location.search).get('kind');
const radio = [...document.querySelectorAll('input[name=kind]')].find(input => /** @type {HTMLInputElement} */ (input).value === wished);
if (radio) /** @type {HTMLInputElement} */ (radio).checked = true;
const named = location.pathname.split('/')[2];
if (named) /** @type {HTMLInputElement} */ (find('#stream')).value = decodeURIComponent(named);
