/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/plugin.h
 * Models in shared objects: `plugin:FILE.so[,ARGUMENT]` as a predictor. A plugin exports one
 * function, mltest_plugin_entry(), and calls nothing but the mltest_sink_ functions of the program
 * that loads it. examples/plugin_template/ is one to copy.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_PLUGIN_H
#define MLTEST_PLUGIN_H

#include "mltest/predictor.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The layout of the structs below. A plugin made for another one is refused. */
#define MLTEST_PLUGIN_ABI 1u

/** How many bytes a plugin may write about why it failed, with the NUL. */
#define MLTEST_PLUGIN_MESSAGE 256

/** What a plugin says of its model. The library has zeroed it and set the sizes. */
typedef struct mltest_plugin_model {
    size_t struct_size;             /**< of this struct in the program; fill in nothing beyond it */
    mltest_predictor_vtable vtable; /**< `predict` must be set; `struct_size` is */
    void *user_data;                /**< given to the functions of the vtable */
    int32_t task;                   /**< MLTEST_TASK_; 0 is detection */
    int32_t has_score_floor;        /**< 1 if score_floor is known */
    double score_floor;             /**< no answer has a lower score */
    const char *name;               /**< as journals show it; NULL: the file's name. Copied */
    const char *version;            /**< NULL: none. Copied */
    const char *const *classes;     /**< n_classes names, copied; NULL: the data set's, by index */
    size_t n_classes;               /**< how many */
    char message[MLTEST_PLUGIN_MESSAGE]; /**< why open failed, UTF-8 */
} mltest_plugin_model;

/** A plugin; constant. */
typedef struct mltest_plugin {
    size_t struct_size; /**< sizeof(mltest_plugin) */
    uint32_t abi;       /**< MLTEST_PLUGIN_ABI */
    uint32_t reserved;  /**< 0 */
    /**
     * Makes a model. Called once for each predictor, on the thread that opens it.
     * @param argument    the text behind the comma, "" without one
     * @param[out] model  to fill in; what it points to must live until open returns, what
     *                    `user_data` is until `vtable.destroy` is called
     * @return MLTEST_CALLBACK_DONE, or a code of the plugin's own with `message` set
     */
    int32_t (*open)(const char *argument, mltest_plugin_model *model);
} mltest_plugin;

/** How the entry's symbol is exported. */
#if defined(__GNUC__)
#define MLTEST_PLUGIN_EXPORT __attribute__((visibility("default")))
#else
#define MLTEST_PLUGIN_EXPORT
#endif

/**
 * The one symbol of a plugin, which the plugin defines (in C++: inside extern "C").
 * @return the plugin; it must stay as it is while the file is loaded, which is until the process
 *         ends
 * @since 0.1.0
 */
MLTEST_PLUGIN_EXPORT const mltest_plugin *mltest_plugin_entry(void);

#ifdef __cplusplus
}
#endif
#endif
