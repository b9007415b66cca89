// A scene as lines of text, the same for every engine: see README.md.
#pragma once
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_POINTS 8

typedef struct { float gx, gy; int sleep, subSteps; } WorldLine;
typedef struct { int kind; float x, y, angle, vx, vy, w; int bullet, locked; } BodyLine;
typedef struct { float friction, restitution, density; unsigned category, mask; int group; float radius; int count; float points[2 * MAX_POINTS]; } ShapeLine;
typedef struct { int a, b; float ax, ay, bx, by; int hasLimit; float lower, upper, torque, speed, hertz, damping; } HingeLine;

typedef struct {
  void (*begin)(const WorldLine *line);
  void (*body)(const BodyLine *line);
  void (*shape)(const ShapeLine *line);
  void (*hinge)(const HingeLine *line);
  void (*remove)(int body);
  void (*step)(void);
  float (*height)(void);
  void (*end)(void);
} Engine;

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void read_shape(char *at, ShapeLine *s) {
  int used = 0;
  sscanf(at, "%f %f %f %u %u %d %f %d%n", &s->friction, &s->restitution, &s->density, &s->category, &s->mask, &s->group, &s->radius, &s->count, &used);
  for (int i = 0; i < 2 * s->count && i < 2 * MAX_POINTS; i++) s->points[i] = strtof(at + used, &at), used = 0;
}

// Runs a script once; prints what each step took when asked to.
static void run_script(const Engine *engine, FILE *file, bool prints) {
  static char line[1024];
  bool first = true;
  rewind(file);
  while (fgets(line, sizeof line, file)) {
    switch (line[0]) {
      case 'W': { WorldLine w; sscanf(line + 1, "%f %f %d %d", &w.gx, &w.gy, &w.sleep, &w.subSteps); engine->begin(&w); break; }
      case 'B': { BodyLine b; sscanf(line + 1, "%d %f %f %f %f %f %f %d %d", &b.kind, &b.x, &b.y, &b.angle, &b.vx, &b.vy, &b.w, &b.bullet, &b.locked); engine->body(&b); break; }
      case 'S': { ShapeLine s; read_shape(line + 1, &s); engine->shape(&s); break; }
      case 'J': {
        HingeLine h;
        sscanf(line + 1, "%d %d %f %f %f %f %d %f %f %f %f %f %f", &h.a, &h.b, &h.ax, &h.ay, &h.bx, &h.by, &h.hasLimit, &h.lower, &h.upper, &h.torque, &h.speed, &h.hertz, &h.damping);
        engine->hinge(&h);
        break;
      }
      case 'R': engine->remove(atoi(line + 1)); break;
      case 'T': {
        double began = now_ms();
        engine->step();
        if (prints) printf("%s%.5f", first ? "" : ",", now_ms() - began);
        first = false;
        break;
      }
    }
  }
}

// Twice: the first run is for the caches, and for engines that compile while they run.
static int run_twice(const Engine *engine, const char *name, const char *version, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) { fprintf(stderr, "There is no script %s.\n", path); return 2; }
  run_script(engine, file, false);
  engine->end();
  printf("{\"engine\":\"%s\",\"version\":\"%s\",\"milliseconds\":[", name, version);
  run_script(engine, file, true);
  printf("],\"height\":%.4f}\n", engine->height());
  engine->end();
  fclose(file);
  return 0;
}
