/** A scene as lines of text, the same for every engine: see README.md. @param {string} text */
export function read(text) {
  return text.split('\n').filter(Boolean).map(line => ({ op: line[0], numbers: line.slice(1).trim().split(' ').map(Number) }));
}

const body = ([kind, x, y, angle, vx, vy, w, bullet, locked]) => ({ kind, x, y, angle, vx, vy, w, bullet: bullet !== 0, locked: locked !== 0 });
const shape = ([friction, restitution, density, category, mask, group, radius, count, ...points]) =>
  ({ friction, restitution, density, category, mask, group, radius, points: Array.from({ length: count }, (_, i) => ({ x: points[2 * i], y: points[2 * i + 1] })) });
const hinge = ([a, b, ax, ay, bx, by, hasLimit, lower, upper, torque, speed, hertz, damping]) =>
  ({ a, b, ax, ay, bx, by, hasLimit: hasLimit !== 0, lower, upper, torque, speed, hertz, damping });

/** Runs a script once. @returns what each step took, and the mean height of what moves at the end */
export function run(engine, lines) {
  const milliseconds = [];
  for (const { op, numbers } of lines) {
    if (op === 'W') engine.begin({ gx: numbers[0], gy: numbers[1], sleep: numbers[2] !== 0, subSteps: numbers[3] });
    else if (op === 'B') engine.body(body(numbers));
    else if (op === 'S') engine.shape(shape(numbers));
    else if (op === 'J') engine.hinge(hinge(numbers));
    else if (op === 'R') engine.remove(numbers[0]);
    else if (op === 'T') {
      const began = performance.now();
      engine.step();
      milliseconds.push(performance.now() - began);
    }
  }
  const height = engine.height();
  engine.end();
  return { milliseconds, height };
}
