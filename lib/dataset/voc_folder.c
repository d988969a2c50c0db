/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "dataset/voc.h"

static bool is_annotation_name(const char *name)
{
    return mlt_path_has_extension(name, ".xml");
}

static bool is_any_name(const char *name)
{
    (void)name;
    return true;
}

/* Moves the names that fit to the front, in order, and counts the rest, but not `others`. */
static mltest_status keep_fitting(mlt_voc *voc, mlt_names *names, bool (*fits)(const char *),
                                  bool (*others)(const char *), const char *what,
                                  mltest_error **error)
{
    const char *folder = names == &voc->annotations ? voc->annotation_folder : voc->picture_folder;
    size_t kept = 0;
    for (size_t i = 0; i < names->n; i++) {
        char *name = names->items[i];
        bool is_plain = mlt_utf8_is_plain(name, strlen(name)) && mlt_path_is_inside(name);
        if (is_plain && name[0] != '.' && fits(name)) {
            names->items[i] = names->items[kept];
            names->items[kept++] = name;
            continue;
        }
        if (!is_plain)
            TRY(mlt_dataset_odd(voc->dataset, MLT_ODD_NAME, folder[0] == '\0' ? "." : folder,
                                error));
        else if (name[0] != '.' && (others == NULL || !others(name)))
            TRY(mlt_dataset_odd(voc->dataset, what, name, error));
    }
    for (size_t i = kept; i < names->n; i++)
        mlt_free(voc->dataset->ctx, names->items[i]);
    names->n = kept;
    return MLTEST_OK;
}

static mltest_status list_folder(mlt_voc *voc, const char *folder, mlt_names *names,
                                 mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    if (!mlt_has_folder(dataset->root, folder))
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "%s: no folder %s/ in it, which Pascal VOC has", dataset->root, folder);
    if (folder[0] != '\0')
        TRY(mlt_path_check_below(dataset->ctx, dataset->root, folder, error));
    char *path = folder[0] != '\0' ? mlt_path_join(dataset->ctx, dataset->root, folder)
                                   : mlt_strdup(dataset->ctx, dataset->root);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_dir_list(dataset->ctx, path, names, error);
    mlt_free(dataset->ctx, path);
    return status;
}

mltest_status mlt_voc_list(mlt_voc *voc, mltest_error **error)
{
    bool is_flat = strcmp(voc->annotation_folder, voc->picture_folder) == 0;
    TRY(list_folder(voc, voc->annotation_folder, &voc->annotations, error));
    TRY(list_folder(voc, voc->picture_folder, &voc->pictures, error));
    TRY(keep_fitting(voc, &voc->annotations, is_annotation_name,
                     is_flat ? mlt_is_picture_name : NULL,
                     is_flat ? "neither an .xml nor a picture (skipped)"
                             : "a file in Annotations/ is not .xml (skipped)",
                     error));
    TRY(keep_fitting(voc, &voc->pictures, mlt_is_picture_name, is_flat ? is_any_name : NULL,
                     "a file in JPEGImages/ is not .jpg, .jpeg or .png (skipped)", error));
    voc->is_used = mlt_alloc_zero(voc->dataset->ctx, voc->pictures.n + 1, sizeof *voc->is_used);
    return voc->is_used == NULL ? mlt_fail_memory(error) : MLTEST_OK;
}

void mlt_voc_unlist(mlt_voc *voc)
{
    mltest_context *ctx = voc->dataset->ctx;
    mlt_names_free(ctx, &voc->annotations);
    mlt_names_free(ctx, &voc->pictures);
    mlt_free(ctx, voc->is_used);
    voc->is_used = NULL;
}

/* The first place whose name is not before key. */
static size_t lower_bound(const mlt_names *names, const char *key)
{
    size_t low = 0;
    size_t high = names->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->items[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The names that are a stem, a dot and one of the extensions; those are given in order of choice.
 */
static bool find_stem(const mlt_names *names, const char *stem_dot, const char *const *extensions,
                      size_t n_extensions, size_t *found, size_t *n_found)
{
    size_t length = strlen(stem_dot);
    size_t best = n_extensions;
    *n_found = 0;
    for (size_t i = lower_bound(names, stem_dot);
         i < names->n && strncmp(names->items[i], stem_dot, length) == 0; i++) {
        const char *name = names->items[i];
        for (size_t e = 0; e < n_extensions; e++) {
            if (strlen(name) - length + 1 != strlen(extensions[e]) ||
                !mlt_path_has_extension(name, extensions[e]))
                continue;
            ++*n_found;
            if (e < best) {
                best = e;
                *found = i;
            }
        }
    }
    return *n_found > 0;
}

/* stem and a dot, in the scratch text. */
static mltest_status put_stem(mlt_voc *voc, const char *stem, size_t n, mltest_error **error)
{
    mlt_text_clear(&voc->text);
    mlt_text_add(&voc->text, stem, n);
    mlt_text_putc(&voc->text, '.');
    return mlt_text_ok(&voc->text) ? MLTEST_OK : mlt_fail_memory(error);
}

mltest_status mlt_voc_find_annotation(mlt_voc *voc, const char *stem, const char **name,
                                      mltest_error **error)
{
    static const char *const extensions[] = {".xml"};
    size_t at, n;
    TRY(put_stem(voc, stem, strlen(stem), error));
    bool found = find_stem(&voc->annotations, mlt_text_string(&voc->text), extensions, 1, &at, &n);
    *name = found ? voc->annotations.items[at] : NULL;
    return MLTEST_OK;
}

/* Whether a <filename> is that very name, with or without extension. */
static bool names_stem(const char *filename, const char *stem)
{
    size_t n = strlen(stem);
    if (strncmp(filename, stem, n) != 0)
        return false;
    return filename[n] == '\0' || (filename[n] == '.' && strchr(filename + n + 1, '.') == NULL);
}

static bool find_picture(const mlt_names *pictures, const char *name, size_t *at)
{
    *at = lower_bound(pictures, name);
    return *at < pictures->n && strcmp(pictures->items[*at], name) == 0;
}

mltest_status mlt_voc_choose_picture(mlt_voc *voc, const char *stem, const char *filename,
                                     mlt_voc_choice *out, mltest_error **error)
{
    static const char *const extensions[] = {".jpg", ".jpeg", ".png"};
    size_t by_name = 0;
    size_t n = 0;
    bool has_name = filename != NULL && find_picture(&voc->pictures, filename, &by_name);
    bool is_own = filename == NULL || names_stem(filename, stem);
    *out = (mlt_voc_choice){false, 0, NULL};
    TRY(put_stem(voc, stem, strlen(stem), error));
    out->is_found =
        find_stem(&voc->pictures, mlt_text_string(&voc->text), extensions, 3, &out->picture, &n);
    if (out->is_found && has_name && is_own)
        out->picture = by_name;
    else if (out->is_found && !is_own)
        out->oddity = "an annotation's <filename> is another than its own (its own was taken)";
    else if (n > 1)
        out->oddity = "several pictures fit an annotation (the first was taken)";
    else if (!out->is_found && has_name) {
        *out =
            (mlt_voc_choice){true, by_name, "an annotation's picture was found by its <filename>"};
    } else if (!out->is_found)
        out->oddity = strcmp(voc->annotation_folder, voc->picture_folder) == 0
                          ? "an annotation has no picture beside it (left out)"
                          : "an annotation has no picture in JPEGImages/ (left out)";
    return MLTEST_OK;
}
