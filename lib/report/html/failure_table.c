/* SPDX-License-Identifier: MIT */
#include "report/html/failure_parts.h"
#include "report/html/html.h"

enum { MOST_ROWS = 300, LABEL = 60 };

static void put_row(mlt_text *out, const mltest_report *r, const mlt_page_box *box, bool is_now)
{
    const double place[] = {box->box.x, box->box.y, box->box.width, box->box.height};
    mlt_text_puts(out, is_now ? "<tr><td>changed" : "<tr><td>clean");
    mlt_text_puts(out, "<td class=\"text\">");
    mlt_text_puts(out, mlt_page_state_words[box->state]);
    if (is_now && box->state == MLT_PAGE_LOST)
        mlt_text_puts(out, " (where it would be)");
    mlt_text_puts(out, "<td class=\"text\"><bdi>");
    mlt_html_class(out, r, box->cls, LABEL);
    mlt_text_puts(out, "</bdi><td>");
    mlt_html_number(out, box->score, 2);
    for (int i = 0; i < 4 && !mlt_page_is_classification(r); i++) {
        mlt_text_puts(out, "<td>");
        mlt_html_number(out, place[i], 1);
    }
    mlt_text_puts(out, "\n");
}

static void put_rows(mlt_text *out, const mltest_report *r, const mlt_page_box *boxes, size_t n,
                     bool is_now)
{
    for (size_t i = 0; i < n && i < MOST_ROWS; i++)
        put_row(out, r, &boxes[i], is_now);
    if (n > MOST_ROWS)
        mlt_text_printf(out, "<tr><td class=\"text\" colspan=\"8\">%zu more are in the JSON\n",
                        n - MOST_ROWS);
}

void mlt_html_failure_table(mlt_text *out, const mltest_report *r, const mlt_page_failure *f)
{
    static const char *const heads[] = {"score", "x", "y", "width", "height"};
    bool is_class = mlt_page_is_classification(r);
    mlt_text_puts(out, is_class ? "<details><summary>The answers in numbers</summary>"
                                : "<details><summary>The boxes in numbers</summary>");
    mlt_text_printf(out,
                    "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
                    "aria-label=\"numbers of failure %zu\"><table>\n<caption>",
                    (size_t)(f - r->failures) + 1);
    mlt_text_puts(out, is_class ? "The class of the largest score"
                                : "In pixels of the pictures as they were tested");
    mlt_text_puts(out, "</caption>\n<tr><th scope=\"col\">picture<th scope=\"col\" class=\"text\">"
                       "what<th scope=\"col\" class=\"text\">class");
    for (size_t i = 0; i < (is_class ? 1 : sizeof heads / sizeof heads[0]); i++)
        mlt_text_printf(out, "<th scope=\"col\">%s", heads[i]);
    mlt_text_puts(out, "\n");
    put_rows(out, r, f->clean_boxes, f->n_clean, false);
    put_rows(out, r, f->now_boxes, f->n_now, true);
    mlt_text_puts(out, "</table></div></details>\n");
}
