/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/types.h
 * Names that every other header uses: the opaque handles, the status type and the write callback.
 *
 * Conventions that hold for the whole library, stated once:
 *
 * - Strings are UTF-8 and end in NUL. Coordinates are pixels, x to the right, y down; the top-left
 *   corner of the top-left pixel is (0, 0), so the centre of that pixel is (0.5, 0.5).
 * - A constructor (`_new`, `_open`) sets `*out` to NULL before anything can fail. Every handle is
 *   reference-counted inside: `_free` drops the caller's reference and accepts NULL, and handles
 *   may be freed in any order: what a handle was made from stays alive as long as it needs it.
 * - A `const T *` result is borrowed: it stays valid until the handle it came from is freed.
 *   Everything passed in is copied unless its comment says otherwise.
 * - The last parameter `mltest_error **error` may be NULL. It is ignored on entry, set to NULL on
 *   success, and on failure holds an error object that the caller frees (see mltest/error.h).
 * - One handle must not be used by two threads at once unless its comment says so; different
 *   handles may be. The library keeps no global state that changes.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_TYPES_H
#define MLTEST_TYPES_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define MLTEST_API __attribute__((visibility("default")))
#else
#define MLTEST_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Outcome of a call: MLTEST_OK (0) or a negative MLTEST_ERR_ value of mltest/error.h. */
typedef int32_t mltest_status;

/** Allocator, limits, log, file access and threads; NULL stands for the defaults everywhere. */
typedef struct mltest_context mltest_context;
/** Why a call failed. */
typedef struct mltest_error mltest_error;
/** Named settings, checked against a described table. */
typedef struct mltest_options mltest_options;
/** Pixels that the library owns. */
typedef struct mltest_image mltest_image;
/** An ordered list of samples with their class list. */
typedef struct mltest_dataset mltest_dataset;
/** One sample: id, size, ground truth, tags, and optionally its pixels. */
typedef struct mltest_sample mltest_sample;
/** The host's model, or a built-in stand-in for one. */
typedef struct mltest_predictor mltest_predictor;
/** Where a predictor puts its answers; exists only during a predict call. */
typedef struct mltest_sink mltest_sink;
/** A kind of change that a host adds to the catalogue. */
typedef struct mltest_perturbation mltest_perturbation;
/** Where a host perturbation puts its picture; exists only during an apply call. */
typedef struct mltest_canvas mltest_canvas;
/** A figure that a host computes per sample and overall. */
typedef struct mltest_metric mltest_metric;
/** What a host metric sees of one sample under one condition. */
typedef struct mltest_sample_result mltest_sample_result;
/** Where a host metric puts its numbers. */
typedef struct mltest_values mltest_values;
/** Which conditions to run. */
typedef struct mltest_suite mltest_suite;
/** One pass of a predictor over a data set under a suite. */
typedef struct mltest_run mltest_run;
/** What runs have recorded: the truth from which everything else is computed. */
typedef struct mltest_journal mltest_journal;
/** Scores of one journal. */
typedef struct mltest_scorecard mltest_scorecard;
/** A search for the severity at which each sample breaks; see stress.h. */
typedef struct mltest_stress mltest_stress;
/** Two or more journals side by side. */
typedef struct mltest_comparison mltest_comparison;
/** Journals as a page that people look at; see report.h. */
typedef struct mltest_report mltest_report;
/** Limits on scores, read from a file; see gate.h. */
typedef struct mltest_gates mltest_gates;
/** The verdicts of gates on one journal. */
typedef struct mltest_gate_report mltest_gate_report;
/** Recorded predictions against ground truth; see evaluation.h. */
typedef struct mltest_evaluation mltest_evaluation;
/** Detections against ground truth in memory, image by image; see evaluator.h. */
typedef struct mltest_evaluator mltest_evaluator;

/**
 * Receives written bytes.
 *
 * @param user_data  what was given beside the function
 * @param bytes      borrowed for the call
 * @param n_bytes    at least 1
 * @return 0 to go on; anything else ends the writing with MLTEST_ERR_CALLBACK and is kept as the
 *         error's callback code
 */
typedef int32_t (*mltest_write_fn)(void *user_data, const void *bytes, size_t n_bytes);

/** What callbacks return. Any other value means: this call failed, and is recorded as its code. */
enum {
    MLTEST_CALLBACK_DONE = 0,         /**< the call did its work */
    MLTEST_CALLBACK_STOP = 0x53544f50 /**< end the whole operation in an orderly way */
};

/* Flag bits shared by all host vtables. */
/** Functions may be called on any thread, one at a time unless the vtable's comment allows more. */
#define MLTEST_FLAG_ANY_THREAD ((uint64_t)1)

#ifdef __cplusplus
}
#endif
#endif
