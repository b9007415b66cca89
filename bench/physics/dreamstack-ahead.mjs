// node dreamstack-ahead.mjs --time NAME STEPS [ROWS]: our own engine as WebAssembly translated ahead of time, timed as the goldens' program does.
import { bytes, text, warmed, words } from './host.mjs';

const [, name, steps, rows] = words;
const root = new URL('../../', import.meta.url);
const scenes = (await text(new URL('test/DreamStack.Physics.Scenes/Goldens.txt', root))).trim().split('\n').map(line => line.split(' ')[0]);
const module = await WebAssembly.compile(await bytes(new URL('artifacts/bench-physics/dreamstack.wasm', root)));

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

console.log(JSON.stringify({ engine: 'dreamstack', version: 'wasm32', ...warmed(run) }));
