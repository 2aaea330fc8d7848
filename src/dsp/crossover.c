// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linkwitz-Riley cuts of two stereo pairs at once, arranged as a tree.
// Layer: dsp.
//
// The first cut is the second lowest crossover (the only one of two bands): its low and high side are the two pairs
// that go on together, each through the all-passes of the cuts of the other side and through a cut of its own. Of five
// bands the upper two are cut once more.

#include "dsp/crossover.h"

#include "base/math.h"

#include <string.h>

#define SQRT2     1.41421356237309505
#define STEEP_1   0.76536686473017954 /* dampings of a Butterworth filter of order 4: 2 sin (π / 8) */
#define STEEP_2   1.84775906502257351 /* and 2 cos (π / 8) */
#define NOTHING   1e-15               /* −300 dBFS */
#define LOWEST_HZ 10.0
#define HIGHEST   0.45 /* of the rate */

typedef LtCrossoverQuad Quad;
typedef LtCrossoverCell Cell;
typedef LtCrossoverStep Step;
typedef LtCrossoverNode Node;

enum
{
  N_FIRST,
  N_PASS_1,
  N_PASS_2,
  N_SECOND,
  N_THIRD,
};

/* ------------------------------------------------------------ frequencies */

void
lt_crossover_order (double rate_hz, uint32_t n_bands, const float *hz, float *ordered)
{
  float top = (float) (HIGHEST * rate_hz), last = (float) LOWEST_HZ;

  for (uint32_t k = 0; k + 1 < n_bands; k++)
    {
      ordered[k] = hz[k] > last ? hz[k] : last;
      if (ordered[k] > top)
        ordered[k] = top;
      last = ordered[k];
    }
}

static double
slower_damping (LtCrossoverSlope slope)
{
  return slope == LT_CROSSOVER_12 ? 2.0 : (slope == LT_CROSSOVER_24 ? SQRT2 : STEEP_1);
}

uint32_t
lt_crossover_tail (
    double rate_hz, uint32_t n_bands, LtCrossoverSlope slope, const float *hz, double boost_db)
{
  /* Poles decay with exp (-π f damping t), and each stands twice: some for that. */
  double nepers = (120.0 + boost_db) / 8.685889638 + 5.0;
  double seconds = 0.0;
  float  ordered[LT_CROSSOVER_CUTS];

  lt_crossover_order (rate_hz, n_bands, hz, ordered);
  for (uint32_t k = 0; k + 1 < n_bands; k++)
    seconds += nepers / (LT_PI * slower_damping (slope) * ordered[k]);
  return (uint32_t) ceil (seconds * rate_hz);
}

LT_RT static void
set_half (Step *step, int half, double rate_hz, double hz, double damping)
{
  double g = tan (LT_PI * hz / rate_hz);
  double a1 = 1.0 / (1.0 + g * (g + damping)), a2 = g * a1, a3 = g * a2;

  for (int i = 2 * half; i < 2 * half + 2; i++)
    {
      step->a[i] = 2.0 * a1 - 1.0;
      step->b[i] = 2.0 * a2;
      step->c[i] = 2.0 * a3;
    }
}

LT_RT static void
set_node (LtCrossover *self, int node, float low_hz, float high_hz)
{
  Node  *n = &self->node[node];
  double first
      = self->slope == LT_CROSSOVER_48 ? STEEP_1 : (self->slope == LT_CROSSOVER_24 ? SQRT2 : 2.0);

  memcpy (n->from, n->to, sizeof n->from);
  set_half (&n->to[0], 0, self->rate_hz, low_hz, first);
  set_half (&n->to[0], 1, self->rate_hz, high_hz, first);
  if (self->slope == LT_CROSSOVER_48)
    {
      set_half (&n->to[1], 0, self->rate_hz, low_hz, STEEP_2);
      set_half (&n->to[1], 1, self->rate_hz, high_hz, STEEP_2);
    }
  if (!self->made)
    memcpy (n->from, n->to, sizeof n->from);
}

void
lt_crossover_reset (LtCrossover *self, double rate_hz, uint32_t n_bands, LtCrossoverSlope slope)
{
  memset (self, 0, sizeof *self);
  self->rate_hz = rate_hz;
  self->n_bands = n_bands;
  self->slope = slope;
}

void
lt_crossover_set (LtCrossover *self, const float *hz)
{
  float    x[LT_CROSSOVER_CUTS] = { 0 };
  uint32_t n = self->n_bands;
  bool     moves;

  lt_crossover_order (self->rate_hz, n, hz, x);
  moves = memcmp (x, self->hz, sizeof x) != 0;
  if (self->made && !moves && !self->moving)
    return;

  set_node (self, N_FIRST, x[n > 2], x[n > 2]);
  if (n > 3)
    set_node (self, N_PASS_1, x[2], x[0]);
  if (n > 4)
    set_node (self, N_PASS_2, x[3], x[3]);
  if (n > 2)
    set_node (self, N_SECOND, x[0], x[n > 3 ? 2 : 0]);
  if (n > 4)
    set_node (self, N_THIRD, x[3], x[3]);
  memcpy (self->hz, x, sizeof x);
  self->moving = self->made && moves;
  self->made = true;
}

/* -------------------------------------------------------------------- run */

#define INLINE static inline __attribute__ ((always_inline))

/* How a run's coefficients go: they stand at `from` where `moving` is false. */
typedef struct
{
  Step     from[2], step[2];
  uint32_t at;
} Way;

LT_RT INLINE void
begin_way (Way *way, const Node *node, bool moving, bool steep, uint32_t at, uint32_t len)
{
  double per_frame = 1.0 / (double) len;

  for (int k = 0; k < (steep ? 2 : 1); k++)
    {
      way->from[k] = moving ? node->from[k] : node->to[k];
      if (moving)
        {
          way->step[k].a = (node->to[k].a - node->from[k].a) * per_frame;
          way->step[k].b = (node->to[k].b - node->from[k].b) * per_frame;
          way->step[k].c = (node->to[k].c - node->from[k].c) * per_frame;
        }
    }
  way->at = at + 1;
}

LT_RT INLINE void
step_at (Step *out, const Way *way, int k, uint32_t i, bool moving)
{
  *out = way->from[k];
  if (moving)
    {
      double x = (double) (way->at + i);

      out->a += way->step[k].a * x;
      out->b += way->step[k].b * x;
      out->c += way->step[k].c * x;
    }
}

/* A frame of a cell: twice its band-pass and its low-pass. */
LT_RT INLINE void
tick (Cell *z, const Step *k, const Quad *x, Quad *band, Quad *low)
{
  Quad d = *x - z->s2;
  Quad s1 = k->a * z->s1 + k->b * d;
  Quad s2 = (z->s2 + k->b * z->s1) + k->c * d;

  *band = z->s1 + s1;
  *low = 0.5 * (z->s2 + s2);
  z->s1 = s1;
  z->s2 = s2;
}

LT_RT INLINE void
tick_low (Cell *z, const Step *k, Quad *io)
{
  Quad band;

  tick (z, k, io, &band, io);
}

/* One frame of all of a cut: the all-pass in x, the low side in low. The first cells make the all-pass, whose first one
   gives the low side its start. */
LT_RT INLINE void
tick_cut (Cell *z, const Step k[2], LtCrossoverSlope slope, bool cutting, Quad *x, Quad *low)
{
  Quad band;

  tick (&z[0], &k[0], x, &band, low);
  if (slope == LT_CROSSOVER_12)
    {
      *x = (2.0 * *low + band) - *x;
      return;
    }
  *x -= (slope == LT_CROSSOVER_24 ? SQRT2 : STEEP_1) * band;
  if (slope == LT_CROSSOVER_48)
    {
      Quad unused;

      tick (&z[1], &k[1], x, &band, &unused);
      *x -= STEEP_2 * band;
    }
  if (!cutting)
    return;
  if (slope == LT_CROSSOVER_48)
    {
      tick_low (&z[2], &k[1], low);
      tick_low (&z[3], &k[0], low);
      tick_low (&z[4], &k[1], low);
    }
  else
    tick_low (&z[2], &k[0], low);
}

typedef struct
{
  uint32_t n, at, len;
  bool     moving, cutting;
} Run;

/* io becomes what is left above, low what lies below; of an all-pass io is all of it. */
LT_RT INLINE void
run_node (Node            *node,
          const Run       *run,
          LtCrossoverSlope slope,
          bool             moving,
          bool             cutting,
          Quad            *io,
          Quad            *low)
{
  bool steep = slope == LT_CROSSOVER_48;
  Way  way;
  Cell z[5];

  begin_way (&way, node, moving, steep, run->at, run->len);
  memcpy (z, node->cell, sizeof z);
  for (uint32_t i = 0; i < run->n; i++)
    {
      Step k[2];
      Quad x = io[i], below;

      step_at (&k[0], &way, 0, i, moving);
      if (steep)
        step_at (&k[1], &way, 1, i, moving);
      tick_cut (z, k, slope, cutting, &x, &below);
      if (cutting)
        {
          low[i] = below;
          x -= below;
        }
      io[i] = x;
    }
  memcpy (node->cell, z, sizeof z);
}

#define RUN_OF(slope, name)                                                                        \
  LT_RT LT_WIDE static void name (Node *node, const Run *run, Quad *io, Quad *low)                 \
  {                                                                                                \
    if (run->moving && run->cutting)                                                               \
      run_node (node, run, slope, true, true, io, low);                                            \
    else if (run->moving)                                                                          \
      run_node (node, run, slope, true, false, io, low);                                           \
    else if (run->cutting)                                                                         \
      run_node (node, run, slope, false, true, io, low);                                           \
    else                                                                                           \
      run_node (node, run, slope, false, false, io, low);                                          \
  }

RUN_OF (LT_CROSSOVER_12, crossover_run_12)
RUN_OF (LT_CROSSOVER_24, crossover_run_24)
RUN_OF (LT_CROSSOVER_48, crossover_run_48)

LT_RT static void
run_of (LtCrossover *self, int node, const Run *run, Quad *io, Quad *low)
{
  if (self->slope == LT_CROSSOVER_12)
    crossover_run_12 (&self->node[node], run, io, low);
  else if (self->slope == LT_CROSSOVER_24)
    crossover_run_24 (&self->node[node], run, io, low);
  else
    crossover_run_48 (&self->node[node], run, io, low);
}

/* ------------------------------------------------------------------- tree */

LT_RT LT_WIDE static void
crossover_load (const float *restrict left,
                const float *restrict right,
                Quad *restrict to,
                uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    to[i] = (Quad){ left[i], right[i], left[i], right[i] };
}

/* Both bands of a pair of pairs. */
LT_RT LT_WIDE static void
crossover_store (const Quad *restrict from,
                 float    low[2][LT_QUANTUM],
                 float    high[2][LT_QUANTUM],
                 uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      low[0][i] = (float) from[i][0];
      low[1][i] = (float) from[i][1];
      high[0][i] = (float) from[i][2];
      high[1][i] = (float) from[i][3];
    }
}

/* The first pair of a and the second one of b. */
LT_RT LT_WIDE static void
crossover_join (const Quad *a, const Quad *b, Quad *out, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    out[i] = __builtin_shufflevector (a[i], b[i], 0, 1, 6, 7);
}

/* low: { bands 1 and 3 }, high: { band 2 and what lies above } as the second cut leaves them of n_bands > 2. */
LT_RT LT_WIDE static void
crossover_join_seconds (Quad *low, const Quad *high, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    low[i] = __builtin_shufflevector (low[i], high[i], 2, 3, 6, 7);
}

LT_RT LT_WIDE static void
crossover_add (Quad *io, const Quad *other, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    io[i] += other[i];
}

void
lt_crossover_run (LtCrossover *self,
                  const float *left,
                  const float *right,
                  float        out[LT_CROSSOVER_BANDS][2][LT_QUANTUM],
                  uint32_t     n,
                  uint32_t     at,
                  uint32_t     len)
{
  Quad     high[LT_QUANTUM], low[LT_QUANTUM], both[LT_QUANTUM];
  uint32_t n_bands = self->n_bands;
  Run      cut = { n, at, len, self->moving, true }, pass = { n, at, len, self->moving, false };
  float    unused[2][LT_QUANTUM];

  crossover_load (left, right, high, n);
  run_of (self, N_FIRST, &cut, high, low);
  crossover_join (low, high, both, n);
  if (n_bands == 2)
    {
      crossover_store (both, out[0], out[1], n);
      return;
    }

  if (n_bands > 3)
    run_of (self, N_PASS_1, &pass, both, NULL);
  if (n_bands > 4)
    {
      memcpy (high, both, n * sizeof *high);
      run_of (self, N_PASS_2, &pass, high, NULL);
      crossover_join (high, both, both, n);
    }
  run_of (self, N_SECOND, &cut, both, low);

  /* low: bands 1 and 3; both: band 2 and what lies above 3. Of three bands the third was only to be passed. */
  if (n_bands == 3)
    {
      crossover_store (low, out[0], unused, n);
      crossover_store (both, out[1], unused, n);
      crossover_add (both, low, n);
      crossover_store (both, unused, out[2], n);
      return;
    }
  crossover_store (low, out[0], out[2], n);
  crossover_store (both, out[1], out[3], n);
  if (n_bands == 4)
    return;

  crossover_join_seconds (low, both, n);
  run_of (self, N_THIRD, &cut, low, both);
  crossover_store (both, unused, out[3], n);
  crossover_store (low, unused, out[4], n);
  crossover_add (low, both, n);
  crossover_store (low, out[2], unused, n);
}

/* ---------------------------------------------------------------- at rest */

LT_RT static double
size_of (const Cell *z)
{
  double size = 0.0;

  for (int i = 0; i < 4; i++)
    size += fabs (z->s1[i]) + fabs (z->s2[i]);
  return size;
}

void
lt_crossover_settle (LtCrossover *self)
{
  for (int n = 0; n < 5; n++)
    for (int k = 0; k < 5; k++)
      if (size_of (&self->node[n].cell[k]) < NOTHING)
        self->node[n].cell[k] = (Cell){ 0 };
}

bool
lt_crossover_is_at_rest (const LtCrossover *self)
{
  for (int n = 0; n < 5; n++)
    for (int k = 0; k < 5; k++)
      if (size_of (&self->node[n].cell[k]) != 0.0)
        return false;
  return true;
}

/* --------------------------------------------------------------- response */

LT_RT static LtCrossoverGain
times (LtCrossoverGain a, LtCrossoverGain b)
{
  return (LtCrossoverGain){ a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re };
}

/* 1 / (s² + damping s + 1) at s = j w. */
static LtCrossoverGain
low_pass (double w, double damping)
{
  double re = 1.0 - w * w, im = damping * w, d = re * re + im * im;

  return (LtCrossoverGain){ re / d, -im / d };
}

/* (1 − damping s + s²) / (1 + damping s + s²). */
static LtCrossoverGain
all_pass (double w, double damping)
{
  LtCrossoverGain p = low_pass (w, damping);

  return times (p, (LtCrossoverGain){ 1.0 - w * w, -damping * w });
}

typedef struct
{
  LtCrossoverGain low, high, pass;
} Cut;

static Cut
cut_at (double w, LtCrossoverSlope slope)
{
  Cut             c;
  LtCrossoverGain half;

  if (slope == LT_CROSSOVER_12)
    {
      c.low = low_pass (w, 2.0);
      c.pass
          = times (c.low, (LtCrossoverGain){ 1.0 + w * w, 0.0 }); /* low − high, high = −w² low */
    }
  else if (slope == LT_CROSSOVER_24)
    {
      half = low_pass (w, SQRT2);
      c.low = times (half, half);
      c.pass = all_pass (w, SQRT2);
    }
  else
    {
      half = times (low_pass (w, STEEP_1), low_pass (w, STEEP_2));
      c.low = times (half, half);
      c.pass = times (all_pass (w, STEEP_1), all_pass (w, STEEP_2));
    }
  c.high = (LtCrossoverGain){ c.pass.re - c.low.re, c.pass.im - c.low.im };
  return c;
}

void
lt_crossover_response (double           rate_hz,
                       uint32_t         n_bands,
                       LtCrossoverSlope slope,
                       const float     *hz,
                       double           freq_hz,
                       LtCrossoverGain *out)
{
  float  ordered[LT_CROSSOVER_CUTS];
  Cut    cut[LT_CROSSOVER_CUTS];
  double t = tan (LT_PI * freq_hz / rate_hz);

  lt_crossover_order (rate_hz, n_bands, hz, ordered);
  for (uint32_t k = 0; k + 1 < n_bands; k++)
    cut[k] = cut_at (t / tan (LT_PI * ordered[k] / rate_hz), slope);

  /* A band's way through the tree: the first cut parts 1, 2 | 3, 4, 5. */
  for (uint32_t band = 0; band < n_bands; band++)
    {
      uint32_t        first = n_bands > 2 ? 1 : 0;
      bool            below = band <= first;
      LtCrossoverGain g = below ? cut[first].low : cut[first].high;

      for (uint32_t k = 0; k + 1 < n_bands; k++)
        if (k != first)
          {
            bool own = (k < first) == below; /* a cut of this side of the tree */

            if (!own || (k == 3 && band == 2))
              g = times (g, cut[k].pass);
            else
              g = times (g, band <= k ? cut[k].low : cut[k].high);
          }
      out[band] = g;
    }
}
