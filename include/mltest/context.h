/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/context.h
 * Where the library gets memory, how much it may take, where its log goes, how it opens files.
 *
 * A context is configured right after it was made and not changed once other handles use it; from
 * then on it may be used by any number of threads. Every function takes NULL for the defaults:
 * malloc, the default limits, no log, ordinary files, one worker thread per processor.
 *
 * libpng, libjpeg-turbo, zlib and Expat get memory from the context's allocator. libyaml offers
 * no such hook and libjpeg-turbo keeps small tables of its own: both use malloc.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_CONTEXT_H
#define MLTEST_CONTEXT_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The host's memory. All functions may be called from any thread, also at once. */
typedef struct mltest_allocator {
    size_t struct_size; /**< sizeof(mltest_allocator) */
    uint64_t flags;     /**< 0 */
    /** Gives n ≥ 1 bytes aligned for any type, or NULL. */
    void *(*allocate)(void *user_data, size_t n);
    /** Resizes to n ≥ 1 bytes (p may be NULL), or returns NULL and leaves p alone. */
    void *(*reallocate)(void *user_data, void *p, size_t n);
    /** Takes memory back; p is never NULL. */
    void (*release)(void *user_data, void *p);
    /** Called once, when the last handle of the context is gone. May be NULL. */
    void (*destroy)(void *user_data);
} mltest_allocator;

/** Log levels. */
enum {
    MLTEST_LOG_WARNING = 1, /**< something was repaired, dropped or is suspicious */
    MLTEST_LOG_INFO = 2     /**< progress of interest to people */
};

/** Receives log lines. May be called from any thread, one call at a time. */
typedef struct mltest_log {
    size_t struct_size; /**< sizeof(mltest_log) */
    uint64_t flags;     /**< 0 */
    /** One line of text without a line end, valid during the call. */
    void (*line)(void *user_data, int32_t level, const char *text);
    /** Called once, when the context goes. May be NULL. */
    void (*destroy)(void *user_data);
} mltest_log;

/**
 * Reads files for the library, e.g. from an archive. It serves pictures and label files; journals
 * and written files always use the file system. May be called from any thread.
 */
typedef struct mltest_io {
    size_t struct_size; /**< sizeof(mltest_io) */
    uint64_t flags;     /**< 0 */
    /** Opens a file: 0 and *file set, or an errno value. */
    int32_t (*open)(void *user_data, const char *path, void **file);
    /** Reads up to n bytes: 0 and *got set (0 at the end), or an errno value. */
    int32_t (*read)(void *user_data, void *file, void *bytes, size_t n, size_t *got);
    /** Closes a file. */
    void (*close)(void *user_data, void *file);
    /** Called once, when the context goes. May be NULL. */
    void (*destroy)(void *user_data);
} mltest_io;

/**
 * Runs the library's parallel work on the host's own threads.
 * `run` calls task(task_data, i) once for each i in [0, n), on any threads, and returns when all
 * calls have returned. Tasks may block on each other only if `concurrency` says that many run at
 * once.
 */
typedef struct mltest_pool {
    size_t struct_size;   /**< sizeof(mltest_pool) */
    uint64_t flags;       /**< 0 */
    uint64_t concurrency; /**< how many tasks really run at once, at least 1 */
    /** See above. */
    void (*run)(void *user_data, size_t n, void (*task)(void *task_data, size_t i),
                void *task_data);
    /** Called once, when the context goes. May be NULL. */
    void (*destroy)(void *user_data);
} mltest_pool;

/**
 * Makes a context.
 * @param[out] out        the context; free it with mltest_context_free()
 * @param allocator       copied; NULL for malloc. allocate, reallocate and release must be set
 * @param allocator_data  given to its functions; owned by the context from success on
 * @param[out] error      may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_UNSUPPORTED or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_context_new(mltest_context **out, const mltest_allocator *allocator,
                                            void *allocator_data, mltest_error **error);

/**
 * Sends log lines to the host.
 * @param ctx         a context no other handle uses yet
 * @param log         copied; line must be set
 * @param user_data   given to its functions; owned by the context from success on
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_UNSUPPORTED
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_context_set_log(mltest_context *ctx, const mltest_log *log,
                                                void *user_data, mltest_error **error);

/**
 * Lets the host read the files of data sets.
 * @param ctx         a context no other handle uses yet
 * @param io          copied; open, read and close must be set
 * @param user_data   given to its functions; owned by the context from success on
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_UNSUPPORTED
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_context_set_io(mltest_context *ctx, const mltest_io *io,
                                               void *user_data, mltest_error **error);

/**
 * Lets the host's threads do the library's parallel work.
 * @param ctx         a context no other handle uses yet
 * @param pool        copied; run must be set
 * @param user_data   given to its functions; owned by the context from success on
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_UNSUPPORTED
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_context_set_pool(mltest_context *ctx, const mltest_pool *pool,
                                                 void *user_data, mltest_error **error);

/**
 * Sets a limit on what inputs may ask for. The names, with their defaults:
 * `max_side` 16384 px a side · `max_pixels` 134217728 per picture · `max_file_bytes` 4294967296 per
 * file read whole · `max_depth` 128 levels of nesting · `max_samples` 10000000 ·
 * `max_boxes` 100000 per picture · `max_string` 1048576 bytes of one text ·
 * `max_classes` 100000 · `max_path_depth` 64 folders below a data set's root · `max_threads` 256 at
 * once where no option says how many, and never more than there are processors.
 * @param ctx         a context no other handle uses yet
 * @param name        one of the names above
 * @param value       at least 1
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_context_set_limit(mltest_context *ctx, const char *name,
                                                  uint64_t value, mltest_error **error);

/**
 * Reads a limit.
 * @param ctx         NULL for the defaults
 * @param name        as for mltest_context_set_limit()
 * @param[out] value  the limit
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_NOT_FOUND
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_context_get_limit(const mltest_context *ctx, const char *name,
                                                  uint64_t *value);

/**
 * Lets frost be made of the host's photographs instead of the library's own ice, as it is
 * published: one of them is drawn for each picture, brought to 1.1 times the size that covers it
 * (at least 1.1 times its own), cut at a drawn place and laid over it. With the photographs of the
 * published code in the order of their names, the same draws give the same pictures within a level.
 *
 * The first five files of the folder by name that end in .png, .jpg or .jpeg are read now, through
 * the context's io and within its limits, at least 32 x 32 pixels each; alpha and EXIF orientation
 * are left out. Files of other names and later ones are not looked at. Journals of runs with frost
 * keep a hash of the photographs: a run is not resumed, merged or compared, and its pictures are
 * not made again, with others.
 * @param ctx         a context no other handle uses yet
 * @param folder      replaces what was set before; NULL goes back to the library's own ice
 * @param[out] error  may be NULL; names the file and what is expected
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (no folder, or no picture in it),
 *         MLTEST_ERR_IO, MLTEST_ERR_FORMAT (broken or too small), MLTEST_ERR_LIMIT (too large) or
 *         MLTEST_ERR_MEMORY; what was set before stays on failure
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_context_set_frost_photographs(mltest_context *ctx,
                                                              const char *folder,
                                                              mltest_error **error);

/**
 * Drops the caller's reference.
 * @param ctx  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_context_free(mltest_context *ctx);

#ifdef __cplusplus
}
#endif
#endif
