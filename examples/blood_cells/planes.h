/* SPDX-License-Identifier: MIT */
/* Planes of numbers, and what the detector works on. */
#ifndef PLANES_H
#define PLANES_H

#include "detector.h"

#include <stdint.h>

enum { LEVEL = 16 }; /* planes hold sixteenths of a grey level */

typedef struct plane {
    int width, height;
    int32_t *at;
} plane;

/* Everything that one call needs, in one allocation. */
typedef struct bench {
    void *memory;
    /* Half size: stain is blue above the mean of red and green, light is green. */
    plane stain, light, kind, queue;
    /* Quarter size: what pixels are compared with. A pixel is stained if its stain is above
       stain_base by more than stain_step; it is red cell rather than background as its light goes
       from light_base + light_step to light_base - light_step. */
    plane stain_base, stain_step, light_base, light_step;
    /* Quarter size: scratch. */
    plane small, soft, votes;
    double *slope_x, *slope_y; /* unit vectors uphill, 0 where it is flat; as large as `soft` */
    int64_t *sums, *squares;   /* of the half-size planes, for box means */
    int32_t *profile;          /* width + height of the half size */
} bench;

/* Returns 0 when out of memory. */
int bench_new(bench *b, int width, int height);
void bench_free(bench *b);

/* Fills stain and light. Returns 0 for a format without 8-bit colour. */
int planes_read(bench *b, const mltest_image_view *view);

void plane_fill(plane *p, int32_t value);
void plane_halve(const plane *from, plane *to);

/* Sums over all rectangles that start in the corner, of the values or of their squares. */
void plane_sums(const plane *p, int squared, int64_t *sums);
/* The mean over a square of 2 radius + 1 pixels a side, cut at the borders. */
double plane_mean(const plane *p, const int64_t *sums, int x, int y, int radius);

/* 0 at `low`, 1 at `high`, straight between. */
double ramp(double value, double low, double high);
double lesser(double a, double b);
double greater(double a, double b);

/* A cell between two corners, in pixels of the picture, cut at its border. */
cell cell_between(const bench *b, double x0, double y0, double x1, double y1);

/* thresholds.c: fills stain_base ... light_step. */
void compare_with_constants(bench *b);
void compare_with_neighbourhood(bench *b);
/* stained.c: white cells and platelets. rounds.c: red cells, not in white ones. Both append to
   n cells and return the new count. */
size_t find_stained(bench *b, cell *out, size_t n, size_t max);
size_t find_rounds(bench *b, cell *out, size_t n, size_t max);

#endif
