/* SPDX-License-Identifier: MIT */
/*
 * The two pictures of a failure. Boxes are SVG in pixels of the picture as it was tested, and scale
 * with it.
 */
#include <math.h>

#include "report/columns.h"
#include "report/html/failure_parts.h"
#include "report/html/html.h"
#include "report/html/names.h"

enum {
    MOST_DRAWN = 300, /* boxes over one picture: more cannot be told apart */
    LABEL = 24,       /* characters of a class */
    NAME = 100,       /* of a sample or a condition */
    TALLEST = 36,     /* rem */
    LARGEST = 8,      /* px of the page for one of a tiny picture */
    LABELS_ACROSS = 42
};

/* --- pictures -------------------------------------------------------------------------------- */

static bool is_shared(const mltest_report *r, size_t picture)
{
    size_t uses = 0;
    for (size_t i = 0; i < r->n_failures; i++)
        uses += r->failures[i].clean == picture || r->failures[i].now == picture;
    return uses > 1;
}

static void put_size(mlt_text *out, const mlt_page_picture *p)
{
    mlt_text_printf(out, " width=\"%u\" height=\"%u\"", p->width, p->height);
}

static void put_view(mlt_text *out, const mlt_page_picture *p)
{
    mlt_text_printf(out, " viewBox=\"0 0 %u %u\"", p->width, p->height);
}

void mlt_html_shared_pictures(mlt_text *out, const mltest_report *r)
{
    mlt_text_puts(out, "<svg class=\"fail-shared\" aria-hidden=\"true\" width=\"0\" height=\"0\">"
                       "<defs>\n");
    for (size_t i = 0; i < r->n_pictures; i++) {
        if (!is_shared(r, i))
            continue;
        mlt_text_printf(out, "<image id=\"picture%zu\"", i);
        put_size(out, &r->pictures[i]);
        mlt_text_puts(out, " preserveAspectRatio=\"none\" href=\"");
        mlt_html_jpeg_uri(out, r->pictures[i].bytes, r->pictures[i].n);
        mlt_text_puts(out, "\"/>\n");
    }
    mlt_text_puts(out, "</defs></svg>\n");
}

/* What a picture is, for those who do not see it. */
static void put_words(mlt_text *out, const mltest_report *r, const mlt_page_picture *p)
{
    const mltest_journal *j = r->cards[0]->journal;
    mlt_html_short(out, j->samples[p->sample].id, NAME);
    mlt_text_puts(out, p->condition == 0 ? " as it is" : " under ");
    if (p->condition != 0)
        mlt_html_short(out, j->conditions[p->condition].name, NAME);
}

static void put_picture(mlt_text *out, const mltest_report *r, size_t i, bool folder)
{
    const mlt_page_picture *p = &r->pictures[i];
    if (!folder && is_shared(r, i)) {
        mlt_text_puts(out, "<svg class=\"fail-picture\" role=\"img\"");
        put_view(out, p);
        mlt_text_puts(out, " aria-label=\"");
        put_words(out, r, p);
        mlt_text_printf(out, "\"><use href=\"#picture%zu\"/></svg>", i);
        return;
    }
    mlt_text_puts(out, "<img class=\"fail-picture\" loading=\"lazy\"");
    put_size(out, p);
    mlt_text_puts(out, " alt=\"");
    put_words(out, r, p);
    mlt_text_puts(out, "\" src=\"");
    if (folder)
        mlt_page_picture_name(out, i);
    else
        mlt_html_jpeg_uri(out, p->bytes, p->n);
    mlt_text_puts(out, "\">");
}

/* --- boxes ----------------------------------------------------------------------------------- */

/* What lies far outside cannot be seen, and neither can where it ends. */
static double near_by(double value, double side)
{
    if (!(value > -side))
        return -side;
    return value < 2 * side ? value : 2 * side;
}

static void put_place(mlt_text *out, const char *name, double value)
{
    mlt_text_printf(out, " %s=\"", name);
    mlt_fixed(out, value, 1);
    mlt_text_putc(out, '"');
}

/* Twice: a dark line under the bright one can be seen on everything. */
static void put_outline(mlt_text *out, const mlt_page_box *box, const mlt_page_picture *p)
{
    double left = near_by(box->box.x, p->width), top = near_by(box->box.y, p->height);
    double right = near_by(box->box.x + box->box.width, p->width),
           bottom = near_by(box->box.y + box->box.height, p->height);
    for (int under = 1; under >= 0; under--) {
        mlt_text_puts(out, under ? "<rect class=\"fail-under\"" : "<rect");
        put_place(out, "x", left);
        put_place(out, "y", top);
        put_place(out, "width", right > left ? right - left : 0);
        put_place(out, "height", bottom > top ? bottom - top : 0);
        mlt_text_puts(out, "/>");
    }
}

static double label_size(const mlt_page_picture *p)
{
    return (double)(p->width > p->height ? p->width : p->height) / LABELS_ACROSS;
}

/* Above the box, or inside where there is no room. */
static void put_label(mlt_text *out, const mltest_report *r, const mlt_page_box *box,
                      const mlt_page_picture *p)
{
    double size = label_size(p), y = near_by(box->box.y, p->height);
    mlt_text_puts(out, "<text");
    put_place(out, "x", near_by(box->box.x, p->width));
    put_place(out, "y", y < 1.2 * size ? (y > 0 ? y : 0) + size : y - size / 4);
    mlt_text_putc(out, '>');
    mlt_html_class(out, r, box->cls, LABEL);
    mlt_text_putc(out, ' ');
    mlt_html_number(out, box->score, 2);
    mlt_text_puts(out, "</text>");
}

static void put_box(mlt_text *out, const mltest_report *r, const mlt_page_box *box,
                    const mlt_page_picture *p, bool is_now)
{
    bool is_ghost = box->state == MLT_PAGE_LOST && is_now;
    mlt_text_printf(out, "<g class=\"fail-%s%s\">", mlt_page_state_names[box->state],
                    is_ghost ? " fail-ghost" : "");
    put_outline(out, box, p);
    if (box->state != MLT_PAGE_TRUTH)
        put_label(out, r, box, p);
    mlt_text_puts(out, "</g>");
}

static bool is_anywhere(const mlt_box *box)
{
    return isfinite(box->x) && isfinite(box->y) && isfinite(box->width) && isfinite(box->height);
}

static void put_boxes(mlt_text *out, const mltest_report *r, const mlt_page_box *boxes, size_t n,
                      const mlt_page_picture *p, bool is_now)
{
    mlt_text_puts(out, "<svg class=\"fail-boxes\" aria-hidden=\"true\"");
    put_view(out, p);
    put_place(out, "font-size", label_size(p));
    mlt_text_putc(out, '>');
    for (size_t i = 0; i < n && i < MOST_DRAWN; i++)
        if (is_anywhere(&boxes[i].box))
            put_box(out, r, &boxes[i], p, is_now);
    mlt_text_puts(out, "</svg>");
}

/* --- both ------------------------------------------------------------------------------------ */

/* The class before and after, for pictures that have no boxes. */
static void put_answers(mlt_text *out, const mltest_report *r, const mlt_page_box *boxes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mlt_text_printf(out, "<span class=\"fail-answer fail-%s\">",
                        mlt_page_state_names[boxes[i].state]);
        mlt_text_puts(out, boxes[i].state == MLT_PAGE_TRUTH ? "truth: " : "answer: ");
        mlt_html_class(out, r, boxes[i].cls, LABEL);
        if (boxes[i].state != MLT_PAGE_TRUTH) {
            mlt_text_puts(out, " (");
            mlt_html_number(out, boxes[i].score, 2);
            mlt_text_putc(out, ')');
        }
        mlt_text_puts(out, "</span> ");
    }
}

static void put_side(mlt_text *out, const mltest_report *r, const mlt_page_failure *f, bool is_now,
                     bool folder)
{
    const mlt_page_box *boxes = is_now ? f->now_boxes : f->clean_boxes;
    size_t n = is_now ? f->n_now : f->n_clean, picture = is_now ? f->now : f->clean;
    bool has_boxes = !mlt_page_is_classification(r);
    mlt_text_puts(out, is_now ? "<div class=\"fail-side fail-now\"><span class=\"fail-tag\">changed"
                              : "<div class=\"fail-side\"><span class=\"fail-tag\">clean");
    mlt_text_puts(out, "</span><div class=\"fail-frame\">");
    put_picture(out, r, picture, folder);
    if (has_boxes)
        put_boxes(out, r, boxes, n, &r->pictures[picture], is_now);
    mlt_text_puts(out, "</div>");
    if (!has_boxes)
        put_answers(out, r, boxes, n);
    mlt_text_puts(out, "</div>\n");
}

/* Not taller than a screen, and tiny pictures not all too large. */
static void put_widest(mlt_text *out, const mltest_report *r, const mlt_page_failure *f)
{
    double widest = 0, px = 0;
    const size_t both[] = {f->clean, f->now};
    for (int i = 0; i < 2; i++) {
        const mlt_page_picture *p = &r->pictures[both[i]];
        double ratio = (double)p->width / p->height;
        widest = ratio > widest ? ratio : widest;
        px = p->width > px ? p->width : px;
    }
    mlt_text_puts(out, "<div class=\"fail-pair\" style=\"--widest:min(");
    mlt_fixed(out, TALLEST * widest, 1);
    mlt_text_puts(out, "rem,");
    mlt_fixed(out, LARGEST * px, 0);
    mlt_text_puts(out, "px)\">\n");
}

void mlt_html_stage(mlt_text *out, const mltest_report *r, const mlt_page_failure *f, bool folder)
{
    put_widest(out, r, f);
    mlt_text_puts(out, "<div class=\"fail-stage\">\n");
    put_side(out, r, f, false, folder);
    put_side(out, r, f, true, folder);
    mlt_text_puts(out, "</div>\n<label class=\"fail-cut\" hidden><input type=\"range\" min=\"0\" "
                       "max=\"100\" value=\"50\" aria-label=\"where the changed picture begins, "
                       "in percent\"></label>\n</div>\n");
}
