/* SPDX-License-Identifier: MIT */
#include "api/option_tables.h"

#include "dataset/writer.h"
#include "journal/journal.h"
#include "predictor/predictor.h"
#include "report/page.h"
#include "run/run.h"
#include "score/evaluation.h"
#include "score/score.h"
#include "search/search.h"

const mlt_option_table *const mlt_option_tables[] = {
    &mlt_dataset_options,    &mlt_predictor_options, &mlt_run_options,
    &mlt_score_options,      &mlt_merge_options,     &mlt_write_options,
    &mlt_evaluation_options, &mlt_stress_options,    &mlt_report_options,
};
const mlt_suite_tables mlt_suite_option_tables = {&mlt_score_options, &mlt_run_options,
                                                  &mlt_report_options};
const size_t mlt_option_table_count = sizeof mlt_option_tables / sizeof mlt_option_tables[0];
