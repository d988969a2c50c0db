/* SPDX-License-Identifier: MIT */
/*
 * Turned, sheared and tilted pictures: a detector that draws its boxes a little off, and is not
 * disturbed by the change, keeps its matches.
 */
#include "base/math.h"
#include "score/fixtures.h"
#include "score/sample.h"

enum { WIDTH = 640, HEIGHT = 480, OBJECTS = 500, MOST_POINTS = 64 };

static const mlt_score_settings settings = {.min_confidence = 0.3,
                                            .match_confidence = 0.2,
                                            .score_strictness = 0.75,
                                            .target = 0.05,
                                            .min_visibility = 0.25};
static uint64_t state;

static double draw(double low, double high)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(state >> 11) / 9007199254740992.0);
}

typedef struct {
    mlt_point points[MOST_POINTS];
    size_t n;
} shape;

/* Corners of the box, points of its ellipse, or a polygon that touches its four sides. */
static shape rectangle(mlt_box b)
{
    return (shape){
        {{b.x, b.y}, {b.x + b.width, b.y}, {b.x + b.width, b.y + b.height}, {b.x, b.y + b.height}},
        4};
}

static shape ellipse(mlt_box b)
{
    shape out = {.n = MOST_POINTS};
    for (size_t i = 0; i < out.n; i++) {
        double a = 2 * 3.14159265358979323846 * (double)i / MOST_POINTS;
        out.points[i] = (mlt_point){b.x + b.width / 2 * (1 + mlt_cos(a)),
                                    b.y + b.height / 2 * (1 + mlt_sin(a))};
    }
    return out;
}

/* Of eight corners two on each side, so that the hull is the box. */
static shape polygon(mlt_box b)
{
    shape out = {.n = 8};
    for (size_t i = 0; i < 8; i++) {
        double along = i % 2 == 0 ? draw(0.1, 0.5) : draw(0.5, 0.9);
        bool across = i < 4;
        double far = i % 4 < 2 ? 0 : 1;
        out.points[i] = across ? (mlt_point){b.x + along * b.width, b.y + far * b.height}
                               : (mlt_point){b.x + far * b.width, b.y + along * b.height};
    }
    return out;
}

static mlt_box hull_after(const shape *s, const double h[9])
{
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (size_t i = 0; i < s->n; i++) {
        double x = s->points[i].x, y = s->points[i].y, w = h[6] * x + h[7] * y + h[8];
        double u = (h[0] * x + h[1] * y + h[2]) / w, v = (h[3] * x + h[4] * y + h[5]) / w;
        x0 = u < x0 ? u : x0;
        x1 = u > x1 ? u : x1;
        y0 = v < y0 ? v : y0;
        y1 = v > y1 ? v : y1;
    }
    return (mlt_box){x0, y0, x1 - x0, y1 - y0};
}

/* Every edge is off by up to 5 % of the side. */
static mlt_pred seen(mlt_box b)
{
    double x0 = b.x + b.width * draw(-0.05, 0.05), y0 = b.y + b.height * draw(-0.05, 0.05);
    double x1 = b.x + b.width * draw(0.95, 1.05), y1 = b.y + b.height * draw(0.95, 1.05);
    return (mlt_pred){{x0, y0, x1 - x0, y1 - y0}, 0.9, 0};
}

/* About the middle of the picture. */
static void about_middle(double h[9], double a, double b, double c, double d)
{
    const double x = WIDTH / 2.0, y = HEIGHT / 2.0;
    const double m[9] = {a, b, x - a * x - b * y, c, d, y - c * x - d * y, 0, 0, 1};
    memcpy(h, m, sizeof m);
}

static void turn(double h[9], double degrees)
{
    double a = degrees * 3.14159265358979323846 / 180;
    about_middle(h, mlt_cos(a), -mlt_sin(a), mlt_sin(a), mlt_cos(a));
}

static void shear(double h[9], double by)
{
    about_middle(h, 1, by, 0, 1);
}

static void tilt(double h[9], double by)
{
    about_middle(h, 1, 0, 0, 1);
    h[6] = by / WIDTH; /* the right edge is farther away */
    h[8] = 1 - by / 2;
}

typedef struct {
    double kept, found; /* shares of objects: by consistency, and of labels */
} rates;

static rates try_map(const double h[9], shape (*make)(mlt_box), bool has_outline)
{
    rates out = {0, 0};
    mlt_sides sides;
    mlt_map map;
    ck_assert(mlt_map_from_homography(&map, h));
    ck_assert(!mlt_map_is_exact(&map));
    mlt_sides_init(&sides, NULL);
    for (int i = 0; i < OBJECTS; i++) {
        mlt_box b = {draw(240, 340), draw(180, 240), draw(20, 80), draw(20, 80)};
        shape s = make(b);
        mlt_truth truth = {b, b.width * b.height, 1, 0, 0};
        mlt_pred before = seen(b), after = seen(hull_after(&s, h));
        mlt_ring ring = {.owner = 0, .n = (uint32_t)s.n};
        mlt_jsample sample = {.id = "s",
                              .width = WIDTH,
                              .height = HEIGHT,
                              .labelled = true,
                              .truth = &truth,
                              .n_truth = 1};
        if (has_outline)
            sample.polygons =
                (mlt_polygons){.rings = &ring, .n = 1, .points = s.points, .n_points = s.n};
        const mlt_joutcome clean = {.type = MLT_OUTCOME, .preds = &before, .n_preds = 1};
        const mlt_joutcome now = {.type = MLT_OUTCOME,
                                  .preds = &after,
                                  .n_preds = 1,
                                  .width = WIDTH,
                                  .height = HEIGHT,
                                  .map = &map};
        const mlt_score_case c = {&settings, 0.2, 1, &sample, &clean, &now};
        mlt_sample_score score;
        mlt_f1 counts;
        ck_assert_int_eq(mlt_score_sample(&sides, &c, &score, &counts, NULL), MLTEST_OK);
        ck_assert_uint_eq(score.n_clean, 1);
        out.kept += score.kept / (double)OBJECTS;
        out.found += counts.right / OBJECTS;
    }
    mlt_sides_free(&sides);
    return out;
}

static void keeps(const char *what, double by, const double h[9])
{
    static shape (*const makers[])(mlt_box) = {rectangle, ellipse, polygon};
    static const char *const names[] = {"rectangles", "ellipses", "polygons"};
    for (size_t i = 0; i < 6; i++) {
        state = 11 + i % 3;
        rates r = try_map(h, makers[i % 3], i >= 3);
        ck_assert_msg(r.kept >= 0.98 && r.found >= 0.98, "%s of %s%s by %g: %g kept, %g found",
                      what, names[i % 3], i >= 3 ? " with outlines" : "", by, r.kept, r.found);
    }
}

START_TEST(test_turned)
{
    double h[9];
    for (double degrees = -45; degrees <= 45; degrees += 7.5) {
        turn(h, degrees);
        if (degrees < -1 || degrees > 1)
            keeps("rotation", degrees, h);
    }
}
END_TEST

START_TEST(test_sheared)
{
    double h[9];
    for (double by = 0.1; by < 0.55; by += 0.1) {
        shear(h, by);
        keeps("shear", by, h);
        shear(h, -by);
        keeps("shear", -by, h);
    }
}
END_TEST

START_TEST(test_tilted)
{
    double h[9];
    for (double by = 0.1; by < 0.55; by += 0.1) {
        tilt(h, by);
        keeps("perspective", by, h);
    }
}
END_TEST

/* What is judged is the prediction, all the same: half a box away it is lost. */
START_TEST(test_elsewhere_is_elsewhere)
{
    double h[9];
    mlt_map map;
    mlt_sides sides;
    mlt_sample_score score;
    mlt_f1 counts;
    turn(h, 30);
    ck_assert(mlt_map_from_homography(&map, h));
    mlt_pred before = {{300, 220, 40, 40}, 0.9, 0}, after = {{340, 220, 40, 40}, 0.9, 0};
    const mlt_jsample sample = {.id = "s", .width = WIDTH, .height = HEIGHT};
    const mlt_joutcome clean = {.type = MLT_OUTCOME, .preds = &before, .n_preds = 1};
    const mlt_joutcome now = {.type = MLT_OUTCOME,
                              .preds = &after,
                              .n_preds = 1,
                              .width = WIDTH,
                              .height = HEIGHT,
                              .map = &map};
    const mlt_score_case c = {&settings, 0.2, 1, &sample, &clean, &now};
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_score_sample(&sides, &c, &score, &counts, NULL), MLTEST_OK);
    ck_assert_double_eq(score.r, 0);
    ck_assert_uint_eq(score.lost, 1);
    mlt_sides_free(&sides);
}
END_TEST

/* A cutout over one of two objects. */
static mlt_sample_score behind_a_cutout(mlt_pred *preds, size_t n)
{
    static mlt_pred both[] = {{{20, 20, 40, 40}, 0.9, 0}, {{200, 20, 40, 40}, 0.8, 0}};
    static mlt_truth truth[] = {{{20, 20, 40, 40}, 1600, 1, 0, 0},
                                {{200, 20, 40, 40}, 1600, 2, 0, 0}};
    static mlt_box cover[] = {{190, 10, 60, 60}};
    mlt_sides sides;
    mlt_sample_score score;
    mlt_f1 counts;
    const mlt_jsample sample = {.id = "s",
                                .width = WIDTH,
                                .height = HEIGHT,
                                .labelled = true,
                                .truth = truth,
                                .n_truth = 2};
    const mlt_joutcome clean = {.type = MLT_OUTCOME, .preds = both, .n_preds = 2};
    const mlt_joutcome now = {
        .type = MLT_OUTCOME, .preds = preds, .n_preds = n, .cover = cover, .n_cover = 1};
    const mlt_score_case c = {&settings, 0.2, 1, &sample, &clean, &now};
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_score_sample(&sides, &c, &score, &counts, NULL), MLTEST_OK);
    mlt_sides_free(&sides);
    return score;
}

/* Whether the model misses what is hidden, guesses it or a part of it: nothing is held against it.
 */
START_TEST(test_a_cutout_is_not_the_models_fault)
{
    mlt_pred preds[] = {
        {{20, 20, 40, 40}, 0.9, 0}, {{200, 20, 40, 40}, 0.5, 0}, {{205, 25, 12, 12}, 0.4, 0}};
    for (size_t n = 1; n <= 3; n++) {
        mlt_sample_score s = behind_a_cutout(preds, n);
        ck_assert_double_eq(s.r, 1);
        ck_assert_double_eq(s.q, 1);
        ck_assert_double_eq(s.q0, 1);
        ck_assert_uint_eq(s.n_clean, 1);
        ck_assert_uint_eq(s.lost + s.added, 0);
        ck_assert(!s.total_loss);
    }
    preds[0].box.x = 400; /* but what can be seen must be found */
    ck_assert_double_eq(behind_a_cutout(preds, 1).r, 0);
}
END_TEST

/* Pixel by pixel: seen inside the canvas and under no cover. */
static bool is_required(mlt_box mapped, const mlt_box *cover, size_t n)
{
    int all = 0, visible = 0;
    for (int y = (int)mapped.y; y < (int)(mapped.y + mapped.height); y++) {
        for (int x = (int)mapped.x; x < (int)(mapped.x + mapped.width); x++) {
            bool shown = x >= 0 && y >= 0 && x < 100 && y < 80;
            for (size_t k = 0; k < n; k++)
                shown = shown && !(x >= cover[k].x && x < cover[k].x + cover[k].width &&
                                   y >= cover[k].y && y < cover[k].y + cover[k].height);
            all++;
            visible += shown;
        }
    }
    return 4 * visible >= all;
}

static double whole(double low, double high)
{
    return floor(draw(low, high));
}

/* Boxes, shifts and covers of whole pixels, so that every share is exact. */
START_TEST(test_required_by_the_pixel)
{
    mlt_sides sides;
    size_t n_required = 0, n = 4000;
    mlt_sides_init(&sides, NULL);
    state = 3;
    for (size_t i = 0; i < n; i++) {
        mlt_box cover[4], box = {whole(0, 80), whole(0, 60), whole(1, 30), whole(1, 30)};
        const double h[9] = {1, 0, whole(-30, 31), 0, 1, whole(-30, 31), 0, 0, 1};
        mlt_map map;
        mlt_truth truth = {box, 1, 1, 0, 0};
        for (size_t k = 0; k < 4; k++)
            cover[k] = (mlt_box){whole(-10, 90), whole(-10, 70), whole(1, 40), whole(1, 40)};
        const mlt_jsample sample = {
            .id = "s", .width = 100, .height = 80, .labelled = true, .truth = &truth, .n_truth = 1};
        ck_assert(mlt_map_from_homography(&map, h));
        const mlt_joutcome now = {.type = MLT_OUTCOME,
                                  .width = 100,
                                  .height = 80,
                                  .map = &map,
                                  .cover = cover,
                                  .n_cover = i % 5};
        mlt_box mapped = {box.x + h[2], box.y + h[5], box.width, box.height};
        bool wanted = is_required(mapped, cover, i % 5);
        ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.25, NULL),
                         MLTEST_OK);
        ck_assert_msg((sides.truth.needs[0] == MLT_NEED_REQUIRED) == wanted, "case %zu", i);
        n_required += wanted;
    }
    ck_assert_uint_gt(n_required, n / 4);
    ck_assert_uint_lt(n_required, n - n / 8);
    mlt_sides_free(&sides);
}
END_TEST

/* The same under any map, where shares are no fractions: on a grid over the mapped box. Beyond its
 * resolution of a quarter the two must agree. */
enum { GRID = 100, CASES = 3000, MOST_COVERS = 4 };

static double visible_on_grid(const mlt_map *map, const mlt_box *box, const mlt_box *cover,
                              size_t n_cover)
{
    mlt_map back;
    mlt_mapped_box mapped;
    int all = 0, visible = 0;
    ck_assert(mlt_map_invert(&back, map) && mlt_map_box(map, box, &mapped));
    for (int i = 0; i < GRID * GRID; i++) {
        double x = mapped.outer.x + mapped.outer.width * (i % GRID + 0.5) / GRID, u;
        double y = mapped.outer.y + mapped.outer.height * (i / GRID + 0.5) / GRID, v;
        if (!mlt_map_point(&back, x, y, &u, &v) || u < box->x || v < box->y ||
            u > box->x + box->width || v > box->y + box->height)
            continue;
        bool shown = x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT;
        for (size_t k = 0; k < n_cover; k++)
            shown = shown && !(x >= cover[k].x && x < cover[k].x + cover[k].width &&
                               y >= cover[k].y && y < cover[k].y + cover[k].height);
        all++;
        visible += shown;
    }
    return all < 500 ? NAN : visible / (double)all; /* a sliver falls between the points */
}

static void any_map(double h[9])
{
    about_middle(h, draw(0.6, 1.4), draw(-0.7, 0.7), draw(-0.7, 0.7), draw(0.6, 1.4));
    h[2] += draw(-200, 200);
    h[5] += draw(-150, 150);
    h[6] = draw(-0.3, 0.3) / WIDTH;
    h[7] = draw(-0.3, 0.3) / HEIGHT;
}

START_TEST(test_required_on_a_grid)
{
    mlt_sides sides;
    size_t n_required = 0, n_optional = 0;
    mlt_sides_init(&sides, NULL);
    state = 5;
    for (size_t i = 0; i < CASES; i++) {
        double h[9];
        mlt_map map;
        mlt_box cover[MOST_COVERS];
        mlt_box box = {draw(0, 540), draw(0, 400), draw(10, 100), draw(10, 80)};
        mlt_truth truth = {box, 1, 1, 0, 0};
        mlt_pred pred = {box, 0.9, 0};
        any_map(h);
        ck_assert(mlt_map_from_homography(&map, h));
        for (size_t k = 0; k < MOST_COVERS; k++)
            cover[k] = (mlt_box){draw(-50, 600), draw(-50, 440), draw(20, 300), draw(20, 200)};
        const mlt_jsample sample = {.id = "s",
                                    .width = WIDTH,
                                    .height = HEIGHT,
                                    .labelled = true,
                                    .truth = &truth,
                                    .n_truth = 1};
        const mlt_joutcome clean = {.type = MLT_OUTCOME, .preds = &pred, .n_preds = 1};
        const mlt_joutcome now = {.type = MLT_OUTCOME,
                                  .width = WIDTH,
                                  .height = HEIGHT,
                                  .map = &map,
                                  .cover = cover,
                                  .n_cover = i % (MOST_COVERS + 1)};
        double v = visible_on_grid(&map, &box, cover, now.n_cover);
        if (isnan(v))
            continue;
        mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.25, NULL);
        mlt_side_set_preds(NULL, &sides.clean, &clean, &sample, &now, 0.25, NULL);
        bool is_required = sides.truth.needs[0] == MLT_NEED_REQUIRED;
        ck_assert_int_eq(sides.clean.needs[0], sides.truth.needs[0]);
        n_required += v > 0.27;
        n_optional += v < 0.23;
        ck_assert_msg(v <= 0.27 || is_required, "case %zu: %g is visible, and optional", i, v);
        ck_assert_msg(v >= 0.23 || !is_required, "case %zu: %g is visible, and required", i, v);
    }
    ck_assert_uint_gt(n_required, CASES / 3);
    ck_assert_uint_gt(n_optional, CASES / 5);
    ck_assert_uint_gt(n_required + n_optional, CASES * 97 / 100);
    mlt_sides_free(&sides);
}
END_TEST

FX_SUITE(geometry, test_turned, test_sheared, test_tilted, test_elsewhere_is_elsewhere,
         test_a_cutout_is_not_the_models_fault, test_required_by_the_pixel, test_required_on_a_grid)
