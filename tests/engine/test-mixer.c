// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A strip's delay and VCAs, what sends carry, lanes that come and go, meters: exact, in time, no clicks.
// Layer: tests.

#include "helpers/test-signal.h"
#include "helpers/test-world.h"

#include <math.h>
#include <string.h>

#define N 9600u
#define RATE LT_TEST_WORLD_RATE

static float left[4 * N], right[4 * N];

/* --- sends --- */

static void
test_send_values (void)
{
  LtTestWorld w = { 0 };

  lt_test_world_send (&w, 2, LT_TAP_POST);
  LtEngine *engine = lt_test_world_engine (&w, 64);
  lt_engine_roll (engine);
  lt_test_world_value (engine, 20, LT_VALUE_SEND_PAN, -1.0f);
  lt_test_world_value (engine, 20, LT_VALUE_SEND, 0.5f);
  lt_test_drive (engine, left, right, N);
  g_assert_cmpfloat_with_epsilon (left[N - 1], 0.5f, 1e-5);
  g_assert_cmpfloat_with_epsilon (right[N - 1], 0.0f, 1e-5);
  lt_test_world_value (engine, 20, LT_VALUE_SEND_MUTE, 1.0f);
  lt_test_drive (engine, left, right, N);
  g_assert_cmpfloat (lt_test_peak (left + N / 2, N / 2), ==, 0.0);
  lt_test_world_value (engine, 20, LT_VALUE_SEND_MUTE, 0.0f);
  lt_test_drive (engine, left, right, N);
  g_assert_cmpfloat_with_epsilon (left[N - 1], 0.5f, 1e-5);
  lt_engine_free (engine);
}

/* Behind a late effect, in front of another one: a send's lanes are heard where they stand on the time line. */
static void
test_send_lanes (void)
{
  static const LtPointSpec level[] = { { 0, -6.0f, false } };
  static const LtPointSpec mute[] = { { 0, 0.0f, true }, { 4800, 1.0f, true } };
  LtTestWorld                    w = { 0 };

  lt_test_world_send (&w, 2, LT_TAP_POST);
  lt_test_feed_init (&w.feeds[0], 1, 2);
  w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
  lt_test_world_slot (&w, 0, 10, &lt_test_fx_late);
  lt_test_world_slot (&w, 1, 11, &lt_test_fx_late);
  w.strips[0].slots = &w.slots[0];
  w.strips[1].slots = &w.slots[1];
  w.strips[0].n_slots = w.strips[1].n_slots = 1;
  w.edges[0].gain = 0.1f; /* the lane stands for it */
  w.edges[0].gain_lane = (LtLaneSpec) { level, 1 };
  w.edges[0].mute_lane = (LtLaneSpec) { mute, 2 };
  lt_test_world_play (&w, left, right, N);
  for (uint32_t i = 2 * LT_TEST_LATE; i < N; i++)
    {
      uint32_t at = i - 2 * LT_TEST_LATE;

      if (at < 4800)
        g_assert_cmpfloat_with_epsilon (left[i], lt_db_to_gain (-6.0f) * lt_test_feed_sample (1, 0, at), 1e-6);
      else if (at >= 4800 + 512 + LT_QUANTUM)
        g_assert_cmpfloat (left[i], ==, 0.0f);
    }
}

/* --- VCAs --- */

static void
test_vca (void)
{
  static const LtPointSpec own[] = { { 0, -2.0f, false } }, vca[] = { { 0, -1.0f, false }, { N, -1.0f, false } };
  static const LtPointSpec mute[] = { { 0, 0.0f, true }, { 6400, 1.0f, true } };
  LtVcaSpec                vcas[] = { { { vca, 2 }, { 0 } }, { { 0 }, { mute, 2 } }, { { vca, 1 }, { 0 } } };
  LtTestWorld                    w = { 0 };

  lt_test_world_feed (&w.feeds[0], lt_test_world_steady, 3, 2);
  lt_test_world_lone (&w);
  w.strips[0].fader = 0.01f; /* its lane stands for it, but not for the VCAs */
  w.strips[0].fader_lane = (LtLaneSpec) { own, 1 };
  w.strips[0].vca = lt_db_to_gain (-3.0f);
  w.strips[0].vcas = vcas;
  w.strips[0].n_vcas = 3;

  LtEngine *engine = lt_test_world_engine (&w, 64);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, N);
  for (uint32_t i = 0; i < 6400; i++)
    g_assert_cmpfloat_with_epsilon (left[i], lt_db_to_gain (-7.0f), 1e-6);
  g_assert_cmpfloat (lt_test_peak (left + 7000, N - 7000), ==, 0.0);
  lt_engine_locate (engine, 0);
  lt_test_world_value (engine, 1, LT_VALUE_VCA, 1.0f);
  lt_test_drive (engine, left, right, 6000);
  g_assert_cmpfloat_with_epsilon (left[5900], lt_db_to_gain (-4.0f), 1e-4);
  lt_engine_free (engine);
}

/* --- delay --- */

/* Where the only impulse is; its size is 1. */
static uint32_t
impulse_at (const float *in, uint32_t n)
{
  uint32_t at = n;

  for (uint32_t i = 0; i < n; i++)
    if (in[i] != 0.0f)
      {
        g_assert_cmpfloat (in[i], ==, 1.0f);
        g_assert_cmpuint (at, ==, n);
        at = i;
      }
  return at;
}

/* Every impulse stands at frame 1000 plus its strip's delay plus what the master is late by, to the sample. */
static void
test_delay (void)
{
  static const int64_t delays[] = { 0, 1, 63, 64, 65, 5000, -1, -64, -333, -900 };

  for (guint d = 0; d < G_N_ELEMENTS (delays); d++)
    for (uint32_t late = 0; late < 2; late++)
      for (uint32_t heard = 0; heard < 2; heard++)
        {
          LtTestWorld   w = { 0 };
          int64_t lead = MAX (-delays[d], 0);

          lt_test_world_feed (&w.feeds[0], lt_test_world_impulse, 0, 2);
          w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
          w.strips[0] = lt_test_strip (1, &w.clips[0]);
          w.strips[0].delay = delays[d];
          lt_test_world_slot (&w, 0, 10, &lt_test_fx_late);
          w.strips[0].slots = w.slots;
          w.strips[0].n_slots = late;
          w.strips[1] = lt_test_strip (2, &w.clips[0]);
          w.strips[1 - heard].fader = 0.0f;
          w.edges[0] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
          w.edges[1] = (LtEdgeSpec) { .id = 2, .from_id = 2, .gain = 1.0f };
          w.strips[2] = lt_test_bus (3, w.edges, 2);
          lt_test_world_finish (&w, 3);

          LtEngine *engine = lt_test_world_engine (&w, 64);
          int64_t   own = lead + late * LT_TEST_LATE;
          g_assert_cmpint (lt_engine_get_latency_of (engine, 1), ==, own);
          g_assert_cmpint (lt_engine_get_own_latency_of (engine, 1), ==, own);
          g_assert_cmpint (lt_engine_get_latency_of (engine, 2), ==, 0);
          g_assert_cmpint (lt_engine_get_latency (engine), ==, own);
          g_assert_cmpint (lt_engine_get_own_latency_of (engine, 3), ==, 0);
          lt_engine_roll (engine);
          lt_test_drive (engine, left, right, N);
          g_assert_cmpint (impulse_at (left, N), ==, 1000 + own + (heard == 0 ? delays[d] : 0));
          lt_engine_free (engine);
        }
}

/* A delay of a bus moves all that it sums, and automation stays where it stands on the time line. */
static void
test_delay_lanes (void)
{
  static const LtPointSpec mute[] = { { 0, 0.0f, true }, { 4096, 1.0f, true } };
  static const int64_t     delays[] = { 700, -700 };

  for (guint d = 0; d < G_N_ELEMENTS (delays); d++)
    {
      LtTestWorld w = { 0 };

      lt_test_world_send (&w, 2, LT_TAP_POST);
      w.strips[1].delay = delays[d];
      w.strips[1].mute_lane = (LtLaneSpec) { mute, 2 };
      LtEngine *engine = lt_test_world_engine (&w, 64);
      uint32_t  late = (uint32_t) lt_engine_get_latency (engine);
      lt_engine_roll (engine);
      lt_test_drive (engine, left, right, N);
      g_assert_cmpuint (late, ==, MAX (-delays[d], 0));
      for (uint32_t i = 1024; i < N; i++)
        if (i < late + 4096)
          g_assert_cmpfloat (left[i], ==, 1.0f);
        else if (i >= late + 4096 + 512 + LT_QUANTUM)
          g_assert_cmpfloat (left[i], ==, 0.0f);
      lt_engine_free (engine);
    }
}

/* Later, later still, earlier, back: no clicks (the same bound as all other changes), and then exactly there. */
static void
test_delay_changes (void)
{
  static const int64_t delays[] = { 480, 4000, 37, -480, -4000, 0, 24000 };
  LtTestWorld                w = { 0 };

  lt_test_feed_init_sine (&w.feeds[0], 100.0, 0.25f, RATE, 2);
  w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
  w.strips[0] = lt_test_strip (1, &w.clips[0]);
  w.edges[0] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
  w.strips[1] = lt_test_bus (2, w.edges, 1);
  lt_test_world_finish (&w, 2);
  LtEngine *engine = lt_test_world_engine (&w, 64);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, N);
  for (guint d = 0; d < G_N_ELEMENTS (delays); d++)
    {
      w.strips[0].delay = delays[d];
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      lt_test_drive (engine, left, right, 4 * N);
      lt_engine_collect (engine);
      g_test_message ("delay %d: %g", (int) delays[d], lt_test_roughness (left, 4 * N));
      g_assert_cmpfloat (lt_test_roughness (left, 4 * N), <, 3e-3);

      int64_t at = (int64_t) N + (int64_t) (d + 1) * 4 * N - 1 - MAX (delays[d], 0);
      g_assert_cmpfloat_with_epsilon (left[4 * N - 1], 0.25 * sin (2.0 * G_PI * 100.0 / RATE * (double) at), 1e-4);
    }
  w.strips[0].delay = 24001;
  g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_ERR_LIMIT);
  lt_engine_free (engine);
}

/* Delays and mute as effects.md asks it of an effect: above 5 kHz nothing over −60 dBFS beside a tone at −12 dBFS. */
static void
test_above_5k (void)
{
  static const int64_t delays[] = { 480, 4000, 37, -480, 0 };
  static const double  tones[] = { 100.0, 1000.0 };

  for (guint t = 0; t < G_N_ELEMENTS (tones); t++)
    {
      LtTestWorld w = { 0 };

      lt_test_feed_init_sine (&w.feeds[0], tones[t], 0.25f, RATE, 2);
      w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
      w.strips[0] = lt_test_strip (1, &w.clips[0]);
      w.edges[0] = (LtEdgeSpec) { .id = 1, .from_id = 1, .gain = 1.0f };
      w.strips[1] = lt_test_bus (2, w.edges, 1);
      lt_test_world_finish (&w, 2);
      LtEngine *engine = lt_test_world_engine (&w, 64);
      lt_engine_roll (engine);
      for (guint step = 0; step < G_N_ELEMENTS (delays) + 2; step++)
        {
          lt_test_drive (engine, left, right, N); /* the filter settles on a tone that was there before */
          if (step < G_N_ELEMENTS (delays))
            w.strips[0].delay = delays[step];
          else
            w.strips[0].mute = step == G_N_ELEMENTS (delays);
          g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
          lt_test_drive (engine, left + N, right + N, 3 * N);
          lt_engine_collect (engine);
          g_test_message ("%g Hz, step %u: %.1f dB", tones[t], step, lt_test_above_5k_db (left, 4 * N, RATE));
          g_assert_cmpfloat (lt_test_above_5k_db (left, 4 * N, RATE), <, -60.0);
        }
      lt_engine_free (engine);
    }
}

/* --- hands --- */

static void
change_plan (LtTestWorld *w, int step)
{
  if (step == 0)
    w->strips[0].place = LT_PLACE_DUAL;
  else if (step == 1)
    w->edges[0].tap = LT_TAP_PRE;
  else
    w->strips[0].place = LT_PLACE_BALANCE;
}

/* 100 Hz at −12 dBFS, a quarter of a turn between the sides. */
static bool
read_turned (void *self, int64_t frame, uint32_t n, float *const *out)
{
  for (uint32_t i = 0; i < n; i++)
    {
      double x = 2.0 * G_PI * 100.0 / RATE * (double) (frame + i);

      out[0][i] = (float) (0.25 * sin (x));
      out[1][i] = (float) (0.25 * cos (x));
    }
  return true;
}

/* What a mixer's hands do: no clicks, by the bound of all changes. A new plan brings its values back to the description. */
static void
test_hands_do_not_click (void)
{
  static const LtValueChange changes[] = {
    { 1, LT_VALUE_WIDTH, 0, -1.0f },    { 1, LT_VALUE_VCA, 0, 0.1f },        { 20, LT_VALUE_SEND_PAN, 0, 1.0f },
    { 20, LT_VALUE_SEND_MUTE, 0, 1.0f }, { 20, LT_VALUE_SEND_MUTE, 0, 0.0f }, { 1, LT_VALUE_VCA, 0, 1.0f },
    { 1, LT_VALUE_PAN_LEFT, 0, 1.0f },  { 1, LT_VALUE_PAN_RIGHT, 0, -1.0f }, { 20, LT_VALUE_SEND_PAN, 0, -1.0f },
  };
  LtTestWorld w = { 0 };

  lt_test_world_send (&w, 2, LT_TAP_POST);
  lt_test_world_feed (&w.feeds[0], read_turned, 0, 2);
  w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
  w.strips[0].pan = -0.6f;
  LtEngine *engine = lt_test_world_engine (&w, 64);
  lt_engine_roll (engine);
  lt_test_drive (engine, left, right, N);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      lt_test_world_value (engine, changes[i].id, changes[i].kind, changes[i].value);
      if (i % 3 == 2)
        {
          change_plan (&w, (int) i / 3);
          g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
        }
      lt_test_drive (engine, left, right, N);
      lt_engine_collect (engine);
      g_test_message ("change %u: %g %g", i, lt_test_roughness (left, N), lt_test_roughness (right, N));
      g_assert_cmpfloat (lt_test_roughness (left, N), <, 3e-3);
      g_assert_cmpfloat (lt_test_roughness (right, N), <, 3e-3);
    }
  lt_engine_free (engine);
}

/* --- lanes that come and go --- */

/* A steady 1 through strip 1, whose effect is a trim, and send 20 into bus 2: what is heard is the product of all. */
typedef struct
{
  const char *what;
  void (*lane) (LtTestWorld *w, const LtPointSpec *point); /* puts a lane of one point where it belongs; NULL: takes it away */
  float value;                                       /* of the point */
  float with, without;                               /* what is heard */
} ComingLane;

static LtLaneSpec
lane_with (const LtPointSpec *point)
{
  return (LtLaneSpec) { point, point != NULL ? 1 : 0 };
}

static void
lane_of_fader (LtTestWorld *w, const LtPointSpec *point)
{
  w->strips[0].fader_lane = lane_with (point);
}

static void
lane_of_width (LtTestWorld *w, const LtPointSpec *point)
{
  w->strips[0].width_lane = lane_with (point);
}

static void
lane_of_send (LtTestWorld *w, const LtPointSpec *point)
{
  w->edges[0].gain_lane = lane_with (point);
}

static void
lane_of_vca (LtTestWorld *w, const LtPointSpec *point)
{
  static LtVcaSpec vca;

  vca.fader = lane_with (point);
  w->strips[0].vcas = &vca;
  w->strips[0].n_vcas = point != NULL ? 1 : 0;
}

static void
lane_of_mute (LtTestWorld *w, const LtPointSpec *point)
{
  w->strips[0].mute_lane = lane_with (point);
}

static void
lane_of_effect (LtTestWorld *w, const LtPointSpec *point)
{
  static LtParamLaneSpec lane;

  lane.lane = lane_with (point);
  w->slots[0].lanes = &lane;
  w->slots[0].n_lanes = point != NULL ? 1 : 0;
}

static const ComingLane coming_lanes[] = {
  { "fader", lane_of_fader, -20.0f, 0.1f, 0.5f },
  { "fader, as it was", lane_of_fader, -6.0206f, 0.5f, 0.5f },
  { "width", lane_of_width, 0.0f, 0.25f, 0.5f },
  { "send", lane_of_send, -20.0f, 0.05f, 0.5f },
  { "VCA", lane_of_vca, -20.0f, 0.05f, 0.5f },
  { "mute", lane_of_mute, 1.0f, 0.0f, 0.5f },
  { "effect", lane_of_effect, -20.0f, 0.05f, 0.5f },
};

/* From where it is to where it goes, never outside, without a step. */
static void
assert_way (const char *what, const float *in, uint32_t n, float from, float to)
{
  for (uint32_t i = 0; i < n; i++)
    if (!(in[i] >= MIN (from, to) - 1e-5f && in[i] <= MAX (from, to) + 1e-5f) || (i > 0 && fabsf (in[i] - in[i - 1]) > 0.003f))
      g_error ("%s: %g behind %g at frame %u of the way from %g to %g", what, in[i], in[MAX (i, 1) - 1], i, from, to);
  g_assert_cmpfloat_with_epsilon (in[n - 1], to, 1e-4);
}

/* A lane that comes, changes or goes while it plays, as when hands write it, is a move and no gap; without it a value is
   where it was wished, moved meanwhile or not. */
static void
test_lanes_come_and_go (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (coming_lanes); k++)
    {
      const ComingLane *c = &coming_lanes[k];
      LtPointSpec       point = { 0, c->value, false };
      LtTestWorld             w = { 0 };

      lt_test_world_send (&w, 2, LT_TAP_POST);
      lt_test_world_feed (&w.feeds[0], lt_test_world_steady, 1, 2);
      w.clips[0] = lt_test_clip (&w.feeds[0], 0, 100 * N);
      lt_test_world_slot (&w, 0, 10, lt_fx_find ("trim"));
      w.strips[0].slots = w.slots;
      w.strips[0].n_slots = 1;
      w.strips[0].fader = 0.5f;

      LtEngine *engine = lt_test_world_engine (&w, 64);
      lt_engine_roll (engine);
      lt_test_drive (engine, left, right, N);
      assert_way (c->what, left, N, c->without, c->without);
      for (int round = 0; round < 2; round++)
        {
          c->lane (&w, &point);
          g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
          lt_test_drive (engine, left, right, 2 * N);
          lt_engine_collect (engine);
          assert_way (c->what, left, 2 * N, c->without, c->with);
          c->lane (&w, NULL);
          g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
          lt_test_drive (engine, left, right, 2 * N);
          lt_engine_collect (engine);
          assert_way (c->what, left, 2 * N, c->with, c->without);
        }

      /* Gone while it stands still: it starts from the wish. */
      c->lane (&w, &point);
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      lt_test_drive (engine, left, right, 2 * N);
      lt_engine_stop (engine);
      lt_test_drive (engine, left, right, N);
      lt_engine_collect (engine);
      c->lane (&w, NULL);
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      lt_engine_roll (engine);
      lt_test_drive (engine, left, right, N);
      assert_way (c->what, left, N, c->without, c->without);
      lt_engine_free (engine);
    }
}

/* --- meters --- */

static void
test_meter_points (void)
{
  static const float expected[] = { 0.25f, 1.0f, 0.5f };
  LtTestWorld              w = { 0 };

  lt_test_world_feed (&w.feeds[0], lt_test_world_steady, 3, 1);
  lt_test_world_lone (&w);
  lt_test_world_slot (&w, 0, 10, lt_fx_find ("trim"));
  w.values[0][0] = 20.0f * log10f (2.0f);
  w.strips[0].slots = w.slots;
  w.strips[0].n_slots = 1;
  w.strips[0].trim = 0.5f;
  w.strips[0].fader = 0.25f;
  w.strips[0].pan = -1.0f;
  LtEngine *engine = lt_test_world_engine (&w, 64);
  lt_engine_roll (engine);
  for (int at = LT_METER_AT_POST; at <= LT_METER_AT_INPUT; at++)
    {
      LtStripLevel level;

      w.spec.meter_at = (LtMeterAt) at;
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      lt_test_drive (engine, left, right, N);
      lt_engine_collect (engine);
      g_assert_cmpfloat_with_epsilon (lt_test_peak (left, N), 0.25, 1e-6); /* heard as before, without a dip */
      g_assert_cmpfloat_with_epsilon (left[N / 8], 0.25, 1e-6);
      lt_engine_read_level (engine, 1, &level);
      lt_test_drive (engine, left, right, N);
      lt_engine_read_level (engine, 1, &level);
      g_assert_cmpfloat_with_epsilon (level.peak[0], expected[at], 1e-5);
      g_assert_cmpfloat_with_epsilon (level.peak[1], at == LT_METER_AT_POST ? 0.0f : expected[at], 1e-5);
    }
  lt_engine_free (engine);
}

/* --- all of it --- */

/* Every lane in use, delays both ways, a dual and a narrow strip, sends with lanes, one of them a key. */
static void
busy_world (LtTestWorld *w)
{
  static const LtPointSpec level[] = { { 100, 0.0f, false }, { 3000, -20.0f, true }, { 5000, -6.0f, false } };
  static const LtPointSpec place[] = { { 0, -0.8f, false }, { 2000, 0.9f, true }, { 4000, 0.1f, false }, { 8000, -1.0f, false } };
  static const LtPointSpec mute[] = { { 0, 0.0f, true }, { 2500, 1.0f, true }, { 3333, 0.0f, true } };
  static LtVcaSpec         vcas[] = { { { level, 3 }, { mute, 3 } } };

  for (uint32_t i = 0; i < 3; i++)
    {
      lt_test_feed_init (&w->feeds[i], i + 1, 1 + (i & 1));
      w->clips[i] = lt_test_clip (&w->feeds[i], 700 * i, 100 * N);
      w->strips[i] = lt_test_strip (i + 1, &w->clips[i]);
      w->strips[i].pan_lane = (LtLaneSpec) { place, 4 };
      w->strips[i].vca = 0.7f;
      w->edges[i] = (LtEdgeSpec) { .id = i + 1, .from_id = i + 1, .gain = 1.0f };
    }
  w->strips[0].delay = 531;
  w->strips[0].vcas = vcas;
  w->strips[0].n_vcas = 1;
  w->strips[1].place = LT_PLACE_DUAL;
  w->strips[1].pan_left_lane = w->strips[1].pan_right_lane = (LtLaneSpec) { place, 4 };
  w->strips[1].delay = -77;
  lt_test_world_slot (w, 0, 10, &lt_test_fx_late);
  w->values[0][0] = 1.0f;
  w->slots[0].key_id = 30;
  w->strips[1].slots = &w->slots[0];
  w->strips[1].n_slots = 1;
  w->edges[3] = (LtEdgeSpec) { .id = 30, .from_id = 1, .tap = LT_TAP_PRE, .gain_lane = { level, 3 }, .pan_lane = { place, 4 }, .mute_lane = { mute, 3 } };
  w->edges[4] = (LtEdgeSpec) { .id = 31, .from_id = 3, .gain = 0.4f, .pan_lane = { place, 3 } };
  w->strips[3] = lt_test_bus (4, &w->edges[3], 2);
  w->strips[3].width_lane = (LtLaneSpec) { place, 4 };
  w->edges[5] = (LtEdgeSpec) { .id = 4, .from_id = 4, .gain = 1.0f };
  w->strips[4] = lt_test_bus (5, w->edges, 3);
  w->edges[6] = (LtEdgeSpec) { .id = 5, .from_id = 5, .gain = 1.0f };
  w->strips[5] = lt_test_bus (6, &w->edges[5], 2);
  lt_test_world_finish (w, 6);
}

static void
render_offline (const LtTestWorld *w, uint32_t block_frames, uint32_t n_threads, int64_t from, float *l, float *r)
{
  LtEngine  *engine = lt_test_world_engine (w, block_frames);
  LtWorkers *workers = lt_workers_new (n_threads, 0);

  lt_engine_locate (engine, from);
  lt_engine_roll (engine);
  for (uint32_t done = 0; done < N;)
    {
      const float *out[2];
      uint32_t     n = lt_engine_block (engine, workers, out);

      g_assert_cmpuint (n, >, 0);
      n = MIN (n, N - done);
      memcpy (l + done, out[0], n * sizeof (float));
      memcpy (r + done, out[1], n * sizeof (float));
      done += n;
    }
  lt_workers_free (workers);
  lt_engine_free (engine);
}

static void
test_live_equals_offline (void)
{
  static float l[N], r[N];
  static const struct
  {
    uint32_t block, threads;
  } cases[] = { { 64, 1 }, { 256, 2 }, { 1024, 1 }, { 2048, 4 } };
  LtTestWorld w = { 0 };

  busy_world (&w);
  for (int64_t from = 0; from <= 1234; from += 617)
    {
      LtEngine *engine = lt_test_world_engine (&w, 64);

      lt_engine_locate (engine, from);
      lt_engine_roll (engine);
      lt_test_drive (engine, left, right, N);
      g_assert_cmpfloat (lt_test_peak (left, N), >, 0.1);
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          render_offline (&w, cases[i].block, cases[i].threads, from, l, r);
          g_assert_cmpmem (left, sizeof l, l, sizeof l);
          g_assert_cmpmem (right, sizeof r, r, sizeof r);
        }
      /* Rolling once more from stop starts as if fresh. */
      lt_engine_stop (engine);
      lt_test_drive (engine, l, r, 2048);
      lt_engine_locate (engine, from);
      lt_engine_roll (engine);
      lt_test_drive (engine, l, r, N);
      g_assert_cmpmem (left, sizeof l, l, sizeof l);
      g_assert_cmpmem (right, sizeof r, r, sizeof r);
      lt_engine_free (engine);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mixer/send-values", test_send_values);
  g_test_add_func ("/mixer/send-lanes", test_send_lanes);
  g_test_add_func ("/mixer/vca", test_vca);
  g_test_add_func ("/mixer/delay", test_delay);
  g_test_add_func ("/mixer/delay-lanes", test_delay_lanes);
  g_test_add_func ("/mixer/delay-changes", test_delay_changes);
  g_test_add_func ("/mixer/above-5k", test_above_5k);
  g_test_add_func ("/mixer/hands-do-not-click", test_hands_do_not_click);
  g_test_add_func ("/mixer/lanes-come-and-go", test_lanes_come_and_go);
  g_test_add_func ("/mixer/meter-points", test_meter_points);
  g_test_add_func ("/mixer/live-equals-offline", test_live_equals_offline);
  return g_test_run ();
}
