/* SPDX-License-Identifier: MIT */
/*
 * The page as a file, or as a folder with its pictures beside it.
 */
#include <errno.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "report/page.h"

static mltest_status write_page(const mltest_report *report, const char *path, bool folder,
                                mltest_error **error)
{
    mlt_text page;
    mlt_text_init(&page, report->ctx);
    mltest_status status = mlt_report_html(&page, report, folder, error);
    if (status == MLTEST_OK)
        status = mlt_file_write(report->ctx, path, page.bytes, page.n, error);
    mlt_text_free(&page);
    return status;
}

static mltest_status write_in(const mltest_report *report, const char *folder, const char *name,
                              const void *bytes, size_t n, mltest_error **error)
{
    char *path = mlt_path_join(report->ctx, folder, name);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = bytes != NULL ? mlt_file_write(report->ctx, path, bytes, n, error)
                                         : write_page(report, path, true, error);
    mlt_free(report->ctx, path);
    return status;
}

static mltest_status write_pictures(const mltest_report *report, const char *folder,
                                    mltest_error **error)
{
    mlt_text name;
    mltest_status status = MLTEST_OK;
    mlt_text_init(&name, report->ctx);
    for (size_t i = 0; i < report->n_pictures && status == MLTEST_OK; i++) {
        mlt_text_clear(&name);
        mlt_page_picture_name(&name, i);
        if (!mlt_text_ok(&name))
            status = mlt_fail_memory(error);
        if (status == MLTEST_OK)
            status = mlt_folder_make_parents(report->ctx, folder, mlt_text_string(&name), error);
        if (status == MLTEST_OK)
            status = write_in(report, folder, mlt_text_string(&name), report->pictures[i].bytes,
                              report->pictures[i].n, error);
    }
    mlt_text_free(&name);
    return status;
}

static mltest_status write_json(const mltest_report *report, const char *folder,
                                mltest_error **error)
{
    mlt_text json;
    mlt_text_init(&json, report->ctx);
    mltest_status status = mlt_report_page_json(&json, report, error);
    if (status == MLTEST_OK)
        status = write_in(report, folder, "report.json", json.bytes, json.n, error);
    mlt_text_free(&json);
    return status;
}

static mltest_status write_all(const mltest_report *report, const char *folder, const char *path,
                               mltest_error **error)
{
    TRY(write_pictures(report, folder, error));
    TRY(write_json(report, folder, error));
    TRY(write_in(report, folder, "index.html", NULL, 0, error));
    if (rename(folder, path) == 0)
        return MLTEST_OK;
    return errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
               ? mlt_fail_at(error, MLTEST_ERR_CONFLICT, MLT_IN_FILE(path),
                             "not an empty folder; nothing is overwritten")
               : mlt_fail_errno(error, path, "rename into place", errno);
}

/* Made under another name, and there as a whole or not at all. */
static mltest_status write_folder(const mltest_report *report, const char *path,
                                  mltest_error **error)
{
    mlt_text making;
    mlt_text_init(&making, report->ctx);
    mlt_text_puts(&making, path);
    while (making.n > 1 && making.bytes[making.n - 1] == '/')
        making.bytes[--making.n] = '\0';
    mlt_text_puts(&making, ".new");
    const char *name = mlt_text_string(&making);
    mltest_status status = mlt_text_ok(&making) ? MLTEST_OK : mlt_fail_memory(error);
    if (status == MLTEST_OK)
        status = mlt_folder_make(name, error);
    if (status == MLTEST_OK) {
        status = write_all(report, name, path, error);
        if (status != MLTEST_OK)
            mlt_folder_remove(name);
    }
    mlt_text_free(&making);
    return status;
}

mltest_status mlt_report_save(const mltest_report *report, const char *path, mltest_error **error)
{
    if (mlt_path_has_extension(path, ".html"))
        return write_page(report, path, false, error);
    return write_folder(report, path, error);
}
