/* SPDX-License-Identifier: MIT */
#include "report/html/failure_parts.h"

#include "report/html/html.h"
#include "report/html/names.h"

const char *const mlt_page_state_names[MLT_PAGE_STATES] = {
    "truth", "kept", "lost", "new", "moved", "reclassified", "uncounted"};
const char *const mlt_page_state_words[MLT_PAGE_STATES] = {
    "truth", "kept", "lost", "new", "moved", "other class", "not counted"};

void mlt_html_class(mlt_text *out, const mltest_report *report, int32_t cls, size_t most)
{
    const mlt_jrun *run = &report->cards[0]->journal->run;
    if (cls >= 0 && (size_t)cls < run->n_classes) {
        mlt_html_short(out, run->classes[cls], most);
        return;
    }
    mlt_text_puts(out, "class ");
    mlt_text_i64(out, cls);
}

bool mlt_page_is_classification(const mltest_report *report)
{
    return report->cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION;
}

void mlt_html_jpeg_uri(mlt_text *out, const void *bytes, size_t n)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *b = bytes;
    mlt_text_puts(out, "data:image/jpeg;base64,");
    for (size_t i = 0; i < n; i += 3) {
        unsigned second = i + 1 < n ? b[i + 1] : 0, third = i + 2 < n ? b[i + 2] : 0;
        unsigned word = (unsigned)b[i] << 16 | second << 8 | third;
        const char four[4] = {digits[word >> 18], digits[word >> 12 & 63],
                              i + 1 < n ? digits[word >> 6 & 63] : '=',
                              i + 2 < n ? digits[word & 63] : '='};
        mlt_text_add(out, four, sizeof four);
    }
}
