/* SPDX-License-Identifier: MIT */
#include "report/html/figures.h"

#include "report/columns.h"
#include "report/html/names.h"

/* Of harm as a share: that of affected samples, 1 minus consistency, the drop. Narrow where the
 * zones of risk end. */
static const double bounds[MLT_HARM_STEPS] = {0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8};

double mlt_figure_value(const mlt_level_score *level, mlt_shown_figure figure)
{
    switch (figure) {
    case MLT_SHOWN_AFFECTED:
        return level->affected.value;
    case MLT_SHOWN_ROBUSTNESS:
        return 100 * level->mean_r;
    case MLT_SHOWN_DROP:
        return level->drop;
    default:
        return level->wrong.value;
    }
}

void mlt_figure_put_name(mlt_text *out, const mltest_report *report, mlt_shown_figure figure)
{
    static const char *const names[MLT_N_SHOWN_FIGURES] = {"affected samples", "robustness",
                                                           "drop of ", "failure"};
    mlt_text_puts(out, names[figure]);
    if (figure == MLT_SHOWN_DROP)
        mlt_text_puts(out, mlt_html_performance_name(report));
}

const char *mlt_figure_unit(mlt_shown_figure figure)
{
    return figure == MLT_SHOWN_AFFECTED || figure == MLT_SHOWN_FAILURE ? "%" : "";
}

void mlt_figure_put(mlt_text *out, mlt_shown_figure figure, double value)
{
    if (figure == MLT_SHOWN_DROP)
        mlt_fixed(out, value, 3);
    else
        mlt_fixed(out, figure == MLT_SHOWN_ROBUSTNESS ? value : 100 * value, 1);
}

size_t mlt_figure_step(mlt_shown_figure figure, double value)
{
    double harm = figure == MLT_SHOWN_ROBUSTNESS ? 1 - value / 100 : value;
    size_t step = 0;
    while (step + 1 < MLT_HARM_STEPS && harm >= bounds[step + 1])
        step++;
    return step;
}

static void put_bound(mlt_text *out, mlt_shown_figure figure, double harm)
{
    if (figure == MLT_SHOWN_DROP)
        mlt_fixed(out, harm, 2);
    else
        mlt_fixed(out, 100 * (figure == MLT_SHOWN_ROBUSTNESS ? 1 - harm : harm), 0);
}

void mlt_figure_put_step(mlt_text *out, mlt_shown_figure figure, size_t step)
{
    bool falls = figure == MLT_SHOWN_ROBUSTNESS, is_last = step + 1 == MLT_HARM_STEPS;
    if (step == 0 || is_last) {
        mlt_text_puts(out, step == 0 ? (falls ? "over " : "under ") : falls ? "to " : "from ");
        put_bound(out, figure, bounds[is_last ? step : 1]);
    } else {
        put_bound(out, figure, bounds[falls ? step + 1 : step]);
        mlt_text_puts(out, "–");
        put_bound(out, figure, bounds[falls ? step : step + 1]);
    }
    if (mlt_figure_unit(figure)[0] != '\0')
        mlt_text_printf(out, " %s", mlt_figure_unit(figure));
}

const char *mlt_figure_reason(const mltest_scorecard *card, size_t level, mlt_shown_figure figure)
{
    const mlt_level_score *s = &card->levels[level];
    if (s->undefined)
        return "left out: more skipped than counted";
    if (figure == MLT_SHOWN_DROP && card->conditions[s->first].label_limited)
        return "label-limited: AP50 alone, below";
    if (figure == MLT_SHOWN_AFFECTED || figure == MLT_SHOWN_ROBUSTNESS)
        return "no eligible sample counts";
    return "no labels";
}
