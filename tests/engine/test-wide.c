// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is compiled twice, for wide registers and without, gives the same bits: each way is called by a name of its own
// (tests/meson.build), whatever this machine would choose.
// Layer: tests.

#include "dsp/gain-curve.h"
#include "dsp/key-filter.h"
#include "dsp/svf.h"
#include "dsp/true-peak-interp.h"
#include "dsp/true-peak.h"
#include "engine/plan-private.h"
#include "helpers/test-engine.h"
#include "helpers/test-fx.h"
#include "helpers/test-signal.h"

#include <string.h>

#define N 9600u
#define RATE 48000.0

typedef struct
{
  const char *name;
  void (*gain_curve_run) (const LtGainCurve ends[2], uint32_t at, uint32_t len, float *io, uint32_t n_frames);
  void (*key_filter_clean) (const float *in, float *out, uint32_t n_frames);
  void (*svf_load) (LtSvfPair *pairs, const float *left, const float *right, uint32_t n_frames);
  void (*svf_store) (const LtSvfPair *pairs, float *left, float *right, uint32_t n_frames);
  void (*svf_run) (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, LtSvfPair *io, uint32_t n_frames);
  void (*true_peak_coarse) (const LtTruePeakInterp *self, const float *x, float *peak, uint32_t n);
  void (*true_peak_run) (LtTruePeak *self, const LtTruePeakFilter *filter, const float *in, uint32_t n_frames);
  void (*plan_run_strip) (const LtPlan *self, uint32_t strip, const LtRunAt *where, uint32_t at);
  const LtFxType *comp;
} Way;

/* The whole programs' names, the compiler's baseline, and wide registers. */
#define DECLARE(PRE)                                                                                                   \
  extern void           PRE##lt_gain_curve_run (const LtGainCurve ends[2], uint32_t at, uint32_t len, float *io, uint32_t n_frames); \
  extern void           PRE##lt_key_filter_clean (const float *in, float *out, uint32_t n_frames);                    \
  extern void           PRE##lt_svf_load (LtSvfPair *pairs, const float *left, const float *right, uint32_t n_frames); \
  extern void           PRE##lt_svf_store (const LtSvfPair *pairs, float *left, float *right, uint32_t n_frames);      \
  extern void           PRE##lt_svf_run (LtSvf *self, const LtSvfCoeffs *c, uint32_t n, LtSvfPair *io, uint32_t n_frames); \
  extern void           PRE##lt_true_peak_interp_coarse (const LtTruePeakInterp *self, const float *x, float *peak, uint32_t n); \
  extern void           PRE##lt_true_peak_run (LtTruePeak *self, const LtTruePeakFilter *filter, const float *in, uint32_t n_frames); \
  extern void           PRE##lt_plan_run_strip (const LtPlan *self, uint32_t strip, const LtRunAt *where, uint32_t at); \
  extern const LtFxType PRE##lt_fx_comp;

#define WAY(PRE, NAME)                                                                                                 \
  { NAME, PRE##lt_gain_curve_run, PRE##lt_key_filter_clean, PRE##lt_svf_load, PRE##lt_svf_store, PRE##lt_svf_run, PRE##lt_true_peak_interp_coarse, PRE##lt_true_peak_run, PRE##lt_plan_run_strip, &PRE##lt_fx_comp }

DECLARE ()
DECLARE (narrow_)
#if TEST_HAS_WIDE
DECLARE (wide_)
#endif

static const Way chosen = WAY (, "chosen");
static const Way ways[] = {
  WAY (narrow_, "narrow"),
#if TEST_HAS_WIDE
  WAY (wide_, "wide"),
#endif
};

/* The machine that runs this may not have them. */
static bool
can_run (const Way *way)
{
#if TEST_HAS_WIDE
  return strcmp (way->name, "wide") != 0 || __builtin_cpu_supports ("avx2");
#else
  return way != NULL;
#endif
}

/* Sound, and now and then what is none. */
static void
fill (float *out, uint32_t n, GRand *rng)
{
  static const float odd[] = { NAN, INFINITY, -INFINITY, 0.0f, -0.0f, 1e30f, -1e7f, 1e6f, 1e-42f, 0x1p-126f };

  lt_test_noise (out, n, 1.0, rng);
  for (uint32_t i = 0; i < n; i++)
    if (g_rand_int_range (rng, 0, 16) == 0)
      out[i] = odd[g_rand_int_range (rng, 0, G_N_ELEMENTS (odd))];
}

static LtGainCurve
random_curve (GRand *rng)
{
  return (LtGainCurve) { (float) g_rand_double_range (rng, -60.0, 0.0), (float) g_rand_double (rng), g_rand_boolean (rng) ? 0.0f : (float) g_rand_double_range (rng, 0.0, 24.0),
                         (float) g_rand_double_range (rng, 0.0, 60.0) };
}

static void
check_kernels (const Way *way, const float *left, const float *right, uint32_t n, GRand *rng)
{
  LtGainCurve ends[2] = { random_curve (rng), random_curve (rng) };
  LtSvfCoeffs c[5] = { 0 };
  LtSvf       z[2][5] = { { { { 0 } } } };
  LtSvfPair   pairs[2][64];
  float       a[2][64], b[2][64];

  if (g_rand_boolean (rng))
    ends[1] = ends[0];
  memset (pairs, 0, sizeof pairs);
  memset (a, 0, sizeof a);
  memset (b, 0, sizeof b);

  chosen.key_filter_clean (left, a[0], n);
  way->key_filter_clean (left, a[1], n);
  g_assert_cmpmem (a[0], sizeof a[0], a[1], sizeof a[1]);
  for (uint32_t i = 0; i < n; i++)
    a[0][i] = a[1][i] = 30.0f * a[0][i];
  chosen.gain_curve_run (ends, 0, 64, a[0], n);
  way->gain_curve_run (ends, 0, 64, a[1], n);
  g_assert_cmpmem (a[0], sizeof a[0], a[1], sizeof a[1]);

  chosen.svf_load (pairs[0], left, right, n);
  way->svf_load (pairs[1], left, right, n);
  g_assert_cmpmem (pairs[0], sizeof pairs[0], pairs[1], sizeof pairs[1]);
  for (uint32_t s = 0; s < G_N_ELEMENTS (c); s++)
    for (uint32_t k = 0; k < sizeof c[0] / sizeof (LtSvfPair); k++)
      (&c[s].a11)[k] = (LtSvfPair) { g_rand_double_range (rng, -0.6, 0.6), g_rand_double_range (rng, -0.6, 0.6) };
  chosen.svf_run (z[0], c, 5, pairs[0], n);
  way->svf_run (z[1], c, 5, pairs[1], n);
  g_assert_cmpmem (pairs[0], sizeof pairs[0], pairs[1], sizeof pairs[1]);
  g_assert_cmpmem (z[0], sizeof z[0], z[1], sizeof z[1]);
  chosen.svf_store (pairs[0], a[0], right != NULL ? b[0] : NULL, n);
  way->svf_store (pairs[1], a[1], right != NULL ? b[1] : NULL, n);
  g_assert_cmpmem (a[0], sizeof a[0], a[1], sizeof a[1]);
  g_assert_cmpmem (b[0], sizeof b[0], b[1], sizeof b[1]);
}

/* Lengths are whole fours; what lies around them is read. */
static void
check_true_peak (const Way *way, uint32_t n, GRand *rng)
{
  float x[8 + 64 + 8], peak[2][64] = { { 0 } };

  lt_test_noise (x, G_N_ELEMENTS (x), 1.0, rng);
  chosen.true_peak_coarse (NULL, x + 8, peak[0], n);
  way->true_peak_coarse (NULL, x + 8, peak[1], n);
  g_assert_cmpmem (peak[0], sizeof peak[0], peak[1], sizeof peak[1]);
  for (uint32_t i = 0; i < n; i++)
    g_assert_cmpfloat (peak[0][i], >=, fabsf (x[8 + i]));
}

static void
test_kernels (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (12);

  for (gsize w = 0; w < G_N_ELEMENTS (ways); w++)
    for (uint32_t n = 0; n <= 64 && can_run (&ways[w]); n++)
      for (int round = 0; round < 8; round++)
        {
          float left[64], right[64];

          fill (left, 64, rng);
          fill (right, 64, rng);
          check_kernels (&ways[w], left, round % 2 == 0 ? right : NULL, n, rng);
          check_true_peak (&ways[w], n / 4 * 4, rng);
        }
}

/* A measurement of what swells, in pieces of any length, with odd values in it. */
static void
test_true_peak (void)
{
  static LtTruePeakFilter filter;
  static float            sound[N];

  lt_true_peak_design (&filter);
  for (gsize w = 0; w < G_N_ELEMENTS (ways); w++)
    for (guint32 seed = 0; seed < 8 && can_run (&ways[w]); seed++)
      {
        g_autoptr (GRand) rng = g_rand_new_with_seed (seed);
        LtTruePeak        was, is;

        lt_true_peak_reset (&was);
        lt_true_peak_reset (&is);
        lt_test_music (sound, N, RATE, 0.9, rng);
        for (uint32_t i = 0; i < N; i++)
          sound[i] *= (float) (i + 1) / (float) N;
        fill (sound + g_rand_int_range (rng, 0, N - 64), 16, rng);
        for (uint32_t at = 0, n; at < N; at += n)
          {
            n = (uint32_t) g_rand_int_range (rng, 1, 300);
            n = MIN (n, N - at);
            chosen.true_peak_run (&was, &filter, sound + at, n);
            ways[w].true_peak_run (&is, &filter, sound + at, n);
            g_assert_cmpmem (&was, sizeof was, &is, sizeof is);
          }
      }
}

static void
test_comp (void)
{
  for (gsize w = 0; w < G_N_ELEMENTS (ways); w++)
    for (int round = 0; round < 24 && can_run (&ways[w]); round++)
      {
        const LtFxType *types[2] = { chosen.comp, ways[w].comp };
        static float    sound[2][2][N];

        for (int k = 0; k < 2; k++)
          {
            g_autoptr (GRand) rng = g_rand_new_with_seed ((guint32) round);
            g_autoptr (LtTestFx) fx = lt_test_fx_new (types[k], RATE, 2);

            for (int c = 0; c < 2; c++)
              lt_test_music (sound[k][c], N, RATE, 0.9, rng);
            lt_test_fx_random_values (fx, rng, round);
            lt_test_fx_run (fx, sound[k][0], sound[k][1], N, round % 3 == 0 ? 17 : 64);
          }
        g_assert_cmpmem (sound[0], sizeof sound[0], sound[1], sizeof sound[1]);
      }
}

/* --- strips: sums, gains, places, levels --- */

typedef struct
{
  LtTestFeed  feeds[2];
  LtClipSpec  clips[2];
  LtEdgeSpec  edges[2];
  LtSlotSpec  slot;
  float       values[LT_FX_MAX_PARAMS];
  LtStripSpec strips[3];
  LtPlanSpec  spec;
} Song;

/* A mono and a stereo track with a compressor, both on a bus; gains that move. */
static void
song_init (Song *self, const LtFxType *comp)
{
  static const LtPointSpec fall[] = { { 0, 0.0f, false }, { N / 2, -30.0f, false } };

  memset (self, 0, sizeof *self);
  lt_fx_defaults (comp, self->values);
  for (uint32_t i = 0; i < 2; i++)
    {
      lt_test_feed_init (&self->feeds[i], i + 1, i + 1);
      self->clips[i] = lt_test_clip (&self->feeds[i], 100 * i, N - 1000);
      self->strips[i] = lt_test_strip (i + 1, &self->clips[i]);
      self->edges[i] = (LtEdgeSpec) { .id = i + 1, .from_id = i + 1, .gain = 1.0f - 0.3f * (float) i };
    }
  self->strips[0].fader_lane = (LtLaneSpec) { fall, 2 };
  self->strips[1].trim = 3.0f; /* it clips */
  self->strips[1].width = 0.4f;
  self->slot = (LtSlotSpec) { .id = 9, .type = comp, .values = self->values };
  self->strips[1].slots = &self->slot;
  self->strips[1].n_slots = 1;
  self->edges[1].gain_lane = (LtLaneSpec) { fall, 2 };
  self->strips[2] = lt_test_bus (3, self->edges, 2);
  self->spec = (LtPlanSpec) { .rate_hz = RATE, .tempo_bpm = 120.0, .strips = self->strips, .n_strips = 3, .master_id = 3, .mix_id = 3 };
}

/* Odd pieces first, then whole quanta. */
static void
play (const Way *way, float *out[2], LtStripState *levels)
{
  Song     song;
  LtPool   pool = { { NULL } };
  LtPlan  *plan = NULL;
  int64_t  pos = 0;

  song_init (&song, way->comp);
  g_assert_cmpint (lt_plan_compile (&pool, &song.spec, NULL, LT_QUANTUM, &plan), ==, LT_OK);
  for (uint32_t n = 0; pos < (int64_t) N; n++, pos += 64)
    for (uint32_t at = 0, len; at < 64; at += len)
      {
        len = n >= 40 ? 64 : MIN (64 - at, n + 1);
        LtRunAt where = { .pos = pos + at, .len = len, .snap = pos + at == 0 };

        for (uint32_t i = 0; i < plan->n_strips; i++)
          way->plan_run_strip (plan, i, &where, 0);
        for (int c = 0; c < 2; c++)
          memcpy (out[c] + pos + at, plan->strips[plan->master].post[c], len * sizeof (float));
      }
  for (uint32_t i = 0; i < plan->n_strips; i++)
    levels[i] = *plan->strips[i].state;
  lt_plan_free (plan, &pool);
}

static void
test_strips (void)
{
  static float left[2][N + 64], right[2][N + 64];
  LtStripState was[3], is[3];

  play (&chosen, (float *[2]) { left[0], right[0] }, was);
  g_assert_cmpuint (was[1].clips, >, 0);
  for (gsize w = 0; w < G_N_ELEMENTS (ways); w++)
    {
      if (!can_run (&ways[w]))
        continue;
      play (&ways[w], (float *[2]) { left[1], right[1] }, is);
      g_assert_cmpmem (left[0], N * sizeof (float), left[1], N * sizeof (float));
      g_assert_cmpmem (right[0], N * sizeof (float), right[1], N * sizeof (float));
      for (int i = 0; i < 3; i++)
        {
          g_assert_cmpmem (&was[i].peak, sizeof was[i].peak, &is[i].peak, sizeof is[i].peak);
          g_assert_cmpmem (&was[i].square, sizeof was[i].square, &is[i].square, sizeof is[i].square);
          g_assert_cmpuint (was[i].clips, ==, is[i].clips);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wide/kernels", test_kernels);
  g_test_add_func ("/wide/true-peak", test_true_peak);
  g_test_add_func ("/wide/comp", test_comp);
  g_test_add_func ("/wide/strips", test_strips);
  return g_test_run ();
}
