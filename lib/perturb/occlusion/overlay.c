/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "image/font.h"
#include "perturb/hide.h"

/* A character is 6 × 9 dots with what is around it, as on the displays of cameras. */
enum { ACROSS = 6, DOWN = 9, LINES = 2, LINE_ROOM = 16 };

typedef struct {
    uint8_t ink[3], ground[3];
} colours;

static const colours text_colours[4] = {{{235, 235, 235}, {16, 16, 16}},
                                        {{16, 16, 16}, {235, 235, 235}},
                                        {{250, 220, 40}, {16, 16, 16}},
                                        {{90, 235, 110}, {16, 16, 16}}};
static const colours logo_colours[4] = {{{240, 240, 240}, {190, 25, 30}},
                                        {{240, 240, 240}, {20, 70, 160}},
                                        {{25, 25, 25}, {245, 190, 20}},
                                        {{240, 240, 240}, {20, 120, 60}}};

/* What is drawn for a sample; only the size of a dot belongs to the severity. */
typedef struct {
    uint32_t text_corner, logo_corner; /* bit 0: right, bit 1: lower */
    colours text, logo;
    char lines[LINES][LINE_ROOM], letter[2];
} stamp;

/* Draws, in this order: the text's corner, the logo's corner among the others, the text's and the
 * logo's colours, the logo's letter; year, month, day, hour, minute and second. */
static void draw_stamp(stamp *s, const mlt_step_io *io)
{
    static const uint32_t counts[6] = {12, 12, 28, 24, 60, 60}, least[6] = {18, 1, 1, 0, 0, 0};
    uint32_t t[6];
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    s->text_corner = mlt_draw_below(&draws, 4);
    s->logo_corner = (s->text_corner + 1 + mlt_draw_below(&draws, 3)) % 4;
    s->text = text_colours[mlt_draw_below(&draws, 4)];
    s->logo = logo_colours[mlt_draw_below(&draws, 4)];
    s->letter[0] = (char)('A' + mlt_draw_below(&draws, 26));
    s->letter[1] = '\0';
    for (int i = 0; i < 6; i++)
        t[i] = least[i] + mlt_draw_below(&draws, counts[i]);
    snprintf(s->lines[0], LINE_ROOM, "20%02u-%02u-%02u", t[0] % 100, t[1] % 100, t[2] % 100);
    snprintf(s->lines[1], LINE_ROOM, "%02u:%02u:%02u", t[3] % 100, t[4] % 100, t[5] % 100);
}

/* --- dots ------------------------------------------------------------------------------------ */

/* Dots of any size on a plate that keeps to a corner; its place counts in dots from (x, y). */
typedef struct {
    mlt_step_io *io;
    double x, y, dot;
} board;

static mlt_rectangle dots(const board *b, double x0, double y0, double x1, double y1)
{
    return (mlt_rectangle){
        (int64_t)floor(b->x + x0 * b->dot + 0.5), (int64_t)floor(b->y + y0 * b->dot + 0.5),
        (int64_t)floor(b->x + x1 * b->dot + 0.5), (int64_t)floor(b->y + y1 * b->dot + 0.5)};
}

static mltest_status put_board(board *b, mlt_step_io *io, uint32_t corner, double across,
                               double down, const uint8_t ground[3], mltest_error **error)
{
    double width = io->in->width, height = io->in->height;
    double side = width < height ? width : height, margin = .03 * side;
    *b = (board){io, margin, margin, io->params[0] * side / DOWN};
    if ((corner & 1) != 0)
        b->x = width - margin - across * b->dot;
    if ((corner & 2) != 0)
        b->y = height - margin - down * b->dot;
    mlt_rectangle r = dots(b, 0, 0, across, down);
    r.x1 += r.x1 == r.x0;
    r.y1 += r.y1 == r.y0;
    mlt_paint_rectangle(io, r, ground);
    return mlt_cover_rectangle(io, r, error);
}

static void put_letter(const board *b, double x, double y, int scale, char c, const uint8_t ink[3])
{
    const uint8_t *rows = mlt_font_glyph(c);
    for (int i = 0; i < 5 * 7; i++) {
        int row = i / 5, column = i % 5;
        double left = x + column * scale, top = y + row * scale;
        if ((rows[row] >> (4 - column) & 1) != 0)
            mlt_paint_rectangle(b->io, dots(b, left, top, left + scale, top + scale), ink);
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    stamp s;
    board b;
    draw_stamp(&s, io);
    double across = ACROSS * (double)strlen(s.lines[0]) + 3, down = LINES * DOWN + 2;
    TRY(mlt_image_copy_view(io->out, io->in, error));
    TRY(put_board(&b, io, s.text_corner, across, down, s.text.ground, error));
    for (int line = 0; line < LINES; line++)
        for (int i = 0; s.lines[line][i] != '\0'; i++)
            put_letter(&b, 2 + ACROSS * i, 2 + DOWN * line, 1, s.lines[line][i], s.text.ink);
    TRY(put_board(&b, io, s.logo_corner, down, down, s.logo.ground, error));
    put_letter(&b, 5, 3, 2, s.letter[0], s.logo.ink);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "size",
     .unit = "of the picture's shorter side, the height of a line",
     .low = 0,
     .high = .5,
     .values = {.02, .035, .05, .07, .1},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_overlay = {
    .name = "overlay",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_HIDES,
    .summary = "the camera writes date, time and a logo into the picture",
    .when = "surveillance cameras, dashboard cameras, wildlife cameras, television",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
