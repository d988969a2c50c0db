/* SPDX-License-Identifier: MIT */
/*
 * Writes a folder a class.
 */
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "dataset/writer.h"

/* A class's name as the name of a folder. */
static mltest_status check_name(const char *name, mltest_error **error)
{
    if (strchr(name, '/') == NULL && mlt_path_is_inside(name) && name[0] != '.')
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "class \"%s\" cannot be the name of a folder",
                    name);
}

/* A picture that lies in its class's folder stays; another one is put there with its path in its
 * name. */
static mltest_status place(mlt_export *x, uint64_t i, mlt_text *out, mltest_error **error)
{
    const mltest_sample *sample = &x->dataset->samples[i];
    if (sample->truths.n != 1)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "%s: one class expected, there are %zu",
                        sample->id, sample->truths.n);
    const char *cls = x->dataset->classes.names[sample->truths.items[0].cls];
    size_t n = strlen(cls);
    TRY(check_name(cls, error));
    if (strncmp(sample->id, cls, n) == 0 && sample->id[n] == '/') {
        mlt_text_puts(out, sample->id);
        return MLTEST_OK;
    }
    mlt_text_puts(out, cls);
    mlt_text_putc(out, '/');
    for (const char *c = sample->id; *c != '\0'; c++)
        mlt_text_putc(out, (char)(*c == '/' ? '_' : *c));
    return MLTEST_OK;
}

/* The folders are the labels. */
static mltest_status write_classes(mlt_export *x, mltest_error **error)
{
    return mlt_export_count_lost_flags(x, 0, error);
}

const mlt_dataset_writer mlt_classes_writer = {
    .format = "classes", .classification = true, .place = place, .write = write_classes};
