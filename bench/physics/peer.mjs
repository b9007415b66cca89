// node peer.mjs box2d3-wasm|rapier SCRIPT: runs the script for two seconds and once more, and prints what each step of that took.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { read, run } from './script.mjs';

const [name, path] = process.argv.slice(2);
const engines = {
  'box2d3-wasm': { npm: 'box2d3-wasm', open: async () => (await import('./box2d3-wasm.mjs')).open() },
  rapier: { npm: '@dimforge/rapier2d-deterministic-compat', open: async () => (await import('./rapier.mjs')).open() },
};
const versions = createRequire(import.meta.url)('./package.json').dependencies;
const engine = await engines[name].open();
const lines = read(await readFile(path, 'utf8'));
const warm = performance.now() + 2000;
do run(engine, lines); while (performance.now() < warm);
const { milliseconds, height } = run(engine, lines);
console.log(JSON.stringify({ engine: name, version: versions[engines[name].npm], milliseconds, height }));
process.exit(0);
