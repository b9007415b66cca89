// node peer.mjs box2d3-wasm|rapier SCRIPT: runs the script for two seconds and once more, and prints what each step of that took.
import { end, text, warmed, words } from './host.mjs';
import { read, run } from './script.mjs';

const [name, script] = words;
const engines = {
  'box2d3-wasm': { npm: 'box2d3-wasm', open: async () => (await import('./box2d3-wasm.mjs')).open() },
  rapier: { npm: '@dimforge/rapier2d-deterministic-compat', open: async () => (await import('./rapier.mjs')).open() },
};
const versions = JSON.parse(await text(new URL('package.json', import.meta.url))).dependencies;
const engine = await engines[name].open();
const lines = read(await text(script));
const { milliseconds, height } = warmed(() => run(engine, lines));
console.log(JSON.stringify({ engine: name, version: versions[engines[name].npm], milliseconds, height }));
end(0);
