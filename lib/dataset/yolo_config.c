/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "codec/tree.h"
#include "dataset/yolo.h"

static const char *const splits[] = {"train", "val", "test"};
enum { N_SPLITS = sizeof splits / sizeof splits[0] };

typedef struct {
    mltest_dataset *dataset;
    const mlt_dataset_settings *settings;
    mlt_tree tree;
    const char *base; /* the folder of data.yaml with `path` behind it; "" is the root */
    mlt_yolo_config *config;
} reader;

/* --- classes --------------------------------------------------------------------------------- */

static mltest_status add_name(reader *r, const mlt_node *name, mltest_error **error)
{
    mltest_error *why = NULL;
    if (name->type == MLT_NODE_LIST || name->type == MLT_NODE_MAP || name->type == MLT_NODE_NULL)
        return mlt_node_fail(&r->tree, name, "the name of a class", error);
    if (mlt_classes_find(&r->dataset->classes, name->text) >= 0)
        return mlt_node_say(&r->tree, name, MLTEST_ERR_FORMAT, error,
                            "class \"%.80s\" is there twice", name->text);
    mltest_status status = mlt_dataset_add_classes(r->dataset, &name->text, 1, &why);
    if (status != MLTEST_OK && status != MLTEST_ERR_MEMORY)
        status =
            mlt_node_say(&r->tree, name, status == MLTEST_ERR_LIMIT ? status : MLTEST_ERR_FORMAT,
                         error, "%s", mlt_error_text(why, MLT_ERROR_MESSAGE));
    else if (status != MLTEST_OK)
        status = mlt_fail_memory(error);
    mlt_error_free(why);
    return status;
}

/* {0: a, 1: b}: the keys count from 0. */
static const mlt_node *numbered(const mlt_node *names, size_t i)
{
    for (const mlt_node *node = names->first; node != NULL; node = node->next) {
        size_t value = 0;
        const char *digit = node->key;
        for (; *digit >= '0' && *digit <= '9' && value <= names->n; digit++)
            value = 10 * value + (size_t)(*digit - '0');
        if (*digit == '\0' && digit > node->key && value == i)
            return node;
    }
    return NULL;
}

static mltest_status read_names(reader *r, const mlt_node *names, mltest_error **error)
{
    if (names == NULL)
        return mlt_node_fail(&r->tree, r->tree.root, "a map with \"names\"", error);
    if (names->type != MLT_NODE_LIST && names->type != MLT_NODE_MAP)
        return mlt_node_fail(&r->tree, names, "a list of names", error);
    const mlt_node *item = names->first;
    for (size_t i = 0; i < names->n; i++) {
        const mlt_node *name = names->type == MLT_NODE_LIST ? item : numbered(names, i);
        if (name == NULL)
            return mlt_node_say(&r->tree, names, MLTEST_ERR_FORMAT, error,
                                "there is no name for class %zu", i);
        TRY(add_name(r, name, error));
        item = item->next;
    }
    return MLTEST_OK;
}

static mltest_status check_count(const reader *r, const mlt_node *nc, const mlt_node *names,
                                 mltest_error **error)
{
    if (nc == NULL || names == NULL)
        return MLTEST_OK;
    if (nc->type != MLT_NODE_NUMBER)
        return mlt_node_fail(&r->tree, nc, "the number of classes", error);
    if (nc->number != (double)names->n)
        return mlt_node_say(&r->tree, nc, MLTEST_ERR_FORMAT, error,
                            "nc is %s, but there are %zu names", nc->text, names->n);
    return MLTEST_OK;
}

/* --- places ---------------------------------------------------------------------------------- */

/* What a folder of data.yaml means here: without the "../" that Roboflow puts before it, as seen
 * from a folder beside them, and without what stands for the folder itself. *n is its length. */
static const char *plain_path(const char *path, size_t *n)
{
    while (strncmp(path, "../", 3) == 0 || strncmp(path, "./", 2) == 0)
        path += path[1] == '/' ? 2 : 3;
    *n = strlen(path);
    while (*n > 0 && path[*n - 1] == '/')
        --*n;
    if (*n == 1 && path[0] == '.')
        *n = 0;
    return path;
}

/* base/path, without a '/' where one of them is the root; new memory. */
static char *place_of(const reader *r, const char *path, size_t n)
{
    mlt_text text;
    mlt_text_init(&text, r->dataset->ctx);
    mlt_text_puts(&text, r->base);
    mlt_text_puts(&text, r->base[0] != '\0' && n > 0 ? "/" : "");
    mlt_text_add(&text, path, n);
    char *place = mlt_text_ok(&text) ? mlt_strdup(r->dataset->ctx, mlt_text_string(&text)) : NULL;
    mlt_text_free(&text);
    return place;
}

/* What was named already is not read twice. */
static mltest_status enter_place(reader *r, const mlt_node *node, const char *place,
                                 mltest_error **error)
{
    if (place[0] != '\0' && mlt_dataset_type_of(r->dataset, place) == MLT_PATH_NONE)
        return mlt_dataset_odd(r->dataset, "a folder of data.yaml is not there (left out)",
                               node->text, error);
    if (mlt_has_name(&r->config->places, place))
        return MLTEST_OK;
    return mlt_names_add(r->dataset->ctx, &r->config->places, place, error);
}

/* Adds a folder or list that data.yaml names. */
static mltest_status add_place(reader *r, const mlt_node *node, mltest_error **error)
{
    size_t n;
    if (node->type != MLT_NODE_STRING)
        return mlt_node_fail(&r->tree, node, "a folder", error);
    const char *path = plain_path(node->text, &n);
    if (n > 0 && !mlt_path_is_inside(path))
        return mlt_node_say(&r->tree, node, MLTEST_ERR_INVALID, error,
                            "\"%.200s\" leads out of the data set's folder", node->text);
    char *place = place_of(r, path, n);
    if (place == NULL)
        return mlt_fail_memory(error);
    mltest_status status = enter_place(r, node, place, error);
    mlt_free(r->dataset->ctx, place);
    return status;
}

static mltest_status add_places(reader *r, const mlt_node *node, mltest_error **error)
{
    if (node == NULL || node->type == MLT_NODE_NULL)
        return MLTEST_OK;
    if (node->type != MLT_NODE_LIST)
        return add_place(r, node, error);
    for (const mlt_node *item = node->first; item != NULL; item = item->next)
        TRY(add_place(r, item, error));
    return MLTEST_OK;
}

static mltest_status no_such_split(const reader *r, const char *split, mltest_error **error)
{
    char there[64] = "";
    for (size_t i = 0; i < N_SPLITS; i++)
        if (mlt_node_get(r->tree.root, splits[i]) != NULL) {
            strcat(there, there[0] != '\0' ? ", " : "");
            strcat(there, splits[i]);
        }
    return mlt_fail_at(error, MLTEST_ERR_NOT_FOUND, MLT_IN_FILE(r->tree.file),
                       "no split \"%s\"; there are: %s", split, there[0] != '\0' ? there : "none");
}

static mltest_status note_splits(reader *r, mltest_error **error)
{
    for (size_t i = 0; i < N_SPLITS; i++) {
        const mlt_node *node = mlt_node_get(r->tree.root, splits[i]);
        if (node != NULL && node->type != MLT_NODE_NULL)
            TRY(mlt_dataset_add_split(r->dataset, splits[i], strlen(splits[i]), error));
    }
    return MLTEST_OK;
}

static mltest_status read_places(reader *r, mltest_error **error)
{
    TRY(note_splits(r, error));
    const char *split = strcmp(r->settings->split, "valid") == 0 ? "val" : r->settings->split;
    if (split[0] != '\0') {
        const mlt_node *node = mlt_node_get(r->tree.root, split);
        bool is_split = false;
        for (size_t i = 0; i < N_SPLITS; i++)
            is_split = is_split || strcmp(split, splits[i]) == 0;
        return node != NULL && is_split ? add_places(r, node, error)
                                        : no_such_split(r, split, error);
    }
    for (size_t i = 0; i < N_SPLITS; i++)
        TRY(add_places(r, mlt_node_get(r->tree.root, splits[i]), error));
    return MLTEST_OK;
}

/* `path` is a folder below, or this one under the name it has elsewhere. */
static mltest_status read_base(reader *r, const mlt_node *path, mltest_error **error)
{
    r->base = "";
    if (path == NULL || path->type != MLT_NODE_STRING || strcmp(path->text, ".") == 0)
        return MLTEST_OK;
    if (mlt_path_is_inside(path->text) && mlt_has_folder(r->dataset->root, path->text)) {
        r->base = path->text;
        return MLTEST_OK;
    }
    return mlt_dataset_odd(r->dataset,
                           "path in data.yaml is no folder below it (its own folder is taken)",
                           path->text, error);
}

static mltest_status read_tree(reader *r, mltest_error **error)
{
    const mlt_node *root = r->tree.root;
    if (root->type != MLT_NODE_MAP)
        return mlt_node_fail(&r->tree, root, "a map with \"names\"", error);
    const mlt_node *names = mlt_node_get(root, "names");
    TRY(check_count(r, mlt_node_get(root, "nc"), names, error));
    if (r->settings->classes[0] == '\0')
        TRY(read_names(r, names, error));
    TRY(read_base(r, mlt_node_get(root, "path"), error));
    return read_places(r, error);
}

static mltest_status read_bytes(reader *r, const char *path, const char *bytes, size_t n,
                                mltest_error **error)
{
    TRY(mlt_tree_parse(&r->tree, r->dataset->ctx, path, bytes, n, error));
    mltest_status status = read_tree(r, error);
    mlt_tree_free(&r->tree);
    return status;
}

mltest_status mlt_yolo_config_read(mlt_yolo_config *config, mltest_dataset *dataset,
                                   const char *file, const mlt_dataset_settings *settings,
                                   mltest_error **error)
{
    reader r = {.dataset = dataset, .settings = settings, .config = config};
    char *bytes;
    size_t n;
    *config = (mlt_yolo_config){{NULL, 0, 0}};
    TRY(mlt_dataset_read_file(dataset, file, &bytes, &n, error));
    char *path = mlt_path_join(dataset->ctx, dataset->root, file);
    mltest_status status =
        path != NULL ? read_bytes(&r, path, bytes, n, error) : mlt_fail_memory(error);
    mlt_free(dataset->ctx, path);
    mlt_free(dataset->ctx, bytes);
    if (status != MLTEST_OK)
        mlt_yolo_config_free(dataset->ctx, config);
    return status;
}

void mlt_yolo_config_free(mltest_context *ctx, mlt_yolo_config *config)
{
    mlt_names_free(ctx, &config->places);
}
