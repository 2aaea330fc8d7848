// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session plays through the live player while it is edited without a pause, located, looped, undone, loaded and exported:
// nothing forbidden is called, what leaves is finite and without a step, memory stays flat, and behind it all a render
// has the bits of a fresh one.
// Layer: tests. Usage: test-rt-song-storm [--minutes M [--seed N]]   of the device's time. Prints TAP.

#include "forbid.h"
#include "song-storm.h"

#include "helpers/test-dir.h"
#include "helpers/test-ear.h"
#include "session/edit-session.h"
#include "session/store.h"
#include "studio/player-private.h"
#include "studio/renderer.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE          LT_SONG_STORM_RATE
#define MS            (RATE / 1000)
#define SHAPE_MS      50
#define LOCATE_MS     170
#define THREADS_MS    310 /* another number of threads plays */
#define EXPORT_MS     2000
#define LOAD_MS       7000
#define LAST_FRAME    ((LT_SONG_STORM_SECONDS - 3) * RATE) /* behind it the playhead is put back: sines end there */
#define EXPORT_FRAMES (RATE * 3 / 2)
#define READY_FRAMES  4096
#define CHECK_FRAMES  (RATE * 4)
#define WARM_LOADS    2     /* from then on memory must be flat */
#define SLACK_BYTES   (1 << 20)
#define SEED          0x50a6u

/* The device: its thread asks for blocks of any size, as fast as disk and edits allow. */
typedef struct
{
  LtPlayer        *player;
  _Atomic int64_t  played, released; /* frames */
  _Atomic bool     quit;
  uint64_t         random; /* from here on the thread's until it is joined */
  LtTestEar        ears[2];
  float            memory[2][LT_DEVICE_MAX_FRAMES];
} Device;

typedef struct
{
  LtSession *session;
  char      *folder;
  int64_t    from;
  gint       is_done;
  bool       fine;
  GThread   *thread; /* NULL: none runs */
  guint      n;      /* so far */
} Export;

typedef struct
{
  float *l, *r;
  gsize  n, room;
} Sound;

static int n_cases, n_failed;

static void
tell (bool fine, const char *name)
{
  printf ("%s %d /rt/song-storm/%s\n", fine ? "ok" : "not ok", ++n_cases, name);
  n_failed += !fine;
}

/* --- the device --- */

/* As many small blocks as large ones, by octaves. */
static uint32_t
any_size (Device *self)
{
  self->random = self->random * 6364136223846793005u + 1442695040888963407u;
  uint32_t octave = (uint32_t) (self->random >> 60) % 14;

  return 1 + (uint32_t) (self->random >> 33) % (1u << octave);
}

static void
run_block (Device *self, uint32_t n)
{
  float   *out[2] = { self->memory[0], self->memory[1] };
  LtRtMode mode = lt_rt_enter ();

  lt_player_run (self->player, out, 2, n);
  lt_rt_leave (mode);
}

static gpointer
play (gpointer data)
{
  Device  *self = data;
  uint32_t n = any_size (self);

#ifdef TEST_FORBIDS
  lt_forbid_choose (true);
#endif
  while (!atomic_load (&self->quit))
    {
      if (atomic_load (&self->played) >= atomic_load (&self->released) || !lt_player_wait (self->player, n))
        {
          g_usleep (100);
          continue;
        }
      lt_player_awaken (self->player);
      run_block (self, n);
      for (int c = 0; c < 2; c++)
        lt_test_ear_run (&self->ears[c], self->memory[c], n);
      atomic_fetch_add (&self->played, n);
      n = any_size (self);
    }
  return NULL;
}

/* A player whose own device is let go, and never opened again as long as nobody ticks: this one takes its place. */
static void
open_device (Device *self, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  LtPlayerConfig     config = { .device = "null", .free_running = true };

  self->player = lt_player_new (RATE, &config, &error);
  g_assert_no_error (error);
  lt_player_change_device (self->player, &config);
  while (!g_atomic_int_get (&self->player->has_let_go))
    g_usleep (500);
  self->random = seed;
}

/* --- offline --- */

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Sound *sound = data;

  n_frames = (uint32_t) MIN (n_frames, sound->room - sound->n);
  memcpy (sound->l + sound->n, in[0], n_frames * sizeof (float));
  memcpy (sound->r + sound->n, in[1], n_frames * sizeof (float));
  sound->n += n_frames;
  return true;
}

static void
clear_sound (Sound *self)
{
  g_free (self->l);
  g_free (self->r);
}

/* @n frames from @from on, the lead-in of the latency first, as they are heard live. */
static Sound
render (const LtSession *session, const char *folder, int64_t from, gsize n, guint n_threads)
{
  g_autoptr (GError) error = NULL;
  Sound              out = { g_new0 (float, n), g_new0 (float, n), 0, n };
  LtRenderTarget     target = { 0, take, &out, NULL };
  LtRenderJob        job = { .session = session, .folder = folder, .from = from, .to = from + (int64_t) n, .n_threads = n_threads, .targets = &target, .n_targets = 1 };

  if (!lt_renderer_run (&job, &error))
    printf ("# %s\n", error->message);
  return out;
}

static bool
is_same (const Sound *a, const Sound *b)
{
  return a->n == a->room && b->n == a->n && memcmp (a->l, b->l, a->n * sizeof (float)) == 0 && memcmp (a->r, b->r, a->n * sizeof (float)) == 0;
}

static gpointer
export (gpointer data)
{
  Export *self = data;
  Sound     sound = render (self->session, self->folder, self->from, EXPORT_FRAMES, 1);
  LtTestEar ear = { 0 };

  lt_test_ear_run (&ear, sound.l, (uint32_t) sound.n);
  lt_test_ear_run (&ear, sound.r, (uint32_t) sound.n);
  self->fine = self->fine && sound.n == EXPORT_FRAMES && ear.n_bad == 0;
  clear_sound (&sound);
  g_atomic_int_set (&self->is_done, 1);
  return NULL;
}

static void
end_export (Export *self)
{
  if (self->thread == NULL)
    return;
  g_thread_join (g_steal_pointer (&self->thread));
  lt_session_take (&self->session, NULL);
  self->n++;
}

/* The session as it is now, unless the last export still runs. */
static void
begin_export (Export *self, const LtSession *session, int64_t from)
{
  if (self->thread != NULL && !g_atomic_int_get (&self->is_done))
    return;
  end_export (self);
  lt_session_take (&self->session, lt_session_ref (session));
  self->from = from;
  self->is_done = 0;
  self->thread = g_thread_new ("export", export, self);
}

/* --- the storm --- */

typedef struct
{
  Device       device;
  Export       export;
  LtSongStorm *song;
  const char  *folder;
  GRand       *rng;
  int64_t      ms;     /* of the device, so far */
  gsize        memory; /* in use once it was warm */
  guint        n_loads, n_shapes;
  bool         is_flat;
} Storm;

static void
hear_session (Storm *self)
{
  g_autoptr (GError) error = NULL;
  bool               fine = lt_player_set_session (self->device.player, lt_song_storm_get_session (self->song), self->folder, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (fine);
}

/* Until the device has played as many frames. */
static void
await_played (Storm *self, int64_t frames)
{
  atomic_store (&self->device.released, frames);
  while (atomic_load (&self->device.played) < frames)
    g_usleep (50);
}

static bool
await_settled (Storm *self)
{
  LtEngine *engine = lt_player_get_engine (self->device.player);

  for (int i = 0; i < 60000 && !lt_engine_is_settled (engine); i++)
    {
      await_played (self, atomic_load (&self->device.played) + MS);
      lt_engine_collect (engine);
    }
  return lt_engine_is_settled (engine);
}

/* The same session as at first: once warm, it takes the same memory each time. */
static void
load (Storm *self)
{
  lt_song_storm_load (self->song);
  hear_session (self);
  end_export (&self->export);
  if (!await_settled (self))
    self->is_flat = false;

  gsize used = mallinfo2 ().uordblks;
  if (self->n_loads == WARM_LOADS)
    self->memory = used;
  if (self->n_loads > WARM_LOADS && used > self->memory + SLACK_BYTES)
    self->is_flat = false;
  self->n_loads++;
  printf ("# %" G_GINT64_FORMAT " s: %zu KiB in use\n", self->ms / 1000, (size_t) used / 1024);
  fflush (stdout);
}

static void
locate (Storm *self)
{
  LtEngine *engine = lt_player_get_engine (self->device.player);
  guint     n = 1 + (guint) g_rand_int_range (self->rng, 0, 3); /* a hand that drags the playhead doesn't wait */

  for (guint i = 0; i < n; i++)
    lt_engine_locate (engine, g_rand_int_range (self->rng, 0, 18 * RATE));
}

static void
edit (Storm *self)
{
  LtEngine *engine = lt_player_get_engine (self->device.player);

  if (self->ms % LOAD_MS == 0)
    load (self);
  else if (self->ms % SHAPE_MS == 0)
    {
      lt_song_storm_shape (self->song);
      self->n_shapes++;
    }
  else
    lt_song_storm_value (self->song);
  hear_session (self);
  if (self->ms % LOCATE_MS == 0 || lt_engine_get_position (engine) > LAST_FRAME)
    locate (self);
  if (self->ms % THREADS_MS == 0)
    g_assert_true (lt_player_set_threads (self->device.player, 1 + (guint) g_rand_int_range (self->rng, 0, 3)));
  if (self->ms % EXPORT_MS == 0)
    begin_export (&self->export, lt_song_storm_get_session (self->song), g_rand_int_range (self->rng, 0, 18 * RATE));
  lt_engine_collect (engine);
}

static void
rage (Storm *self, int64_t until_ms)
{
  GThread *thread;

  hear_session (self);
  for (int64_t pos = 0; pos < LT_SONG_STORM_SECONDS * RATE; pos += READY_FRAMES) /* so that no jump finds silence */
    g_assert_true (lt_player_prepare (self->device.player, pos, 30000));
  lt_engine_roll (lt_player_get_engine (self->device.player));
  thread = g_thread_new ("device", play, &self->device);
  for (self->ms = 1; self->ms <= until_ms; self->ms++)
    {
      await_played (self, self->ms * MS);
      edit (self);
    }
  end_export (&self->export);
  tell (await_settled (self), "settles");
  atomic_store (&self->device.quit, true);
  g_thread_join (thread);
}

/* What the tired engine plays from stop, on this thread. */
static Sound
play_from_stop (Storm *self, gsize n)
{
  Device   *device = &self->device;
  LtEngine *engine = lt_player_get_engine (device->player);
  Sound     out = { g_new0 (float, n), g_new0 (float, n), 0, n };

  lt_engine_stop (engine);
  for (int i = 0; i < 100; i++) /* the fade-out, and then nothing */
    run_block (device, LT_QUANTUM);
  g_assert_false (lt_engine_is_rolling (engine));
  while (device->player->fifo.held_at < device->player->fifo.held_n) /* what comes then begins a quantum */
    run_block (device, 1);
  lt_engine_locate (engine, 0);
  g_assert_true (lt_player_prepare (device->player, 0, 30000));
  lt_engine_roll (engine);
  while (out.n < n)
    {
      uint32_t size = any_size (device);

      size = (uint32_t) MIN (size, n - out.n);
      while (!lt_player_wait (device->player, size))
        continue;
      run_block (device, size);
      memcpy (out.l + out.n, device->memory[0], size * sizeof (float));
      memcpy (out.r + out.n, device->memory[1], size * sizeof (float));
      out.n += size;
    }
  return out;
}

/* --- what is left behind --- */

/* Read from its text, as another program would. */
static LtSession *
reread (const LtSession *session)
{
  g_autoptr (GBytes) text = lt_store_save (session);
  g_autoptr (GError) error = NULL;
  LtSession         *again = lt_store_load (text, NULL, &error);

  g_assert_no_error (error);
  return again;
}

static void
compare (Storm *self, const Sound *before)
{
  g_autoptr (LtSession) last = lt_edit_session_loop (lt_song_storm_get_session (self->song), false, 0, RATE);
  g_autoptr (LtSession) again = reread (last);
  Sound                 offline = render (last, self->folder, 0, CHECK_FRAMES, 2), other = render (again, self->folder, 0, CHECK_FRAMES, 1), live;
  g_autoptr (GError)    error = NULL;

  tell (is_same (&offline, &other), "render-equals-fresh-one");
  g_assert_true (lt_player_set_session (self->device.player, last, self->folder, NULL, &error));
  live = play_from_stop (self, CHECK_FRAMES);
  tell (is_same (&offline, &live), "live-equals-render");
  clear_sound (&offline);
  clear_sound (&other);
  clear_sound (&live);

  lt_song_storm_load (self->song);
  Sound first = render (lt_song_storm_get_session (self->song), self->folder, 0, CHECK_FRAMES, 2);
  tell (is_same (before, &first), "first-session-renders-as-before");
  clear_sound (&first);
}

static void
report (const Storm *self)
{
  uint64_t       n_steps = 0, n_bad = 0;
  LtPlayerStatus status;

  for (int c = 0; c < 2; c++)
    {
      const LtTestEar *ear = &self->device.ears[c];

      printf ("# channel %d: the highest step is %.1f dBFS, at frame %" G_GUINT64_FORMAT "; %" G_GUINT64_FORMAT " over %.0f dBFS\n", c,
              20.0 * log10 (ear->worst + 1e-12), ear->worst_at, ear->n_steps, 20.0 * log10 (LT_TEST_EAR_STEP));
      n_steps = MAX (n_steps, ear->n_steps);
      n_bad += ear->n_bad;
    }
  printf ("# %" G_GINT64_FORMAT " s of %" G_GINT64_FORMAT " edits a second, %u of another shape, %u loads, %u exports\n", self->ms / 1000, (int64_t) 1000,
          self->n_shapes, self->n_loads, self->export.n);
  lt_player_get_status (self->device.player, &status);
  tell (status.starved == 0, "disk-is-in-time");
  tell (n_bad == 0, "finite");
  tell (n_steps == 0, "no-step");
  tell (self->is_flat && self->n_loads > WARM_LOADS + 1, "memory-is-flat");
  tell (self->export.fine && self->export.n > 0, "exports");
}

static void
storm (int64_t until_ms, guint32 seed)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  Storm                *self = g_new0 (Storm, 1);

  self->folder = folder;
  self->song = lt_song_storm_new (folder, seed);
  self->rng = g_rand_new_with_seed (seed);
  self->export = (Export) { .folder = folder, .fine = true };
  self->is_flat = true;
  open_device (&self->device, seed);

  Sound before = render (lt_song_storm_get_session (self->song), folder, 0, CHECK_FRAMES, 1);
  rage (self, until_ms);
  report (self);
  compare (self, &before);
  clear_sound (&before);
  lt_player_free (self->device.player);
  lt_song_storm_free (self->song);
  g_rand_free (self->rng);
  g_free (self);
}

/* --- can it fail? --- */

/* To a half in a straight line. */
static double
fall (int at)
{
  return 1.0 - CLAMP (at, 0, 1024) / 2048.0;
}

/* A sine that fades by two of these, whose bends are @apart frames apart, but for @step at its 1000th, half of it there if it
   takes two frames. */
static LtTestEar
hear_fading_sine (int apart, double step, bool takes_two)
{
  LtTestEar ear = { 0 };

  for (int i = 0; i < 4800; i++)
    {
      double more = i < 1000 ? 0.0 : takes_two && i == 1000 ? 0.5 * step : step;
      float  x = (float) (0.5 * fall (i) * fall (i - apart) * sin (2.0 * G_PI * 110.0 * i / RATE) + more);

      lt_test_ear_run (&ear, &x, 1);
    }
  return ear;
}

static void
test_ear (void)
{
  bool      is_smooth = true, hears = true, hears_slow_one = true;
  LtTestEar lost = { 0 };
  float     what[2] = { NAN, -INFINITY };

  for (int apart = 0; apart < 8; apart++)
    {
      LtTestEar smooth = hear_fading_sine (apart, 0.0, false), stepped = hear_fading_sine (apart, 1.1 * LT_TEST_EAR_STEP, false);
      LtTestEar slow = hear_fading_sine (apart, 2.2 * LT_TEST_EAR_STEP, true);

      is_smooth = is_smooth && smooth.n_steps == 0 && smooth.worst < LT_TEST_EAR_STEP / 4;
      hears = hears && stepped.n_steps > 0 && stepped.worst_at == 1000;
      hears_slow_one = hears_slow_one && slow.n_steps > 0 && slow.worst_at >= 1000 && slow.worst_at <= 1001;
    }
  tell (is_smooth, "ear-passes-bends");
  tell (hears, "ear-hears-step");
  tell (hears_slow_one, "ear-hears-step-of-two-frames");
  lt_test_ear_run (&lost, what, 2);
  tell (lost.n_bad == 2, "ear-hears-what-is-no-number");
}

int
main (int argc, char **argv)
{
  double minutes = argc > 2 && strcmp (argv[1], "--minutes") == 0 ? g_ascii_strtod (argv[2], NULL) : 1.0;

  setvbuf (stdout, NULL, _IOLBF, 0);
#ifdef TEST_FORBIDS
  lt_forbid_choose (false);
#endif
  test_ear ();
  storm ((int64_t) (minutes * 60000.0), argc > 4 && strcmp (argv[3], "--seed") == 0 ? (guint32) g_ascii_strtoull (argv[4], NULL, 0) : SEED);
  printf ("1..%d\n", n_cases);
  return n_failed > 0;
}
