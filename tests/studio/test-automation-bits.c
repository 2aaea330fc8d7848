// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A lane at random on everything that can be automated, of every strip, send and effect: the same bits from the renderer
// with any number of threads, and from the live player with any buffer.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "helpers/test-song.h"
#include "session/automation-target.h"
#include "studio/player.h"
#include "studio/renderer.h"

#include <string.h>

#define RATE 48000.0
#define FRAMES 36000
#define FROM 5000 /* not on the grid */

typedef struct
{
  float l[FRAMES], r[FRAMES];
  guint n;
} Sound;

static double
random_value (const LtParamSpec *row, GRand *rng)
{
  if ((row->flags & LT_PARAM_MIN_IS_INF) != 0)
    return g_rand_double_range (rng, -12.0, 0.0); /* a level at random is nearly always silence */
  if (row->curve == LT_CURVE_STEP)
    return g_rand_int_range (rng, 0, 6) == 0; /* so is what many mute */
  return lt_param_from_travel (row, (float) g_rand_double (rng));
}

static void
add_lane (LtSession **session, const LtAutomationTarget *target, GRand *rng)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  int64_t            at = g_rand_int_range (rng, 0, FRAMES / 2);

  for (int n = g_rand_int_range (rng, 1, 9); n > 0; n--)
    {
      LtPoint point = { at, random_value (target->row, rng), target->row->curve == LT_CURVE_STEP || g_rand_int_range (rng, 0, 3) == 0 };

      point.bend = (float) g_rand_double_range (rng, -1.0, 1.0);
      g_array_append_val (points, point);
      at += g_rand_int_range (rng, 1, FRAMES / 4);
    }
  lt_session_take (session, lt_automation_target_set_points (*session, target, points));
}

static guint
add_lanes (LtSession **session, GRand *rng)
{
  guint n = 0;

  for (uint32_t i = 0; i < lt_session_n_strips (*session); i++)
    {
      g_autoptr (GArray) targets = lt_automation_target_list (lt_session_get_strip (*session, i), false);

      for (guint k = 0; k < targets->len; k++, n++)
        add_lane (session, &g_array_index (targets, LtAutomationTarget, k), rng);
    }
  return n;
}

static void
take (Sound *sound, float l, float r)
{
  if (sound->n == FRAMES)
    return;
  sound->l[sound->n] = l;
  sound->r[sound->n++] = r;
}

static bool
on_frames (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  for (uint32_t i = 0; i < n_frames; i++)
    take (data, in[0][i], in[1][i]);
  return true;
}

static Sound *
render (const LtSession *session, const char *folder, guint threads)
{
  g_autoptr (GError) error = NULL;
  Sound             *sound = g_new0 (Sound, 1);
  LtRenderTarget     target = { 0, on_frames, sound };
  LtRenderJob        job = { .session = session, .folder = folder, .from = FROM, .to = FROM + FRAMES, .n_threads = threads, .compensate = true,
                             .targets = &target, .n_targets = 1 };

  g_assert_true (lt_renderer_run (&job, &error));
  g_assert_no_error (error);
  return sound;
}

static Sound *
play (const LtSession *session, const char *folder, guint buffer)
{
  g_autoptr (GError)   error = NULL;
  LtPlayerConfig       config = { .device = "null", .buffer_frames = buffer, .free_running = true, .capture = true };
  g_autoptr (LtPlayer) player = lt_player_new (RATE, &config, &error);
  Sound               *sound = g_new0 (Sound, 1);
  gint64               skip;

  g_assert_no_error (error);
  g_assert_true (lt_player_set_session (player, session, folder, NULL, &error));
  skip = lt_engine_get_latency (lt_player_get_engine (player));
  lt_engine_locate (lt_player_get_engine (player), FROM);
  g_assert_true (lt_player_prepare (player, FROM, 30000));
  lt_engine_roll (lt_player_get_engine (player));
  while (sound->n < FRAMES)
    {
      float frames[2 * 512];
      guint got = lt_player_read_capture (player, frames, 512);

      for (guint i = 0; i < got; i++)
        if (skip-- <= 0)
          take (sound, frames[2 * i], frames[2 * i + 1]);
      if (got == 0)
        g_usleep (500);
      lt_player_tick (player);
    }
  return sound;
}

static void
assert_same (const Sound *a, const Sound *b)
{
  for (guint i = 0; i < FRAMES; i++)
    if (memcmp (&a->l[i], &b->l[i], sizeof (float)) != 0 || memcmp (&a->r[i], &b->r[i], sizeof (float)) != 0)
      g_error ("differs at frame %u: %.9g %.9g and %.9g %.9g", i, a->l[i], a->r[i], b->l[i], b->r[i]);
}

static void
test_any_buffer (void)
{
  static const guint    buffers[] = { 1, 17, 64, 441, 700 };
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new_mixed (folder, RATE, 1.0);
  g_autoptr (GRand)     rng = g_rand_new_with_seed (0xa0704);
  guint                 n = add_lanes (&session, rng);
  g_autofree Sound     *one = render (session, folder, 1), *four = render (session, folder, 4);

  g_test_message ("%u lanes, peak %g", n, lt_test_peak (one->l, FRAMES));
  g_assert_cmpuint (n, >, 200);
  g_assert_cmpfloat (lt_test_peak (one->l, FRAMES), >, 0.001);
  assert_same (one, four);
  for (guint i = 0; i < G_N_ELEMENTS (buffers); i++)
    {
      g_autofree Sound *live = play (session, folder, buffers[i]);

      g_test_message ("buffer %u", buffers[i]);
      assert_same (one, live);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/automation-bits/any-buffer", test_any_buffer);
  return g_test_run ();
}
