/* GLib's locks as the thread sanitizer must see them: linked into the programs of
 * `make THREADS=1` alone.
 *
 * GMutex and g_once_init are futexes in a library that is not instrumented, so that
 * the sanitizer takes all that they guard for a race.  These functions stand before
 * the library's, call them and state what each orders. */
#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/tsan_interface.h>

#undef g_once_init_enter
#undef g_once_init_leave

void g_mutex_lock(GMutex *);
void g_mutex_unlock(GMutex *);
gboolean g_mutex_trylock(GMutex *);
gboolean g_once_init_enter(volatile void *);
void g_once_init_leave(volatile void *, gsize);

/* The library's function of that name. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void
g_mutex_lock(GMutex *mutex)
{
	NEXT(g_mutex_lock)(mutex);
	__tsan_acquire(mutex);
}

gboolean
g_mutex_trylock(GMutex *mutex)
{
	gboolean taken = NEXT(g_mutex_trylock)(mutex);

	if (taken)
		__tsan_acquire(mutex);
	return taken;
}

void
g_mutex_unlock(GMutex *mutex)
{
	__tsan_release(mutex);
	NEXT(g_mutex_unlock)(mutex);
}

gboolean
g_once_init_enter(volatile void *location)
{
	gboolean first = NEXT(g_once_init_enter)(location);

	__tsan_acquire((void *)location);
	return first;
}

void
g_once_init_leave(volatile void *location, gsize result)
{
	__tsan_release((void *)location);
	NEXT(g_once_init_leave)(location, result);
}
