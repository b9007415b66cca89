import make from 'box2d3-wasm';

/** The npm package box2d3-wasm: in Node it takes its build with SIMD. One thread. */
export async function open() {
  const b2 = await make();
  const vector = (x, y) => { const v = new b2.b2Vec2(); v.Set(x, y); return v; };
  let world, subSteps, bodies;
  return {
    begin(line) {
      const def = b2.b2DefaultWorldDef();
      def.gravity = vector(line.gx, line.gy);
      def.enableSleep = line.sleep;
      def.workerCount = 1;
      world = b2.b2CreateWorld(def);
      [subSteps, bodies] = [line.subSteps, []];
    },
    body(line) {
      const def = b2.b2DefaultBodyDef();
      def.type = [b2.b2BodyType.b2_staticBody, b2.b2BodyType.b2_kinematicBody, b2.b2BodyType.b2_dynamicBody][line.kind];
      def.position = vector(line.x, line.y);
      def.rotation = b2.b2MakeRot(line.angle);
      def.linearVelocity = vector(line.vx, line.vy);
      def.angularVelocity = line.w;
      def.isBullet = line.bullet;
      bodies.push({ id: b2.b2CreateBody(world, def), moves: line.kind === 2 });
    },
    shape(s) {
      const def = b2.b2DefaultShapeDef();
      const { material, filter } = def;
      [material.friction, material.restitution] = [s.friction, s.restitution];
      def.material = material;
      def.density = s.density;
      [filter.categoryBits, filter.maskBits, filter.groupIndex] = [s.category, s.mask, s.group];
      def.filter = filter;
      def.enableContactEvents = false;
      const { id } = bodies.at(-1), points = s.points.map(p => vector(p.x, p.y));
      if (points.length === 1) {
        const circle = Object.assign(new b2.b2Circle(), { center: points[0], radius: s.radius });
        b2.b2CreateCircleShape(id, def, circle);
      } else if (points.length === 2 && s.radius > 0) {
        const capsule = Object.assign(new b2.b2Capsule(), { center1: points[0], center2: points[1], radius: s.radius });
        b2.b2CreateCapsuleShape(id, def, capsule);
      } else if (points.length === 2) {
        const segment = Object.assign(new b2.b2Segment(), { point1: points[0], point2: points[1] });
        b2.b2CreateSegmentShape(id, def, segment);
      } else {
        b2.b2CreatePolygonShape(id, def, b2.b2MakePolygon(b2.b2ComputeHull(points), s.radius));
      }
    },
    hinge(h) {
      const def = b2.b2DefaultRevoluteJointDef();
      const { base } = def;
      [base.bodyIdA, base.bodyIdB] = [bodies[h.a].id, bodies[h.b].id];
      const [a, b] = [base.localFrameA, base.localFrameB];
      [a.p, b.p] = [vector(h.ax, h.ay), vector(h.bx, h.by)];
      a.q = b2.b2InvMulRot(b2.b2Body_GetRotation(bodies[h.a].id), b2.b2Body_GetRotation(bodies[h.b].id));
      [base.localFrameA, base.localFrameB] = [a, b];
      def.base = base;
      Object.assign(def, { enableLimit: h.hasLimit, lowerAngle: h.lower, upperAngle: h.upper });
      Object.assign(def, { enableMotor: h.torque > 0, maxMotorTorque: h.torque, motorSpeed: h.speed });
      Object.assign(def, { enableSpring: h.hertz > 0, hertz: h.hertz, dampingRatio: h.damping });
      b2.b2CreateRevoluteJoint(world, def);
    },
    remove(body) { b2.b2DestroyBody(bodies[body].id); bodies[body].moves = false; },
    step() { b2.b2World_Step(world, 1 / 60, subSteps); },
    height() {
      const moving = bodies.filter(body => body.moves).map(body => b2.b2Body_GetPosition(body.id).y);
      return moving.reduce((sum, y) => sum + y, 0) / Math.max(1, moving.length);
    },
    end() { b2.b2DestroyWorld(world); },
  };
}
