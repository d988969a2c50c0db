/* SPDX-License-Identifier: MIT */
/*
 * Documents as trees: the first byte chooses JSON or YAML. Any bytes give a tree that hangs
 * together, or an error with a place.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "codec/tree.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static size_t check(const mlt_node *node, const mlt_node *parent)
{
    size_t n = 0, total = 1;
    bool is_scalar = node->type != MLT_NODE_MAP && node->type != MLT_NODE_LIST;
    bool has_key = parent != NULL && parent->type == MLT_NODE_MAP;
    if (node->parent != parent || (node->key != NULL) != has_key || node->line < 1 ||
        node->column < 1 || (is_scalar && node->text == NULL) ||
        (node->type == MLT_NODE_NUMBER && !isfinite(node->number)))
        abort();
    for (const mlt_node *child = node->first; child != NULL; child = child->next) {
        total += check(child, node);
        n++;
        if (has_key && mlt_node_get(parent, node->key) != node)
            abort();
    }
    if (n != node->n || (is_scalar && n > 0))
        abort();
    return total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mlt_tree tree;
    mltest_error *error = NULL;
    if (n == 0)
        return 0;
    const char *file = data[0] % 2 == 0 ? "fuzz.json" : "fuzz.yaml";
    mltest_status status = mlt_tree_parse(&tree, NULL, file, (const char *)data + 1, n - 1, &error);
    if (status != mltest_error_status(error))
        abort();
    if (status == MLTEST_OK) {
        if (check(tree.root, NULL) != tree.n_nodes)
            abort();
        mlt_tree_free(&tree);
    }
    mltest_error_free(error);
    return 0;
}
