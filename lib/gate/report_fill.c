/* SPDX-License-Identifier: MIT */
#include "gate/report_fill.h"

#include <math.h>

#include "base/error.h"
#include "base/file.h"

static const char *const verdicts[] = {"inconclusive", "pass", "fail"};

static mltest_status fill_names(mlt_results *r, const mlt_jrun *run, mltest_error **error)
{
    TRY(mlt_results_number(r, "format", 1, error));
    TRY(mlt_results_text(r, "model.name", run->model_name, error));
    TRY(mlt_results_text(r, "model.version", run->model_version, error));
    TRY(mlt_results_text(r, "dataset.name", run->dataset_name, error));
    return mlt_results_text(r, "suite.name", run->suite_name, error);
}

static mltest_status fill_counts(mlt_results *r, const mltest_gates *gates,
                                 const mlt_gate_outcome *outcomes, mltest_error **error)
{
    double n[3] = {0, 0, 0};
    for (size_t i = 0; i < gates->n; i++)
        n[outcomes[i].verdict]++;
    mlt_verdict all = n[MLT_VERDICT_FAIL] > 0           ? MLT_VERDICT_FAIL
                      : n[MLT_VERDICT_INCONCLUSIVE] > 0 ? MLT_VERDICT_INCONCLUSIVE
                                                        : MLT_VERDICT_PASS;
    TRY(mlt_results_text(r, "verdict", verdicts[all], error));
    TRY(mlt_results_number(r, "n_gates", (double)gates->n, error));
    TRY(mlt_results_number(r, "passed", n[MLT_VERDICT_PASS], error));
    TRY(mlt_results_number(r, "failed", n[MLT_VERDICT_FAIL], error));
    TRY(mlt_results_number(r, "inconclusive", n[MLT_VERDICT_INCONCLUSIVE], error));
    return mlt_results_number(r, "confidence", 1 - MLT_VERDICT_ALPHA, error);
}

static mltest_status fill_samples(mlt_results *r, const mlt_gate_samples *s, mltest_error **error)
{
    const mltest_journal *j = s->card->journal;
    double failed = 0, asked = 0, missing = 0;
    for (size_t i = 0; i < j->n_samples * j->n_conditions; i++) {
        missing += j->outcomes[i].type != MLT_OUTCOME && j->outcomes[i].type != MLT_FAILURE &&
                   j->outcomes[i].type != MLT_SKIP;
        failed += j->outcomes[i].type == MLT_FAILURE;
        asked += j->outcomes[i].type == MLT_FAILURE || j->outcomes[i].type == MLT_OUTCOME;
    }
    const mlt_value *eligible = mlt_results_find_value(s->card->results, "clean.eligible");
    TRY(mlt_results_number(r, "samples.n", (double)s->n, error));
    TRY(mlt_results_number(r, "samples.groups", (double)s->n_groups, error));
    TRY(mlt_results_number(r, "samples.eligible", eligible != NULL ? eligible->number : NAN,
                           error));
    TRY(mlt_results_flag(r, "complete", j->complete, error));
    TRY(mlt_results_number(r, "missing.n", missing, error));
    TRY(mlt_results_number(r, "failures.n", failed, error));
    TRY(mlt_results_number(r, "failures.predictions", asked, error));
    return mlt_results_number(r, "failures.share", asked > 0 ? failed / asked : 0, error);
}

/* What a text column has in a row. */
typedef struct {
    const char *name;
    const char *(*text)(const mlt_gate *gate, const mlt_gate_outcome *out);
} text_column;

static const char *gate_text(const mlt_gate *gate, const mlt_gate_outcome *out)
{
    (void)out;
    return gate->text;
}

static const char *score_text(const mlt_gate *gate, const mlt_gate_outcome *out)
{
    (void)out;
    return gate->score->name;
}

static const char *condition_text(const mlt_gate *gate, const mlt_gate_outcome *out)
{
    (void)out;
    return gate->condition;
}

static const char *comparison_text(const mlt_gate *gate, const mlt_gate_outcome *out)
{
    (void)out;
    if (gate->baseline != NULL)
        return "no worse";
    return gate->at_least ? ">=" : "<=";
}

static const char *baseline_text(const mlt_gate *gate, const mlt_gate_outcome *out)
{
    (void)out;
    return gate->baseline != NULL ? mlt_path_name(gate->baseline) : "";
}

static const char *verdict_text(const mlt_gate *gate, const mlt_gate_outcome *out)
{
    (void)gate;
    return verdicts[out->verdict];
}

static const char *method_text(const mlt_gate *gate, const mlt_gate_outcome *out)
{
    (void)gate;
    return out->method;
}

static const char *reason_text(const mlt_gate *gate, const mlt_gate_outcome *out)
{
    (void)gate;
    return mlt_text_string(&out->reason);
}

static mltest_status fill_texts(mlt_results *r, mlt_table *table, const text_column *columns,
                                size_t n, const mltest_gates *gates,
                                const mlt_gate_outcome *outcomes, mltest_error **error)
{
    for (size_t k = 0; k < n; k++) {
        mlt_column *column;
        TRY(mlt_table_column(r, table, columns[k].name, MLT_COLUMN_STRING, &column, error));
        for (size_t i = 0; i < gates->n; i++)
            TRY(mlt_table_set_string(r, column, i, columns[k].text(&gates->items[i], &outcomes[i]),
                                     error));
    }
    return MLTEST_OK;
}

static mltest_status fill_numbers(mlt_results *r, mlt_table *table, const mltest_gates *gates,
                                  const mlt_gate_outcome *outcomes, mltest_error **error)
{
    mlt_column *limit, *value, *baseline, *low, *high, *n, *effective, *further;
    TRY(mlt_table_column(r, table, "limit", MLT_COLUMN_DOUBLE, &limit, error));
    TRY(mlt_table_column(r, table, "value", MLT_COLUMN_DOUBLE, &value, error));
    TRY(mlt_table_column(r, table, "baseline_value", MLT_COLUMN_DOUBLE, &baseline, error));
    TRY(mlt_table_column(r, table, "low", MLT_COLUMN_DOUBLE, &low, error));
    TRY(mlt_table_column(r, table, "high", MLT_COLUMN_DOUBLE, &high, error));
    TRY(mlt_table_column(r, table, "n", MLT_COLUMN_DOUBLE, &n, error));
    TRY(mlt_table_column(r, table, "n_effective", MLT_COLUMN_DOUBLE, &effective, error));
    TRY(mlt_table_column(r, table, "further_samples", MLT_COLUMN_DOUBLE, &further, error));
    for (size_t i = 0; i < gates->n; i++) {
        limit->doubles[i] = gates->items[i].limit;
        value->doubles[i] = outcomes[i].value;
        baseline->doubles[i] = outcomes[i].baseline;
        low->doubles[i] = outcomes[i].low;
        high->doubles[i] = outcomes[i].high;
        n->doubles[i] = outcomes[i].n;
        effective->doubles[i] = outcomes[i].n_effective;
        further->doubles[i] = outcomes[i].further;
    }
    return MLTEST_OK;
}

mltest_status mlt_gate_report_fill(mltest_gate_report *report, const mltest_gates *gates,
                                   const mlt_gate_outcome *outcomes,
                                   const mlt_gate_samples *samples, mltest_error **error)
{
    static const text_column first[] = {
        {"gate", gate_text},           {"score", score_text},
        {"condition", condition_text}, {"comparison", comparison_text},
        {"baseline", baseline_text},   {"verdict", verdict_text}};
    static const text_column last[] = {{"method", method_text}, {"reason", reason_text}};
    mlt_results *r = report->results;
    mlt_table *table;
    TRY(fill_names(r, &samples->card->journal->run, error));
    TRY(fill_counts(r, gates, outcomes, error));
    TRY(fill_samples(r, samples, error));
    TRY(mlt_results_table(r, "gates", gates->n, &table, error));
    TRY(fill_texts(r, table, first, 6, gates, outcomes, error));
    TRY(fill_numbers(r, table, gates, outcomes, error));
    return fill_texts(r, table, last, 2, gates, outcomes, error);
}
