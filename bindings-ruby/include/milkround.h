/*
 * Milkround for C, and for every language that can call C.
 *
 * All texts are UTF-8 and end with NUL. What goes in stays the caller's: it is read during the call
 * and may be freed or changed when the call has returned. What comes out is the caller's to give
 * back, to milkround_free and to nothing else.
 *
 * Every function may be called from every thread, and one hub from many threads at a time. Closing
 * a hub waits for the calls that use it, and so does a fork. In the child of a fork the hubs are
 * open too: on connections of their own, and with ids of their own. Only a hub in memory stays with
 * the process that opened it.
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
#define MILKROUND_ABI_VERSION 2

/* An open hub: never to be looked into, and told from all that were ever open. */
typedef struct milkround_hub milkround_hub;

/* The version of the functions in the library; compare it with MILKROUND_ABI_VERSION once. */
uint32_t milkround_abi_version(void);

/*
 * Opens a hub. The options are JSON:
 *
 *   {"url": "sqlite:hub.db"}                     or "memory:" for a trial
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
 * Answers a text for milkround_free: {"ok": ...} or {"error": {"code", "class", "message",
 * "retryable", ...}}; or NULL, when the hub is closed.
 */
char *milkround_call(milkround_hub *hub, const char *operation, const char *envelope);

/* Gives back a text that milkround_open or milkround_call answered. NULL is fine. */
void milkround_free(char *text);

/* Closes a hub, when the calls that use it are over. NULL, and one that is closed, are fine. */
void milkround_close(milkround_hub *hub);

/*
 * Waits until no call runs, of any hub. A fork waits too; but who holds a lock while he forks that
 * others need to go on (an interpreter's, say) does better to wait before he takes it.
 */
void milkround_wait(void);

#ifdef __cplusplus
}
#endif

#endif
