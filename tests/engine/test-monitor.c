// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The monitor: each switch does what it says, none clicks, and nothing of it reaches the render tap or a file.
// Layer: tests.

#include "helpers/test-engine.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define RATE      48000.0
#define N         9600u
#define RING      16384u /* a power of two, over N */
#define REFERENCE 90

typedef struct
{
  LtTestFeed   feeds[3];
  LtClipSpec   clips[3];
  LtEdgeSpec   edges[3];
  LtSlotSpec   late;
  float        values[LT_FX_MAX_PARAMS];
  LtListenSpec listens[3];
  LtStripSpec  strips[5];
  LtPlanSpec   spec;
} World;

static float heard[2][N], plain[2][N];

static const LtMonitor neutral
    = { .mix_gain = 1.0f, .master_gain = 1.0f, .reference_gain = 1.0f, .gain = 1.0f };

/* Tracks 1 and 2 (its fader down, panned left, muted) into mix 3, master 4 that is late; a reference that feeds nobody. */
static void
describe (World *w)
{
  for (int t = 0; t < 3; t++)
    w->clips[t] = lt_test_clip (&w->feeds[t], 0, 100 * N);
  w->strips[0] = lt_test_strip (1, &w->clips[0]);
  w->strips[1] = lt_test_strip (2, &w->clips[1]);
  w->strips[1].fader = 0.25f;
  w->strips[1].pan = -1.0f;
  w->strips[1].mute = true;
  for (LtId t = 1; t <= 3; t++)
    w->edges[t - 1] = (LtEdgeSpec){ .id = t, .from_id = t, .gain = 1.0f };
  w->strips[2] = lt_test_bus (3, w->edges, 2);
  w->strips[3] = lt_test_bus (4, &w->edges[2], 1);
  lt_fx_defaults (&lt_test_fx_late, w->values);
  w->late = (LtSlotSpec){ .id = 10, .type = &lt_test_fx_late, .values = w->values };
  w->strips[3].slots = &w->late;
  w->strips[3].n_slots = 1;
  w->strips[4] = lt_test_strip (REFERENCE, &w->clips[2]);
  w->spec = (LtPlanSpec){ .rate_hz = RATE,
                          .tempo_bpm = 120.0,
                          .strips = w->strips,
                          .n_strips = 4,
                          .master_id = 4,
                          .mix_id = 3 };
}

static void
noise_world (World *w)
{
  for (uint32_t t = 0; t < 3; t++)
    lt_test_feed_init (&w->feeds[t], t + 1, 2);
  describe (w);
}

static void
add_reference (World *w)
{
  w->spec.n_strips = 5;
  w->spec.reference_id = REFERENCE;
}

static void
listen_to (World *w, uint32_t n, LtTapPoint tap)
{
  for (uint32_t i = 0; i < n; i++)
    w->listens[i] = (LtListenSpec){ i + 1, tap };
  w->spec.listens = w->listens;
  w->spec.n_listens = n;
}

static LtEngine *
engine_with (const World *w, uint32_t block_frames)
{
  LtEngine *engine = lt_engine_new (RATE, block_frames);

  g_assert_nonnull (engine);
  g_assert_cmpint (lt_engine_set_plan (engine, &w->spec), ==, LT_OK);
  return engine;
}

static void
play (LtEngine *engine, const LtMonitor *monitor)
{
  lt_engine_set_monitor (engine, monitor);
  lt_engine_roll (engine);
  lt_test_drive (engine, heard[0], heard[1], N);
}

/* Sample @i as the master has it of feed @seed. */
static float
late_sample (uint32_t seed, uint32_t channel, uint32_t i)
{
  return i < LT_TEST_LATE ? 0.0f : lt_test_feed_sample (seed, channel, (int64_t) i - LT_TEST_LATE);
}

/* --- what each does --- */

static void
assert_matrix (const LtMonitor *monitor, float ll, float lr, float rl, float rr)
{
  World w = { 0 };

  noise_world (&w);
  LtEngine *engine = engine_with (&w, LT_QUANTUM);
  play (engine, monitor);
  lt_test_drive (engine, heard[0], heard[1], N); /* all glides have arrived */
  for (uint32_t i = 0; i < N; i++)
    {
      float l = late_sample (1, 0, N + i), r = late_sample (1, 1, N + i);

      g_assert_cmpfloat_with_epsilon (heard[0][i], ll * l + lr * r, 1e-6);
      g_assert_cmpfloat_with_epsilon (heard[1][i], rl * l + rr * r, 1e-6);
    }
  lt_engine_free (engine);
}

static void
test_switches (void)
{
  LtMonitor m = neutral;

  assert_matrix (&m, 1.0f, 0.0f, 0.0f, 1.0f);
  m.swap = true;
  assert_matrix (&m, 0.0f, 1.0f, 1.0f, 0.0f);
  m.invert[0] = true; /* of what is heard left, wherever it comes from */
  assert_matrix (&m, 0.0f, -1.0f, 1.0f, 0.0f);
  m.swap = false;
  m.invert[1] = true;
  assert_matrix (&m, -1.0f, 0.0f, 0.0f, -1.0f);
  m.mono = true;
  assert_matrix (&m, -0.5f, -0.5f, -0.5f, -0.5f);
  m.invert[0] = false; /* mono with one side inverted: what the two do not share */
  assert_matrix (&m, 0.5f, -0.5f, 0.5f, -0.5f);
  m.gain = 0.25f;
  assert_matrix (&m, 0.125f, -0.125f, 0.125f, -0.125f);
  m.gain = 0.0f;
  assert_matrix (&m, 0.0f, 0.0f, 0.0f, 0.0f);
}

/* From the first frame: the sum of what is listened to, in time with the master; mute, fader and pan count after the fader only. */
static void
test_listen (void)
{
  for (int way = 0; way < 4; way++)
    {
      World      w = { 0 };
      LtTapPoint tap = way >= 2 ? LT_TAP_PRE : LT_TAP_POST;

      noise_world (&w);
      w.strips[1].mute = way == 0;
      listen_to (&w, 2, tap);
      LtEngine *engine = engine_with (&w, LT_QUANTUM);
      play (engine, &neutral);
      for (uint32_t i = 0; i < N; i++)
        for (uint32_t c = 0; c < 2; c++)
          {
            float second = tap == LT_TAP_PRE ? 1.0f : way == 0 || c == 1 ? 0.0f : 0.25f;

            g_assert_cmpfloat_with_epsilon (
                heard[c][i], late_sample (1, c, i) + second * late_sample (2, c, i), 1e-6);
          }
      lt_engine_free (engine);
    }
}

/* In time with the master, at its own gain; without one in the plan the master stays. */
static void
test_reference (void)
{
  LtMonitor m = neutral;

  m.reference = true;
  m.reference_gain = 0.5f;
  for (int with = 0; with < 2; with++)
    {
      World w = { 0 };

      noise_world (&w);
      if (with == 1)
        add_reference (&w);
      LtEngine *engine = engine_with (&w, LT_QUANTUM);
      play (engine, &m);
      lt_test_drive (engine, heard[0], heard[1], N);
      for (uint32_t i = 0; i < N; i++)
        g_assert_cmpfloat_with_epsilon (
            heard[1][i], with == 1 ? 0.5f * late_sample (3, 1, N + i) : late_sample (1, 1, N + i),
            1e-6);
      lt_engine_free (engine);
    }
}

/* A chain that changes nothing, however late, leaves digital silence, also at another gain; one that is louder leaves that. */
static void
test_delta (void)
{
  static const float gains[][2] = { { 1.0f, 1.0f }, { 0.37f, 0.37f }, { 0.5f, 1.0f }, { 1.0f, 0.25f } }; /* master, mix */

  for (gsize i = 0; i < G_N_ELEMENTS (gains); i++)
    {
      World     w = { 0 };
      LtMonitor m = neutral;

      noise_world (&w);
      m.delta = true;
      m.mix = i == 1; /* whichever side is heard else */
      m.bits = 8;     /* the file's rounding is none of it */
      m.master_gain = gains[i][0];
      m.mix_gain = gains[i][1];
      LtEngine *engine = engine_with (&w, LT_QUANTUM);
      play (engine, &m);
      lt_test_drive (engine, heard[0], heard[1], N); /* all glides have arrived */
      for (int c = 0; c < 2; c++)
        for (uint32_t k = 0; k < N; k++)
          if (gains[i][0] == gains[i][1])
            g_assert_cmpfloat (heard[c][k], ==, 0.0f);
          else
            g_assert_cmpfloat_with_epsilon (heard[c][k], (gains[i][0] - gains[i][1]) * late_sample (1, (uint32_t) c, N + k), 1e-6);
      lt_engine_free (engine);
    }
}

/* Steps of the word length and nothing between them; the mix stays as it is. */
static void
test_word (void)
{
  for (int with_mix = 0; with_mix < 2; with_mix++)
    {
      World     w = { 0 };
      LtMonitor m = neutral;
      uint32_t  n_other = 0;

      noise_world (&w);
      m.bits = 10;
      m.mix = with_mix == 1;
      LtEngine *engine = engine_with (&w, LT_QUANTUM);
      play (engine, &m);
      lt_test_drive (engine, heard[0], heard[1], N);
      for (uint32_t k = 0; k < N; k++)
        {
          float x = heard[0][k] * 512.0f, was = late_sample (1, 0, N + k);

          if (with_mix == 0)
            g_assert_cmpfloat (x, ==, roundf (x));
          n_other += heard[0][k] != was;
          g_assert_cmpfloat_with_epsilon (heard[0][k], was, with_mix == 1 ? 1e-6 : 1.0 / 512.0);
        }
      g_assert_cmpint (n_other > N / 2, ==, with_mix == 0);
      lt_engine_free (engine);
    }
}

/* Solo and reference come and go while it plays: afterwards the master is there again, bit for bit. */
static void
test_back_again (void)
{
  World     without = { 0 }, with = { 0 };
  LtMonitor m = neutral;

  noise_world (&without);
  noise_world (&with);
  LtEngine *a = engine_with (&without, LT_QUANTUM), *b = engine_with (&with, LT_QUANTUM);
  lt_engine_set_monitor (a, &neutral);
  lt_engine_roll (a);
  lt_engine_roll (b);
  for (int round = 0; round < 6; round++)
    {
      bool is_plain = round % 2 == 1;

      listen_to (&with, is_plain || round == 4 ? 0 : 2, round == 2 ? LT_TAP_PRE : LT_TAP_POST);
      m.reference = round == 4;
      m.swap = m.invert[0] = m.mono = round == 2;
      if (round == 4)
        add_reference (&with);
      g_assert_cmpint (lt_engine_set_plan (b, &with.spec), ==, LT_OK);
      lt_engine_set_monitor (b, &m);
      for (int k = 0; k < 2; k++)
        {
          lt_test_drive (a, plain[0], plain[1], N);
          lt_test_drive (b, heard[0], heard[1], N);
          lt_engine_collect (b);
        }
      for (int c = 0; c < 2; c++)
        g_assert_cmpint (memcmp (plain[c], heard[c], sizeof plain[c]) == 0, ==, is_plain);
    }
  lt_engine_free (a);
  lt_engine_free (b);
}

/* --- nothing of it is in a file --- */

static const LtMonitor everything = { .mix = true,
                                      .reference = true,
                                      .mix_gain = 0.3f,
                                      .master_gain = 0.4f,
                                      .reference_gain = 0.5f,
                                      .gain = 0.1f,
                                      .swap = true,
                                      .invert = { true, false },
                                      .mono = true,
                                      .delta = true,
                                      .bits = 8,
                                      .service = { true, 2.0f, true, 0.5f, 0.9f, 0.99f } };

static void
test_no_tap (void)
{
  static float frames[2][2 * RING];

  for (int with = 0; with < 2; with++)
    {
      World     w = { 0 };
      LtRing    ring;
      LtEngine *engine = lt_engine_new (RATE, LT_QUANTUM);

      noise_world (&w);
      if (with == 1)
        {
          listen_to (&w, 2, LT_TAP_PRE);
          add_reference (&w);
        }
      lt_ring_init (&ring, frames[with], RING, 2 * sizeof (float));
      lt_engine_set_tap (engine, LT_TAP_OF_MASTER, &ring, NULL);
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      play (engine, with == 1 ? &everything : &neutral);
      g_assert_cmpuint (lt_ring_fill (&ring), ==, N);
      lt_engine_free (engine);
    }
  g_assert_cmpmem (frames[0], sizeof frames[0], frames[1], sizeof frames[1]);
  for (uint32_t i = 0; i < N; i++)
    for (uint32_t c = 0; c < 2; c++)
      g_assert_cmpfloat_with_epsilon (frames[1][2 * i + c], late_sample (1, c, i), 1e-6);
}

static void
render (const World *w, const LtMonitor *monitor, float out[2][N])
{
  LtEngine  *engine = engine_with (w, 256);
  LtWorkers *workers = lt_workers_new (2, 0);
  uint32_t   done = 0;

  lt_engine_set_monitor (engine, monitor);
  lt_engine_roll (engine);
  while (done < N)
    {
      const float *block[2];
      uint32_t     n = MIN (lt_engine_block (engine, workers, block), N - done);

      g_assert_cmpuint (n, >, 0);
      for (int c = 0; c < 2; c++)
        memcpy (out[c] + done, block[c], n * sizeof (float));
      done += n;
    }
  lt_workers_free (workers);
  lt_engine_free (engine);
}

static void
test_no_file (void)
{
  World w = { 0 };

  noise_world (&w);
  render (&w, &neutral, plain);
  listen_to (&w, 2, LT_TAP_PRE);
  add_reference (&w);
  render (&w, &everything, heard);
  g_assert_cmpmem (plain, sizeof plain, heard, sizeof heard);
}

/* --- no click --- */

/* Everything at −12 dBFS and 100 Hz in phase or not. */
static void
sine_world (World *w)
{
  for (uint32_t t = 0; t < 3; t++)
    lt_test_feed_init_sine (&w->feeds[t], 100.0 + t, 0.25f, RATE, 2);
  describe (w);
  w->strips[1].mute = false;
}

/* One change of the monitor or of what is listened to. */
static void
step (World *w, LtMonitor *m, int which)
{
  switch (which)
    {
    case 0:
    case 1:
      m->swap = which == 0;
      break;
    case 2:
    case 3:
      m->invert[0] = which == 2;
      break;
    case 4:
    case 5:
      m->invert[1] = which == 4;
      break;
    case 6:
    case 7:
      m->mono = which == 6;
      break;
    case 8:
    case 9:
      m->gain = which == 8 ? 0.0f : 1.0f;
      break;
    case 10:
    case 11:
      m->mix = which == 10;
      break;
    case 12:
      add_reference (w);
      break;
    case 13:
    case 14:
      m->reference = which == 13;
      break;
    case 15:
      listen_to (w, 1, LT_TAP_POST);
      break;
    case 16:
      listen_to (w, 2, LT_TAP_POST);
      break;
    case 17:
      listen_to (w, 2, LT_TAP_PRE);
      break;
    case 18:
      w->late.bypass = true; /* as it is: the latency stays */
      break;
    case 19:
      w->strips[3].n_slots = 0; /* and now it goes */
      break;
    case 20:
      w->strips[3].n_slots = 1;
      break;
    case 21:
      w->strips[0].n_clips = 0;
      break;
    case 22:
      w->strips[0].n_clips = 1;
      m->mix = true;
      listen_to (w, 0, LT_TAP_POST);
      break;
    case 23:
      w->strips[3].n_slots = 0; /* the mix that is heard waits for less */
      break;
    case 24:
      w->strips[3].n_slots = 1;
      break;
    case 25:
    case 26:
      m->delta = which == 25;
      break;
    default:
      listen_to (w, 0, LT_TAP_POST);
      w->strips[0].n_clips = 1;
      break;
    }
}

static void
test_no_click (void)
{
  static float out[2][3 * N];
  World        w = { 0 };
  LtMonitor    m = neutral;

  sine_world (&w);
  LtEngine *engine = engine_with (&w, LT_QUANTUM);
  play (engine, &m);
  for (int which = 0; which <= 27; which++)
    {
      step (&w, &m, which);
      /* The filter settles on a tone that was there before. */
      lt_test_drive (engine, out[0], out[1], N);
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      lt_engine_set_monitor (engine, &m);
      lt_test_drive (engine, out[0] + N, out[1] + N, 2 * N);
      lt_engine_collect (engine);
      for (int c = 0; c < 2; c++)
        {
          double click = lt_test_above_5k_db (out[c], 3 * N, RATE);

          g_test_message ("step %d, channel %d: %.1f dB", which, c, click);
          g_assert_cmpfloat (click, <, -60.0);
        }
    }
  lt_engine_free (engine);
}

/* One tone on all ways: while the reference leaves the plan, or another monitor takes over, no part of it is missing. */
static void
test_reference_leaves (void)
{
  World     w = { 0 };
  LtMonitor m = neutral;

  sine_world (&w);
  for (int t = 0; t < 3; t++)
    lt_test_feed_init_sine (&w.feeds[t], 1000.0, 0.25f, RATE, 2);
  w.strips[1].mute = true;
  add_reference (&w);
  m.reference = true;
  LtEngine *engine = engine_with (&w, LT_QUANTUM);
  play (engine, &m);
  for (int step = 0; step < 4; step++) /* it goes, comes back, goes and the switch with it */
    {
      w.spec.n_strips = step % 2 == 0 ? 4 : 5;
      w.spec.reference_id = step % 2 == 0 ? 0 : REFERENCE;
      m.reference = step != 2;
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      lt_test_drive (engine, heard[0], heard[1], step == 2 ? 128 : 0);
      lt_engine_set_monitor (engine, &m);
      lt_test_drive (engine, heard[0], heard[1], N);
      lt_engine_collect (engine);
      double least = 1.0, most = 0.0;
      for (uint32_t i = 0; i + 480 <= N; i += 48) /* whole turns */
        {
          least = MIN (least, lt_test_rms (heard[0] + i, 480));
          most = MAX (most, lt_test_rms (heard[0] + i, 480));
        }
      g_test_message ("step %d: %.2f to %.2f dB", step, 20.0 * log10 (least * 4.0 * sqrt (2.0)), 20.0 * log10 (most * 4.0 * sqrt (2.0)));
      g_assert_cmpfloat (least, >, 0.9 * 0.25 / sqrt (2.0)); /* 1 dB: coming, both its fades are at work at once */
      g_assert_cmpfloat (most, <, 1.01 * 0.25 / sqrt (2.0));
    }
  lt_engine_free (engine);
}

/* Solo on and off faster than anything fades: what an earlier solo left in its way is not heard. */
static void
test_hasty (void)
{
  static float out[2][4 * N];
  World        w = { 0 };

  sine_world (&w);
  LtEngine *engine = engine_with (&w, LT_QUANTUM);
  play (engine, &neutral);
  lt_test_drive (engine, out[0], out[1], N);
  for (uint32_t i = 0; i < 30; i++)
    {
      listen_to (&w, i % 3, i % 2 == 0 ? LT_TAP_POST : LT_TAP_PRE);
      g_assert_cmpint (lt_engine_set_plan (engine, &w.spec), ==, LT_OK);
      lt_test_drive (engine, out[0] + N + 960 * i, out[1] + N + 960 * i, 960);
      if (i % 5 == 0)
        lt_engine_collect (engine);
    }
  for (int c = 0; c < 2; c++)
    g_assert_cmpfloat (lt_test_above_5k_db (out[c], 4 * N, RATE), <, -60.0);
  lt_engine_free (engine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monitor/delta", test_delta);
  g_test_add_func ("/monitor/word", test_word);
  g_test_add_func ("/monitor/switches", test_switches);
  g_test_add_func ("/monitor/listen", test_listen);
  g_test_add_func ("/monitor/reference", test_reference);
  g_test_add_func ("/monitor/back-again", test_back_again);
  g_test_add_func ("/monitor/no-tap", test_no_tap);
  g_test_add_func ("/monitor/no-file", test_no_file);
  g_test_add_func ("/monitor/no-click", test_no_click);
  g_test_add_func ("/monitor/reference-leaves", test_reference_leaves);
  g_test_add_func ("/monitor/hasty", test_hasty);
  return g_test_run ();
}
