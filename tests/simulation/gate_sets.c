/* SPDX-License-Identifier: MIT */
#include "gate_sets.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[SET_CONDITIONS][3] = {{"clean", "", ""},
                                                     {"fog:r1@3", "fog", "weather"},
                                                     {"snow:r1@3", "snow", "weather"},
                                                     {"noise:r1@3", "noise", "noise"},
                                                     {"blur:r1@3", "blur", "blur"}};

static int conditions_of(const gate_scenario *s)
{
    return s->has_boxes ? SET_FOG + 1 : SET_CONDITIONS;
}

static int replicates_of(const gate_scenario *s, int condition)
{
    return condition == SET_FOG ? s->replicates : 1;
}

static void put_condition(mlt_text *out, int condition, int replicate)
{
    const char *const *name = names[condition];
    mlt_text_printf(out, "{\"type\":\"condition\",\"name\":\"%s", name[0]);
    if (replicate > 0)
        mlt_text_printf(out, "#%d", replicate);
    mlt_text_puts(out, "\",\"steps\":[");
    if (condition != SET_CLEAN)
        mlt_text_printf(out, "{\"kind\":\"%s\",\"revision\":1,\"category\":\"%s\",\"params\":{}}",
                        name[1], name[2]);
    mlt_text_printf(out, "],\"severity\":%d,\"replicate\":%d}\n", condition != SET_CLEAN ? 3 : 0,
                    replicate);
}

static void put_head(mlt_text *out, const gate_scenario *s)
{
    size_t n = s->n_groups * (size_t)s->per_group;
    mlt_text_printf(out,
                    "{\"type\":\"run\",\"format\":1,\"library\":\"0.1.0\",\"model\":{\"name\":"
                    "\"net\",\"version\":\"1\"},\"task\":\"detection\",\"classes\":[\"a\",\"b\"],"
                    "\"dataset\":{\"name\":\"drawn\",\"fingerprint\":\"00000000000000aa\",\"n\":%zu"
                    "},\"suite\":\"s\",\"suite_hash\":\"00000000000000bb\",\"seed\":0,"
                    "\"score_floor\":0,\"shard\":[0,1],\"limit\":%zu,\"numbers\":\"f32\"}\n",
                    n, n);
    for (int c = 0; c < conditions_of(s); c++)
        for (int r = 0; r < replicates_of(s, c); r++)
            put_condition(out, c, r);
}

/* What is true of a picture: boxes side by side, and how hard they are to see. */
typedef struct {
    size_t number;
    int n, classes[8];
    double hard;
} picture;

static void put_sample(mlt_text *out, const gate_scenario *s, const picture *p)
{
    mlt_text_printf(out,
                    "{\"type\":\"sample\",\"id\":\"%zu\",\"n\":%zu,\"width\":4000,\"height\":200,"
                    "\"hash\":\"%016zx\",\"truth\":[",
                    p->number, p->number, p->number);
    for (int i = 0; i < p->n; i++)
        mlt_text_printf(out, "%s[%d,%d,0,60,80,0,4800,%d]", i > 0 ? "," : "", p->classes[i],
                        200 * i, i + 1);
    mlt_text_printf(out, "],\"tags\":{\"group\":\"%zu\"}}\n", p->number / (size_t)s->per_group);
}

/* Simple pictures: the box is there or not. */
static void answer_simply(mlt_text *out, const gate_scenario *s, mlt_draws *d, const picture *p,
                          int model, int condition)
{
    if (condition == SET_CLEAN || mlt_draw_normal(d) >= s->places[model][condition] + p->hard)
        mlt_text_printf(out, "[%d,0.9,0,0,60,80]", p->classes[0]);
}

typedef struct {
    double x, score;
    int cls;
    bool twice;
} finding;

/* What else may be wrong with a box that was found. */
static void mess_up(finding *f, mlt_draws *d, int condition)
{
    double often = condition == SET_CLEAN ? 1 : 1.5;
    if (mlt_draw_uniform(d) < 0.12 * often)
        f->x += 26; /* an IoU of .4 */
    if (mlt_draw_uniform(d) < 0.08 * often)
        f->cls = 1 - f->cls;
    f->twice = mlt_draw_uniform(d) < 0.06 * often;
}

static void answer(mlt_text *out, const gate_scenario *s, mlt_draws *d, const picture *p, int model,
                   int condition)
{
    const char *comma = "";
    for (int i = 0; i < p->n; i++) {
        if (mlt_draw_normal(d) < s->places[model][condition] + p->hard)
            continue;
        double x = 200 * i + 4 * mlt_draw_normal(d), y = 5 * mlt_draw_normal(d);
        double score = 0.6 - 0.1 * p->hard + 0.15 * mlt_draw_normal(d);
        finding f = {x, score > 0 ? score : 0, p->classes[i], false};
        if (s->messy)
            mess_up(&f, d, condition);
        mlt_text_printf(out, "%s[%d,%.5f,%.3f,%.3f,60,80]", comma, f.cls, f.score, f.x, y);
        if (f.twice)
            mlt_text_printf(out, ",[%d,%.5f,%.3f,%.3f,60,80]", f.cls, f.score * 0.9, f.x + 1, y);
        comma = ",";
    }
    for (int cls = 0; cls < 2; cls++) {
        double score = 0.4 + 0.05 * p->hard + 0.15 * mlt_draw_normal(d);
        if (mlt_draw_uniform(d) < 0.5)
            continue;
        mlt_text_printf(out, "%s[%d,%.5f,3000,0,40,40]", comma, cls, score > 0 ? score : 0);
        comma = ",";
    }
}

static void put_answers(mlt_text *out, const gate_scenario *s, mlt_draws *d, const picture *p,
                        int model)
{
    for (int c = 0; c < conditions_of(s); c++)
        for (int r = 0; r < replicates_of(s, c); r++) {
            mlt_text_printf(out, "{\"type\":\"outcome\",\"id\":\"%zu\",\"condition\":\"%s",
                            p->number, names[c][0]);
            if (r > 0)
                mlt_text_printf(out, "#%d", r);
            mlt_text_puts(out, "\",\"pred\":[");
            (s->has_boxes ? answer : answer_simply)(out, s, d, p, model, c);
            mlt_text_puts(out, "],\"change\":1}\n");
        }
}

static void draw_picture(const gate_scenario *s, mlt_draws *d, double of_group, picture *p)
{
    p->hard = of_group + s->of_sample * mlt_draw_normal(d);
    p->n = 0;
    for (int cls = 0; cls < 2 && s->has_boxes; cls++)
        for (uint32_t left = mlt_draw_below(d, 4); left > 0; left--)
            p->classes[p->n++] = cls;
    if (!s->has_boxes)
        p->classes[p->n++] = 0;
}

void draw_journals(mltest_context *ctx, const gate_scenario *s, mlt_draws *d,
                   mltest_journal *journals[SET_MODELS])
{
    mlt_text texts[SET_MODELS];
    for (int m = 0; m < SET_MODELS; m++) {
        mlt_text_init(&texts[m], ctx);
        put_head(&texts[m], s);
    }
    picture p = {.number = 0};
    for (size_t g = 0; g < s->n_groups; g++) {
        double of_group = s->of_group * mlt_draw_normal(d);
        for (int i = 0; i < s->per_group; i++, p.number++) {
            draw_picture(s, d, of_group, &p);
            for (int m = 0; m < SET_MODELS; m++) {
                put_sample(&texts[m], s, &p);
                put_answers(&texts[m], s, d, &p, m);
            }
        }
    }
    for (int m = 0; m < SET_MODELS; m++) {
        must(mlt_text_ok(&texts[m]) ? MLTEST_OK : MLTEST_ERR_MEMORY);
        must(mlt_journal_parse(&journals[m], ctx, "drawn", mlt_text_string(&texts[m]), texts[m].n,
                               NULL));
        mlt_text_free(&texts[m]);
    }
}
