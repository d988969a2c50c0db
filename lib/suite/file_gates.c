/* SPDX-License-Identifier: MIT */
/*
 * Gates: limits as text ("risk <= 45") and comparisons with a baseline as maps. Their form is
 * checked here and they are kept as text, maps as JSON on one line. gate/ reads and judges them.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "codec/json_write.h"
#include "suite/file.h"

/* NAME <= NUMBER or NAME >= NUMBER. */
static bool is_limit(const char *text)
{
    double number;
    const char *sign = strpbrk(text, "<>");
    if (sign == NULL || sign[1] != '=' || strspn(text, " ") == (size_t)(sign - text))
        return false;
    const char *value = sign + 2 + strspn(sign + 2, " ");
    size_t n = strlen(value);
    while (n > 0 && value[n - 1] == ' ')
        n--;
    return mlt_parse_double(value, n, &number) && isfinite(number);
}

static mltest_status check_limit(const mlt_suite_file *f, const mlt_node *gate,
                                 mltest_error **error)
{
    TRY(mlt_suite_file_text(f, gate, "a gate like \"risk <= 45\"", error));
    return is_limit(gate->text) ? MLTEST_OK
                                : mlt_node_fail(f->tree, gate, "a gate like \"risk <= 45\"", error);
}

static mltest_status check_margin(const mlt_suite_file *f, const mlt_node *margin,
                                  mltest_error **error)
{
    if (margin->type != MLT_NODE_MAP)
        return mlt_node_fail(f->tree, margin, "a map of margins", error);
    for (const mlt_node *one = margin->first; one != NULL; one = one->next)
        if (one->type != MLT_NODE_NUMBER || one->number < 0)
            return mlt_node_fail(f->tree, one, "a margin of at least 0", error);
    return MLTEST_OK;
}

/* {baseline: FILE, on: [NAME…], margin: {NAME: NUMBER…}} */
static mltest_status check_no_worse(const mlt_suite_file *f, const mlt_node *gate,
                                    mltest_error **error)
{
    static const char *const keys[] = {"baseline", "on", "margin"};
    TRY(mlt_suite_file_map(f, gate, keys, 3, error));
    const mlt_node *baseline = mlt_node_get(gate, "baseline"), *on = mlt_node_get(gate, "on"),
                   *margin = mlt_node_get(gate, "margin");
    if (baseline == NULL || on == NULL)
        return mlt_node_say(f->tree, gate, MLTEST_ERR_FORMAT, error,
                            "expected \"baseline\" and \"on\" in this map");
    TRY(mlt_suite_file_text(f, baseline, "the name of a journal", error));
    TRY(mlt_suite_file_list(f, on, "a list of scores", error));
    for (const mlt_node *name = on->first; name != NULL; name = name->next)
        TRY(mlt_suite_file_text(f, name, "the name of a score", error));
    return margin != NULL ? check_margin(f, margin, error) : MLTEST_OK;
}

static void put_scalar(mlt_json_writer *w, const mlt_node *node)
{
    if (node->type == MLT_NODE_NUMBER)
        mlt_json_put_f64(w, node->number);
    else if (node->type == MLT_NODE_BOOL)
        mlt_json_put_bool(w, node->number > 0);
    else
        mlt_json_put_string(w, node->text);
}

/* A map whose members are scalars, lists of scalars or maps of scalars. */
static void put_map(mlt_json_writer *w, const mlt_node *map)
{
    mlt_json_begin_object(w);
    for (const mlt_node *member = map->first; member != NULL; member = member->next) {
        mlt_json_key(w, member->key);
        if (member->type == MLT_NODE_MAP) {
            put_map(w, member);
        } else if (member->type == MLT_NODE_LIST) {
            mlt_json_begin_array(w);
            for (const mlt_node *item = member->first; item != NULL; item = item->next)
                put_scalar(w, item);
            mlt_json_end_array(w);
        } else {
            put_scalar(w, member);
        }
    }
    mlt_json_end_object(w);
}

/* {gate: LIMIT, point: true} or {no_worse_than: {…}, point: true} */
static mltest_status check_map(const mlt_suite_file *f, const mlt_node *gate, mltest_error **error)
{
    static const char *const keys[] = {"gate", "no_worse_than", "point"};
    TRY(mlt_suite_file_map(f, gate, keys, 3, error));
    const mlt_node *limit = mlt_node_get(gate, "gate"),
                   *no_worse = mlt_node_get(gate, "no_worse_than"),
                   *point = mlt_node_get(gate, "point");
    if ((limit == NULL) == (no_worse == NULL))
        return mlt_node_fail(f->tree, gate, "a map with either gate or no_worse_than", error);
    if (point != NULL && point->type != MLT_NODE_BOOL)
        return mlt_node_fail(f->tree, point, "true or false", error);
    return limit != NULL ? check_limit(f, limit, error) : check_no_worse(f, no_worse, error);
}

static mltest_status read_map(mlt_suite_file *f, const mlt_node *gate, mltest_error **error)
{
    TRY(check_map(f, gate, error));
    mlt_text text;
    mlt_json_writer writer;
    mlt_text_init(&text, f->suite->ctx);
    mlt_json_writer_init(&writer, &text, 0);
    put_map(&writer, gate);
    mltest_status status = mlt_text_ok(&text)
                               ? mlt_suite_file_gate(f, mlt_text_string(&text), error)
                               : mlt_fail_memory(error);
    mlt_text_free(&text);
    return status;
}

mltest_status mlt_suite_file_gates(mlt_suite_file *f, const mlt_node *list, mltest_error **error)
{
    TRY(mlt_suite_file_list(f, list, "a list of gates", error));
    for (const mlt_node *gate = list->first; gate != NULL; gate = gate->next) {
        if (gate->type == MLT_NODE_MAP) {
            TRY(read_map(f, gate, error));
            continue;
        }
        TRY(check_limit(f, gate, error));
        TRY(mlt_suite_file_gate(f, gate->text, error));
    }
    return MLTEST_OK;
}
