/* SPDX-License-Identifier: MIT */
#include "smear.h"

#include <math.h>

/* A cell to be drawn. Its outline is a circle that is stretched along an axis and dented. */
typedef struct body {
    int kind;
    double x, y, radius;
    double axis_x, axis_y; /* unit vector */
    double stretch, dents; /* shares of the radius */
    double paleness;       /* red cells: how thin the middle is, 0 ... 1 */
} body;

typedef struct painter {
    uint64_t state; /* of the random numbers */
    unsigned char *rgb;
    double light[3];                   /* the empty background */
    double shade_x, shade_y, vignette; /* how uneven the lamp is */
    double stain, blur, noise; /* strength 1; half the width of an edge in pixels; grey levels */
    body bodies[SMEAR_MAX_LABELS];
    int n_bodies;
} painter;

/* Steele, Lea and Flood's SplitMix64. */
static uint64_t bits(painter *p)
{
    uint64_t z = p->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static double between(painter *p, double low, double high)
{
    return low + (high - low) * ((double)(bits(p) >> 11) / 9007199254740992.0);
}

static void random_axis(painter *p, double *x, double *y)
{
    double length;
    do {
        *x = between(p, -1, 1);
        *y = between(p, -1, 1);
        length = sqrt(*x * *x + *y * *y);
    } while (length > 1 || length < 0.1);
    *x /= length;
    *y /= length;
}

/* --- what is in the picture ----------------------------------------------------------------- */

/* Whether a body keeps its distance from all others: 1 lets outlines touch, less lets them lap. */
static int has_room(const painter *p, const body *b, double distance)
{
    for (int i = 0; i < p->n_bodies; i++) {
        const body *o = &p->bodies[i];
        double dx = b->x - o->x, dy = b->y - o->y, apart = distance * (b->radius + o->radius);
        if (dx * dx + dy * dy < apart * apart)
            return 0;
    }
    return 1;
}

/* What differs between kinds of cells: the ranges that their looks are drawn from, and how near
   they come to others. */
typedef struct habit {
    double least_radius, most_radius, most_stretch, most_dents, most_paleness, distance;
} habit;

static const habit habits[CELL_KINDS] = {
    [CELL_RED] = {43, 57, 0.1, 0.03, 0.75, 0.78},
    [CELL_WHITE] = {62, 108, 0.08, 0.05, 0, 1.02},
    [CELL_PLATELET] = {14, 21, 0.2, 0.08, 0, 1.1},
};

/* Adds a body if there is a place for it. */
static void add_body(painter *p, int kind)
{
    const habit *h = &habits[kind];
    body b = {.kind = kind};
    b.radius = between(p, h->least_radius, h->most_radius);
    b.stretch = between(p, 0, h->most_stretch);
    b.dents = between(p, 0, h->most_dents);
    b.paleness = between(p, 0, h->most_paleness);
    random_axis(p, &b.axis_x, &b.axis_y);
    for (int tries = 0; tries < 60 && p->n_bodies < SMEAR_MAX_LABELS; tries++) {
        b.x = between(p, 0, SMEAR_WIDTH);
        b.y = between(p, 0, SMEAR_HEIGHT);
        if (!has_room(p, &b, h->distance))
            continue;
        p->bodies[p->n_bodies++] = b;
        return;
    }
}

static void populate(painter *p)
{
    int n_white = between(p, 0, 1) < 0.15 ? 2 : 1;
    int n_red = (int)between(p, 9, 19);
    int n_platelets = (int)between(p, 1, 5);
    for (int i = 0; i < n_white; i++)
        add_body(p, CELL_WHITE);
    for (int i = 0; i < n_red; i++)
        add_body(p, CELL_RED);
    for (int i = 0; i < n_platelets; i++)
        add_body(p, CELL_PLATELET);
}

static void set_up_camera(painter *p)
{
    static const double background[3] = {194, 196, 190};
    double gain = between(p, 0.98, 1.04);
    for (int c = 0; c < 3; c++)
        p->light[c] = background[c] * gain * between(p, 0.99, 1.01);
    p->shade_x = between(p, -0.02, 0.02);
    p->shade_y = between(p, -0.02, 0.02);
    p->vignette = between(p, 0, 0.05);
    p->stain = between(p, 0.85, 1.1);
    p->blur = between(p, 1, 5);
    p->noise = between(p, 1, 3);
}

/* --- pixels ------------------------------------------------------------------------------------
 */

/* How far a pixel is from the centre of a body, as a share of the way to the outline there. */
static double share_of_outline(const body *b, double x, double y, double *pixels_inside)
{
    double dx = x - b->x, dy = y - b->y, d = sqrt(dx * dx + dy * dy);
    double cosine = d > 0 ? (dx * b->axis_x + dy * b->axis_y) / d : 1;
    double twice = 2 * cosine * cosine - 1, thrice = cosine * (4 * cosine * cosine - 3);
    double outline = b->radius * (1 + b->stretch * twice + b->dents * thrice);
    *pixels_inside = outline - d;
    return d / outline;
}

static double smooth(double value, double low, double high)
{
    double t = (value - low) / (high - low);
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return t * t * (3 - 2 * t);
}

static void mix(double *pixel, const double *colour, double share)
{
    for (int c = 0; c < 3; c++)
        pixel[c] += (colour[c] - pixel[c]) * share;
}

/* Red cells let light through, the less the thicker they are. */
static void stain_red(const painter *p, const body *b, double x, double y, double *pixel)
{
    static const double absorbed[3] = {0.11, 0.26, 0.25};
    double inside, share = share_of_outline(b, x, y, &inside);
    double thickness = 1 - b->paleness * (1 - smooth(share, 0.15, 0.7));
    double strength = p->stain * thickness * smooth(inside, -p->blur, p->blur);
    for (int c = 0; c < 3; c++)
        pixel[c] *= 1 - absorbed[c] * strength;
}

/* White cells: pale plasma around a dark nucleus of three lobes. */
static void stain_white(const painter *p, const body *b, double x, double y, double *pixel)
{
    static const double plasma[3] = {178, 158, 198}, nucleus[3] = {124, 94, 190};
    double inside, best = 0;
    share_of_outline(b, x, y, &inside);
    mix(pixel, plasma, 0.8 * p->stain * smooth(inside, -p->blur, p->blur));
    for (int lobe = -1; lobe <= 1; lobe++) {
        double along = 0.42 * lobe * b->radius, across = (lobe ? 0.14 : -0.16) * b->radius;
        body part = {.x = b->x + along * b->axis_x - across * b->axis_y,
                     .y = b->y + along * b->axis_y + across * b->axis_x,
                     .radius = (lobe ? 0.38 : 0.34) * b->radius,
                     .axis_x = 1};
        share_of_outline(&part, x, y, &inside);
        double here = smooth(inside, -p->blur, p->blur);
        best = here > best ? here : best;
    }
    mix(pixel, nucleus, 0.85 * p->stain * best);
}

static void stain_platelet(const painter *p, const body *b, double x, double y, double *pixel)
{
    static const double granules[3] = {146, 128, 198};
    double inside, share = share_of_outline(b, x, y, &inside);
    double strength = 0.9 - 0.25 * smooth(share, 0.3, 1);
    mix(pixel, granules, strength * p->stain * smooth(inside, -p->blur, p->blur));
}

static void background(const painter *p, double x, double y, double *pixel)
{
    double across = 2 * x / SMEAR_WIDTH - 1, down = 2 * y / SMEAR_HEIGHT - 1;
    double lamp = 1 + p->shade_x * across + p->shade_y * down;
    lamp -= p->vignette * (across * across + down * down) / 2;
    for (int c = 0; c < 3; c++)
        pixel[c] = p->light[c] * lamp;
}

/* About normal: the sum of four even numbers of 16 bits. */
static double normal(painter *p)
{
    uint64_t z = bits(p);
    double sum = (double)(z & 0xffff) + (double)(z >> 16 & 0xffff) + (double)(z >> 32 & 0xffff) +
                 (double)(z >> 48);
    return (sum / 65536 - 2) * 1.7320508075688772;
}

static void paint(painter *p)
{
    unsigned char *out = p->rgb;
    for (int y = 0; y < SMEAR_HEIGHT; y++) {
        for (int x = 0; x < SMEAR_WIDTH; x++) {
            double pixel[3];
            background(p, x + 0.5, y + 0.5, pixel);
            for (int i = 0; i < p->n_bodies; i++) {
                const body *b = &p->bodies[i];
                double dx = x - b->x, dy = y - b->y, reach = 1.4 * b->radius + 4;
                if (dx * dx + dy * dy > reach * reach)
                    continue;
                (b->kind == CELL_RED     ? stain_red
                 : b->kind == CELL_WHITE ? stain_white
                                         : stain_platelet)(p, b, x + 0.5, y + 0.5, pixel);
            }
            for (int c = 0; c < 3; c++) {
                double value = pixel[c] + p->noise * normal(p);
                *out++ = (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value + 0.5);
            }
        }
    }
}

/* --- labels -------------------------------------------------------------------------------- */

static int within(double value, int high)
{
    return value < 0 ? 0 : value > high ? high : (int)value;
}

/* A box around a body, a little outside it as people draw them. */
static smear_label label_of(painter *p, const body *b)
{
    int reach = (int)(1.4 * b->radius) + 1, least[2] = {reach, reach}, most[2] = {-reach, -reach};
    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
            double inside;
            share_of_outline(b, b->x + dx, b->y + dy, &inside);
            if (inside < 0)
                continue;
            least[0] = dx < least[0] ? dx : least[0];
            least[1] = dy < least[1] ? dy : least[1];
            most[0] = dx > most[0] ? dx : most[0];
            most[1] = dy > most[1] ? dy : most[1];
        }
    }
    smear_label label = {.kind = b->kind};
    label.left = within(b->x + least[0] - between(p, 3, 9), SMEAR_WIDTH);
    label.top = within(b->y + least[1] - between(p, 3, 9), SMEAR_HEIGHT);
    label.right = within(b->x + most[0] + between(p, 4, 10), SMEAR_WIDTH);
    label.bottom = within(b->y + most[1] + between(p, 4, 10), SMEAR_HEIGHT);
    return label;
}

size_t smear_draw(uint64_t seed, uint32_t number, unsigned char *rgb, smear_label *labels)
{
    painter p = {.state = seed * 0x100000001b3u + number, .rgb = rgb};
    set_up_camera(&p);
    populate(&p);
    for (int i = 0; i < p.n_bodies; i++)
        labels[i] = label_of(&p, &p.bodies[i]);
    paint(&p);
    return (size_t)p.n_bodies;
}
