/* SPDX-License-Identifier: MIT */
/* Red cells: every edge votes for the centres of the circles that it could be part of, and the
   centres with most votes are measured. Lengths are quarter-size pixels. */
#include "planes.h"

#include <math.h>

/* Radii of red cells. */
enum { MIN_RADIUS = 10, MAX_RADIUS = 15, SLACK = 2, REACH = MAX_RADIUS + SLACK };
enum { DIRECTIONS = 24, MAX_CANDIDATES = 100 };

/* Weaker slopes are flat; the step from background to cell is 255 high. */
static const double min_slope = 30;
/* Votes within 2 pixels of a centre, which is then tried; centres closer than this are one. */
static const double min_votes = 30;
static const int centre_distance = 4;
/* An edge belongs to a circle if it looks away from the centre (cosine) near the radius. */
static const double min_cosine = 0.85, near_radius = 2.5;
/* The extent to each side is the mean of its edges and of this many at the radius. */
static const double prior_edges = 6;
/* Directions that leave the picture count for this much of an outline. */
static const double outside_share = 0.2;
static const double min_outline = 0.35;
/* Two circles that overlap by more are one cell; so is one that is mostly in a white cell. */
static const double same_cell = 0.45, inside_white = 0.5;
/* People draw boxes a little outside the edge. Pixels of the picture. */
static const double red_margin = 8;

typedef struct circle {
    int x, y;
    double radius, extent[4]; /* left, up, right, down */
    double outline;           /* share of the directions in which there is an edge */
} circle;

/* From background (0) to red cell (255), a little smoothed, and the slopes of that. */
static void find_slopes(bench *b)
{
    int w = b->soft.width, h = b->soft.height;
    plane_halve(&b->light, &b->small);
    for (int i = 0; i < w * h; i++) {
        double below = b->light_base.at[i] - b->small.at[i], step = b->light_step.at[i];
        b->small.at[i] = (int32_t)(255 * ramp(below, -step, step));
    }
    plane_sums(&b->small, 0, b->sums);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            b->soft.at[y * w + x] = (int32_t)(4 * plane_mean(&b->small, b->sums, x, y, 1));
    for (int y = 1; y < h - 1; y++) {
        for (int x = 1; x < w - 1; x++) {
            int i = y * w + x;
            double dx = b->soft.at[i + 1] - b->soft.at[i - 1];
            double dy = b->soft.at[i + w] - b->soft.at[i - w];
            double length = sqrt(dx * dx + dy * dy);
            int steep = length >= 4 * min_slope;
            b->slope_x[i] = steep ? dx / length : 0;
            b->slope_y[i] = steep ? dy / length : 0;
        }
    }
}

static void vote(bench *b)
{
    int w = b->votes.width, h = b->votes.height;
    plane_fill(&b->votes, 0);
    for (int i = 0; i < w * h; i++) {
        const int column = i % w, row = i / w;
        if (b->slope_x[i] == 0 && b->slope_y[i] == 0)
            continue;
        for (int r = MIN_RADIUS; r <= MAX_RADIUS; r++) {
            int x = (int)floor(column + b->slope_x[i] * r + 0.5);
            int y = (int)floor(row + b->slope_y[i] * r + 0.5);
            if (x >= 0 && y >= 0 && x < w && y < h)
                b->votes.at[y * w + x]++;
        }
    }
    plane_sums(&b->votes, 0, b->sums);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            b->small.at[y * w + x] = (int32_t)(25 * plane_mean(&b->votes, b->sums, x, y, 2));
}

/* The place with most votes; its surroundings lose theirs. Returns 0 when none has enough. */
static int next_centre(bench *b, circle *c)
{
    int w = b->small.width, h = b->small.height, best = 0, reach = centre_distance;
    for (int i = 1; i < w * h; i++)
        best = b->small.at[i] > b->small.at[best] ? i : best;
    if (b->small.at[best] <= min_votes)
        return 0;
    *c = (circle){.x = best % w, .y = best / w};
    for (int y = c->y - reach; y <= c->y + reach; y++)
        for (int x = c->x - reach; x <= c->x + reach; x++)
            if (x >= 0 && y >= 0 && x < w && y < h)
                b->small.at[y * w + x] = 0;
    return 1;
}

/* The distance from the centre of an edge that could be on a circle around it, else 0. */
static double edge_distance(const bench *b, const circle *c, int x, int y)
{
    int dx = x - c->x, dy = y - c->y, i = y * b->soft.width + x;
    if (x < 0 || y < 0 || x >= b->soft.width || y >= b->soft.height)
        return 0;
    double distance = sqrt((double)(dx * dx + dy * dy));
    if (distance < MIN_RADIUS - SLACK || distance > MAX_RADIUS + SLACK)
        return 0;
    double along = -(b->slope_x[i] * dx + b->slope_y[i] * dy);
    return along >= min_cosine * distance ? distance : 0;
}

/* The radius at which most of a circle's outline is there. */
static void find_radius(const bench *b, circle *c)
{
    double share[REACH + 3] = {0}, most = -1;
    for (int y = c->y - REACH; y <= c->y + REACH; y++) {
        for (int x = c->x - REACH; x <= c->x + REACH; x++) {
            double distance = edge_distance(b, c, x, y);
            if (distance > 0)
                share[(int)(distance + 0.5)] += 1 / distance;
        }
    }
    for (int r = MIN_RADIUS - SLACK; r <= REACH; r++) {
        double around = 0.7 * share[r - 1] + share[r] + 0.7 * share[r + 1];
        if (around > most) {
            most = around;
            c->radius = r;
        }
    }
}

/* The number of a direction, 0 ... DIRECTIONS - 1, without trigonometry. */
static int direction(int dx, int dy)
{
    double run = dx < 0 ? -dx : dx, rise = dy < 0 ? -dy : dy;
    double turn = dy >= 0 ? 1 - dx / (run + rise) : 3 + dx / (run + rise);
    return (int)(turn * DIRECTIONS / 4) % DIRECTIONS;
}

static double directions_outside(const bench *b, const circle *c)
{
    int n = 0;
    for (int k = 0; k < DIRECTIONS; k++) {
        double turn = 4.0 * k / DIRECTIONS;
        double dx = turn < 2 ? 1 - turn : turn - 3;
        double dy = turn < 1 ? turn : turn < 3 ? 2 - turn : turn - 4;
        double scale = c->radius / sqrt(dx * dx + dy * dy);
        double x = c->x + dx * scale, y = c->y + dy * scale;
        n += x < 1 || y < 1 || x >= b->soft.width - 1 || y >= b->soft.height - 1;
    }
    return n;
}

/* Looks for the outline near the radius, and how far it is to each side. */
static void measure_outline(const bench *b, circle *c)
{
    double sum[4] = {0}, count[4] = {0}, seen[DIRECTIONS] = {0};
    for (int y = c->y - REACH; y <= c->y + REACH; y++) {
        for (int x = c->x - REACH; x <= c->x + REACH; x++) {
            double distance = edge_distance(b, c, x, y);
            if (distance <= 0 || fabs(distance - c->radius) > near_radius)
                continue;
            double towards[4] = {c->x - x, c->y - y, x - c->x, y - c->y};
            seen[direction(x - c->x, y - c->y)] = 1;
            for (int k = 0; k < 4; k++) {
                if (towards[k] > 0.8 * distance) {
                    sum[k] += towards[k];
                    count[k]++;
                }
            }
        }
    }
    for (int k = 0; k < 4; k++)
        c->extent[k] = (sum[k] + prior_edges * c->radius) / (count[k] + prior_edges);
    c->outline = outside_share * directions_outside(b, c);
    for (int k = 0; k < DIRECTIONS; k++)
        c->outline += seen[k];
    c->outline /= DIRECTIONS;
}

static cell boxed(const bench *b, const circle *c)
{
    double x = 4 * (c->x + 0.5), y = 4 * (c->y + 0.5);
    cell boxed =
        cell_between(b, x - 4 * c->extent[0] - red_margin, y - 4 * c->extent[1] - red_margin,
                     x + 4 * c->extent[2] + red_margin, y + 4 * c->extent[3] + red_margin);
    boxed.kind = CELL_RED;
    boxed.score = lesser(c->outline * c->outline * c->outline, 1);
    return boxed;
}

static int is_known(const cell *cells, size_t n, const cell *new)
{
    for (size_t i = 0; i < n; i++) {
        const cell *old = &cells[i];
        double x1 = lesser(old->x + old->width, new->x + new->width);
        double y1 = lesser(old->y + old->height, new->y + new->height);
        double width = x1 - greater(old->x, new->x), height = y1 - greater(old->y, new->y);
        if (width <= 0 || height <= 0)
            continue;
        double common = width * height, area = new->width *new->height;
        double both = area + old->width * old->height - common;
        if (old->kind == CELL_RED && common > same_cell * both)
            return 1;
        if (old->kind == CELL_WHITE && common > inside_white * area)
            return 1;
    }
    return 0;
}

size_t find_rounds(bench *b, cell *out, size_t n, size_t max)
{
    circle found[MAX_CANDIDATES];
    int n_found = 0;
    find_slopes(b);
    vote(b);
    for (int k = 0; k < MAX_CANDIDATES && next_centre(b, &found[n_found]); k++) {
        find_radius(b, &found[n_found]);
        measure_outline(b, &found[n_found]);
        n_found += found[n_found].outline > min_outline;
    }
    for (int left = n_found; left > 0 && n < max; left--) {
        circle *best = found;
        for (int k = 1; k < n_found; k++)
            best = found[k].outline > best->outline ? &found[k] : best;
        out[n] = boxed(b, best);
        best->outline = 0;
        n += !is_known(out, n, &out[n]);
    }
    return n;
}
