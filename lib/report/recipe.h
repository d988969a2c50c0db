/* SPDX-License-Identifier: MIT */
/*
 * The command that makes a picture of a report once more.
 */
#ifndef MLT_REPORT_RECIPE_H
#define MLT_REPORT_RECIPE_H

#include "base/text.h"
#include "dataset/dataset.h"
#include "journal/journal.h"

/* One line for a POSIX shell, whatever the names are. */
void mlt_recipe(mlt_text *out, const mltest_journal *journal, const mltest_dataset *dataset,
                size_t sample, size_t condition);

#endif
