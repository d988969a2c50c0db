/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "score/decision.h"
#include "score/fill.h"
#include "stats/verdict.h"

/* A column of doubles that is read from the same place of every row's struct. */
typedef struct {
    const char *name;
    size_t offset;
    double scale;
} number_field;

typedef struct {
    const char *name;
    size_t offset;
} count_field;

static mltest_status fill_numbers(mlt_results *r, mlt_table *table, const number_field *fields,
                                  size_t n, const void *rows, size_t row_size, mltest_error **error)
{
    for (size_t k = 0; k < n; k++) {
        mlt_column *column;
        TRY(mlt_table_column(r, table, fields[k].name, MLT_COLUMN_DOUBLE, &column, error));
        for (size_t i = 0; i < table->n_rows; i++) {
            double v;
            memcpy(&v, (const char *)rows + i * row_size + fields[k].offset, sizeof v);
            column->doubles[i] = v * fields[k].scale;
        }
    }
    return MLTEST_OK;
}

static mltest_status fill_counts(mlt_results *r, mlt_table *table, const count_field *fields,
                                 size_t n, const mlt_condition_score *rows, mltest_error **error)
{
    for (size_t k = 0; k < n; k++) {
        mlt_column *column;
        TRY(mlt_table_column(r, table, fields[k].name, MLT_COLUMN_INT, &column, error));
        for (size_t i = 0; i < table->n_rows; i++) {
            uint64_t v;
            memcpy(&v, (const char *)&rows[i] + fields[k].offset, sizeof v);
            column->ints[i] = v < INT32_MAX ? (int32_t)v : INT32_MAX;
        }
    }
    return MLTEST_OK;
}

/* The verdict, and what would decide it. */
static mltest_status fill_verdicts(mltest_scorecard *card, mlt_table *table, mltest_error **error)
{
    mlt_column *verdict, *further, *needed;
    mlt_results *r = card->results;
    TRY(mlt_table_column(r, table, "verdict", MLT_COLUMN_STRING, &verdict, error));
    TRY(mlt_table_column(r, table, "further_samples", MLT_COLUMN_DOUBLE, &further, error));
    TRY(mlt_table_column(r, table, "samples_needed", MLT_COLUMN_DOUBLE, &needed, error));
    for (size_t i = 0; i < table->n_rows; i++) {
        const mlt_share *f = &card->conditions[i].affected;
        mlt_judgement j = mlt_verdict_judge(f->k, f->n, card->settings.target);
        if (card->decisions != NULL) /* of a run that stopped when it had seen enough */
            j = (mlt_judgement){.verdict = card->decisions[card->level_of[i]].verdict,
                                .needed = j.needed,
                                .further = MLT_VERDICT_NEVER};
        verdict->strings[i] =
            card->journal->conditions[i].n_steps == 0 ? "" : mlt_verdict_name(j.verdict);
        further->doubles[i] = mlt_verdict_further(&j, (double)card->conditions[i].n_eligible, f->n);
        needed->doubles[i] = j.needed < 0 ? NAN : (double)j.needed;
    }
    return MLTEST_OK;
}

static mltest_status fill_condition_names(mltest_scorecard *card, mlt_table *table,
                                          mltest_error **error)
{
    mlt_column *name, *kind, *category, *severity, *replicate, *limited, *counts;
    mlt_results *r = card->results;
    TRY(mlt_table_column(r, table, "name", MLT_COLUMN_STRING, &name, error));
    TRY(mlt_table_column(r, table, "kind", MLT_COLUMN_STRING, &kind, error));
    TRY(mlt_table_column(r, table, "category", MLT_COLUMN_STRING, &category, error));
    TRY(mlt_table_column(r, table, "severity", MLT_COLUMN_DOUBLE, &severity, error));
    TRY(mlt_table_column(r, table, "replicate", MLT_COLUMN_INT, &replicate, error));
    TRY(mlt_table_column(r, table, "label_limited", MLT_COLUMN_INT, &limited, error));
    TRY(mlt_table_column(r, table, "in_risk", MLT_COLUMN_INT, &counts, error));
    for (size_t i = 0; i < table->n_rows; i++) {
        const mlt_jcondition *c = &card->journal->conditions[i];
        TRY(mlt_table_set_string(r, name, i, c->name, error));
        TRY(mlt_table_set_string(r, kind, i, c->n_steps == 1 ? c->steps[0].kind : "", error));
        TRY(mlt_table_set_string(r, category, i, c->n_steps == 1 ? c->steps[0].category : "",
                                 error));
        severity->doubles[i] = c->severity;
        replicate->ints[i] = (int32_t)c->replicate;
        limited->ints[i] = card->conditions[i].label_limited;
        counts->ints[i] = mlt_condition_counts(c) && !card->conditions[i].undefined;
    }
    return MLTEST_OK;
}

#define AT(member) offsetof(mlt_condition_score, member)

static mltest_status fill_performance(mltest_scorecard *card, mlt_table *table,
                                      mltest_error **error)
{
    static const number_field detection[] = {
        {"mAP", AT(map), 1},
        {"mAP_low", AT(drawn.map.interval.low), 1},
        {"mAP_high", AT(drawn.map.interval.high), 1},
        {"AP50", AT(ap50), 1},
        {"AP50_low", AT(drawn.ap50.interval.low), 1},
        {"AP50_high", AT(drawn.ap50.interval.high), 1},
        {"AP75", AT(ap75), 1},
        {"AR", AT(ar), 1},
        {"drop_AP50_low", AT(drawn.drop50.interval.low), 1},
        {"drop_AP50_high", AT(drawn.drop50.interval.high), 1},
        {"precision", AT(precision), 1},
        {"recall", AT(recall), 1},
        {"F1", AT(f1), 1},
    };
    static const number_field classification[] = {
        {"top1", AT(map), 1},
        {"top1_low", AT(drawn.map.interval.low), 1},
        {"top1_high", AT(drawn.map.interval.high), 1},
        {"top5", AT(ap50), 1},
        {"balanced_accuracy", AT(ap75), 1},
        {"balanced_accuracy_low", AT(drawn.balanced.interval.low), 1},
        {"balanced_accuracy_high", AT(drawn.balanced.interval.high), 1},
        {"ECE", AT(ece), 1},
    };
    bool classes = card->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    return fill_numbers(card->results, table, classes ? classification : detection,
                        classes ? sizeof classification / sizeof classification[0]
                                : sizeof detection / sizeof detection[0],
                        card->conditions, sizeof card->conditions[0], error);
}

mltest_status mlt_score_fill_conditions(mltest_scorecard *card, mltest_error **error)
{
    static const number_field numbers[] = {
        {"affected.value", AT(affected.value), 1},
        {"affected.low", AT(affected.low), 1},
        {"affected.high", AT(affected.high), 1},
        {"robustness", AT(mean_r), 100},
        {"newly_broken.value", AT(newly_broken.value), 1},
        {"newly_broken.low", AT(newly_broken.low), 1},
        {"newly_broken.high", AT(newly_broken.high), 1},
        {"newly_fixed", AT(newly_fixed.value), 1},
        {"newly_fixed_low", AT(newly_fixed.low), 1},
        {"newly_fixed_high", AT(newly_fixed.high), 1},
        {"total_loss.value", AT(total_loss.value), 1},
        {"total_loss.low", AT(total_loss.low), 1},
        {"total_loss.high", AT(total_loss.high), 1},
        {"failure", AT(wrong.value), 1},
        {"failure_low", AT(wrong.low), 1},
        {"failure_high", AT(wrong.high), 1},
        {"degraded", AT(degraded.value), 1},
        {"degraded_low", AT(degraded.low), 1},
        {"degraded_high", AT(degraded.high), 1},
        {"probability_overlap", AT(mean_overlap), 1},
        {"n_effective", AT(affected.n), 1},
        {"drop_relative", AT(drop_relative), 1},
        {"drop_AP50", AT(drop50), 1},
        {"correctness", AT(mean_q), 1},
        {"drop", AT(drop), 1},
        {"drop_low", AT(drawn.drop.interval.low), 1},
        {"drop_high", AT(drawn.drop.interval.high), 1},
        {"change", AT(change), 1},
    };
    static const count_field counts[] = {
        {"n", AT(n_eligible)},
        {"n_counted", AT(n_counted)},
        {"n_failed", AT(n_failed)},
        {"n_skipped", AT(n_skipped)},
        {"n_blind", AT(n_blind)},
        {"n_appeared", AT(n_appeared)},
        {"stays_right", AT(n_stays_right)},
        {"already_wrong", AT(n_already_wrong)},
        {"kept", AT(kept)},
        {"lost", AT(lost)},
        {"new", AT(added)},
        {"moved", AT(moved)},
        {"reclassified", AT(reclassified)},
    };
    mlt_table *table;
    mlt_results *r = card->results;
    TRY(mlt_results_table(r, "conditions", card->journal->n_conditions, &table, error));
    TRY(fill_condition_names(card, table, error));
    TRY(fill_counts(r, table, counts, sizeof counts / sizeof counts[0], card->conditions, error));
    TRY(fill_numbers(r, table, numbers, sizeof numbers / sizeof numbers[0], card->conditions,
                     sizeof card->conditions[0], error));
    TRY(fill_performance(card, table, error));
    return fill_verdicts(card, table, error);
}

mltest_status mlt_score_fill_groups(mltest_scorecard *card, const char *table_name,
                                    const mlt_group_score *groups, size_t n, mltest_error **error)
{
    static const number_field numbers[] = {
        {"affected", offsetof(mlt_group_score, affected), 1},
        {"robustness", offsetof(mlt_group_score, mean_r), 100},
        {"failure", offsetof(mlt_group_score, wrong), 1},
        {"performance", offsetof(mlt_group_score, performance), 1},
        {"weight", offsetof(mlt_group_score, weight), 1},
    };
    mlt_table *table;
    mlt_column *name, *category;
    mlt_results *r = card->results;
    TRY(mlt_results_table(r, table_name, n, &table, error));
    TRY(mlt_table_column(r, table, "name", MLT_COLUMN_STRING, &name, error));
    TRY(mlt_table_column(r, table, "category", MLT_COLUMN_STRING, &category, error));
    for (size_t i = 0; i < n; i++) {
        TRY(mlt_table_set_string(r, name, i, groups[i].name, error));
        TRY(mlt_table_set_string(r, category, i, groups[i].category, error));
    }
    return fill_numbers(r, table, numbers, sizeof numbers / sizeof numbers[0], groups,
                        sizeof groups[0], error);
}

mltest_status mlt_score_fill_classes(mltest_scorecard *card, const mlt_class_scores *classes,
                                     mltest_error **error)
{
    mlt_table *table;
    mlt_column *name, *ap, *ap50, *truths, *few;
    mlt_results *r = card->results;
    size_t n = card->journal->run.n_classes;
    TRY(mlt_results_table(r, "classes", n, &table, error));
    TRY(mlt_table_column(r, table, "name", MLT_COLUMN_STRING, &name, error));
    TRY(mlt_table_column(r, table, "mAP", MLT_COLUMN_DOUBLE, &ap, error));
    TRY(mlt_table_column(r, table, "AP50", MLT_COLUMN_DOUBLE, &ap50, error));
    TRY(mlt_table_column(r, table, "n_truths", MLT_COLUMN_DOUBLE, &truths, error));
    TRY(mlt_table_column(r, table, "few_objects", MLT_COLUMN_INT, &few, error));
    for (size_t i = 0; i < n; i++) {
        TRY(mlt_table_set_string(r, name, i, card->journal->run.classes[i], error));
        if (classes->ap == NULL)
            continue;
        ap->doubles[i] = classes->ap[i];
        ap50->doubles[i] = classes->ap50[i];
        truths->doubles[i] = classes->n_truths[i];
        few->ints[i] = mlt_has_few_objects(classes->n_truths[i]);
    }
    return MLTEST_OK;
}
