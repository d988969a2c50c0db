/* SPDX-License-Identifier: MIT */
#include "suite/file.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"

bool mlt_suite_is_file(const char *spec)
{
    return mlt_path_has_extension(spec, ".json") || mlt_path_has_extension(spec, ".yaml") ||
           mlt_path_has_extension(spec, ".yml");
}

mltest_status mlt_suite_file_blame(const mlt_suite_file *f, const mlt_node *node,
                                   mltest_status status, mltest_error *why, mltest_error **error)
{
    if (status == MLTEST_ERR_MEMORY)
        status = mlt_fail_memory(error);
    else if (status != MLTEST_OK)
        status = mlt_node_say(f->tree, node, status, error, "%s",
                              mlt_error_text(why, MLT_ERROR_MESSAGE));
    mlt_error_free(why);
    return status;
}

mltest_status mlt_suite_file_blame_key(const mlt_suite_file *f, const mlt_node *node,
                                       mltest_status status, mltest_error *why,
                                       mltest_error **error)
{
    const mlt_node key = {.line = node->key_line, .column = node->key_column};
    return mlt_suite_file_blame(f, &key, status, why, error);
}

mltest_status mlt_suite_file_map(const mlt_suite_file *f, const mlt_node *node,
                                 const char *const *keys, size_t n, mltest_error **error)
{
    char what[160] = "a map with";
    for (size_t i = 0; i < n && strlen(what) + strlen(keys[i]) + 4 < sizeof what; i++) {
        strcat(what, i == 0 ? " " : ", ");
        strcat(what, keys[i]);
    }
    if (node->type != MLT_NODE_MAP)
        return mlt_node_fail(f->tree, node, what, error);
    return mlt_node_check_keys(f->tree, node, keys, n, error);
}

mltest_status mlt_suite_file_list(const mlt_suite_file *f, const mlt_node *node, const char *what,
                                  mltest_error **error)
{
    return node->type == MLT_NODE_LIST ? MLTEST_OK : mlt_node_fail(f->tree, node, what, error);
}

mltest_status mlt_suite_file_text(const mlt_suite_file *f, const mlt_node *node, const char *what,
                                  mltest_error **error)
{
    if (node->type != MLT_NODE_STRING || node->text[0] == '\0' ||
        !mlt_utf8_is_plain(node->text, strlen(node->text)))
        return mlt_node_fail(f->tree, node, what, error);
    return MLTEST_OK;
}

mltest_status mlt_suite_file_name(mlt_suite_file *f, const char *name, mltest_error **error)
{
    mltest_suite *suite = f->suite;
    char *copy = mlt_strdup(suite->ctx, name);
    if (copy == NULL)
        return mlt_fail_memory(error);
    mlt_free(suite->ctx, suite->name);
    suite->name = copy;
    return MLTEST_OK;
}

mltest_status mlt_suite_file_gate(mlt_suite_file *f, const char *text, mltest_error **error)
{
    mltest_suite *suite = f->suite;
    char *copy = NULL;
    if (mlt_reserve(suite->ctx, suite->gates, suite->cap_gates, suite->n_gates + 1))
        copy = mlt_strdup(suite->ctx, text);
    if (copy == NULL)
        return mlt_fail_memory(error);
    suite->gates[suite->n_gates++] = copy;
    return MLTEST_OK;
}

/* A suite without a name is called as its file is: "night" of night.yaml. */
static mltest_status name_after_file(mlt_suite_file *f, mltest_error **error)
{
    char stem[128];
    const char *name = mlt_path_name(f->tree->file);
    const char *dot = strrchr(name, '.');
    size_t n = dot != NULL ? (size_t)(dot - name) : strlen(name);
    if (n == 0 || n >= sizeof stem || !mlt_utf8_is_plain(name, n))
        return MLTEST_OK;
    memcpy(stem, name, n);
    stem[n] = '\0';
    return mlt_suite_file_name(f, stem, error);
}

/* What is read and has no effect on a run is said, never passed over. */
static mltest_status warn_of_rest(const mlt_suite_file *f, mltest_error **error)
{
    mltest_suite *suite = f->suite;
    if (suite->n_gates > 0)
        TRY(mlt_suite_warn(suite, error, "%s: %zu gates are kept; `mltest gate` judges them",
                           f->tree->file, suite->n_gates));
    if (suite->n == 1)
        TRY(mlt_suite_warn(suite, error, "%s: no conditions but the clean pictures",
                           f->tree->file));
    return MLTEST_OK;
}

static bool is_mltest(const mlt_node *root)
{
    for (size_t i = 0; i < mlt_mltest_key_count; i++)
        if (mlt_node_get(root, mlt_mltest_keys[i]) != NULL)
            return true;
    return false;
}

mltest_status mlt_suite_fill_tree(mltest_suite *suite, const mlt_tree *tree,
                                  const mlt_suite_tables *tables, mltest_error **error)
{
    mlt_suite_file f = {suite, tables, tree};
    TRY(name_after_file(&f, error));
    TRY(is_mltest(tree->root) ? mlt_suite_file_mltest(&f, error) : mlt_suite_file_own(&f, error));
    return warn_of_rest(&f, error);
}

mltest_status mlt_suite_fill_file(mltest_suite *suite, const char *path,
                                  const mlt_suite_tables *tables, mltest_error **error)
{
    mlt_tree tree;
    TRY(mlt_tree_read(&tree, suite->ctx, path, error));
    mltest_status status = mlt_suite_fill_tree(suite, &tree, tables, error);
    mlt_tree_free(&tree);
    return status;
}
