// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Averaged periodograms, and how they look through a shorter window.
// Layer: dsp.

#include "dsp/noise-print.h"

#include "base/arena.h"
#include "base/math.h"
#include "dsp/fft.h"
#include "dsp/sane.h"

#include <string.h>

#define VERSION      1u
#define FRAME_S      0.17 /* at least, of the fine frames */
#define OVERLAP      4u
#define MEDIAN_REACH 7      /* bins to each side of which the background is the median */
#define SMOOTH_REACH 4      /* and over which it is smoothed, triangular */
#define TONE_OVER    1.0986 /* log of three times the background: a tone */
#define KERNEL_REACH 16     /* bins to each side that a window is followed through its zeros */
#define FAR_REACH    400    /* and over which its slopes are: −100 dB */
#define LEAST        1e-30

#define BESIDE_REACH 20         /* fine bins to each side that a tone is compared with */
#define QUANTILE_TO_MEAN 1.4
#define TONE_OVER_NOISE 15.0    /* what stands out by that much is a tone to cancel */
#define LOBE_REACH 4            /* fine bins to each side that belong to it */
#define SIDE_LOBES 1e-4f        /* of a stronger one: what is no more is a part of that */

static const char magic[8] = "LtPrint";

typedef struct
{
  char     magic[8];
  uint32_t version;
  uint32_t n_channels;
  uint32_t n_bins;
  float    rate_hz;
} Header;
_Static_assert(sizeof (Header) == 24, "no gaps in what goes to the disk");

static uint32_t
fine_size (double rate_hz)
{
  uint32_t size = 64;

  while (size < FRAME_S * rate_hz)
    size *= 2;
  return size;
}

size_t
lt_noise_print_size (double rate_hz, uint32_t n_channels, uint64_t n_frames)
{
  if ((double) n_frames < LT_NOISE_PRINT_LEAST_S * rate_hz || n_channels < 1 || n_channels > 2)
    return 0;
  return sizeof (Header) + n_channels * (size_t) (fine_size (rate_hz) / 2 + 1) * sizeof (float);
}

/* Adds the power of one frame of @length, which may be shorter than the transform. */
static void
add_frame (const LtFft *fft, const float *in, uint32_t length, float *scratch, double *sum)
{
  float *time = scratch, *spectrum = scratch + fft->size + 16;

  memset (time, 0, fft->size * sizeof (float));
  for (uint32_t i = 0; i < length; i++)
    time[i] = lt_sane_sample (in[i]) * (float) (0.5 - 0.5 * cos (2.0 * LT_PI * (i + 0.5) / length));
  lt_fft_forward (fft, time, spectrum);
  for (uint32_t k = 0; k <= fft->size / 2; k++)
    sum[k] += (double) spectrum[2 * k] * spectrum[2 * k]
              + (double) spectrum[2 * k + 1] * spectrum[2 * k + 1];
}

/* The frames lie evenly from the first sample to the last. */
static void
learn_channel (const LtFft *fft, const float *in, uint64_t n_frames, float *scratch, double *sum)
{
  uint32_t length = n_frames < fft->size ? (uint32_t) n_frames : fft->size;
  uint64_t span = n_frames - length;
  uint64_t n = (span + fft->size / OVERLAP - 1) / (fft->size / OVERLAP) + 1;
  double   scale = 1.0 / (0.375 * length * (double) n); /* a Hann window keeps 3/8 of the power */

  memset (sum, 0, (fft->size / 2 + 1) * sizeof (double));
  for (uint64_t f = 0; f < n; f++)
    add_frame (fft, in + (n > 1 ? f * span / (n - 1) : 0), length, scratch, sum);
  for (uint32_t k = 0; k <= fft->size / 2; k++)
    sum[k] *= scale;
}

LtStatus
lt_noise_print_learn (
    double rate_hz, uint32_t n_channels, const float *const *audio, uint64_t n_frames, void *bytes)
{
  uint32_t size = fine_size (rate_hz);
  Header   header = {
      .version = VERSION, .n_channels = n_channels, .n_bins = size / 2 + 1, .rate_hz = (float) rate_hz
  };
  size_t  floats = lt_arena_rounded ((2 * (size_t) size + 32) * sizeof (float));
  LtArena arena;
  LtFft   fft;

  if (lt_noise_print_size (rate_hz, n_channels, n_frames) == 0)
    return LT_ERR_INVALID;
  if (lt_arena_init (&arena, floats + lt_arena_rounded (header.n_bins * sizeof (double))) != LT_OK)
    return LT_ERR_MEMORY;
  if (lt_fft_init (&fft, size) != LT_OK)
    {
      lt_arena_clear (&arena);
      return LT_ERR_MEMORY;
    }

  float  *scratch = lt_arena_take (&arena, floats);
  double *sum = lt_arena_take (&arena, header.n_bins * sizeof (double));
  float  *power = (float *) (void *) ((char *) bytes + sizeof header);

  memcpy (header.magic, magic, sizeof magic);
  memcpy (bytes, &header, sizeof header);
  for (uint32_t c = 0; c < n_channels; c++, power += header.n_bins)
    {
      learn_channel (&fft, audio[c], n_frames, scratch, sum);
      for (uint32_t k = 0; k < header.n_bins; k++)
        power[k] = (float) fmin (sum[k], 1e30);
    }

  lt_fft_clear (&fft);
  lt_arena_clear (&arena);
  return LT_OK;
}

bool
lt_noise_print_read (const void *bytes, size_t size, LtNoisePrint *print)
{
  Header header;

  if (bytes == NULL || size < sizeof header)
    return false;
  memcpy (&header, bytes, sizeof header);
  if (memcmp (header.magic, magic, sizeof magic) != 0 || header.version != VERSION
      || header.n_channels < 1 || header.n_channels > 2 || header.n_bins < 33
      || header.n_bins > (1u << 20) || !(header.rate_hz >= 1000.0f && header.rate_hz <= 1e6f)
      || size != sizeof header + (size_t) header.n_channels * header.n_bins * sizeof (float))
    return false;

  const float *power = (const float *) (const void *) ((const char *) bytes + sizeof header);
  for (size_t k = 0; k < (size_t) header.n_channels * header.n_bins; k++)
    if (!(power[k] >= 0.0f && power[k] <= 1e30f))
      return false;
  *print = (LtNoisePrint){ header.rate_hz, header.n_channels, header.n_bins, power };
  return true;
}

static double
fine_hz (const LtNoisePrint *print)
{
  return 0.5 * print->rate_hz / (print->n_bins - 1);
}

static const float *
row_of (const LtNoisePrint *print, uint32_t channel)
{
  return print->power + (size_t) (channel < print->n_channels ? channel : print->n_channels - 1) * print->n_bins;
}

double
lt_noise_print_density (const LtNoisePrint *print, double freq_hz)
{
  double   at = freq_hz / fine_hz (print), reach = fmax (2.0, 0.02 * at); /* a twelfth of an octave in all */
  uint32_t from = (uint32_t) fmin (fmax (at - reach, 0.0), print->n_bins - 1), to = (uint32_t) fmin (at + reach, print->n_bins - 1);
  double   most = 0.0;

  for (uint32_t c = 0; c < print->n_channels; c++)
    {
      double sum = 0.0;

      for (uint32_t k = from; k <= to; k++)
        sum += row_of (print, c)[k];
      most = fmax (most, sum / (to - from + 1));
    }
  return 2.0 * most / print->rate_hz;
}

/* ----------------------------------------------------------------- spread */

/* What a sine window passes of a tone that is @x bins away, 1 at its middle. */
static double
sine_window_power (double x)
{
  double below = 1.0 - 4.0 * x * x;
  double gain = fabs (below) < 1e-6 ? LT_PI / 4.0 : cos (LT_PI * x) / below;

  return gain * gain;
}

/* Fine bin @j of any sign; beyond the print's end its last goes on. */
static double
fine_power (const float *power, uint32_t n_bins, int64_t j)
{
  uint64_t at = (uint64_t) (j < 0 ? -j : j);

  return power[at < n_bins ? at : n_bins - 1];
}

/* Mean of the fine bins that make up bin @k. */
static double
coarse_power (const LtNoisePrint *print, const float *power, double fine_per_bin, uint32_t k)
{
  int64_t from = (int64_t) ceil ((k - 0.5) * fine_per_bin),
          to = (int64_t) ceil ((k + 0.5) * fine_per_bin);
  double sum = 0.0;

  if (to <= from)
    to = from + 1;
  for (int64_t j = from; j < to; j++)
    sum += fine_power (power, print->n_bins, j);
  return sum / (double) (to - from);
}

static double
seen_near (const LtNoisePrint *print, const float *power, double fine_per_bin, uint32_t k)
{
  double  middle = k * fine_per_bin;
  int64_t reach = (int64_t) (KERNEL_REACH * fine_per_bin) + 1;
  double  sum = 0.0, weights = 0.0;

  for (int64_t j = (int64_t) middle - reach; j <= (int64_t) middle + reach; j++)
    {
      double weight = sine_window_power (((double) j - middle) / fine_per_bin);

      sum += weight * fine_power (power, print->n_bins, j);
      weights += weight;
    }
  return sum / weights;
}

/* Far from a bin its window falls with the fourth power; the spectrum mirrors at both ends. */
static double
seen_far (const float *coarse, int32_t n_bins, int32_t k)
{
  const double all = LT_PI * LT_PI / 8.0; /* the integral of the window's power */
  double       sum = 0.0;
  int32_t      last = n_bins - 1;

  for (int32_t x = KERNEL_REACH + 1; x <= FAR_REACH && x < n_bins; x++)
    {
      int32_t below = k - x < 0 ? x - k : k - x, above = k + x > last ? 2 * last - k - x : k + x;
      double  x2 = (double) x * x;

      sum += (coarse[below] + (double) coarse[above < 0 ? -above : above]) / (x2 * x2);
    }
  return sum / (32.0 * all);
}

static float
at_clamped (const float *in, int32_t k, int32_t n)
{
  return in[k < 0 ? 0 : (k < n ? k : n - 1)];
}

static float
median_at (const float *in, int32_t k, int32_t n)
{
  float sorted[2 * MEDIAN_REACH + 1];

  for (int32_t i = 0; i <= 2 * MEDIAN_REACH; i++)
    {
      float   x = at_clamped (in, k + i - MEDIAN_REACH, n);
      int32_t to = i;

      for (; to > 0 && sorted[to - 1] > x; to--)
        sorted[to] = sorted[to - 1];
      sorted[to] = x;
    }
  return sorted[MEDIAN_REACH];
}

static float
smooth_at (const float *in, int32_t k, int32_t n)
{
  float sum = 0.0f, weights = 0.0f;

  for (int32_t i = -SMOOTH_REACH; i <= SMOOTH_REACH; i++)
    {
      float weight = (float) (SMOOTH_REACH + 1 - (i < 0 ? -i : i));

      sum += weight * at_clamped (in, k + i, n);
      weights += weight;
    }
  return sum / weights;
}

typedef struct
{
  float *median, *background, *filled;
} Scratch;

/* @level: logarithms, replaced by smooth powers but where a tone stands out. An edge stays: nothing falls below the median. */
static void
smooth (float *level, const Scratch *s, int32_t n)
{
  for (int32_t k = 0; k < n; k++)
    s->median[k] = median_at (level, k, n);
  for (int32_t k = 0; k < n; k++)
    s->background[k] = smooth_at (s->median, k, n);

  /* Where there is a tone, or next to one, the background stands in for what surrounds it. */
  for (int32_t k = 0; k < n; k++)
    {
      bool tone = false;

      for (int32_t i = -1; i <= 1; i++)
        tone = tone
               || at_clamped (level, k + i, n)
                      > at_clamped (s->background, k + i, n) + (float) TONE_OVER;
      s->filled[k] = tone ? -1.0f : expf (level[k]);
    }
  for (int32_t k = 0; k < n; k++)
    {
      bool tone = s->filled[k] < 0.0f;

      s->filled[k] = tone ? expf (s->background[k]) : s->filled[k];
      s->background[k] = tone ? expf (level[k]) : -1.0f;
    }
  for (int32_t k = 0; k < n; k++)
    {
      float least = expf (s->median[k]);

      level[k] = smooth_at (s->filled, k, n);
      level[k]
          = s->background[k] >= 0.0f ? s->background[k] : (level[k] > least ? level[k] : least);
    }
}

LtStatus
lt_noise_print_spread (const LtNoisePrint *print, uint32_t channel, double rate_hz, uint32_t size, float *power)
{
  uint32_t     n_bins = size / 2 + 1;
  double       fine_per_bin = rate_hz / size / fine_hz (print);
  double       scale = 0.5 * size * rate_hz / print->rate_hz; /* a sine window keeps half the power */
  const float *row = row_of (print, channel);
  size_t       bytes = lt_arena_rounded (n_bins * sizeof (float));
  LtArena      arena;

  if (lt_arena_init (&arena, 3 * bytes) != LT_OK)
    return LT_ERR_MEMORY;

  Scratch scratch = { lt_arena_take (&arena, bytes), lt_arena_take (&arena, bytes), lt_arena_take (&arena, bytes) };

  for (uint32_t k = 0; k < n_bins; k++)
    scratch.median[k] = (float) coarse_power (print, row, fine_per_bin, k);
  for (uint32_t k = 0; k < n_bins; k++)
    power[k] = (float) log (scale * (seen_near (print, row, fine_per_bin, k) + seen_far (scratch.median, (int32_t) n_bins, (int32_t) k)) + LEAST);
  smooth (power, &scratch, (int32_t) n_bins);
  lt_arena_clear (&arena);
  return LT_OK;
}

/* ------------------------------------------------------------------ tones */

/* Mean of the noise from fine bin @from on, by a low quantile that tones don't reach. */
static float
beside_from (const float *power, int32_t from, int32_t n)
{
  float sorted[BESIDE_REACH];

  for (int32_t i = 0; i < BESIDE_REACH; i++)
    {
      float   x = at_clamped (power, from + i, n);
      int32_t to = i;

      for (; to > 0 && sorted[to - 1] > x; to--)
        sorted[to] = sorted[to - 1];
      sorted[to] = x;
    }
  return (float) QUANTILE_TO_MEAN * sorted[BESIDE_REACH * 3 / 10];
}

/* The louder side counts: where noise ends is no tone. */
static float
beside (const float *power, int32_t j, int32_t n)
{
  float below = beside_from (power, j - BESIDE_REACH, n);
  float above = beside_from (power, j + 1, n);

  return below > above ? below : above;
}

static bool
is_peak (const float *power, int32_t j, int32_t n)
{
  float most = 0.0f;

  for (int32_t i = -BESIDE_REACH; i <= BESIDE_REACH; i++)
    {
      float x = at_clamped (power, j + i, n);

      if (i != 0 && i >= -LOBE_REACH && i <= LOBE_REACH && x >= power[j])
        return false;
      most = x > most ? x : most;
    }
  return power[j] > SIDE_LOBES * most;
}

/* A parabola through the logarithms of a peak and its neighbours: place and height. */
static LtTone
tone_at (const float *power, int32_t j)
{
  double a = log (power[j - 1] + LEAST), b = log (power[j] + LEAST), c = log (power[j + 1] + LEAST);
  double bend = a - 2.0 * b + c;
  double off = bend < 0.0 ? 0.5 * (a - c) / bend : 0.0;

  return (LtTone) { .freq = j + off, .power = (float) exp (b - 0.25 * (a - c) * off) };
}

/* Takes a tone into the list, instead of the weakest when it is full. */
static void
keep (LtTone tone, LtTone *tones, uint32_t *n_tones)
{
  uint32_t at = *n_tones;

  if (*n_tones < LT_TONE_CANCEL_MOST)
    ++*n_tones;
  else
    {
      at = 0;
      for (uint32_t t = 1; t < *n_tones; t++)
        at = tones[t].power < tones[at].power ? t : at;
      if (tones[at].power >= tone.power)
        return;
    }
  tones[at] = tone;
}

LtStatus
lt_noise_print_split (const LtNoisePrint *print, uint32_t channel, double rate_hz, uint32_t size, float *power, LtTone *tones, uint32_t *n_tones)
{
  int32_t      n = (int32_t) print->n_bins;
  double       bins_per_fine = fine_hz (print) * size / rate_hz;
  double       fine_size = 2.0 * (n - 1);
  const float *row = row_of (print, channel);
  LtArena      arena;

  *n_tones = 0;
  if (lt_arena_init (&arena, lt_arena_rounded (print->n_bins * sizeof (float))) != LT_OK)
    return LT_ERR_MEMORY;

  float       *rest = lt_arena_take (&arena, print->n_bins * sizeof (float));
  LtNoisePrint without = { print->rate_hz, 1, print->n_bins, rest };

  memcpy (rest, row, print->n_bins * sizeof (float));
  for (int32_t j = LOBE_REACH; j < n - LOBE_REACH; j++)
    if (row[j] * bins_per_fine > 0.0 && is_peak (row, j, n) && row[j] > TONE_OVER_NOISE * beside (row, j, n) && j * bins_per_fine < size / 2.0 - 2.0)
      keep (tone_at (row, j), tones, n_tones);
  for (uint32_t t = 0; t < *n_tones; t++)
    {
      int32_t middle = (int32_t) (tones[t].freq + 0.5);
      float   noise = beside (row, middle, n);

      for (int32_t j = middle - LOBE_REACH; j <= middle + LOBE_REACH; j++)
        if (j >= 0 && j < n && rest[j] > noise)
          rest[j] = noise;
    }

  LtStatus status = lt_noise_print_spread (&without, 0, rate_hz, size, power);

  /* A tone of amplitude A shows A²/6 times the size under the print's window, and (A/π)² times its square under a sine. */
  for (uint32_t t = 0; t < *n_tones; t++)
    {
      tones[t].freq *= bins_per_fine;
      tones[t].power *= (float) (6.0 / fine_size * size / LT_PI * size / LT_PI);
      tones[t].beside = power[(uint32_t) (tones[t].freq + 0.5)];
    }
  lt_arena_clear (&arena);
  return status;
}
