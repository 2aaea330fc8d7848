// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bars and seconds over random maps: every way there and back, and the tempo that a stretch of time really has.
// Layer: tests.

#include "base/tempo-map.h"

#include <glib.h>
#include <math.h>

#define N_MAX 12

typedef struct
{
  LtTempoMap    map;
  LtTempoPoint  tempos[N_MAX];
  LtMetreChange metres[N_MAX];
} World;

static void
make (World *self, GRand *rng)
{
  self->map = (LtTempoMap) { self->tempos, self->metres, (uint32_t) g_rand_int_range (rng, 1, N_MAX), (uint32_t) g_rand_int_range (rng, 1, N_MAX) };
  for (uint32_t i = 0; i < self->map.n_tempos; i++)
    self->tempos[i] = (LtTempoPoint) { .pulse = i == 0 ? 0 : self->tempos[i - 1].pulse + g_rand_int_range (rng, 1, 40 * LT_TEMPO_QUARTER),
                                       .bpm = g_rand_double_range (rng, 1.0, 999.0),
                                       .ramp = g_rand_boolean (rng) };
  for (uint32_t i = 0; i < self->map.n_metres; i++)
    self->metres[i] = (LtMetreChange) { .bar = i == 0 ? 0 : self->metres[i - 1].bar + g_rand_int_range (rng, 1, 20),
                                        .num = (uint32_t) g_rand_int_range (rng, 1, 65),
                                        .den = 1u << g_rand_int_range (rng, 0, 7) };
  lt_tempo_map_prepare (&self->map);
}

/* A place as it is written stays itself on its way over pulses and over seconds. */
static void
test_places (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x7e0);
  World world;

  for (int turn = 0; turn < 300; turn++)
    {
      make (&world, rng);
      for (int k = 0; k < 100; k++)
        {
          int64_t      bar = g_rand_int_range (rng, 0, 300);
          LtTempoPlace place = { bar, g_rand_int_range (rng, 0, (gint32) lt_tempo_map_metre_of (&world.map, bar)->num), g_rand_int_range (rng, 0, 960) };
          double       pulse = lt_tempo_map_place_pulse (&world.map, place);
          LtTempoPlace back = lt_tempo_map_place (&world.map, pulse);
          double       over = lt_tempo_map_pulse (&world.map, lt_tempo_map_seconds (&world.map, pulse));

          g_assert_cmpfloat (pulse, ==, round (pulse)); /* ticks are whole pulses */
          g_assert_cmpint (back.bar, ==, place.bar);
          g_assert_cmpint (back.beat, ==, place.beat);
          g_assert_cmpfloat (back.tick, ==, place.tick);
          g_assert_cmpfloat_with_epsilon (over, pulse, 1e-5);
        }
    }
}

/* Seconds come back too, go up with pulses, and the tempo is the slope between them. */
static void
test_seconds (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x5ec);
  World world;

  for (int turn = 0; turn < 300; turn++)
    {
      make (&world, rng);
      for (int k = 0; k < 100; k++)
        {
          double at = g_rand_double_range (rng, 0.001, 1.5 * world.tempos[world.map.n_tempos - 1].at_s + 10.0);
          double pulse = lt_tempo_map_pulse (&world.map, at), bpm = lt_tempo_map_bpm (&world.map, at), dt = 1e-6;
          double before = lt_tempo_map_pulse (&world.map, at - dt), behind = lt_tempo_map_pulse (&world.map, at + dt);
          double slope = (behind - before) / (2.0 * dt) / LT_TEMPO_QUARTER * 60.0;
          const LtTempoPoint *a = lt_tempo_map_find_tempo (&world.map, before), *b = lt_tempo_map_find_tempo (&world.map, behind);

          g_assert_cmpfloat_with_epsilon (lt_tempo_map_seconds (&world.map, pulse), at, 1e-9 * (1.0 + at));
          g_assert_cmpfloat (before, <, pulse);
          g_assert_cmpfloat (pulse, <, behind);
          if (a == b)
            g_assert_cmpfloat_with_epsilon (slope, bpm, 1e-3 * bpm + 1e-3);
        }
    }
}

/* A ramp from 60 to 120 over 8 quarters takes 8 ln 2 seconds: the integral, not the mean tempo. */
static void
test_ramp (void)
{
  LtTempoPoint  tempos[] = { { .pulse = 0, .bpm = 60.0, .ramp = true }, { .pulse = 8 * LT_TEMPO_QUARTER, .bpm = 120.0 } };
  LtMetreChange metres[] = { { .num = 4, .den = 4 } };
  LtTempoMap    map = { tempos, metres, 2, 1 };

  lt_tempo_map_prepare (&map);
  g_assert_cmpfloat_with_epsilon (tempos[1].at_s, 8.0 * G_LN2, 1e-12);
  g_assert_cmpfloat_with_epsilon (lt_tempo_map_bpm (&map, lt_tempo_map_seconds (&map, 4 * LT_TEMPO_QUARTER)), 90.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (lt_tempo_map_seconds (&map, 10 * LT_TEMPO_QUARTER), 8.0 * G_LN2 + 1.0, 1e-12);
  g_assert_cmpfloat (lt_tempo_map_bpm (&map, 1e6), ==, 120.0);
  g_assert_cmpfloat (lt_tempo_map_bpm (&map, -1.0), ==, 60.0);
  g_assert_cmpfloat_with_epsilon (lt_tempo_map_pulse (&map, -1.0), -LT_TEMPO_QUARTER, 1e-9);
}

static void
test_metres (void)
{
  LtTempoPoint  tempos[] = { { .bpm = 120.0 } };
  LtMetreChange metres[] = { { .bar = 0, .num = 4, .den = 4 }, { .bar = 4, .num = 3, .den = 4 }, { .bar = 6, .num = 6, .den = 8 } };
  LtTempoMap    map = { tempos, metres, 1, 3 };
  LtTempoPlace  span;
  double        next;

  lt_tempo_map_prepare (&map);
  g_assert_cmpint (lt_tempo_map_bar_pulse (&map, 4), ==, 16 * LT_TEMPO_QUARTER);
  g_assert_cmpint (lt_tempo_map_bar_pulse (&map, 6), ==, 22 * LT_TEMPO_QUARTER);
  g_assert_cmpint (lt_tempo_map_bar_pulse (&map, 8), ==, 28 * LT_TEMPO_QUARTER);
  g_assert_cmpint (lt_tempo_map_bar_at (&map, 22 * LT_TEMPO_QUARTER - 1), ==, 5);
  g_assert_cmpint (lt_tempo_map_place (&map, 22.5 * LT_TEMPO_QUARTER).beat, ==, 1); /* an eighth is a beat there */

  /* From 4|1 of the first metre to 5|3|480 of the second: one bar, then two beats and a half. */
  span = lt_tempo_map_span (&map, 12 * LT_TEMPO_QUARTER, 18.5 * LT_TEMPO_QUARTER);
  g_assert_cmpint (span.bar, ==, 1);
  g_assert_cmpint (span.beat, ==, 2);
  g_assert_cmpfloat (span.tick, ==, 480.0);

  /* Half notes in 3/4: the line begins again with the bar. */
  g_assert_cmpfloat (lt_tempo_map_line (&map, 18.5 * LT_TEMPO_QUARTER, 2 * LT_TEMPO_QUARTER, &next), ==, 18 * LT_TEMPO_QUARTER);
  g_assert_cmpfloat (next, ==, 19 * LT_TEMPO_QUARTER);
  g_assert_cmpfloat (lt_tempo_map_line (&map, 18.5 * LT_TEMPO_QUARTER, 0, &next), ==, 16 * LT_TEMPO_QUARTER);
  g_assert_cmpfloat (next, ==, 19 * LT_TEMPO_QUARTER);
}

/* A length in bars leads back to its end, over any metres. */
static void
test_spans (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x59a);
  World world;

  for (int turn = 0; turn < 300; turn++)
    {
      make (&world, rng);
      for (int k = 0; k < 100; k++)
        {
          double       from = g_rand_int_range (rng, 0, 1 << 24), to = from + g_rand_int_range (rng, 0, 1 << 24);
          LtTempoPlace length = lt_tempo_map_span (&world.map, from, to);

          g_assert_cmpint (length.bar, >=, 0);
          g_assert_cmpint (length.beat, >=, 0);
          g_assert_cmpfloat_with_epsilon (lt_tempo_map_span_end (&world.map, from, length), to, 1e-6);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/tempo-map/places", test_places);
  g_test_add_func ("/base/tempo-map/seconds", test_seconds);
  g_test_add_func ("/base/tempo-map/ramp", test_ramp);
  g_test_add_func ("/base/tempo-map/metres", test_metres);
  g_test_add_func ("/base/tempo-map/spans", test_spans);
  return g_test_run ();
}
