// Calls a sample again and again: a line in is "number times", a line out how many megabytes the module has then.
import { readFileSync } from 'node:fs';
import { open } from './module.mjs';

const world = open(process.argv[2]);
const [sample, times] = readFileSync(0, 'utf8').trim().split(' ').map(Number);
for (let i = 0; i < times; i++) world.run(sample, BigInt(i), 0n);
console.log(world.memory.buffer.byteLength >> 20);
