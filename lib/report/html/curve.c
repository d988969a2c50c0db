/* SPDX-License-Identifier: MIT */
#include "report/html/curve.h"

#include <math.h>

#include "base/number.h"
#include "report/columns.h"
#include "report/html/html.h"
#include "report/html/names.h"

/* Of the drawing, and of the field of values in it. */
enum {
    WIDTH = 240,
    HEIGHT = 163,
    LEFT = 34,
    RIGHT = 232,
    TOP = 8,
    BOTTOM = 128,
    DODGE = 3,
    LETTER = 8
};

typedef struct {
    const mltest_report *report;
    const mlt_grid *grid;
    size_t row;
    double low, high; /* severities at the ends */
} curve;

static double x_of(const curve *c, double severity, size_t model)
{
    double span = c->high > c->low ? (severity - c->low) / (c->high - c->low) : 0.5;
    double middle = ((double)c->report->n - 1) / 2;
    /* Room for whiskers that would hide each other. */
    return LEFT + 12 + span * (RIGHT - LEFT - 24) + DODGE * ((double)model - middle);
}

static double y_of(double share)
{
    return BOTTOM - share * (BOTTOM - TOP);
}

static void put_xy(mlt_text *out, double x, double y)
{
    mlt_fixed(out, x, 1);
    mlt_text_putc(out, ' ');
    mlt_fixed(out, y, 1);
}

/* The affected share of a model at a severity of the grid; NULL where there is none. */
static const mlt_share *share_at(const curve *c, size_t model, size_t severity)
{
    int64_t level = mlt_grid_at(c->grid, c->row, severity);
    if (level == MLT_GRID_NONE)
        return NULL;
    const mlt_share *share = &c->report->cards[model]->levels[level].affected;
    return isfinite(share->value) ? share : NULL;
}

static void put_zone(mlt_text *out, const char *zone, double from, double to)
{
    mlt_text_printf(out, "<rect class=\"curve-%s\" x=\"%d\" width=\"%d\" y=\"", zone, LEFT,
                    RIGHT - LEFT);
    mlt_fixed(out, y_of(to), 1);
    mlt_text_puts(out, "\" height=\"");
    mlt_fixed(out, y_of(from) - y_of(to), 1);
    mlt_text_puts(out, "\"/>");
}

static void put_label(mlt_text *out, const char *anchor, double x, double y)
{
    mlt_text_printf(out, "<text text-anchor=\"%s\" x=\"", anchor);
    mlt_fixed(out, x, 1);
    mlt_text_puts(out, "\" y=\"");
    mlt_fixed(out, y, 1);
    mlt_text_puts(out, "\">");
}

static void put_shares(mlt_text *out)
{
    static const int percents[] = {0, 20, 50, 100};
    for (size_t i = 0; i < sizeof percents / sizeof percents[0]; i++) {
        put_label(out, "end", LEFT - 4, y_of(percents[i] / 100.0) + 4);
        mlt_text_printf(out, "%d</text>", percents[i]);
    }
}

/* Severities below the field, as many as have room. */
static void put_severities(mlt_text *out, const curve *c)
{
    char text[MLT_NUMBER_SIZE];
    double end = 0;
    for (size_t i = 0; i < c->grid->n_severities; i++) {
        double x = x_of(c, c->grid->severities[i], 0) + DODGE * ((double)c->report->n - 1) / 2;
        double half = LETTER * (double)mlt_format_double(text, c->grid->severities[i]) / 2;
        if (x - half < end + LETTER || mlt_grid_at(c->grid, c->row, i) == MLT_GRID_NONE)
            continue;
        put_label(out, "middle", x, BOTTOM + 15);
        mlt_text_printf(out, "%s</text>", text);
        end = x + half;
    }
    put_label(out, "middle", (LEFT + RIGHT) / 2.0, HEIGHT - 5);
    mlt_text_puts(out, "severity</text>");
}

/* A shape a model, for those who cannot tell the colours apart. */
static void put_marker(mlt_text *out, size_t model, double x, double y)
{
    static const char *const shapes[MLT_MOST_PAGE_MODELS] = {
        "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z", "m-3 -3h6v6h-6z", "m0 -4.5l4 7.5h-8z",
        "m0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z", "m0 4.5l4 -7.5h-8z"};
    mlt_text_puts(out, "M");
    put_xy(out, x, y);
    mlt_text_puts(out, shapes[model % MLT_MOST_PAGE_MODELS]);
}

/* Wilson's intervals, the line and its markers; a gap where a value is missing. */
static void put_line(mlt_text *out, const curve *c, size_t model)
{
    const size_t n = c->grid->n_severities;
    bool is_open = false;
    mlt_text_printf(out,
                    "<g class=\"curve-model curve-model-%zu\"><path class=\"curve-whisker\" d=\"",
                    model + 1);
    for (size_t i = 0; i < n; i++) {
        const mlt_share *s = share_at(c, model, i);
        if (s == NULL || !isfinite(s->low) || !isfinite(s->high))
            continue;
        mlt_text_puts(out, "M");
        put_xy(out, x_of(c, c->grid->severities[i], model), y_of(s->low));
        mlt_text_puts(out, "V");
        mlt_fixed(out, y_of(s->high), 1);
    }
    mlt_text_puts(out, "\"/><path class=\"curve-line\" d=\"");
    for (size_t i = 0; i < n; i++) {
        const mlt_share *s = share_at(c, model, i);
        if (s == NULL) {
            is_open = is_open && mlt_grid_at(c->grid, c->row, i) == MLT_GRID_NONE;
            continue;
        }
        mlt_text_putc(out, is_open ? 'L' : 'M');
        put_xy(out, x_of(c, c->grid->severities[i], model), y_of(s->value));
        is_open = true;
    }
    mlt_text_puts(out, "\"/><path class=\"curve-marker\" d=\"");
    for (size_t i = 0; i < n; i++) {
        const mlt_share *s = share_at(c, model, i);
        if (s != NULL)
            put_marker(out, model, x_of(c, c->grid->severities[i], model), y_of(s->value));
    }
    mlt_text_puts(out, "\"/></g>");
}

/* "fog, affected samples. global: 2.0 % at 1, …" */
static void put_spoken(mlt_text *out, const curve *c)
{
    mlt_html_name_in_attribute(out, c->grid->rows[c->row].step->kind);
    mlt_text_puts(out, ", affected samples by severity.");
    for (size_t k = 0; k < c->report->n; k++) {
        const char *before = " ";
        mlt_text_putc(out, ' ');
        mlt_html_model_in_attribute(out, c->report, k);
        mlt_text_putc(out, ':');
        for (size_t i = 0; i < c->grid->n_severities; i++) {
            const mlt_share *s = share_at(c, k, i);
            if (s == NULL)
                continue;
            mlt_text_puts(out, before);
            mlt_html_percent(out, s->value);
            mlt_text_puts(out, " at ");
            mlt_text_f64(out, c->grid->severities[i]);
            before = ", ";
        }
        mlt_text_putc(out, '.');
    }
}

void mlt_curve_put(mlt_text *out, const mltest_report *report, const mlt_grid *grid, size_t row)
{
    curve c = {report, grid, row, grid->severities[0], grid->severities[grid->n_severities - 1]};
    mlt_text_printf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", WIDTH, HEIGHT);
    put_spoken(out, &c);
    mlt_text_puts(out, "\">");
    put_zone(out, "green", 0, 0.05);
    put_zone(out, "yellow", 0.05, 0.2);
    put_zone(out, "red", 0.2, 1);
    mlt_text_printf(out, "<path class=\"curve-limit\" d=\"M%d ", LEFT);
    mlt_fixed(out, y_of(0.2), 1);
    mlt_text_printf(out, "H%d\"/>", RIGHT);
    put_shares(out);
    put_severities(out, &c);
    for (size_t k = 0; k < report->n; k++)
        put_line(out, &c, k);
    mlt_text_puts(out, "</svg>");
}

void mlt_curve_put_sample(mlt_text *out, size_t model)
{
    mlt_text_printf(out,
                    "<svg class=\"curve-sample\" viewBox=\"0 0 36 12\" aria-hidden=\"true\">"
                    "<g class=\"curve-model curve-model-%zu\"><path class=\"curve-line\" "
                    "d=\"M1 6H35\"/><path class=\"curve-marker\" d=\"",
                    model + 1);
    put_marker(out, model, 18, 6);
    mlt_text_puts(out, "\"/></g></svg>");
}
