/* SPDX-License-Identifier: MIT */
/*
 * Tables of results for people: columns by description. What a table does not have, or has nowhere
 * defined, takes no room.
 */
#ifndef MLT_REPORT_TABLE_TEXT_H
#define MLT_REPORT_TABLE_TEXT_H

#include "base/table.h"
#include "base/text.h"

typedef enum {
    MLT_SHOW_TEXT,
    MLT_SHOW_SOME,           /* whole; not defined if it is 0 throughout */
    MLT_SHOW_COUNT,          /* whole */
    MLT_SHOW_1,              /* with one decimal */
    MLT_SHOW_3,              /* with three */
    MLT_SHOW_SHARE,          /* of 1, as "12.3 %" */
    MLT_SHOW_BETWEEN,        /* the 95 % interval of column, which ends in low and high */
    MLT_SHOW_BETWEEN_SHARES, /* the same in percent */
    MLT_SHOW_BETWEEN_DRAWN,  /* that of the figure `column` of this row in the table "intervals" */
    MLT_SHOW_VERDICT         /* "pass", "fail", or what would decide */
} mlt_show;

typedef struct {
    const char *head;
    const char *column;
    mlt_show show;
} mlt_shown;

/* The interval of a figure in the table "intervals"; false if it is not there or has no width: that
 * no draw differs says less than an interval would. */
bool mlt_results_drawn(const mlt_results *results, const char *figure, const char *of, double *low,
                       double *high);
/* Rows from `first` on, at most `most`; nothing at all if there are none, or no column of them but
 * texts is defined. name: the table; heading: a line before it, or NULL. */
void mlt_table_text(mlt_text *out, const mlt_results *results, const char *name,
                    const char *heading, const mlt_shown *columns, size_t n, size_t first,
                    size_t most);

#endif
