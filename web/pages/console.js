import { Chart } from './chart.js';
import { find } from './find.js';
import { Table } from './table.js';
import { bytesOf, msOf, secondsOf } from './units.js';
import { write } from './face.js';

/**
 * The console: what the relay carries, to whom, and who is slow; asked for once a second.
 *
 * @typedef {{name: string, source: {present: boolean, app: string, awayMs: number}, width: number, height: number, watchers: number,
 *   fps: number, bytesInPerSecond: number, bytesOutPerSecond: number}} Stream One entry of /streams.
 * @typedef {{id: number, stream: string, role: string, mode: string | null, address: string, since: string, rttMs: number | null,
 *   bytesIn: number, bytesOut: number, bytesOutPerSecond: number, coalesced: number, queuedBytes: number, slow: string, why: string}} Client
 * @typedef {{count: number, sum: number, max: number, p50: number, p90: number, p99: number}} Summary
 * @typedef {Record<string, number | Summary>} Stats What /stats says: figures by name and labels.
 * @typedef {{name: string, inMessages: number, inBytes: number, outMessages: number, outBytes: number}} Type
 */

const every = 1000;
const colors = ['#aeabff', '#f2b35c'];
/** What the relay had heard of inputs when it was asked last. */
let heard = /** @type {Summary | null} */ (null);
/** @param {string} id */
const table = id => /** @type {HTMLTableElement} */ (find(`#${id}`));
/** @param {string} id @param {number} lines @param {string} unit */
const chart = (id, lines, unit) => new Chart(/** @type {HTMLCanvasElement} */ (find(`#${id}`)), colors.slice(0, lines), unit);
const charts = { traffic: chart('traffic', 2, 'KB/s'), pictures: chart('pictures', 1, 'fps'), trips: chart('trips', 2, 'ms'), reactions: chart('reactions', 2, 'ms') };

const streams = /** @type {Table<Stream>} */ (new Table(table('streams'), [
  { head: 'Stream', value: row => row.name, fill: linkTo },
  { head: 'Picture', value: row => row.width * row.height, fill: thumbnail },
  { head: 'State', value: row => row.source.awayMs, text: row => row.source.present ? 'Live' : row.source.awayMs > 0 ? `Away ${secondsOf(row.source.awayMs)}` : 'Waiting' },
  { head: 'App', value: row => row.source.app },
  { head: 'Size', value: row => row.width * row.height, text: row => row.width > 0 ? `${row.width} × ${row.height}` : '–', number: true },
  { head: 'Watching', value: row => row.watchers, number: true },
  { head: 'Pictures/s', value: row => row.fps, text: row => row.fps.toFixed(1), number: true },
  { head: 'In/s', value: row => row.bytesInPerSecond, text: row => bytesOf(row.bytesInPerSecond), number: true },
  { head: 'Out/s', value: row => row.bytesOutPerSecond, text: row => bytesOf(row.bytesOutPerSecond), number: true },
], row => row.name, { look: row => row.source.present ? '' : 'is-away' }));

/** Who misses something; nobody misses anything in a page that is hidden. @param {Client} client */
const isSlow = client => client.slow !== 'none' && client.slow !== 'hidden';

/** @type {import('./table.js').Column<Client>[]} */
const shared = [
  { head: 'No.', value: row => row.id, number: true },
  { head: 'Stream', value: row => row.stream },
  { head: 'Address', value: row => row.address },
  { head: 'Since', value: row => row.since, text: row => new Date(row.since).toLocaleTimeString() },
  { head: 'Round trip', value: row => row.rttMs ?? -1, text: row => msOf(row.rttMs), number: true },
];
const viewers = /** @type {Table<Client>} */ (new Table(table('viewers'), [
  { head: 'How it fares', value: row => isSlow(row) ? 2 : row.why ? 1 : 0, text: row => row.why || 'Keeps up', wrap: true, number: false },
  ...shared,
  { head: 'Kind', value: row => row.role === 'thumbnail' ? 'thumbnail' : row.mode ?? '' },
  { head: 'Out/s', value: row => row.bytesOutPerSecond, text: row => bytesOf(row.bytesOutPerSecond), number: true },
  { head: 'Waiting', value: row => row.queuedBytes, text: row => bytesOf(row.queuedBytes), number: true },
  { head: 'Skipped', value: row => row.coalesced, number: true },
], row => String(row.id), { down: true, look: row => isSlow(row) ? 'is-slow' : '' }));
const sources = /** @type {Table<Client>} */ (new Table(table('sources'), [
  ...shared,
  { head: 'Sent', value: row => row.bytesIn, text: row => bytesOf(row.bytesIn), number: true },
  { head: 'Inputs waiting', value: row => row.queuedBytes, text: row => bytesOf(row.queuedBytes), number: true },
], row => String(row.id)));
const types = /** @type {Table<Type>} */ (new Table(table('types'), [
  { head: 'Type', value: row => row.name },
  { head: 'Messages in', value: row => row.inMessages, number: true },
  { head: 'Bytes in', value: row => row.inBytes, text: row => bytesOf(row.inBytes), number: true },
  { head: 'Messages out', value: row => row.outMessages, number: true },
  { head: 'Bytes out', value: row => row.outBytes, text: row => bytesOf(row.outBytes), number: true },
], row => row.name, { by: 4, down: true }));

/** @param {Stream} stream @param {HTMLTableCellElement} cell */
function linkTo(stream, cell) {
  if (cell.firstChild) return;
  const link = document.createElement('a');
  link.href = `/watch/${encodeURIComponent(stream.name)}`;
  link.textContent = stream.name;
  cell.append(link);
}

/** @param {Stream} stream @param {HTMLTableCellElement} cell */
function thumbnail(stream, cell) {
  if (!cell.firstChild) {
    const image = Object.assign(document.createElement('img'), { alt: `Current picture of ${stream.name}`, hidden: true });
    const none = Object.assign(document.createElement('span'), { className: 'no-shot', textContent: 'No picture' });
    image.addEventListener('load', () => { image.hidden = false; none.hidden = true; });
    cell.append(image, none);
  }
  // Who asks with no picture there gets none; asking anew makes the browser look again, and an old one costs 304.
  const image = /** @type {HTMLImageElement} */ (cell.firstChild);
  if (stream.width > 0) void refresh(image, `/streams/${encodeURIComponent(stream.name)}/snapshot.png?width=320`);
}

/** @param {HTMLImageElement} image @param {string} address */
async function refresh(image, address) {
  if (image.dataset.busy) return;
  image.dataset.busy = 'yes';
  try {
    const answer = await fetch(address, { cache: 'no-cache' });
    const tag = answer.headers.get('ETag') ?? '';
    if (answer.status !== 200 || image.dataset.tag === tag) return;
    const blob = URL.createObjectURL(await answer.blob());
    if (image.src) URL.revokeObjectURL(image.src);
    image.src = blob;
    image.dataset.tag = tag;
  } catch {
    // The relay is away: the page says so, and the last picture stays.
  } finally {
    delete image.dataset.busy;
  }
}

/** @param {Stats} stats @returns {Type[]} */
function typesOf(stats) {
  /** @type {Map<string, Type>} */
  const all = new Map();
  const of = /^(compressed_)?(frames|inputs)_(received|sent)(_bytes)?_total\{type="([^"]+)"\}$/;
  for (const [name, value] of Object.entries(stats)) {
    const parts = of.exec(name);
    if (!parts || typeof value !== 'number') continue;
    const [, wrapped, kind, way, bytes, type] = parts;
    const title = wrapped ? `Compressed: ${type}` : kind === 'inputs' ? `Input: ${type}` : type;
    const row = all.get(title) ?? { name: title, inMessages: 0, inBytes: 0, outMessages: 0, outBytes: 0 };
    const which = /** @type {'inBytes'} */ (`${way === 'received' ? 'in' : 'out'}${bytes ? 'Bytes' : 'Messages'}`);
    row[which] = value;
    all.set(title, row);
  }
  return [...all.values()];
}

/** @param {Stats} stats @param {string} name */
const count = (stats, name) => { const value = stats[name]; return typeof value === 'number' ? value : 0; };

/** @param {Stats} stats */
function showSaved(stats) {
  const figures = [
    ['Saved by coding', bytesOf(Math.max(0, count(stats, 'picture_raw_bytes_total') - pictureBytes(stats)))],
    ['Saved by unchanged pictures', bytesOf(count(stats, 'dedup_saved_bytes_total'))],
    ['Not sent, a newer one stood in', bytesOf(count(stats, 'coalesced_bytes_total'))],
    ['Spent on catching up', `${bytesOf(count(stats, 'catch_up_bytes_total'))} in ${count(stats, 'catch_ups_total')}`],
    ['Whole pictures asked for', String(count(stats, 'keyframe_requests_total') + count(stats, 'resyncs_total'))],
    ['Protocol errors', String(count(stats, 'protocol_errors_total'))],
  ];
  const list = find('#saved');
  for (const [i, [term, value]] of figures.entries()) {
    if (!list.children[i]) {
      const group = document.createElement('div');
      group.append(Object.assign(document.createElement('dt'), { textContent: term }), document.createElement('dd'));
      list.append(group);
    }
    /** @type {Element} */ (list.children[i].lastChild).textContent = value;
  }
}

/** @param {Stats} stats */
function pictureBytes(stats) {
  const names = ['Pixels', 'CompressedPixels', 'DeltaPixels', 'VideoPixels', 'NeuralFrame'];
  return names.reduce((sum, name) => sum + count(stats, `frames_received_bytes_total{type="${name}"}`)
    + count(stats, `compressed_frames_received_bytes_total{type="${name}"}`), 0);
}

/** How long inputs took of which the relay has heard since it was asked before, and nine in ten of all. @param {Stats} stats */
function reactions(stats) {
  const all = stats.input_to_picture_microseconds;
  if (typeof all !== 'object' || all.count === 0) return { most: null, now: null };
  // A relay that was started anew counts from nothing.
  const before = heard && heard.count <= all.count ? heard : all;
  heard = all;
  const count = all.count - before.count;
  return { most: all.p90 / 1000, now: count > 0 ? (all.sum - before.sum) / count / 1000 : null };
}

/** @param {Stream[]} list @param {Client[]} clients @param {Stats} stats */
function showCharts(list, clients, stats) {
  const sum = (/** @type {(stream: Stream) => number} */ value) => list.reduce((all, stream) => all + value(stream), 0);
  const [sent, came, fps] = [sum(stream => stream.bytesOutPerSecond), sum(stream => stream.bytesInPerSecond), sum(stream => stream.fps)];
  const trips = clients.flatMap(client => client.mode && client.rttMs !== null ? [client.rttMs] : []).sort((a, b) => a - b);
  const [median, most] = trips.length > 0 ? [trips[trips.length >> 1], trips[trips.length - 1]] : [null, null];
  const reaction = reactions(stats);
  charts.traffic.add([sent / 1000, came / 1000]);
  charts.pictures.add([fps]);
  charts.trips.add([most, median]);
  charts.reactions.add([reaction.most, reaction.now]);
  for (const each of Object.values(charts)) each.draw();
  write('#traffic-now', `${bytesOf(sent)}/s`);
  write('#pictures-now', `${fps.toFixed(0)} fps`);
  write('#trips-now', msOf(most));
  write('#reactions-now', msOf(reaction.now));
}

/** @param {Client[]} watching */
function showSlow(watching) {
  const slow = watching.filter(isSlow);
  find('#slow').hidden = slow.length === 0;
  const list = find('#slow-list');
  list.replaceChildren(...slow.map(client => Object.assign(document.createElement('li'), {
    textContent: `Viewer ${client.id} of ${client.stream} (${client.address}): ${client.why}.`,
  })));
}

/** @param {Stream[]} list @param {Client[]} clients @param {Stats} stats */
function show(list, clients, stats) {
  const watching = clients.filter(client => client.mode !== null);
  const senders = clients.filter(client => client.mode === null);
  const rows = typesOf(stats);
  streams.show(list);
  viewers.show(watching);
  sources.show(senders);
  types.show(rows);
  for (const [id, some] of Object.entries({ streams: list, viewers: watching, sources: senders, types: rows })) {
    find(`#no-${id}`).hidden = some.length > 0;
    const box = table(id).parentElement;
    if (box) box.hidden = some.length === 0;
  }
  showSlow(watching);
  showSaved(stats);
  showCharts(list, clients, stats);
  const slow = watching.filter(isSlow).length;
  write('#summary', `${list.length} ${list.length === 1 ? 'stream' : 'streams'}, ${watching.length} ${watching.length === 1 ? 'viewer' : 'viewers'}${slow > 0 ? `, ${slow} slow` : ''}`);
}

/** @param {string} path */
async function ask(path) {
  const answer = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(5 * every) });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function turn() {
  if (!document.hidden) {
    try {
      const [list, clients, stats] = await Promise.all([ask('/streams'), ask('/clients'), ask('/stats')]);
      find('#trouble').hidden = true;
      show(list, clients, stats);
    } catch {
      // What was shown stays: figures that are a few seconds old are better than none.
      find('#trouble').hidden = false;
    }
  }
  setTimeout(() => void turn(), every);
}

addEventListener('resize', () => Object.values(charts).forEach(each => each.draw()));
void turn();
