// Debian's Box2D 2.4 under a script: 8 velocity and 3 position iterations, as its manual recommends.
#include "script.h"
#include <box2d/box2d.h>
#include <algorithm>
#include <vector>

static b2World *world;
static std::vector<b2Body *> bodies;

static void begin(const WorldLine *line) {
  world = new b2World(b2Vec2(line->gx, line->gy));
  world->SetAllowSleeping(line->sleep != 0);
  bodies.clear();
}

static void add_body(const BodyLine *line) {
  b2BodyDef def;
  def.type = line->kind == 0 ? b2_staticBody : line->kind == 1 ? b2_kinematicBody : b2_dynamicBody;
  def.position.Set(line->x, line->y);
  def.angle = line->angle;
  def.linearVelocity.Set(line->vx, line->vy);
  def.angularVelocity = line->w;
  def.bullet = line->bullet != 0;
  def.fixedRotation = line->locked != 0;
  bodies.push_back(world->CreateBody(&def));
}

static void add_fixture(const ShapeLine *s, const b2Shape *shape) {
  b2FixtureDef def;
  def.shape = shape;
  def.friction = s->friction;
  def.restitution = s->restitution;
  def.density = s->density;
  def.filter.categoryBits = (uint16)s->category;
  def.filter.maskBits = (uint16)s->mask;
  def.filter.groupIndex = (int16)s->group;
  bodies.back()->CreateFixture(&def);
}

static void add_circle(const ShapeLine *s, b2Vec2 at) {
  b2CircleShape circle;
  circle.m_p = at;
  circle.m_radius = s->radius;
  add_fixture(s, &circle);
}

// It has no capsules: a box between two circles.
static void add_capsule(const ShapeLine *s, b2Vec2 a, b2Vec2 b) {
  b2Vec2 along = b - a;
  float half = 0.5f * along.Length(), angle = b2Atan2(along.y, along.x);
  b2PolygonShape box;
  box.SetAsBox(half, s->radius, 0.5f * (a + b), angle);
  add_fixture(s, &box);
  add_circle(s, a);
  add_circle(s, b);
}

// Nor rounded polygons: its own skin is as thick for all, so what is round becomes larger by its radius.
static void add_polygon(const ShapeLine *s, const b2Vec2 *p) {
  b2Vec2 middle(0, 0), grown[MAX_POINTS];
  for (int i = 0; i < s->count; i++) middle += (1.0f / s->count) * p[i];
  for (int i = 0; i < s->count; i++) {
    b2Vec2 out = p[i] - middle;
    float length = out.Normalize();
    grown[i] = middle + (length + s->radius) * out;
  }
  b2PolygonShape polygon;
  polygon.Set(grown, s->count);
  add_fixture(s, &polygon);
}

static void add_shape(const ShapeLine *s) {
  const b2Vec2 *p = (const b2Vec2 *)s->points;
  if (s->count == 1) add_circle(s, p[0]);
  else if (s->count == 2 && s->radius > 0) add_capsule(s, p[0], p[1]);
  else if (s->count == 2) {
    b2EdgeShape edge;
    edge.SetTwoSided(p[0], p[1]);
    add_fixture(s, &edge);
  } else add_polygon(s, p);
}

static void add_hinge(const HingeLine *h) {
  b2RevoluteJointDef def;
  def.bodyA = bodies[h->a], def.bodyB = bodies[h->b];
  def.localAnchorA.Set(h->ax, h->ay);
  def.localAnchorB.Set(h->bx, h->by);
  def.referenceAngle = def.bodyB->GetAngle() - def.bodyA->GetAngle();
  def.enableLimit = h->hasLimit != 0, def.lowerAngle = h->lower, def.upperAngle = h->upper;
  def.enableMotor = h->torque > 0, def.maxMotorTorque = h->torque, def.motorSpeed = h->speed;
  world->CreateJoint(&def);
}

static void remove_body(int body) { world->DestroyBody(bodies[body]); bodies[body] = nullptr; }
static void step() { world->Step(1.0f / 60.0f, 8, 3); }
static void end() { delete world; }

static float height() {
  double sum = 0, n = 0;
  for (b2Body *body : bodies) {
    if (body && body->GetType() == b2_dynamicBody) sum += body->GetPosition().y, n++;
  }
  return n > 0 ? sum / n : 0;
}

int main(int argc, char **argv) {
  Engine engine = {begin, add_body, add_shape, add_hinge, remove_body, step, height, end};
  return argc == 2 ? run_twice(&engine, "box2d24", "2.4.1", argv[1]) : 2;
}
