/* SPDX-License-Identifier: MIT */
/*
 * Folders that are made and taken away.
 */
#ifndef MLT_BASE_FOLDER_H
#define MLT_BASE_FOLDER_H

#include "mltest/types.h"

/* Makes the folders in which root/relative lies, below root, which exists. */
mltest_status mlt_folder_make_parents(mltest_context *ctx, const char *root, const char *relative,
                                      mltest_error **error);
/* Makes one folder; MLTEST_ERR_CONFLICT if something is there. */
mltest_status mlt_folder_make(const char *path, mltest_error **error);
/* Takes a folder away with everything in it; links are not followed. What cannot go stays. */
void mlt_folder_remove(const char *path);

#endif
