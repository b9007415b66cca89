import rapier from '@dimforge/rapier2d-deterministic-compat';

/** The npm package of Rapier that gives the same bits everywhere. It has no sub-steps: as many solver iterations instead. */
export async function open() {
  await rapier.init();
  let world, bodies;
  const outline = s => {
    const [p] = s.points;
    if (s.points.length === 1) return rapier.ColliderDesc.ball(s.radius).setTranslation(p.x, p.y);
    if (s.points.length === 2 && s.radius > 0) {
      const [a, b] = s.points, along = { x: b.x - a.x, y: b.y - a.y };
      return rapier.ColliderDesc.capsule(Math.hypot(along.x, along.y) / 2, s.radius)
        .setTranslation((a.x + b.x) / 2, (a.y + b.y) / 2).setRotation(Math.atan2(along.y, along.x) - Math.PI / 2);
    }
    if (s.points.length === 2) return rapier.ColliderDesc.segment(...s.points);
    const points = new Float32Array(s.points.flatMap(q => [q.x, q.y]));
    return s.radius > 0 ? rapier.ColliderDesc.roundConvexHull(points, s.radius) : rapier.ColliderDesc.convexHull(points);
  };
  return {
    begin(line) {
      world = new rapier.World({ x: line.gx, y: line.gy });
      world.timestep = 1 / 60;
      world.numSolverIterations = line.subSteps;
      bodies = [];
      this.sleep = line.sleep;
    },
    body(line) {
      const kinds = [rapier.RigidBodyDesc.fixed, rapier.RigidBodyDesc.kinematicVelocityBased, rapier.RigidBodyDesc.dynamic];
      const desc = kinds[line.kind]().setTranslation(line.x, line.y).setRotation(line.angle).setLinvel(line.vx, line.vy).setAngvel(line.w)
        .setCanSleep(this.sleep).setCcdEnabled(line.bullet);
      bodies.push(world.createRigidBody(line.locked ? desc.lockRotations() : desc));
    },
    shape(s) {
      // Membership above, filter below; a negative group is no contact at all within it.
      const groups = s.group < 0 || s.mask === 0 ? 0x0001_0000 : 0x0001_0001;
      const desc = outline(s).setFriction(s.friction).setRestitution(s.restitution).setDensity(s.density).setCollisionGroups(groups)
        .setRestitutionCombineRule(rapier.CoefficientCombineRule.Max);
      world.createCollider(desc, bodies.at(-1));
    },
    hinge(h) {
      const joint = world.createImpulseJoint(rapier.JointData.revolute({ x: h.ax, y: h.ay }, { x: h.bx, y: h.by }), bodies[h.a], bodies[h.b], true);
      joint.setContactsEnabled(false);
      if (h.hasLimit) joint.setLimits(h.lower, h.upper);
      if (h.hertz > 0) joint.configureMotorPosition(0, (2 * Math.PI * h.hertz) ** 2, 2 * h.damping * 2 * Math.PI * h.hertz);
      else if (h.torque > 0) joint.configureMotorVelocity(h.speed, h.torque);
    },
    remove(body) { world.removeRigidBody(bodies[body]); bodies[body] = null; },
    step() { world.step(); },
    height() {
      const moving = bodies.filter(body => body?.isDynamic());
      return moving.reduce((sum, body) => sum + body.translation().y, 0) / Math.max(1, moving.length);
    },
    end() { world.free(); },
  };
}
