/* SPDX-License-Identifier: MIT */
/*
 * What the report that people look at is made of: one to five models on the same pictures, and the
 * pairs of pictures on which they change most.
 */
#ifndef MLT_REPORT_PAGE_H
#define MLT_REPORT_PAGE_H

#include "base/options.h"
#include "compare/compare.h"
#include "dataset/dataset.h"
#include "mltest/report.h"
#include "suite/suite.h"

enum { MLT_MOST_PAGE_MODELS = 5 };

extern const mlt_option_table mlt_report_options;

typedef struct {
    const char *title; /* borrowed from the report's options; "" for one of the models' names */
    uint64_t max_debug_images; /* pairs of clean and perturbed picture, of all models */
    uint32_t picture_width;    /* px; wider ones are scaled */
    int picture_quality;       /* of JPEG, 1 … 100 */
    uint64_t picture_bytes;    /* of all pictures, as files */
    uint64_t samples;          /* listed for each condition and model */
} mlt_page_settings;

typedef enum {
    MLT_PAGE_TRUTH,
    MLT_PAGE_KEPT,
    MLT_PAGE_LOST, /* on the perturbed picture: where it would be */
    MLT_PAGE_NEW,
    MLT_PAGE_MOVED,        /* same class, overlap .1 to .5 */
    MLT_PAGE_RECLASSIFIED, /* other class, overlap from .5 */
    MLT_PAGE_UNCOUNTED,    /* hidden, cut off or in what is ignored: nobody asks for it */
} mlt_page_state;

typedef struct {
    mlt_box box; /* px of the picture as it was tested */
    int32_t cls;
    double score; /* NAN of truth */
    mlt_page_state state;
} mlt_page_box;

typedef struct {
    size_t sample, condition; /* of the first card's journal; condition 0: clean */
    uint32_t width, height;   /* as it was tested */
    void *bytes;              /* a JPEG of it, perhaps smaller */
    size_t n;
} mlt_page_picture;

/* A model's answers to a pair of pictures. */
typedef struct {
    size_t model, sample, condition; /* of the first card's journal */
    size_t clean, now;               /* pictures */
    double r, q, q0;                 /* consistency, correctness now and when clean; NAN: none */
    mlt_page_box *clean_boxes, *now_boxes; /* truth first */
    size_t n_clean, n_now;
    char *recipe; /* the command that re-makes the picture */
} mlt_page_failure;

struct mltest_report {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mltest_scorecard **cards; /* one a model; borrowed from the comparison if there is one */
    size_t n;
    mltest_comparison *comparison; /* NULL of one model */
    mltest_options *options;       /* keeps the texts of the settings */
    mlt_page_settings settings;
    mlt_page_picture *pictures;
    size_t n_pictures, cap_pictures;
    mlt_page_failure *failures; /* in the order in which they are shown */
    size_t n_failures, cap_failures;
    mlt_text pictures_note; /* why pictures are not there, or not all; "" */
    mlt_text draws_note;    /* that there are fewer draws than usual; "" */
};

/* dataset and suite may be NULL: no pictures. */
mltest_status mlt_report_make(mltest_report **out, mltest_context *ctx,
                              mltest_journal *const *journals, size_t n,
                              const mltest_options *score, const mltest_options *options,
                              mltest_dataset *dataset, mltest_suite *suite, mltest_error **error);
void mlt_report_unref(mltest_report *report);

mltest_status mlt_page_settings_read(mlt_page_settings *settings, const mltest_options *options,
                                     mltest_error **error);

/* failures.c: chooses the pairs, re-makes their pictures within the budget, and finds the boxes. */
mltest_status mlt_page_add_failures(mltest_report *report, mltest_dataset *dataset,
                                    mltest_suite *suite, mltest_error **error);
void mlt_page_free_failures(mltest_report *report);

/* html/document.c: one file that holds everything. folder: pictures are in files beside it, named
 * by mlt_page_picture_name(). */
mltest_status mlt_report_html(mlt_text *out, const mltest_report *report, bool folder,
                              mltest_error **error);
/* "pictures/0007.jpg"; constant for the same report. */
void mlt_page_picture_name(mlt_text *out, size_t picture);
/* page_json.c */
mltest_status mlt_report_page_json(mlt_text *out, const mltest_report *report,
                                   mltest_error **error);
/* save.c: a name that ends in ".html" is a file, any other a folder. Nothing stays behind of what
 * fails. */
mltest_status mlt_report_save(const mltest_report *report, const char *path, mltest_error **error);

#endif
