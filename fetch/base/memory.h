/* Shared: memory that runs out ends the process, which says so.
 *
 * Libraries answer a failed allocation each in its own way: libcurl calls an
 * address wrong, a list that was read to half passes for a whole one, libxml2
 * once tried for ever, GLib overflows its stack while it says why.  A program
 * that has no memory for a few bytes can do nothing of use, so malloc itself
 * ends it, before anybody takes "no memory" for "no address".
 *
 * A large block is refused as ever: a library that cannot have a picture of a
 * page may do without. */
#ifndef FETCH_BASE_MEMORY_H
#define FETCH_BASE_MEMORY_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { MEMORY_LARGE = 1 << 20 };        /* a block that may be refused */

/* The status with which the process ends when memory runs out, from here on; 1
 * before. */
void memory_exit_with(int status);

#endif
