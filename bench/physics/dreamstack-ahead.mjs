// node dreamstack-ahead.mjs --time NAME STEPS [ROWS]: our own engine as WebAssembly translated ahead of time, timed as the goldens' program does.
import { readFileSync } from 'node:fs';

const [, name, steps, rows] = process.argv.slice(2);
const root = new URL('../../', import.meta.url);
const scenes = readFileSync(new URL('test/DreamStack.Physics.Scenes/Goldens.txt', root), 'utf8').trim().split('\n').map(line => line.split(' ')[0]);
const module = new WebAssembly.Module(readFileSync(new URL('artifacts/bench-physics/dreamstack.wasm', root)));

function run() {
  const { exports: world } = new WebAssembly.Instance(module, { host: { fail() { throw new Error('The world failed.'); } } });
  world._initialize();
  if (rows) world.make_pyramid(Number(rows));
  else world.make(scenes.indexOf(name));
  const milliseconds = Array.from({ length: Number(steps) }, () => {
    world.prepare();
    const began = performance.now();
    world.step();
    return performance.now() - began;
  });
  return { milliseconds, height: world.height() };
}

const warm = performance.now() + 2000;
do run(); while (performance.now() < warm);
console.log(JSON.stringify({ engine: 'dreamstack', version: 'wasm32', ...run() }));
