// Box2D v3 under a script: one thread, its own defaults for what a script does not say.
#include "script.h"
#include <box2d/box2d.h>

static b2WorldId world;
static b2BodyId *bodies;
static int count, capacity, subSteps;

static void begin(const WorldLine *line) {
  b2WorldDef def = b2DefaultWorldDef();
  def.gravity = (b2Vec2){line->gx, line->gy};
  def.enableSleep = line->sleep != 0;
  def.workerCount = 1;
  world = b2CreateWorld(&def);
  subSteps = line->subSteps;
  count = 0;
}

static void add_body(const BodyLine *line) {
  b2BodyDef def = b2DefaultBodyDef();
  def.type = line->kind == 0 ? b2_staticBody : line->kind == 1 ? b2_kinematicBody : b2_dynamicBody;
  def.position.x = line->x, def.position.y = line->y;
  def.rotation = b2MakeRot(line->angle);
  def.linearVelocity = (b2Vec2){line->vx, line->vy};
  def.angularVelocity = line->w;
  def.isBullet = line->bullet != 0;
  def.motionLocks.angularZ = line->locked != 0;
  if (count == capacity) bodies = realloc(bodies, sizeof *bodies * (capacity = capacity ? 2 * capacity : 1024));
  bodies[count++] = b2CreateBody(world, &def);
}

static void add_shape(const ShapeLine *s) {
  b2ShapeDef def = b2DefaultShapeDef();
  def.material.friction = s->friction;
  def.material.restitution = s->restitution;
  def.density = s->density;
  def.filter = (b2Filter){s->category, s->mask, s->group};
  def.enableContactEvents = false;
  b2BodyId body = bodies[count - 1];
  const b2Vec2 *p = (const b2Vec2 *)s->points;
  if (s->count == 1) b2CreateCircleShape(body, &def, &(b2Circle){p[0], s->radius});
  else if (s->count == 2 && s->radius > 0) b2CreateCapsuleShape(body, &def, &(b2Capsule){p[0], p[1], s->radius});
  else if (s->count == 2) b2CreateSegmentShape(body, &def, &(b2Segment){p[0], p[1]});
  else {
    b2Hull hull = b2ComputeHull(p, s->count);
    b2Polygon polygon = b2MakePolygon(&hull, s->radius);
    b2CreatePolygonShape(body, &def, &polygon);
  }
}

static void add_hinge(const HingeLine *h) {
  b2RevoluteJointDef def = b2DefaultRevoluteJointDef();
  def.base.bodyIdA = bodies[h->a], def.base.bodyIdB = bodies[h->b];
  def.base.localFrameA.p = (b2Vec2){h->ax, h->ay};
  def.base.localFrameB.p = (b2Vec2){h->bx, h->by};
  // The angle is 0 as the bodies stand.
  def.base.localFrameA.q = b2InvMulRot(b2Body_GetRotation(bodies[h->a]), b2Body_GetRotation(bodies[h->b]));
  def.enableLimit = h->hasLimit != 0, def.lowerAngle = h->lower, def.upperAngle = h->upper;
  def.enableMotor = h->torque > 0, def.maxMotorTorque = h->torque, def.motorSpeed = h->speed;
  def.enableSpring = h->hertz > 0, def.hertz = h->hertz, def.dampingRatio = h->damping;
  b2CreateRevoluteJoint(world, &def);
}

static void remove_body(int body) { b2DestroyBody(bodies[body]); bodies[body] = b2_nullBodyId; }
static void step(void) { b2World_Step(world, 1.0f / 60.0f, subSteps); }
static void end(void) { b2DestroyWorld(world); }

static float height(void) {
  double sum = 0, n = 0;
  for (int i = 0; i < count; i++) {
    if (B2_IS_NON_NULL(bodies[i]) && b2Body_GetType(bodies[i]) == b2_dynamicBody) sum += b2Body_GetPosition(bodies[i]).y, n++;
  }
  return n > 0 ? sum / n : 0;
}

int main(int argc, char **argv) {
  Engine engine = {begin, add_body, add_shape, add_hinge, remove_body, step, height, end};
  b2Version v = b2GetVersion();
  char version[32];
  snprintf(version, sizeof version, "%d.%d.%d", v.major, v.minor, v.revision);
  return argc == 2 ? run_twice(&engine, "box2d3", version, argv[1]) : 2;
}
