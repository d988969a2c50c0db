/* SPDX-License-Identifier: MIT */
/*
 * Models in shared objects (mltest/plugin.h).
 */
#ifndef MLT_PREDICTOR_PLUGIN_H
#define MLT_PREDICTOR_PLUGIN_H

#include "mltest/plugin.h"
#include "predictor/predictor.h"

/* FILE.so[,ARGUMENT]. The file is loaded once and stays. */
mltest_status mlt_plugin_open(mltest_predictor **out, mltest_context *ctx, const char *rest,
                              const mltest_options *options, mltest_error **error);
/* The same for a plugin that is in memory; file names it in messages. */
mltest_status mlt_plugin_make(mltest_predictor **out, mltest_context *ctx,
                              const mltest_plugin *plugin, const char *file, const char *argument,
                              mltest_error **error);

#endif
