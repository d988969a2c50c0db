/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/metric.h
 * Figures of the host's own, computed per sample and condition and overall.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_METRIC_H
#define MLTEST_METRIC_H

#include "mltest/annotation.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Which predictions of a sample. */
enum {
    MLTEST_SIDE_CLEAN = 1,    /**< on the clean picture, moved to where the condition put them */
    MLTEST_SIDE_PERTURBED = 2 /**< on the perturbed picture */
};

/** A host's metric. Functions run on the thread that scores. */
typedef struct mltest_metric_vtable {
    size_t struct_size; /**< sizeof(mltest_metric_vtable) */
    uint64_t flags;     /**< 0 */
    /** Called for each sample with an answer under a condition, in canonical order. */
    int32_t (*sample)(void *user_data, const mltest_sample_result *result, mltest_values *values);
    /** Called once a condition, after its samples. May be NULL: the means of the samples count.
     * These have intervals; what is set here, by all samples together, has none. */
    int32_t (*finish)(void *user_data, mltest_values *values);
    /** Called once, when the last reference goes, if mltest_metric_new() succeeded. May be NULL. */
    void (*destroy)(void *user_data);
} mltest_metric_vtable;

/**
 * Wraps a host's metric.
 * @param[out] out    the metric; free it with mltest_metric_free()
 * @param ctx         NULL for the defaults
 * @param name        lower case letters, digits, underscores
 * @param vtable      copied
 * @param user_data   given to its functions; owned by the metric from success on
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_UNSUPPORTED or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_metric_new(mltest_metric **out, mltest_context *ctx,
                                           const char *name, const mltest_metric_vtable *vtable,
                                           void *user_data, mltest_error **error);

/**
 * Drops the caller's reference.
 * @param metric  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_metric_free(mltest_metric *metric);

/**
 * The sample's id.
 * @param result  given to the sample function
 * @return borrowed during the call
 * @since 0.1.0
 */
MLTEST_API const char *mltest_sample_result_id(const mltest_sample_result *result);

/**
 * The condition's name.
 * @param result  given to the sample function
 * @return borrowed during the call
 * @since 0.1.0
 */
MLTEST_API const char *mltest_sample_result_condition(const mltest_sample_result *result);

/**
 * How many objects the ground truth has, where the condition moved them.
 * @param result  given to the sample function
 * @return -1 without labels
 * @since 0.1.0
 */
MLTEST_API int64_t mltest_sample_result_truth_count(const mltest_sample_result *result);

/**
 * One object of the ground truth.
 * @param result            given to the sample function
 * @param i                 index below mltest_sample_result_truth_count()
 * @param[out] class_index  may be NULL
 * @param[out] box          the outer box where the map is not exact; may be NULL
 * @param[out] flags        may be NULL
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_result_truth(const mltest_sample_result *result, size_t i,
                                                    int32_t *class_index, mltest_box *box,
                                                    uint32_t *flags);

/**
 * How many predictions there are.
 * @param result  given to the sample function
 * @param side    MLTEST_SIDE_
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_sample_result_prediction_count(const mltest_sample_result *result,
                                                        int32_t side);

/**
 * One prediction.
 * @param result            given to the sample function
 * @param side              MLTEST_SIDE_
 * @param i                 index below mltest_sample_result_prediction_count()
 * @param[out] class_index  may be NULL
 * @param[out] score        may be NULL
 * @param[out] box          may be NULL
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_result_prediction(const mltest_sample_result *result,
                                                         int32_t side, size_t i,
                                                         int32_t *class_index, double *score,
                                                         mltest_box *box);

/**
 * Reports a number.
 * @param values  given to the sample or finish function
 * @param name    lower case letters, digits, underscores
 * @param value   a number; what is not finite is dropped and counted
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_values_set(mltest_values *values, const char *name, double value);

#ifdef __cplusplus
}
#endif
#endif
