#include "parallel.h"

struct work {
	parallel_task *task;
	void *data;
	gint next;              /* task, taken atomically */
	guint n;
};

struct parallel_worker {
	struct work *work;
	guint number;
	GThread *thread;
};

static void *
work_on(void *data)
{
	struct parallel_worker *w = data;
	guint task;

	while ((task = (guint)g_atomic_int_add(&w->work->next, 1)) < w->work->n)
		w->work->task(task, w->number, w->work->data);
	return NULL;
}

void
parallel_run(guint jobs, guint n, parallel_task *task, void *data)
{
	struct work work = {task, data, 0, n};
	guint workers = CLAMP(jobs, 1, MAX(n, 1));
	g_autofree struct parallel_worker *w = g_new(struct parallel_worker, workers);

	for (guint i = 0; i < workers; i++)
		w[i] = (struct parallel_worker){&work, i, NULL};
	for (guint i = 1; i < workers; i++)
		w[i].thread = g_thread_new("worker", work_on, &w[i]);
	work_on(&w[0]);
	for (guint i = 1; i < workers; i++)
		g_thread_join(w[i].thread);
}
