// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spectral edits: nothing outside of the region moves, inside it moves by what was asked for, gaps close.
// Layer: tests.

#include "dsp/spectral-edit.h"
#include "helpers/test-signal.h"

#include <math.h>
#include <string.h>

#define N 96000u
#define RATE 48000.0

typedef struct
{
  LtSpectralEdit edit;
  float          x[N], was[N];
  void          *memory, *aligned;
} World;

static World *
world_new (uint32_t size)
{
  World *self = g_new0 (World, 1);

  self->memory = g_malloc (lt_spectral_edit_memory (size, N) + 64);
  self->aligned = (void *) (((gsize) self->memory + 63) & ~(gsize) 63);
  g_assert_cmpint (lt_spectral_edit_init (&self->edit, size, RATE, N, self->aligned), ==, LT_OK);
  return self;
}

static void
world_free (World *self)
{
  lt_spectral_edit_clear (&self->edit);
  g_free (self->memory);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

static double
difference_db (const World *self, uint32_t from, uint32_t to)
{
  g_autofree float *d = g_new (float, to - from);

  for (uint32_t i = from; i < to; i++)
    d[i - from] = self->x[i] - self->was[i];
  return 20.0 * log10 (lt_test_peak (d, to - from) + 1e-30);
}

/* Gain 1 is a null in every bit, for every size; and the frames do add up to the sound: gain 0 on everything is silence. */
static void
test_null (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (31);

  for (uint32_t size = LT_SPECTRAL_EDIT_MIN_SIZE; size <= LT_SPECTRAL_EDIT_MAX_SIZE; size *= 2)
    {
      g_autoptr (World) world = world_new (size);
      LtSpectralBox     box = { 30000, 60000, 0.0, RATE };
      LtSpectralRegion  region = { &box, 1, 0.0, 0.0 };

      lt_test_noise (world->x, N, 0.5, rng);
      memcpy (world->was, world->x, sizeof world->x);
      g_assert_true (lt_spectral_edit_gain (&world->edit, &region, 1.0f, world->x, N, 0));
      g_assert_cmpmem (world->x, sizeof world->x, world->was, sizeof world->was);
      g_assert_true (lt_spectral_edit_gain (&world->edit, &region, 0.0f, world->x, N, 0));
      g_assert_cmpfloat (lt_test_peak (world->x + 30000, 30000), <, 1e-6); /* −120 dBFS */
      g_assert_cmpmem (world->x, 30000 * sizeof (float), world->was, 30000 * sizeof (float));
      g_assert_cmpmem (world->x + 60000, 36000 * sizeof (float), world->was + 60000, 36000 * sizeof (float));
    }
}

/* A tone in the box is as much lower as was asked, within 0.5 dB; one outside of it, an octave away, within 0.05 dB;
   before and behind the box nothing changes. */
static void
test_gain (void)
{
  static const float gains_db[] = { -6.0f, -20.0f, -40.0f, 6.0f };

  for (guint g = 0; g < G_N_ELEMENTS (gains_db); g++)
    {
      g_autoptr (World) world = world_new (2048);
      LtSpectralBox     box = { 20000, 80000, 2000.0, 5000.0 };
      LtSpectralRegion  region = { &box, 1, 480.0, 0.1 };

      lt_test_add_sine (world->x, N, RATE, 3000.0, 0.3, 0.0);
      lt_test_add_sine (world->x, N, RATE, 1000.0, 0.3, 0.0);
      memcpy (world->was, world->x, sizeof world->x);
      g_assert_true (lt_spectral_edit_gain (&world->edit, &region, (float) pow (10.0, gains_db[g] / 20.0), world->x, N, 0));
      g_assert_cmpfloat (fabs (20.0 * log10 (lt_test_tone_amp (world->x + 25000, 48000, RATE, 3000.0) / 0.3) - gains_db[g]), <, 0.5);
      g_assert_cmpfloat (fabs (20.0 * log10 (lt_test_tone_amp (world->x + 25000, 48000, RATE, 1000.0) / 0.3)), <, 0.05);
      g_assert_cmpmem (world->x, 20000 * sizeof (float), world->was, 20000 * sizeof (float));
      g_assert_cmpmem (world->x + 80000, 16000 * sizeof (float), world->was + 80000, 16000 * sizeof (float));
    }
}

/* In pieces, each with enough around it, it is the same sound to −120 dB. */
static void
test_pieces (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (32);
  g_autoptr (World) world = world_new (1024), other = world_new (1024);
  LtSpectralBox     boxes[] = { { 10000, 50000, 500.0, 2000.0 }, { 40000, 70000, 4000.0, 9000.0 } };
  LtSpectralRegion  region = { boxes, 2, 200.0, 0.2 };

  lt_test_noise (world->x, N, 0.5, rng);
  memcpy (other->was, world->x, sizeof world->x);
  g_assert_true (lt_spectral_edit_gain (&world->edit, &region, 0.1f, world->x, N, 0));
  memcpy (other->x, other->was, sizeof other->was);
  for (uint32_t at = 0; at < N; at += 12000)
    {
      uint32_t         from = at >= 1024 ? at - 1024 : 0, to = MIN (at + 12000 + 1024, N);
      g_autofree float *piece = g_memdup2 (other->was + from, (to - from) * sizeof (float));

      g_assert_true (lt_spectral_edit_gain (&other->edit, &region, 0.1f, piece, to - from, from));
      memcpy (other->x + at, piece + (at - from), 12000 * sizeof (float));
    }
  memcpy (world->was, other->x, sizeof other->x);
  g_assert_cmpfloat (difference_db (world, 0, N), <, -120.0);
}

/* A burst over a tone is gone after a repair: the tone is there, in level and in phase, to a tenth of its size. */
static void
test_repair_tone (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (33);
  g_autoptr (World) world = world_new (2048);
  LtSpectralBox     box = { 48000, 50400, 0.0, RATE };
  LtSpectralRegion  region = { &box, 1, 96.0, 0.0 };

  lt_test_add_sine (world->x, N, RATE, 1007.0, 0.3, 0.0);
  memcpy (world->was, world->x, sizeof world->x);
  for (uint32_t i = 48100; i < 50300; i++)
    world->x[i] += (float) g_rand_double_range (rng, -0.5, 0.5);
  g_assert_cmpfloat (difference_db (world, 48000, 50400), >, -7.0);
  g_assert_true (lt_spectral_edit_repair (&world->edit, &region, world->x, N, 0));
  g_assert_cmpfloat (difference_db (world, 48000, 50400), <, -30.0);
  g_assert_cmpmem (world->x, 48000 * sizeof (float), world->was, 48000 * sizeof (float));
  g_assert_cmpmem (world->x + 50400, 45600 * sizeof (float), world->was + 50400, 45600 * sizeof (float));
}

/* Noise that gets louder: what is put into the gap is between both sides. */
static void
test_repair_level (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (34);
  g_autoptr (World) world = world_new (1024);
  LtSpectralBox     box = { 40000, 46000, 0.0, RATE };
  LtSpectralRegion  region = { &box, 1, 96.0, 0.0 };

  lt_test_noise (world->x, N, 0.05, rng);
  for (uint32_t i = 43000; i < N; i++)
    world->x[i] *= 4.0f;
  memset (world->x + 40000, 0, 6000 * sizeof (float));
  double before = lt_test_rms_db (world->x + 20000, 19000), behind = lt_test_rms_db (world->x + 47000, 19000);
  g_assert_true (lt_spectral_edit_repair (&world->edit, &region, world->x, N, 0));
  double level = lt_test_rms_db (world->x + 41000, 4000);
  g_assert_cmpfloat (level, >, before - 3.0);
  g_assert_cmpfloat (level, <, behind + 1.0);
}

static bool
stop (double done, void *data)
{
  (void) data;
  return done < 0.5;
}

/* Stopped in the middle, the sound is as it was; with nothing on either side there is nothing to go by. */
static void
test_stop (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (35);
  g_autoptr (World) world = world_new (1024);
  LtSpectralBox     box = { 10000, 50000, 100.0, 9000.0 }, all = { 0, N, 100.0, 9000.0 };
  LtSpectralRegion  region = { &box, 1, 0.0, 0.0 }, whole = { &all, 1, 0.0, 0.0 };

  lt_test_noise (world->x, N, 0.5, rng);
  memcpy (world->was, world->x, sizeof world->x);
  world->edit.go_on = stop;
  g_assert_false (lt_spectral_edit_gain (&world->edit, &region, 0.1f, world->x, N, 0));
  g_assert_false (lt_spectral_edit_repair (&world->edit, &region, world->x, N, 0));
  world->edit.go_on = NULL;
  g_assert_false (lt_spectral_edit_repair (&world->edit, &whole, world->x, N, 0));
  g_assert_cmpmem (world->x, sizeof world->x, world->was, sizeof world->was);
}

/* The region's picture: 1 inside, 0 outside, between them on the feather. */
static void
test_weight (void)
{
  LtSpectralBox    box = { 1000, 3000, 1000.0, 2000.0 };
  LtSpectralRegion region = { &box, 1, 100.0, 0.5 };

  g_assert_cmpfloat (lt_spectral_edit_weight (&region, 2000, 1500.0), ==, 1.0);
  g_assert_cmpfloat (lt_spectral_edit_weight (&region, 999, 1500.0), ==, 0.0);
  g_assert_cmpfloat (lt_spectral_edit_weight (&region, 3000, 1500.0), ==, 0.0);
  g_assert_cmpfloat (lt_spectral_edit_weight (&region, 2000, 4100.0), ==, 0.0);
  g_assert_cmpfloat (fabs (lt_spectral_edit_weight (&region, 1050, 1500.0) - 0.5), <, 0.05);
  g_assert_cmpfloat (fabs (lt_spectral_edit_weight (&region, 2000, 2000.0 * pow (2.0, 0.25)) - 0.5), <, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dsp/spectral-edit/null", test_null);
  g_test_add_func ("/dsp/spectral-edit/gain", test_gain);
  g_test_add_func ("/dsp/spectral-edit/pieces", test_pieces);
  g_test_add_func ("/dsp/spectral-edit/repair-tone", test_repair_tone);
  g_test_add_func ("/dsp/spectral-edit/repair-level", test_repair_level);
  g_test_add_func ("/dsp/spectral-edit/stop", test_stop);
  g_test_add_func ("/dsp/spectral-edit/weight", test_weight);
  return g_test_run ();
}
