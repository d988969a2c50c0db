/* SPDX-License-Identifier: MIT */
#include "report/html/facts.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/html/table.h"

static void begin(mlt_text *out, const mltest_report *r, const char *caption, const char *head,
                  bool sorts)
{
    mlt_html_table(out, caption, sorts);
    mlt_html_head(out, head, true);
    for (size_t i = 0; i < r->n; i++)
        mlt_html_head_model(out, r, i, !sorts);
    mlt_html_rows(out);
}

/* --- runs ------------------------------------------------------------------------------------- */

typedef void fact_fn(mlt_text *out, const mltest_journal *j);

static void put_version(mlt_text *out, const mltest_journal *j)
{
    mlt_text_puts(out, j->run.model_version);
}

static void put_tags(mlt_text *out, const mltest_journal *j)
{
    for (size_t i = 0; i < j->run.n_model_tags; i++) {
        mlt_text_puts(out, i > 0 ? ", " : "");
        mlt_text_puts(out, j->run.model_tags[i]);
    }
}

static void put_task(mlt_text *out, const mltest_journal *j)
{
    bool is_top = j->run.task == MLTEST_TASK_CLASSIFICATION;
    mlt_text_printf(out, "%s, %zu classes", is_top ? "classification" : "detection",
                    j->run.n_classes);
}

static void put_dataset(mlt_text *out, const mltest_journal *j)
{
    mlt_text_printf(out, "%s, %" PRIu64 " samples", j->run.dataset_name, j->run.dataset_n);
}

static void put_fingerprint(mlt_text *out, const mltest_journal *j)
{
    mlt_text_puts(out, j->fingerprint_text);
}

static void put_suite(mlt_text *out, const mltest_journal *j)
{
    mlt_text_printf(out, "%s, %zu conditions", j->run.suite_name, j->n_conditions);
}

static void put_suite_hash(mlt_text *out, const mltest_journal *j)
{
    mlt_text_puts(out, j->suite_hash_text);
}

static void put_frost(mlt_text *out, const mltest_journal *j)
{
    mlt_text_puts(out, j->frost_text);
}

static void put_run(mlt_text *out, const mltest_journal *j)
{
    mlt_text_printf(out, "seed %s, %zu samples", j->seed_text, j->n_samples);
    if (j->run.shard_count > 1)
        mlt_text_printf(out, ", shard %" PRIu64 " of %" PRIu64, j->run.shard_index,
                        j->run.shard_count);
    if (j->run.budget > 0)
        mlt_text_printf(out, ", budget %" PRIu64, j->run.budget);
    mlt_text_puts(out, j->run.until_decided ? ", until decided" : "");
    mlt_text_puts(out, j->complete ? ", complete" : ", not complete");
}

static void put_floor(mlt_text *out, const mltest_journal *j)
{
    if (j->run.has_score_floor)
        mlt_text_f64(out, j->run.score_floor);
    else
        mlt_text_puts(out, "not declared");
}

static void put_library(mlt_text *out, const mltest_journal *j)
{
    mlt_text_printf(out, "%s, numbers %s", j->run.library, j->run.f64 ? "f64" : "f32");
}

/* A row, unless no model has the fact. */
static void put_fact(mlt_text *out, const mltest_report *r, const char *head, fact_fn *put)
{
    bool any = false;
    mlt_text fact, row;
    mlt_text_init(&fact, out->ctx);
    mlt_text_init(&row, out->ctx);
    mlt_html_row(&row, head);
    for (size_t i = 0; i < r->n; i++) {
        mlt_text_clear(&fact);
        put(&fact, r->cards[i]->journal);
        row.failed = row.failed || !mlt_text_ok(&fact);
        any = any || fact.n > 0;
        mlt_html_cell_text(&row, mlt_text_string(&fact));
    }
    mlt_html_row_end(&row);
    if (any)
        mlt_text_add(out, mlt_text_string(&row), row.n);
    out->failed = out->failed || !mlt_text_ok(&row);
    mlt_text_free(&fact);
    mlt_text_free(&row);
}

static void put_runs(mlt_text *out, const mltest_report *r)
{
    static const struct {
        const char *head;
        fact_fn *put;
    } facts[] = {{"version of the model", put_version},
                 {"tags of the model", put_tags},
                 {"task", put_task},
                 {"data set", put_dataset},
                 {"its fingerprint", put_fingerprint},
                 {"suite", put_suite},
                 {"its hash", put_suite_hash},
                 {"photographs of frost", put_frost},
                 {"run", put_run},
                 {"lowest score", put_floor},
                 {"libmltest", put_library}};
    begin(out, r, "The runs", "fact", false);
    for (size_t f = 0; f < sizeof facts / sizeof facts[0]; f++)
        put_fact(out, r, facts[f].head, facts[f].put);
    mlt_html_table_end(out);
}

/* --- values ----------------------------------------------------------------------------------- */

static void put_value(mlt_text *out, const mlt_value *v)
{
    if (v == NULL || (!v->is_text && !isfinite(v->number))) {
        mlt_text_puts(out, "<td data-sort=\"\">–</td>");
    } else if (v->is_text) {
        mlt_html_cell_text(out, v->text);
    } else if (v->is_flag) {
        mlt_html_cell_text(out, v->number > 0 ? "yes" : "no");
    } else {
        mlt_text_puts(out, "<td");
        mlt_html_data(out, "sort", v->number);
        mlt_text_putc(out, '>');
        mlt_text_f64(out, v->number);
        mlt_text_puts(out, "</td>");
    }
}

/* All that have a name, or only settings: models of one report have the same names. */
static void put_values(mlt_text *out, const mltest_report *r, const char *caption, bool settings)
{
    const mlt_results *first = r->cards[0]->results;
    begin(out, r, caption, "name", true);
    for (size_t k = 0; k < mlt_results_value_count(first); k++) {
        const char *name = mlt_results_value_at(first, k)->name;
        if ((strncmp(name, "settings.", 9) == 0) != settings)
            continue;
        mlt_html_row(out, settings ? name + 9 : name);
        for (size_t i = 0; i < r->n; i++)
            put_value(out, mlt_results_find_value(r->cards[i]->results, name));
        mlt_html_row_end(out);
    }
    mlt_html_table_end(out);
}

void mlt_html_facts(mlt_text *out, const mltest_report *report)
{
    mlt_text_puts(out, "<h3>How it was made</h3>\n");
    put_runs(out, report);
    mlt_text_puts(out, "<details><summary>Settings of the scores</summary>\n");
    put_values(out, report, "Settings", true);
    mlt_text_puts(out, "</details>\n<details><summary>Every single value</summary>\n");
    put_values(out, report, "Values by the names that they have everywhere", false);
    mlt_text_puts(out, "</details>\n");
}

/* --- commands --------------------------------------------------------------------------------- */

/* What a shell takes as one word, whoever wrote it. */
static bool is_word(const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
              strchr("_.,=@+-", *c) != NULL))
            return false;
    return text[0] != '\0' && text[0] != '-';
}

static void put_flag(mlt_text *out, const char *flag, double value)
{
    mlt_text_puts(out, flag);
    mlt_text_f64(out, value);
}

static void put_run_command(mlt_text *out, const mltest_journal *j, size_t number)
{
    const mlt_jrun *run = &j->run;
    mlt_text_puts(out, "mltest run --dataset DATASET --predictor PREDICTOR --suite ");
    mlt_text_puts(out, is_word(run->suite_name) ? run->suite_name : "SUITE");
    mlt_text_printf(out, " --seed %s", j->seed_text);
    if (run->limit < run->dataset_n && run->budget == 0 && !run->until_decided)
        mlt_text_printf(out, " --limit %" PRIu64, run->limit);
    if (run->budget > 0)
        mlt_text_printf(out, " --budget %" PRIu64, run->budget);
    mlt_text_puts(out, run->until_decided ? " --until decided" : "");
    mlt_text_printf(out, " --out %zu.jsonl.gz\n", number);
}

void mlt_html_commands(mlt_text *out, const mltest_report *report)
{
    const mlt_score_settings *s = &report->cards[0]->settings;
    mlt_text_puts(out, "<h3>How to make it again</h3>\n<div class=\"wide\" tabindex=\"0\" "
                       "role=\"region\" aria-label=\"Commands\"><pre><code>");
    for (size_t i = 0; i < report->n; i++)
        put_run_command(out, report->cards[i]->journal, i + 1);
    mlt_text_puts(out, "mltest report");
    for (size_t i = 0; i < report->n; i++)
        mlt_text_printf(out, " %zu.jsonl.gz", i + 1);
    mlt_text_puts(out, " --out report.html");
    put_flag(out, " \\\n    --min-confidence ", s->min_confidence);
    if (!s->match_follows)
        put_flag(out, " --match-confidence ", s->match_confidence);
    put_flag(out, " --strictness ", s->score_strictness);
    put_flag(out, " --min-visibility ", s->min_visibility);
    put_flag(out, " --target ", s->target);
    mlt_text_printf(out, " --consistency %s --resamples %zu", s->macro ? "macro" : "micro",
                    s->resamples);
    const mlt_value *weights =
        mlt_results_find_value(report->cards[0]->results, "settings.weights");
    if (weights != NULL && weights->text != NULL && weights->text[0] != '\0')
        mlt_text_printf(out, " --weights %s", is_word(weights->text) ? weights->text : "WEIGHTS");
    mlt_text_puts(out, "\n</code></pre></div>\n<p class=\"quiet\">The same journals, settings and "
                       "pictures make the same page, byte by byte.</p>\n");
}
