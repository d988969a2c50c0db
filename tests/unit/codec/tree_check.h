/* SPDX-License-Identifier: MIT */
/*
 * Trees in one line, for tests of what builds them.
 */
#ifndef MLT_TESTS_CODEC_TREE_CHECK_H
#define MLT_TESTS_CODEC_TREE_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/context.h"
#include "codec/tree.h"
#include "testing.h"

static mlt_test_alloc tc_memory;
static mltest_context *tc_ctx;

static inline void tc_set_up(void)
{
    tc_memory = (mlt_test_alloc){0};
    tc_ctx = mlt_test_context(&tc_memory);
}

static inline void tc_tear_down(void)
{
    mltest_context_free(tc_ctx);
    ck_assert_uint_eq(tc_memory.live, 0);
}

/* {key:value,…} [item,…] 'text' number true null, with @line.column behind each. */
static inline void tc_put(const mlt_node *node, char *out)
{
    const char *text = node->text != NULL ? node->text : "";
    if (node->key != NULL)
        sprintf(out + strlen(out), "%s:", node->key);
    if (node->type == MLT_NODE_MAP || node->type == MLT_NODE_LIST) {
        strcat(out, node->type == MLT_NODE_MAP ? "{" : "[");
        for (const mlt_node *child = node->first; child != NULL; child = child->next) {
            ck_assert_ptr_eq(child->parent, node);
            tc_put(child, out);
            strcat(out, child->next != NULL ? "," : "");
        }
        strcat(out, node->type == MLT_NODE_MAP ? "}" : "]");
    } else if (node->type == MLT_NODE_STRING) {
        sprintf(out + strlen(out), "'%s'", text);
    } else if (node->type == MLT_NODE_NUMBER) {
        sprintf(out + strlen(out), "%g", node->number);
    } else {
        strcat(out, node->type == MLT_NODE_NULL ? "null" : node->number > 0 ? "true" : "false");
    }
    sprintf(out + strlen(out), "@%d.%d", (int)node->line, (int)node->column);
}

/* The tree of a text, in a buffer that lives until the next call. */
static inline const char *tc_tree(const char *file, const char *text)
{
    static char out[4096];
    mlt_tree tree;
    mltest_error *error = NULL;
    out[0] = '\0';
    ck_assert_msg(mlt_tree_parse(&tree, tc_ctx, file, text, strlen(text), &error) == MLTEST_OK,
                  "%s: %s", text, mltest_error_message(error));
    tc_put(tree.root, out);
    mlt_tree_free(&tree);
    return out;
}

static inline void tc_refused(const char *file, const char *text, size_t n, mltest_status status,
                              const char *words)
{
    mlt_tree tree;
    mltest_error *error = NULL;
    mltest_status got = mlt_tree_parse(&tree, tc_ctx, file, text, n, &error);
    ck_assert_msg(got == status, "%s: %d, %s", text, (int)got, mltest_error_message(error));
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s: %s", text,
                  mltest_error_message(error));
    mltest_error_free(error);
}

/* Body of out-of-memory tests: data is the name of the file, then the text. */
static inline mltest_status tc_body(mltest_context *ctx, void *data)
{
    const char *const *both = data;
    mlt_tree tree;
    mltest_error *error = NULL;
    mltest_status status = mlt_tree_parse(&tree, ctx, both[0], both[1], strlen(both[1]), &error);
    if (status == MLTEST_OK)
        mlt_tree_free(&tree);
    mltest_error_free(error);
    return status;
}

#endif
