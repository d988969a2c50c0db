/* SPDX-License-Identifier: MIT */
#include "journal/line_map.h"

#include <string.h>

#include "base/error.h"

/* Any chain of homographies is one, so more links than this are no map of ours. */
enum { MOST_LINKS = 32 };

/* The key of a curve is its place, from 1. */
static const char *const curve_keys[] = {"", "lens", "unlens", "rows"};

static void put_numbers(mlt_json_writer *w, const char *key, const double *v, int n)
{
    mlt_json_begin_object(w);
    mlt_json_key(w, key);
    mlt_json_begin_array(w);
    for (int i = 0; i < n; i++)
        mlt_json_put_f64(w, v[i]);
    mlt_json_end_array(w);
    mlt_json_end_object(w);
}

static void put_curve(mlt_json_writer *w, const mlt_curve *curve)
{
    put_numbers(w, curve_keys[curve->type], curve->v, mlt_curve_size(curve->type));
}

static bool is_needed(const double h[9])
{
    return memcmp(h, mlt_map_identity.h, sizeof mlt_map_identity.h) != 0;
}

void mlt_map_write(mlt_json_writer *w, const mlt_map *map)
{
    if (map->n_parts == 0) {
        put_numbers(w, "h", map->h, 9);
        return;
    }
    if (map->n_parts == 1 && !is_needed(map->h) && !is_needed(map->parts[0].h)) {
        put_curve(w, &map->parts[0].curve);
        return;
    }
    mlt_json_begin_object(w);
    mlt_json_key(w, "chain");
    mlt_json_begin_array(w);
    for (int i = 0; i < map->n_parts; i++) {
        if (is_needed(map->parts[i].h))
            put_numbers(w, "h", map->parts[i].h, 9);
        put_curve(w, &map->parts[i].curve);
    }
    if (is_needed(map->h))
        put_numbers(w, "h", map->h, 9);
    mlt_json_end_array(w);
    mlt_json_end_object(w);
}

typedef struct {
    mlt_map map;
    bool is_there;
} reading;

static mltest_status fail(mlt_line_reader *r, const char *what)
{
    return mlt_json_fail(r->json, r->error, what);
}

static mltest_status read_homography(mlt_line_reader *r, mlt_map *out)
{
    double h[9];
    TRY(mlt_value_numbers(r, h, 9));
    return mlt_map_from_homography(out, h) ? MLTEST_OK : fail(r, "a map that can be inverted");
}

static mltest_status read_curve(mlt_line_reader *r, mlt_curve_type type, mlt_map *out)
{
    mlt_curve curve = {type, {0}};
    TRY(mlt_value_numbers(r, curve.v, (size_t)mlt_curve_size(type)));
    if (mlt_map_from_curve(out, &curve))
        return MLTEST_OK;
    return fail(r, type == MLT_CURVE_ROWS ? "an amplitude, a period above 0 and a phase"
                                          : "a centre, a radius above 0 and k1 above -1/3");
}

/* A link of a chain. */
static mltest_status link_member(mlt_line_reader *r, const char *key, void *to)
{
    reading *one = to;
    int type = 0;
    bool is_h = strcmp(key, "h") == 0;
    for (int i = MLT_CURVE_LENS; i <= MLT_CURVE_ROWS; i++)
        type = strcmp(key, curve_keys[i]) == 0 ? i : type;
    if (!is_h && type == 0)
        return mlt_value_skip(r);
    if (one->is_there)
        return fail(r, "one part of a map in an object");
    one->is_there = true;
    return is_h ? read_homography(r, &one->map) : read_curve(r, (mlt_curve_type)type, &one->map);
}

static mltest_status read_link(mlt_line_reader *r, mlt_map *so_far)
{
    reading link = {.is_there = false};
    TRY(mlt_value_object(r, link_member, &link));
    if (!link.is_there)
        return fail(r, "a part of a map: h, lens, unlens or rows");
    if (mlt_map_compose(so_far, so_far, &link.map))
        return MLTEST_OK;
    return fail(r, "a map that can be inverted, of at most 8 curves");
}

static mltest_status read_chain(mlt_line_reader *r, mlt_map *out)
{
    bool more;
    int n = 0;
    *out = mlt_map_identity;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a list of the parts of a map", r->error));
    for (;;) {
        TRY(mlt_json_next_item(r->json, &more, r->error));
        if (!more)
            return MLTEST_OK;
        if (++n > MOST_LINKS)
            return fail(r, "at most 32 parts of a map");
        TRY(read_link(r, out));
    }
}

static mltest_status map_member(mlt_line_reader *r, const char *key, void *to)
{
    reading *map = to;
    if (strcmp(key, "chain") != 0)
        return link_member(r, key, to);
    if (map->is_there)
        return fail(r, "one part of a map in an object");
    map->is_there = true;
    return read_chain(r, &map->map);
}

mltest_status mlt_map_read(mlt_line_reader *r, mlt_map *out)
{
    reading map = {.is_there = false};
    TRY(mlt_value_object(r, map_member, &map));
    if (!map.is_there)
        return fail(r, "a map that this version knows: h, lens, unlens, rows or chain");
    memcpy(out, &map.map, mlt_map_bytes(&map.map));
    return MLTEST_OK;
}

mltest_status mlt_map_parse(mltest_context *ctx, const char *name, const char *text, size_t n,
                            mlt_map *out, mltest_error **error)
{
    mlt_json json;
    mlt_line_reader r = {.json = &json, .ctx = ctx, .error = error};
    mlt_map map;
    mlt_json_init(&json, ctx, name, text, n);
    mltest_status status = mlt_map_read(&r, &map);
    if (status == MLTEST_OK)
        status = mlt_json_end(&json, error);
    if (status == MLTEST_OK)
        memcpy(out, &map, mlt_map_bytes(&map));
    mlt_json_free(&json);
    return status;
}
