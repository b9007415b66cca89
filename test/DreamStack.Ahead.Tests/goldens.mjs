// Runs scenes to a step: a line in is "number steps", a line out what the golden file says of them.
import { readFileSync } from 'node:fs';
import { open } from './module.mjs';

const marks = new Set([1, 10, 60, 300]);
const hex = sum => BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
  const [scene, steps] = line.split(' ').map(Number);
  const world = open(process.argv[2]);
  const parts = [];
  world.make(scene);
  for (let step = 1; step <= steps; step++) {
    world.prepare();
    world.step();
    if (marks.has(step)) parts.push(`${step}:${world.state_size()}:${hex(world.full_checksum())}:${hex(world.step_checksum())}`);
  }
  console.log(parts.join(' '));
}
