// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Watches the window of the shipped program: preloaded (LD_PRELOAD), it writes a line for each frame and each time the
// main loop was away for long into the file that LATHE_FRAMES names. recording.py reads them.
// Layer: tests.
//
// The loop is away from the end of one poll to the beginning of the next. A frame reaches from "before-paint" to the
// end of "after-paint", and then until the X server has drawn it. Times are those of the wall and of the main thread's
// processor, which other programs do not disturb.

#include <gtk/gtk.h>
#include <gdk/x11/gdkx.h>

#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LONG_NS (20 * 1000000LL)    /* shorter absences are not written */
#define SAMPLE_NS (10 * 1000000LL)  /* what runs is looked at from here on, … */
#define EVERY_NS (4 * 1000000LL)    /* … as often */
#define WAITING_NS (40 * 1000000LL) /* also when it waits and takes no processor */
#define MAX_SAMPLES 64
#define MAX_DEPTH 48

typedef enum
{
  NOTHING,
  BEFORE,
  UPDATE,
  LAYOUT,
  PAINT,
  AFTER,
  N_PHASES,
} Phase;

typedef struct
{
  gint64 wall, cpu;
} Moment;

/* What the widgets of one class took to say what they look like. */
typedef struct
{
  const char *name;
  void (*snapshot) (GtkWidget *, GtkSnapshot *);
  gint64 own_ns;
  guint  n;
} Cost;

typedef struct
{
  void *stack[MAX_DEPTH];
  int   depth;
} Sample;

static FILE                    *out;
static clockid_t                server_clock;
static gboolean                 has_server;
static GHashTable              *costs;         /* class → Cost */
static gint64                   below_ns;      /* of the snapshots inside the one that runs */
static Moment                   at[N_PHASES];  /* the beginning of each phase of this frame */
static Phase                    phase;
static gint64                   server_before, snapshot_ns, drawn_pixels, flushed;
static Moment                   away;          /* when the loop left its poll */
static guint64                  n_away;
static timer_t                  cpu_timer, wall_timer;
static Sample                   samples[MAX_SAMPLES];
static volatile sig_atomic_t    n_samples, is_away;

static gint64
ns_of (clockid_t clock)
{
  struct timespec t = { 0, 0 };

  clock_gettime (clock, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static Moment
now (void)
{
  return (Moment){ ns_of (CLOCK_MONOTONIC), ns_of (CLOCK_THREAD_CPUTIME_ID) };
}

static double
ms (gint64 ns)
{
  return (double) ns / 1e6;
}

/* --- what the loop does while it is away --- */

static void
on_sample (int signal)
{
  int i = n_samples;

  if (!is_away || i >= MAX_SAMPLES)
    return;
  if (ns_of (CLOCK_THREAD_CPUTIME_ID) - away.cpu < SAMPLE_NS && ns_of (CLOCK_MONOTONIC) - away.wall < WAITING_NS)
    return;
  samples[i].depth = backtrace (samples[i].stack, MAX_DEPTH);
  n_samples = i + 1;
}

static void
set_timer (timer_t timer, gint64 first_ns, gint64 interval_ns)
{
  struct itimerspec spec = { { 0, interval_ns }, { 0, first_ns } };

  timer_settime (timer, 0, &spec, NULL);
}

static void
make_timer (clockid_t clock, timer_t *timer)
{
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF };

  event._sigev_un._tid = (pid_t) syscall (SYS_gettid);
  if (timer_create (clock, &event, timer) != 0)
    g_error ("frame-recorder: no timer");
}

static void
start_sampling (void)
{
  struct sigaction action = { .sa_handler = on_sample, .sa_flags = SA_RESTART };
  void            *first[1];

  backtrace (first, 1); /* it loads a library the first time */
  sigaction (SIGPROF, &action, NULL);
  make_timer (CLOCK_THREAD_CPUTIME_ID, &cpu_timer);
  make_timer (CLOCK_MONOTONIC, &wall_timer);
  set_timer (cpu_timer, EVERY_NS, EVERY_NS);
}

/* module+offset=symbol of each caller, the innermost first */
static void
write_sample (const Sample *sample)
{
  fprintf (out, "sample\t%" G_GUINT64_FORMAT "\t", n_away);
  for (int i = 2; i < sample->depth; i++) /* the handler and its frame are not of interest */
    {
      Dl_info info;

      if (dladdr (sample->stack[i], &info) == 0)
        continue;
      fprintf (out, "%s+%lx=%s ", info.dli_fname, (unsigned long) ((char *) sample->stack[i] - (char *) info.dli_fbase),
               info.dli_sname != NULL ? info.dli_sname : "");
    }
  fprintf (out, "\n");
}

static void
came_back (void)
{
  Moment t = now ();

  is_away = FALSE;
  set_timer (wall_timer, 0, 0);
  if (t.wall - away.wall >= LONG_NS || t.cpu - away.cpu >= LONG_NS)
    {
      fprintf (out, "away\t%" G_GUINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%.3f\t%.3f\n", n_away, away.wall, ms (t.wall - away.wall), ms (t.cpu - away.cpu));
      for (int i = 0; i < n_samples; i++)
        write_sample (&samples[i]);
    }
  if (t.wall - flushed > G_USEC_PER_SEC * 1000LL)
    {
      fflush (out);
      flushed = t.wall;
    }
}

static int
watched_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  came_back ();
  n = g_poll (fds, n_fds, timeout);
  away = now ();
  n_away++;
  n_samples = 0;
  is_away = TRUE;
  set_timer (wall_timer, WAITING_NS, EVERY_NS * 10);
  return n;
}

/* --- what widgets take --- */

static Cost *
find_cost (GtkWidget *widget)
{
  for (gpointer class = G_OBJECT_GET_CLASS (widget); class != NULL; class = g_type_class_peek_parent (class))
    {
      Cost *cost = g_hash_table_lookup (costs, class);

      if (cost != NULL)
        return cost;
    }
  return NULL;
}

static void
timed_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  Cost  *cost = find_cost (widget);
  gint64 outer_ns = below_ns, begun = ns_of (CLOCK_THREAD_CPUTIME_ID), took;

  below_ns = 0;
  cost->snapshot (widget, snapshot);
  took = ns_of (CLOCK_THREAD_CPUTIME_ID) - begun;
  cost->own_ns += took - below_ns;
  cost->n++;
  below_ns = outer_ns + took;
  if (GTK_IS_WINDOW (widget))
    snapshot_ns += took;
}

/* Only classes of ours that have none of ours above them in the table: a snapshot that calls its parent's would find itself. */
static gboolean
on_realize (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Lt") && find_cost (widget) == NULL)
    {
      GtkWidgetClass *class = GTK_WIDGET_GET_CLASS (widget);
      Cost           *cost = g_new0 (Cost, 1);

      *cost = (Cost){ .name = G_OBJECT_TYPE_NAME (widget), .snapshot = class->snapshot };
      g_hash_table_insert (costs, class, cost);
      class->snapshot = timed_snapshot;
    }
  return TRUE;
}

/* GTK's last step of a frame paints what was drawn onto the window's surface, clipped to what changed. */
void
cairo_paint (cairo_t *cr)
{
  static void (*real) (cairo_t *);

  if (real == NULL)
    real = (void (*) (cairo_t *)) dlsym (RTLD_NEXT, "cairo_paint");
  if (phase == PAINT && cairo_get_operator (cr) == CAIRO_OPERATOR_SOURCE && cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_XLIB)
    {
      cairo_rectangle_list_t *clip = cairo_copy_clip_rectangle_list (cr);
      double                  pixels = 0.0;

      for (int i = 0; clip->status == CAIRO_STATUS_SUCCESS && i < clip->num_rectangles; i++)
        pixels += clip->rectangles[i].width * clip->rectangles[i].height;
      cairo_rectangle_list_destroy (clip);
      drawn_pixels = (gint64) pixels;
    }
  real (cr);
}

/* --- frames --- */

static void
write_costs (void)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, costs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Cost *cost = value;

      if (cost->n > 0)
        fprintf (out, "%s*%u=%.3f ", cost->name, cost->n, ms (cost->own_ns));
      cost->n = 0;
      cost->own_ns = 0;
    }
}

static double
phase_ms (Phase from)
{
  Phase to = from + 1;

  if (at[from].wall == 0)
    return 0.0;
  while (to < N_PHASES && at[to].wall == 0)
    to++;
  return to < N_PHASES ? ms (at[to].cpu - at[from].cpu) : 0.0;
}

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  Moment  end = now ();
  gint64  shown = end.wall;
  double  server_ms = 0.0;
  Display *display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());

  if (at[BEFORE].wall == 0)
    return;
  if (drawn_pixels > 0)
    {
      XSync (display, False);
      shown = ns_of (CLOCK_MONOTONIC);
    }
  if (has_server)
    server_ms = ms (ns_of (server_clock) - server_before);
  fprintf (out, "frame\t%" G_GUINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%.3f\t%.3f\t%.3f\t%.3f\t%" G_GINT64_FORMAT "\t", n_away, at[BEFORE].wall,
           ms (end.wall - at[BEFORE].wall), ms (shown - at[BEFORE].wall), ms (end.cpu - at[BEFORE].cpu), server_ms, drawn_pixels);
  fprintf (out, "update=%.3f layout=%.3f snapshot=%.3f render=%.3f\t", phase_ms (UPDATE), phase_ms (LAYOUT), ms (snapshot_ns), phase_ms (PAINT) - ms (snapshot_ns));
  write_costs ();
  fprintf (out, "\t%.3f\n", ms (ns_of (CLOCK_PROCESS_CPUTIME_ID)));
  memset (at, 0, sizeof at);
  phase = NOTHING;
}

/* Hooks run before what is connected to the signal: here each phase begins. */
static gboolean
on_phase (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GdkFrameClock *clock = g_value_get_object (&values[0]);

  phase = (Phase) GPOINTER_TO_INT (data);
  if (phase == BEFORE)
    {
      memset (at, 0, sizeof at);
      snapshot_ns = drawn_pixels = 0;
      server_before = has_server ? ns_of (server_clock) : 0;
      if (g_object_get_data (G_OBJECT (clock), "frame-recorder") == NULL)
        {
          g_object_set_data (G_OBJECT (clock), "frame-recorder", clock);
          g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
        }
    }
  at[phase] = now ();
  return TRUE;
}

static void
hook (GType type, const char *signal, GSignalEmissionHook function, Phase data)
{
  g_type_class_unref (g_type_class_ref (type));
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, function, GINT_TO_POINTER ((int) data), NULL);
}

static void
start (const char *path)
{
  const char *server = getenv ("LATHE_X_SERVER");

  out = fopen (path, "w");
  if (out == NULL)
    g_error ("frame-recorder: can't write %s", path);
  setvbuf (out, NULL, _IOFBF, 1 << 20);
  has_server = server != NULL && clock_getcpuclockid ((pid_t) atoi (server), &server_clock) == 0;
  costs = g_hash_table_new (NULL, NULL);
  hook (GDK_TYPE_FRAME_CLOCK, "before-paint", on_phase, BEFORE);
  hook (GDK_TYPE_FRAME_CLOCK, "update", on_phase, UPDATE);
  hook (GDK_TYPE_FRAME_CLOCK, "layout", on_phase, LAYOUT);
  hook (GDK_TYPE_FRAME_CLOCK, "paint", on_phase, PAINT);
  hook (GDK_TYPE_FRAME_CLOCK, "after-paint", on_phase, AFTER);
  hook (GTK_TYPE_WIDGET, "realize", on_realize, NOTHING);
  away = now ();
  start_sampling ();
  is_away = TRUE;
  set_timer (wall_timer, WAITING_NS, EVERY_NS * 10);
  g_main_context_set_poll_func (NULL, watched_poll);
}

int
g_application_run (GApplication *application, int argc, char **argv)
{
  int (*real) (GApplication *, int, char **) = (int (*) (GApplication *, int, char **)) dlsym (RTLD_NEXT, "g_application_run");
  const char *path = getenv ("LATHE_FRAMES");
  int         code;

  if (path == NULL || !GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    return real (application, argc, argv);
  unsetenv ("LD_PRELOAD"); /* what the program starts is not watched */
  start (path);
  code = real (application, argc, argv);
  set_timer (cpu_timer, 0, 0);
  came_back ();
  fclose (out);
  g_main_context_set_poll_func (NULL, NULL);
  return code;
}
