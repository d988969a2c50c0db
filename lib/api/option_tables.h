/* SPDX-License-Identifier: MIT */
/*
 * All tables of options; each belongs to the floor that reads it.
 */
#ifndef MLT_API_OPTION_TABLES_H
#define MLT_API_OPTION_TABLES_H

#include "suite/suite.h"

extern const mlt_option_table *const mlt_option_tables[];
extern const size_t mlt_option_table_count;
/* Those of which a suite's file may set some. */
extern const mlt_suite_tables mlt_suite_option_tables;

#endif
