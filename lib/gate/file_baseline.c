/* SPDX-License-Identifier: MIT */
/*
 * no_worse_than: {baseline: FILE, on: [SCORE…], margin: {SCORE: NUMBER…}}
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "gate/file.h"

/* What a file names lies beside it. */
static const char *beside(mlt_gate_file *f, const char *name)
{
    const char *file = f->document.tree->file;
    size_t n = name[0] == '/' ? 0 : (size_t)(mlt_path_name(file) - file);
    char *path = mlt_arena_alloc(f->gates->arena, n + strlen(name) + 1, 1);
    if (path == NULL)
        return NULL;
    memcpy(path, file, n);
    memcpy(path + n, name, strlen(name) + 1);
    return path;
}

/* "risk no worse than last.jsonl.gz, margin 2" */
static mltest_status describe(mlt_gate_file *f, mlt_gate *gate, const char *score, const char *file,
                              mltest_error **error)
{
    mlt_text text;
    mlt_text_init(&text, f->gates->ctx);
    mlt_text_puts(&text, score);
    mlt_text_puts(&text, " no worse than ");
    mlt_text_puts(&text, file);
    mlt_text_puts(&text, ", margin ");
    mlt_text_f64(&text, gate->limit);
    gate->text = mlt_text_ok(&text) ? mlt_arena_string(f->gates->arena, text.bytes, text.n) : NULL;
    mlt_text_free(&text);
    return gate->text != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

/* The margin of exactly that score, or of all of its name; 0 if neither is there. */
static double margin_of(const mlt_node *margin, const char *text, const mlt_gate_score *score)
{
    const mlt_node *found = mlt_node_get(margin, text);
    if (found == NULL)
        found = mlt_node_get(margin, score->name);
    return found != NULL ? found->number : 0;
}

static mltest_status read_score(mlt_gate_file *f, const mlt_node *name, const mlt_node *margin,
                                const mlt_gate *like, mltest_error **error)
{
    mlt_gate gate = *like;
    mltest_error *why = NULL;
    TRY(mlt_suite_file_text(&f->document, name, "the name of a score", error));
    mltest_status status =
        mlt_gate_parse_score(f->gates, name->text, strlen(name->text), &gate, &why);
    TRY(mlt_suite_file_blame(&f->document, name, status, why, error));
    gate.limit = margin_of(margin, name->text, gate.score);
    TRY(describe(f, &gate, name->text, mlt_path_name(gate.baseline), error));
    return mlt_gates_add(f->gates, &gate, error);
}

/* A margin that belongs to nothing is a mistake: its gate would be judged with another. */
static mltest_status check_margin(mlt_gate_file *f, const mlt_node *margin, const mlt_node *on,
                                  size_t first, mltest_error **error)
{
    mltest_context *ctx = f->gates->ctx;
    if (margin->type != MLT_NODE_MAP)
        return mlt_node_fail(f->document.tree, margin, "a map of margins", error);
    for (const mlt_node *one = margin->first; one != NULL; one = one->next)
        if (one->type != MLT_NODE_NUMBER || !(one->number >= 0) || !isfinite(one->number))
            return mlt_node_fail(f->document.tree, one, "a margin of at least 0", error);
    const char **names = mlt_alloc_zero(ctx, 2 * on->n + 1, sizeof *names);
    if (names == NULL)
        return mlt_fail_memory(error);
    size_t n = 0;
    for (const mlt_node *name = on->first; name != NULL; name = name->next) {
        names[n++] = name->text;
        names[n++] = f->gates->items[first++].score->name;
    }
    mltest_status status = mlt_node_check_keys(f->document.tree, margin, names, n, error);
    mlt_free(ctx, (void *)names);
    return status;
}

mltest_status mlt_gate_file_baseline(mlt_gate_file *f, const mlt_node *map, bool is_point,
                                     mltest_error **error)
{
    static const char *const keys[] = {"baseline", "on", "margin"};
    TRY(mlt_suite_file_map(&f->document, map, keys, 3, error));
    const mlt_node *baseline = mlt_node_get(map, "baseline"), *on = mlt_node_get(map, "on"),
                   *margin = mlt_node_get(map, "margin");
    if (baseline == NULL || on == NULL)
        return mlt_node_say(f->document.tree, map, MLTEST_ERR_FORMAT, error,
                            "expected \"baseline\" and \"on\" in this map");
    TRY(mlt_suite_file_text(&f->document, baseline, "the name of a journal", error));
    TRY(mlt_suite_file_list(&f->document, on, "a list of scores", error));
    if (on->n == 0)
        return mlt_node_say(f->document.tree, on, MLTEST_ERR_FORMAT, error,
                            "expected at least one score");
    const mlt_gate like = {.is_point = is_point, .baseline = beside(f, baseline->text)};
    if (like.baseline == NULL)
        return mlt_fail_memory(error);
    size_t first = f->gates->n;
    for (const mlt_node *name = on->first; name != NULL; name = name->next)
        TRY(read_score(f, name, margin, &like, error));
    return margin != NULL ? check_margin(f, margin, on, first, error) : MLTEST_OK;
}
