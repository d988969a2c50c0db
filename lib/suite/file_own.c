/* SPDX-License-Identifier: MIT */
/*
 * Our own shape: {name, relative_lengths, conditions, thresholds, weights, gates,
 * classes, report}.
 */
#include "base/error.h"
#include "suite/file.h"

#define TARGET "target_fraction_affected_samples"

enum { N_KEYS = 8, MOST_NAMES = 64 };
static const char *const keys[N_KEYS] = {"conditions", "name",  "relative_lengths", "thresholds",
                                         "weights",    "gates", "classes",          "report"};

/* A key that is none of them may be meant for either shape. */
static mltest_status check_root(const mlt_suite_file *f, mltest_error **error)
{
    const char *names[N_KEYS + 8];
    const mlt_node *root = f->tree->root;
    size_t n = 0;
    for (; n < N_KEYS; n++)
        names[n] = keys[n];
    for (size_t i = 0; i < mlt_mltest_key_count && n < N_KEYS + 8; i++)
        names[n++] = mlt_mltest_keys[i];
    if (root->type != MLT_NODE_MAP)
        return mlt_node_fail(f->tree, root, "a map with \"conditions\"", error);
    TRY(mlt_node_check_keys(f->tree, root, names, n, error));
    return root->n > 0 ? MLTEST_OK
                       : mlt_node_fail(f->tree, root, "a map with \"conditions\"", error);
}

/* The score's options; "target" is short for the longest of them. */
static mltest_status read_thresholds(mlt_suite_file *f, const mlt_node *map, mltest_error **error)
{
    const mlt_option_table *table = f->tables->score;
    const char *names[MOST_NAMES] = {"target"};
    size_t n = 1;
    for (size_t i = 0; i < table->n && n < MOST_NAMES; i++)
        names[n++] = table->rows[i].name;
    TRY(mlt_suite_file_map(f, map, names, n, error));
    const mlt_node *target = mlt_node_get(map, "target");
    if (target != NULL && mlt_node_get(map, TARGET) != NULL)
        return mlt_node_say_key(f->tree, target, MLTEST_ERR_CONFLICT, error,
                                "target and " TARGET " are the same");
    for (const mlt_node *value = map->first; value != NULL; value = value->next)
        TRY(mlt_suite_file_setting(f, table, &f->suite->score,
                                   value == target ? TARGET : value->key, value, error));
    return MLTEST_OK;
}

static mltest_status read_report(mlt_suite_file *f, const mlt_node *map, mltest_error **error)
{
    return mlt_suite_file_settings(f, f->tables->report, &f->suite->report, map, error);
}

static mltest_status read_name(mlt_suite_file *f, const mlt_node *name, mltest_error **error)
{
    TRY(mlt_suite_file_text(f, name, "a name", error));
    return mlt_suite_file_name(f, name->text, error);
}

/* For the conditions, which are read after it. */
static mltest_status read_relative(mlt_suite_file *f, const mlt_node *value, mltest_error **error)
{
    if (value->type != MLT_NODE_BOOL)
        return mlt_node_fail(f->tree, value, "true or false", error);
    f->suite->is_relative = value->number > 0;
    return MLTEST_OK;
}

mltest_status mlt_suite_file_own(mlt_suite_file *f, mltest_error **error)
{
    /* Weights may name conditions, wherever these stand. */
    static const struct {
        const char *key;
        mltest_status (*read)(mlt_suite_file *f, const mlt_node *node, mltest_error **error);
    } parts[N_KEYS] = {{"name", read_name},
                       {"relative_lengths", read_relative},
                       {"conditions", mlt_suite_file_conditions},
                       {"thresholds", read_thresholds},
                       {"weights", mlt_suite_file_weights},
                       {"gates", mlt_suite_file_gates},
                       {"classes", mlt_suite_file_classes},
                       {"report", read_report}};
    TRY(check_root(f, error));
    for (size_t i = 0; i < N_KEYS; i++) {
        const mlt_node *node = mlt_node_get(f->tree->root, parts[i].key);
        if (node != NULL)
            TRY(parts[i].read(f, node, error));
    }
    return MLTEST_OK;
}
