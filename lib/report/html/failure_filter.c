/* SPDX-License-Identifier: MIT */
/*
 * What failures can be filtered by. The script shows the form; boxes are switched by style alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "report/html/failure_filter.h"
#include "report/html/failure_parts.h"
#include "report/html/html.h"
#include "report/html/names.h"

enum { NAME = 60 };

void mlt_html_kind(mlt_text *out, const mlt_jcondition *condition)
{
    for (size_t i = 0; i < condition->n_steps; i++) {
        mlt_text_puts(out, i > 0 ? " + " : "");
        mlt_html_text(out, condition->steps[i].kind);
    }
}

static bool is_same_kind(const mlt_jcondition *a, const mlt_jcondition *b)
{
    if (a->n_steps != b->n_steps)
        return false;
    for (size_t i = 0; i < a->n_steps; i++)
        if (strcmp(a->steps[i].kind, b->steps[i].kind) != 0)
            return false;
    return true;
}

static const mlt_jcondition *condition_of(const mltest_report *r, size_t failure)
{
    return &r->cards[0]->journal->conditions[r->failures[failure].condition];
}

static void begin(mlt_text *out, const char *name, const char *label, const char *all)
{
    mlt_text_printf(out, "<label>%s <select name=\"%s\"><option value=\"\">%s</option>", label,
                    name, all);
}

static void end(mlt_text *out)
{
    mlt_text_puts(out, "</select></label>\n");
}

/* The first of each, in the order of the figures. */
static void put_kinds(mlt_text *out, const mltest_report *r)
{
    begin(out, "kind", "Kind", "all");
    for (size_t i = 0; i < r->n_failures; i++) {
        size_t k = 0;
        while (k < i && !is_same_kind(condition_of(r, k), condition_of(r, i)))
            k++;
        if (k < i)
            continue;
        mlt_text_puts(out, "<option value=\"");
        mlt_html_kind(out, condition_of(r, i));
        mlt_text_puts(out, "\">");
        mlt_html_kind(out, condition_of(r, i));
        mlt_text_puts(out, "</option>");
    }
    end(out);
}

/* The smallest severity above one. */
static bool next_severity(const mltest_report *r, double above, double *out)
{
    bool any = false;
    for (size_t i = 0; i < r->n_failures; i++) {
        double severity = condition_of(r, i)->severity;
        if (severity > above && (!any || severity < *out)) {
            *out = severity;
            any = true;
        }
    }
    return any;
}

static void put_severities(mlt_text *out, const mltest_report *r)
{
    begin(out, "severity", "Severity", "all");
    for (double s = -1, next = 0; next_severity(r, s, &next); s = next) {
        mlt_text_puts(out, "<option>");
        mlt_text_f64(out, next);
        mlt_text_puts(out, "</option>");
    }
    end(out);
}

static void put_classes(mlt_text *out, const mltest_report *r)
{
    const mlt_jrun *run = &r->cards[0]->journal->run;
    begin(out, "class", "Class", "all");
    for (size_t i = 0; i < run->n_classes; i++) {
        mlt_text_printf(out, "<option value=\"%zu\">", i);
        mlt_html_short(out, run->classes[i], NAME);
        mlt_text_puts(out, "</option>");
    }
    end(out);
}

static void put_models(mlt_text *out, const mltest_report *r)
{
    begin(out, "model", "Model", "all");
    for (size_t i = 0; i < r->n; i++) {
        mlt_text_printf(out, "<option value=\"%zu\">", i);
        mlt_html_short(out, r->cards[i]->journal->run.model_name, NAME);
        mlt_text_puts(out, "</option>");
    }
    end(out);
}

static void put_states(mlt_text *out)
{
    begin(out, "state", "What happened", "anything");
    for (int i = MLT_PAGE_LOST; i <= MLT_PAGE_RECLASSIFIED; i++)
        mlt_text_printf(out, "<option value=\"%s\">%s</option>", mlt_page_state_names[i],
                        mlt_page_state_words[i]);
    end(out);
}

void mlt_html_failure_filter(mlt_text *out, const mltest_report *r)
{
    mlt_text_puts(out, "<form class=\"controls fail-filter\" hidden>\n");
    put_kinds(out, r);
    put_severities(out, r);
    if (r->cards[0]->journal->run.n_classes > 1)
        put_classes(out, r);
    if (r->n > 1)
        put_models(out, r);
    put_states(out);
    mlt_text_puts(out,
                  "<label><input type=\"checkbox\" name=\"slider\"> one over the other, with a "
                  "slider</label>\n</form>\n");
}

/* Above the figures, which it counts, and once more below them. */
void mlt_html_failure_pager(mlt_text *out, bool counts)
{
    mlt_text_puts(out, "<div class=\"controls fail-pager\" hidden>"
                       "<button type=\"button\" class=\"fail-previous\">← Previous</button> ");
    mlt_text_puts(out, counts ? "<output class=\"fail-count\"></output> "
                              : "<span class=\"fail-count\"></span> ");
    mlt_text_puts(out, "<button type=\"button\" class=\"fail-next\">Next →</button></div>\n");
}

/* Which colour and which line is what; a box to tick hides them. */
void mlt_html_failure_legend(mlt_text *out)
{
    mlt_text_puts(out, "<fieldset class=\"fail-legend\"><legend>Boxes</legend>\n");
    for (int i = 0; i < MLT_PAGE_STATES; i++)
        mlt_text_printf(out,
                        "<label><input type=\"checkbox\" name=\"show\" value=\"%s\" checked> "
                        "<svg class=\"fail-swatch\" aria-hidden=\"true\" width=\"28\" "
                        "height=\"16\"><g class=\"fail-%s\"><rect class=\"fail-under\" x=\"3\" "
                        "y=\"3\" width=\"22\" height=\"10\"/><rect x=\"3\" y=\"3\" width=\"22\" "
                        "height=\"10\"/></g></svg> %s</label>\n",
                        mlt_page_state_names[i], mlt_page_state_names[i], mlt_page_state_words[i]);
    mlt_text_puts(out, "<label><input type=\"checkbox\" name=\"show\" value=\"labels\" checked> "
                       "classes and scores</label>\n</fieldset>\n");
}
