/*
 * Milkround for C, and for every language that can call C.
 *
 * All texts are UTF-8 and end with NUL. What goes in stays the caller's: it is read during the call
 * and may be freed or changed when the call has returned. What comes out is the caller's to give
 * back, to milkround_free and to nothing else.
 *
 * Every function may be called from every thread, and one hub from many threads at a time. Two
 * things are the caller's to see to: a hub is closed once, when no call is using it any more; and a
 * process that forks does so while no call runs, and closes in the child what the parent had open
 * before it opens it anew (close, do not forget: SQLite keeps book of its locks by process).
 *
 * No function ends the process or throws: bad input, NULL, a text that is not UTF-8 and faults of
 * Milkround itself come back as {"error": ...}.
 *
 * The operations, with what they take and answer: docs/operations.md. The errors: docs/errors.md.
 */
#ifndef MILKROUND_H
#define MILKROUND_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the functions below, as this header has them. */
#define MILKROUND_ABI_VERSION 1

/* An open hub. */
typedef struct milkround_hub milkround_hub;

/* The version of the functions in the library; compare it with MILKROUND_ABI_VERSION once. */
uint32_t milkround_abi_version(void);

/*
 * Opens a hub. The options are JSON:
 *
 *   {"url": "sqlite:hub.db"}                     or "memory:" for a trial
 *   {"url": "postgres://user:password@host:5432/database"}
 *   {"url": "memory:", "test_clock": "2026-03-01T08:00:00Z", "seed": 7}    for tests
 *
 * Answers the hub, for milkround_close; or NULL, and in *error a text {"error": ...} for
 * milkround_free. When a hub is answered, *error is NULL. Give NULL as error not to be told.
 */
milkround_hub *milkround_open(const char *options, char **error);

/*
 * Calls an operation, "customers.create" say, with an envelope of JSON:
 *
 *   {"actor": {"kind": "system"}, "key": "...", "dry_run": false, "input": {...}}
 *
 * key and dry_run may be left out. The actor is one of
 *
 *   {"kind": "system"}
 *   {"kind": "user", "user": "u1", "enterprises": ["riverside"]}
 *   {"kind": "customer", "enterprise": "riverside", "customer": "<uuid>"}
 *
 * The pure rules ("rules....") need no hub (NULL) and no actor: {"input": {...}}.
 *
 * Answers a text for milkround_free, never NULL: {"ok": ...} or {"error": {"code", "class",
 * "message", "retryable", ...}}.
 */
char *milkround_call(milkround_hub *hub, const char *operation, const char *envelope);

/* Gives back a text that milkround_open or milkround_call answered. NULL is fine. */
void milkround_free(char *text);

/* Closes a hub. NULL is fine. */
void milkround_close(milkround_hub *hub);

#ifdef __cplusplus
}
#endif

#endif
