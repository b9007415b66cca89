// Runs samples of a module: a line in is "number a b", a line out the result.
import { readFileSync } from 'node:fs';
import { open } from './module.mjs';

let { run } = open(process.argv[2]);
const lines = readFileSync(0, 'utf8').trim().split('\n').map(line => {
  const [sample, a, b] = line.split(' ');
  try {
    return String(run(Number(sample), BigInt(a), BigInt(b)));
  } catch (error) {
    // What failed in the midst of its work is not gone on with.
    ({ run } = open(process.argv[2]));
    return error.message.replaceAll('\n', ' ');
  }
});
console.log(lines.join('\n'));
