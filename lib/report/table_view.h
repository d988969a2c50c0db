/* SPDX-License-Identifier: MIT */
/*
 * Tables of results for people: columns by description, whatever they are written as. What a table
 * does not have, or has nowhere defined, takes no room.
 */
#ifndef MLT_REPORT_TABLE_VIEW_H
#define MLT_REPORT_TABLE_VIEW_H

#include "base/table.h"
#include "base/text.h"

enum { MLT_MOST_SHOWN = 17 };

typedef enum {
    MLT_SHOW_TEXT,
    MLT_SHOW_SOME,           /* whole; not defined if it is 0 throughout */
    MLT_SHOW_FLAG,           /* "yes" or nothing; not defined if it is nothing throughout */
    MLT_SHOW_COUNT,          /* whole */
    MLT_SHOW_1,              /* with one decimal */
    MLT_SHOW_3,              /* with three */
    MLT_SHOW_P,              /* of a test: four decimals */
    MLT_SHOW_SHARE,          /* of 1, as "12.3 %" */
    MLT_SHOW_BETWEEN,        /* the 95 % interval of column, which ends in low and high */
    MLT_SHOW_BETWEEN_1,      /* the same with one decimal */
    MLT_SHOW_BETWEEN_SHARES, /* the same in percent */
    MLT_SHOW_BETWEEN_DRAWN,  /* that of the figure `column` of this row in the table "intervals" */
    MLT_SHOW_VERDICT         /* "pass", "fail", or what would decide */
} mlt_show;

typedef struct {
    const char *head;
    const char *column; /* "" of an interval: the columns "low" and "high" */
    mlt_show show;
} mlt_shown;

/* A column to be shown, and where its cells are. */
typedef struct {
    const mlt_shown *shown;
    const mlt_column *value, *low, *high; /* low and high of an interval; else NULL */
} mlt_view_column;

typedef struct {
    const mlt_results *results;
    const mlt_table *table;
    const mlt_column *names, *further, *affected;
    size_t first, last; /* rows */
    mlt_view_column columns[MLT_MOST_SHOWN];
    size_t n;
    bool says_something; /* a column that is no text is defined */
} mlt_table_view;

/* Rows from `first` on, at most `most`; false if there are none, or no column of them but texts is
 * defined. name: the table. */
bool mlt_table_view_open(mlt_table_view *v, const mlt_results *results, const char *name,
                         const mlt_shown *columns, size_t n, size_t first, size_t most);
/* Whether the column holds words. */
bool mlt_table_view_is_text(const mlt_table_view *v, size_t column);
/* The cell as it is shown, hostile if it is a text; nothing where it is not defined. */
void mlt_table_view_put(mlt_text *out, const mlt_table_view *v, size_t row, size_t column);
/* What a column is sorted by; NAN for words and where it is not defined. */
double mlt_table_view_key(const mlt_table_view *v, size_t row, size_t column);

/* The interval of a figure in the table "intervals"; false if it is not there or has no width: that
 * no draw differs says less than an interval would. */
bool mlt_results_drawn(const mlt_results *results, const char *figure, const char *of, double *low,
                       double *high);
/* A cell by name; NAN or "" where there is no such column or no such table. */
double mlt_table_number(const mlt_table *table, const char *column, size_t row);
const char *mlt_table_string(const mlt_table *table, const char *column, size_t row);
/* Whether a row is about a model, by its place among the models: several may have one name. */
bool mlt_table_is_of(const mlt_table *table, size_t row, size_t model);

#endif
