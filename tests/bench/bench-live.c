// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What live playing waits for: a session until it could play (W6), the audio thread's headroom (W7), another plan after an
// edit (W9), and what a strip keeps in memory.
// Layer: tests. Times are printed, never asserted. Processor time beside the clock's: what else runs is not in it.

#include "bench-music.h"

#include "base/audio.h"
#include "media/peaks.h"
#include "session/edit-clip.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/folder.h"
#include "studio/file-feeds.h"
#include "studio/player.h"
#include "studio/session-spec.h"

#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int
by_value (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* --- W6: until the engine could play --- */

static void
say_phase (const char *what)
{
  static double wall, cpu;
  double        wall_now = lt_bench_seconds (CLOCK_MONOTONIC), cpu_now = lt_bench_seconds (CLOCK_PROCESS_CPUTIME_ID);

  if (what != NULL)
    g_print ("%s\t%.1f\t%.1f\n", what, (wall_now - wall) * 1e3, (cpu_now - cpu) * 1e3);
  wall = wall_now;
  cpu = cpu_now;
}

/* The pictures of all sounds, as the window asks for them; @make: those that are not in the cache too. */
static void
open_peaks (const LtSession *session, const char *folder, bool make)
{
  for (guint i = 0; i < session->sources->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *path = lt_file_feeds_dup_path (g_ptr_array_index (session->sources, i), folder);
      g_autoptr (LtPeaks) peaks = lt_peaks_open (path, &error);

      if (peaks == NULL || (make && !lt_peaks_build (peaks, NULL, &error)))
        g_error ("%s", error->message);
      if (!lt_peaks_is_complete (peaks))
        g_error ("the peaks of %s are not in the cache", path);
    }
}

/* Session read, plan compiled and taken over by the audio thread, streams filled, peaks there. */
static int
open_session (const char *path)
{
  g_autoptr (GError) error = NULL;
  LtPlayerConfig     config = { .device = "null" };

  say_phase (NULL);
  g_autoptr (LtFolder) folder = lt_bench_open (path);
  const LtSession     *session = lt_folder_get_session (folder);
  say_phase ("session");
  g_autoptr (LtPlayer) player = lt_player_new (session->rate_hz, &config, &error);
  if (player == NULL)
    g_error ("%s", error->message);
  say_phase ("device");
  if (!lt_player_set_session (player, session, lt_folder_get_path (folder), NULL, &error))
    g_error ("%s", error->message);
  say_phase ("files and plan");
  open_peaks (session, lt_folder_get_path (folder), false);
  say_phase ("peaks");
  if (!lt_player_prepare (player, 0, 60000))
    g_error ("the disk did not come");
  say_phase ("streams");
  for (lt_player_tick (player); !lt_engine_is_settled (lt_player_get_engine (player)); lt_player_tick (player))
    g_usleep (500);
  say_phase ("taken over");
  return 0;
}

LT_RT static uint32_t
quantum (LtEngine *engine)
{
  float  left[LT_QUANTUM], right[LT_QUANTUM];
  float *out[2] = { left, right };

  return lt_engine_quantum (engine, out);
}

/* --- W7: 64 frames at a time, as a device asks for them --- */

static void
say_histogram (const double *share, guint n)
{
  guint i = 0;

  for (double edge = 0.005; i < n; edge += edge < 0.1 ? 0.005 : 0.05)
    {
      guint before = i;

      while (i < n && share[i] < edge)
        i++;
      if (i > before)
        g_print ("below %.1f %%\t%u\n", 100.0 * edge, i - before);
    }
}

/* Shares of a quantum's time that the thread's processor time takes; of several threads that one waits for, the clock's. */
static int
headroom (const char *path, double seconds, guint n_threads)
{
  clockid_t            clock = n_threads > 1 ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID;
  g_autoptr (LtFolder) folder = lt_bench_open (path);
  const LtSession     *session = lt_folder_get_session (folder);
  LtEngine            *engine = lt_engine_new (session->rate_hz, LT_QUANTUM);
  guint                n = (guint) (seconds * session->rate_hz / LT_QUANTUM);
  g_autofree double   *share = g_new0 (double, n);
  double               sum = 0.0;

  lt_bench_music_make ();
  lt_bench_send (engine, session);
  if (lt_engine_set_threads (engine, n_threads, 0) != LT_OK)
    g_error ("no threads");
  LtRtMode mode = lt_rt_enter ();
  lt_engine_roll (engine);
  for (int i = 0; i < 200; i++)
    quantum (engine);
  for (guint i = 0; i < n; i++)
    {
      lt_engine_awaken (engine);
      double   from = lt_bench_seconds (clock);
      uint32_t frames = quantum (engine);

      share[i] = (lt_bench_seconds (clock) - from) * session->rate_hz / frames;
      sum += share[i];
    }
  lt_rt_leave (mode);
  lt_engine_free (engine);

  qsort (share, n, sizeof *share, by_value);
  g_print ("strips\t%u\nmean\t%.5f\nmedian\t%.5f\n99.9 %%\t%.5f\nmost\t%.5f\n", session->tracks->len, sum / n, share[n / 2], share[(guint) (0.999 * n)], share[n - 1]);
  say_histogram (share, n);
  return 0;
}

/* --- W9: another plan --- */

typedef struct
{
  const char *what;
  LtSession *(*edit) (const LtSession *session);
} Edit;

static const LtTrack *
middle_track (const LtSession *session)
{
  return g_ptr_array_index (session->tracks, session->tracks->len / 2);
}

static LtSession *
move_clip (const LtSession *session)
{
  const LtClip *clip = g_ptr_array_index (middle_track (session)->clips, 0);

  return lt_edit_clip_move (session, clip->id, middle_track (session)->strip->id, clip->pos_frames + 480);
}

static LtSession *
add_effect (const LtSession *session)
{
  const LtFxType *type = lt_fx_find ("comp");
  float           values[LT_FX_MAX_PARAMS];
  LtId            id;

  lt_fx_defaults (type, values);
  return lt_edit_slot_add (session, middle_track (session)->strip->id, type, -1, values, &id);
}

static LtSession *
add_track (const LtSession *session)
{
  LtId id;

  return lt_edit_track_add (session, "New", -1, &id);
}

static const Edit edits[] = { { "a clip moved", move_clip }, { "an effect added", add_effect }, { "a track added", add_track } };

/* There and back again, with the plan taken over between. */
static void
time_edit (LtEngine *engine, const LtSession *session, const Edit *edit, guint n)
{
  g_autoptr (LtSession) edited = edit->edit (session);
  g_autofree double    *described = g_new0 (double, n), *compiled = g_new0 (double, n), *all = g_new0 (double, n);

  for (guint i = 0; i < n; i++)
    {
      double                    from = lt_bench_seconds (CLOCK_THREAD_CPUTIME_ID);
      g_autoptr (LtSessionSpec) spec = lt_session_spec_new (i % 2 == 0 ? edited : session, 0, lt_bench_music_for, NULL);
      double                    middle = lt_bench_seconds (CLOCK_THREAD_CPUTIME_ID);

      if (lt_engine_set_plan (engine, &spec->spec) != LT_OK)
        g_error ("no plan");
      double to = lt_bench_seconds (CLOCK_THREAD_CPUTIME_ID);
      described[i] = (middle - from) * 1e3;
      compiled[i] = (to - middle) * 1e3;
      all[i] = (to - from) * 1e3;
      for (int k = 0; k < 400 && !lt_engine_is_settled (engine); k++)
        {
          quantum (engine);
          lt_engine_collect (engine);
        }
    }
  qsort (described, n, sizeof *described, by_value);
  qsort (compiled, n, sizeof *compiled, by_value);
  qsort (all, n, sizeof *all, by_value);
  g_print ("%s\t%.3f\t%.3f\t%.3f\t%.3f\n", edit->what, described[n / 2], compiled[n / 2], all[n / 2], all[n * 9 / 10]);
}

static int
recompile (const char *path, guint n)
{
  g_autoptr (LtFolder) folder = lt_bench_open (path);
  const LtSession     *session = lt_folder_get_session (folder);
  LtEngine            *engine = lt_engine_new (session->rate_hz, LT_QUANTUM);

  lt_bench_send (engine, session);
  lt_engine_roll (engine);
  for (int i = 0; i < 16; i++)
    quantum (engine);
  for (guint e = 0; e < G_N_ELEMENTS (edits); e++)
    time_edit (engine, session, &edits[e], n);
  lt_engine_free (engine);
  return 0;
}

/* --- memory --- */

static double
resident_kib (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv)   words = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return NAN;
  words = g_strsplit (text, " ", 3);
  return (double) g_ascii_strtoull (words[1], NULL, 10) * (double) sysconf (_SC_PAGESIZE) / 1024.0;
}

static double
allocated_kib (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / 1024.0;
}

/* What a strip's instances and its part of the plan take once they have played for two seconds, and what the system has promised
   them; the reverb's share is in it. */
static int
memory (const char *path)
{
  g_autoptr (LtFolder) folder = lt_bench_open (path);
  const LtSession     *session = lt_folder_get_session (folder);
  LtEngine            *engine = lt_engine_new (session->rate_hz, LT_QUANTUM);
  guint                n = session->tracks->len;

  lt_bench_music_make ();
  double resident = resident_kib (), allocated = allocated_kib ();
  lt_bench_send (engine, session);
  lt_engine_roll (engine);
  for (int i = 0; i < 1500; i++)
    quantum (engine);
  g_print ("%u\t%.1f\t%.1f\n", n, (resident_kib () - resident) / n, (allocated_kib () - allocated) / n);
  lt_engine_free (engine);
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "open") == 0)
    return open_session (argv[2]);
  if (argc == 3 && strcmp (argv[1], "peaks") == 0)
    {
      g_autoptr (LtFolder) folder = lt_bench_open (argv[2]);

      open_peaks (lt_folder_get_session (folder), lt_folder_get_path (folder), true);
      return 0;
    }
  if ((argc == 4 || argc == 5) && strcmp (argv[1], "headroom") == 0)
    return headroom (argv[2], atof (argv[3]), argc == 5 ? (guint) atoi (argv[4]) : 1);
  if (argc == 4 && strcmp (argv[1], "recompile") == 0)
    return recompile (argv[2], (guint) MAX (atoi (argv[3]), 1));
  if (argc == 3 && strcmp (argv[1], "memory") == 0)
    return memory (argv[2]);
  g_printerr ("bench-live open SESSION | peaks SESSION | headroom SESSION SECONDS [THREADS] | recompile SESSION TIMES | memory SESSION\n");
  return 2;
}
