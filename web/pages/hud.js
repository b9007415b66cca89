import { Chart } from './chart.js';
import { write } from './face.js';
import { find } from './find.js';
import { bytesOf, msOf } from './units.js';

/**
 * The small figure in the bar and the panel it opens into.
 *
 * @typedef {import('../client/ds-view.js').Stats} Stats
 */

const served = { full: 'Whole pictures', delta: 'Changes', compressed: 'Changes, packed', lower: 'Fewer pictures', signal: 'Drawn here' };
const asked = { pixel: 'full', delta: 'delta', signal: 'signal', lockstep: 'signal' };
const bandwidth = new Chart(find('#bandwidth-chart'), ['#aeabff'], 'KB/s');
const latency = new Chart(find('#latency-chart'), ['#aeabff', '#f2b35c'], 'ms');

/** @param {Stats} stats */
export function showStats(stats) {
  const ms = stats.latencyP50 ?? stats.rtt;
  find('#figure-fps').textContent = `${Math.round(stats.fps)} fps · `;
  find('#figure-text').textContent = `${bytesOf(stats.bytesPerSecond)}/s · ${msOf(ms)}`;
  bandwidth.add([stats.bytesPerSecond / 1000]);
  latency.add([stats.latencyP50, stats.latencyP99]);
  if (find('#panel').hidden) return;
  bandwidth.draw();
  latency.draw();
  write('#bandwidth', `${bytesOf(stats.bytesPerSecond)}/s`);
  write('#latency', stats.latencyP50 === null ? 'touch the picture' : `${msOf(stats.latencyP50)} · ${msOf(stats.latencyP99)}`);
  write('#size', `${stats.width} × ${stats.height} · ${Math.round(stats.fps)} fps`);
  write('#rtt', msOf(stats.rtt));
  write('#received', bytesOf(stats.bytes));
  write('#served', stats.mode === 'lockstep' ? 'Run and drawn here' : served[/** @type {'full'} */ (stats.step || asked[/** @type {'pixel'} */ (stats.mode)])]);
  write('#clock', clockOf(stats));
  write('#together', togetherOf(stats));
  write('#dropped', stats.dropped + stats.catchUps === 0 ? 'nothing' : `${stats.dropped} here · ${stats.catchUps} on the way`);
  write('#repaired', stats.checked === 0 ? 'nothing checked yet' : `${stats.diverged || 'none'} of ${stats.checked} checked`);
}

/** The two clocks each count from a moment of their own: how they drift apart is what can be told. @param {Stats} stats */
function clockOf({ sync }) {
  if (!sync?.synced) return 'measuring';
  const drift = Math.round(Math.abs(sync.driftPpm));
  return drift === 0 ? 'runs as here' : `${drift} µs a second ${sync.driftPpm > 0 ? 'fast' : 'slow'}`;
}

/** @param {Stats} stats */
function togetherOf({ inStep, sync }) {
  if (!inStep) return 'off';
  if (!sync?.synced) return 'finding the moment';
  return `${Math.round(sync.delayMs)} ms behind · ${sync.late} late`;
}
