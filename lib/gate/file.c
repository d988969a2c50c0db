/* SPDX-License-Identifier: MIT */
#include "gate/file.h"

#include <string.h>

#include "base/error.h"

static const char example[] = "a gate like \"risk <= 45\"";

static mltest_status read_point(const mlt_gate_file *f, const mlt_node *map, bool *is_point,
                                mltest_error **error)
{
    const mlt_node *point = mlt_node_get(map, "point");
    *is_point = f->is_point;
    if (point == NULL)
        return MLTEST_OK;
    if (point->type != MLT_NODE_BOOL)
        return mlt_node_fail(f->document.tree, point, "true or false", error);
    *is_point = point->number > 0;
    return MLTEST_OK;
}

static mltest_status read_limit(mlt_gate_file *f, const mlt_node *node, bool is_point,
                                mltest_error **error)
{
    mlt_gate gate;
    mltest_error *why = NULL;
    TRY(mlt_suite_file_text(&f->document, node, example, error));
    mltest_status status = mlt_gate_parse(f->gates, node->text, &gate, &why);
    TRY(mlt_suite_file_blame(&f->document, node, status, why, error));
    gate.is_point = is_point;
    return mlt_gates_add(f->gates, &gate, error);
}

/* {gate: TEXT, point: true} or {no_worse_than: {…}, point: true} */
static mltest_status read_map(mlt_gate_file *f, const mlt_node *node, mltest_error **error)
{
    static const char *const keys[] = {"gate", "no_worse_than", "point"};
    bool is_point;
    TRY(mlt_suite_file_map(&f->document, node, keys, 3, error));
    const mlt_node *limit = mlt_node_get(node, "gate"),
                   *no_worse = mlt_node_get(node, "no_worse_than");
    if ((limit == NULL) == (no_worse == NULL))
        return mlt_node_say(f->document.tree, node, MLTEST_ERR_FORMAT, error,
                            "expected either \"gate\" or \"no_worse_than\" in this map");
    TRY(read_point(f, node, &is_point, error));
    return limit != NULL ? read_limit(f, limit, is_point, error)
                         : mlt_gate_file_baseline(f, no_worse, is_point, error);
}

static mltest_status read_list(mlt_gate_file *f, const mlt_node *list, mltest_error **error)
{
    TRY(mlt_suite_file_list(&f->document, list, "a list of gates", error));
    for (const mlt_node *node = list->first; node != NULL; node = node->next)
        TRY(node->type == MLT_NODE_MAP ? read_map(f, node, error)
                                       : read_limit(f, node, f->is_point, error));
    return MLTEST_OK;
}

/* Whether a key is there that only suites have. */
static bool is_suite(const mlt_node *root)
{
    static const char *const keys[] = {"conditions", "name",    "relative_lengths",
                                       "thresholds", "weights", "classes"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (mlt_node_get(root, keys[i]) != NULL)
            return true;
    for (size_t i = 0; i < mlt_mltest_key_count; i++)
        if (mlt_node_get(root, mlt_mltest_keys[i]) != NULL)
            return true;
    return false;
}

/* MLTest's options name no gates in our words: these are what the suite's reader made of them. */
static mltest_status take_suite_gates(mlt_gate_file *f, mltest_error **error)
{
    const mltest_suite *suite = f->gates->suite;
    for (size_t i = 0; i < suite->n_gates; i++) {
        mlt_gate gate;
        TRY(mlt_gate_parse(f->gates, suite->gates[i], &gate, error));
        TRY(mlt_gates_add(f->gates, &gate, error));
    }
    return MLTEST_OK;
}

static mltest_status read_suite(mlt_gate_file *f, const mlt_suite_tables *tables,
                                mltest_error **error)
{
    const mlt_tree *tree = f->document.tree;
    TRY(mlt_suite_make(&f->gates->suite, f->gates->ctx, "gates", error));
    TRY(mlt_suite_fill_tree(f->gates->suite, tree, tables, error));
    const mlt_node *list = mlt_node_get(tree->root, "gates");
    return list != NULL ? read_list(f, list, error) : take_suite_gates(f, error);
}

static mltest_status read_own(mlt_gate_file *f, mltest_error **error)
{
    static const char *const keys[] = {"gates", "point"};
    const mlt_node *root = f->document.tree->root;
    if (root->type != MLT_NODE_MAP)
        return read_list(f, root, error);
    TRY(mlt_suite_file_map(&f->document, root, keys, 2, error));
    TRY(read_point(f, root, &f->is_point, error));
    const mlt_node *list = mlt_node_get(root, "gates");
    if (list == NULL)
        return mlt_node_fail(f->document.tree, root, "a map with \"gates\"", error);
    return read_list(f, list, error);
}

mltest_status mlt_gates_fill_tree(mltest_gates *gates, const mlt_tree *tree,
                                  const mlt_suite_tables *tables, mltest_error **error)
{
    mlt_gate_file f = {.document = {.tree = tree}, .gates = gates};
    TRY(is_suite(tree->root) ? read_suite(&f, tables, error) : read_own(&f, error));
    /* Nothing to judge would always pass. */
    if (gates->n == 0)
        return mlt_node_say(tree, tree->root, MLTEST_ERR_FORMAT, error,
                            "expected at least one gate");
    return MLTEST_OK;
}

mltest_status mlt_gates_open(mltest_gates **out, mltest_context *ctx, const char *path,
                             const mlt_suite_tables *tables, mltest_error **error)
{
    mlt_tree tree;
    mltest_gates *gates = NULL;
    TRY(mlt_tree_read(&tree, ctx, path, error));
    mltest_status status = mlt_gates_make(&gates, ctx, error);
    if (status == MLTEST_OK)
        status = mlt_gates_fill_tree(gates, &tree, tables, error);
    mlt_tree_free(&tree);
    if (status == MLTEST_OK)
        *out = gates;
    else
        mlt_gates_unref(gates);
    return status;
}
