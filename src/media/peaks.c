// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pyramid's life, and questions to it.
// Layer: media.

#include "media/peaks-private.h"

#include "media/file-io.h"
#include "media/peak-cache.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define RAW_PIECE 8192u
#define NOT_BUILT 0xffffu /* no bin has this rms: it is a not-a-number */

LtPeaks *
lt_peaks_open (const char *path, GError **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);
  if (reader == NULL)
    return NULL;

  LtPeaks            *self = g_new0 (LtPeaks, 1);
  const LtReaderInfo *info = lt_reader_get_info (reader);

  g_atomic_ref_count_init (&self->n_refs);
  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  self->cache_fd = -1;
  self->n_channels = info->n_channels;
  self->n_frames = info->n_frames;
  self->n_chunks = (info->n_frames + LT_PEAKS_CHUNK - 1) / LT_PEAKS_CHUNK;
  for (uint32_t l = 0; l < LT_PEAKS_N_LEVELS; l++)
    self->levels[l].n_bins = (info->n_frames + lt_peaks_bin_frames (l) - 1) / lt_peaks_bin_frames (l);
  self->reader = g_steal_pointer (&reader);

  if (lt_peak_cache_find (self) && lt_peak_cache_load (self))
    atomic_store (&self->is_complete, true);
  return self;
}

LtPeaks *
lt_peaks_ref (LtPeaks *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
lt_peaks_unref (LtPeaks *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;
  for (uint32_t l = 0; l < LT_PEAKS_N_LEVELS; l++)
    g_free (self->levels[l].bins);
  if (self->cache_fd >= 0)
    close (self->cache_fd);
  lt_reader_free (self->reader);
  g_mutex_clear (&self->lock);
  g_free ((void *) self->done);
  g_free (self->cache_path);
  g_free (self->path);
  g_free (self);
}

void
lt_peaks_allocate (LtPeaks *self)
{
  for (uint32_t l = 0; l < LT_PEAKS_N_LEVELS; l++)
    if (self->levels[l].bins == NULL)
      self->levels[l].bins = g_new0 (LtPeakBin, (gsize) self->levels[l].n_bins * self->n_channels);
  if (self->done == NULL)
    self->done = g_malloc0 ((gsize) self->n_chunks);
}

bool
lt_peaks_is_same (const LtPeaks *a, const LtPeaks *b)
{
  return memcmp (a->key, b->key, sizeof a->key) == 0;
}

bool
lt_peaks_is_complete (LtPeaks *self)
{
  return atomic_load (&self->is_complete);
}

double
lt_peaks_get_progress (LtPeaks *self)
{
  return lt_peaks_is_complete (self) ? 1.0 : (double) atomic_load (&self->n_done) / (double) self->n_chunks;
}

uint32_t
lt_peaks_get_n_channels (const LtPeaks *self)
{
  return self->n_channels;
}

int64_t
lt_peaks_get_n_frames (const LtPeaks *self)
{
  return self->n_frames;
}

/* From memory or the cache file, under the lock. False: broken or not there. */
static bool
get_bins (LtPeaks *self, uint32_t level, uint32_t channel, int64_t first, int64_t n, LtPeakBin *out)
{
  LtPeaksLevel *l = &self->levels[level];
  int64_t       at = channel * l->n_bins + first;

  if (l->bins != NULL)
    {
      memcpy (out, l->bins + at, (size_t) n * sizeof *out);
      return true;
    }
  if (self->cache_fd < 0 || l->is_broken)
    return false;
  if (!l->is_checked)
    {
      l->is_checked = true;
      l->is_broken = !lt_peak_cache_prove (self, level);
      if (l->is_broken)
        return false;
    }

  LtFileIo io;
  int64_t  bytes = n * (int64_t) sizeof *out;

  lt_file_io_init (&io, self->cache_fd, 0);
  return lt_file_io_read_at (&io, out, bytes, l->at + at * (int64_t) sizeof *out) == bytes;
}

/* ---- questions ---- */

typedef struct
{
  float    min, max;
  double   squares; /* mean squares times weight */
  double   weight;  /* 0: nothing known */
} Pixel;

static void
put_pixel (const LtPeaksRow *out, uint32_t i, const Pixel *p)
{
  if (out->min != NULL)
    out->min[i] = p->min;
  if (out->max != NULL)
    out->max[i] = p->max;
  if (out->rms != NULL)
    out->rms[i] = p->weight > 0.0 ? (float) sqrt (p->squares / p->weight) : 0.0f;
}

static void
add (Pixel *p, float min, float max, double squares, double weight)
{
  p->min = p->weight > 0.0 ? fminf (p->min, min) : min;
  p->max = p->weight > 0.0 ? fmaxf (p->max, max) : max;
  p->squares += squares;
  p->weight += weight;
}

/* First frame of pixel i, inside the file. */
static int64_t
edge_of (const LtPeaks *self, double start, double frames_per_pixel, uint32_t i)
{
  return (int64_t) floor (CLAMP (start + i * frames_per_pixel, 0.0, (double) self->n_frames));
}

/* From the samples themselves. */
static uint32_t
query_file (LtPeaks *self, uint32_t channel, double start, double frames_per_pixel, uint32_t n_pixels,
            const LtPeaksRow *out)
{
  g_autofree float *piece = g_new (float, RAW_PIECE);

  lt_reader_pick (self->reader, channel, 1);
  for (uint32_t i = 0; i < n_pixels; i++)
    {
      int64_t at = edge_of (self, start, frames_per_pixel, i), end = edge_of (self, start, frames_per_pixel, i + 1);
      Pixel   p = { 0 };

      while (at < end)
        {
          uint32_t     n = (uint32_t) MIN (end - at, (int64_t) RAW_PIECE);
          LtPeakBinSum sum;

          lt_reader_read (self->reader, at, n, &piece);
          sum = lt_peak_bin_measure (piece, n);
          add (&p, sum.min, sum.max, sum.squares, n);
          at += n;
        }
      put_pixel (out, i, &p);
    }
  return n_pixels;
}

static bool
is_built (LtPeaks *self, uint32_t level, int64_t bin)
{
  return atomic_load (&self->done[bin * lt_peaks_bin_frames (level) / LT_PEAKS_CHUNK]);
}

/* While building, chunk by chunk: what is not finished belongs to its thread, is left alone and marked. */
static bool
get_built_bins (LtPeaks *self, uint32_t level, uint32_t channel, int64_t first, int64_t last, LtPeakBin *out)
{
  int64_t in_chunk = LT_PEAKS_CHUNK / lt_peaks_bin_frames (level);

  if (atomic_load (&self->is_complete))
    return get_bins (self, level, channel, first, last - first, out);

  for (int64_t b = first; b < last;)
    {
      int64_t end = MIN (last, (b / in_chunk + 1) * in_chunk);

      if (is_built (self, level, b))
        get_bins (self, level, channel, b, end - b, out + (b - first));
      else
        for (int64_t k = b; k < end; k++)
          out[k - first].rms = NOT_BUILT;
      b = end;
    }
  return true;
}

/* The coarsest level whose bins are at most half a pixel, so that edges are off by less than that. */
static uint32_t
level_for (double frames_per_pixel)
{
  uint32_t level = 0;

  while (level + 1 < LT_PEAKS_N_LEVELS && lt_peaks_bin_frames (level + 1) * 2.0 <= frames_per_pixel)
    level++;
  return level;
}

static uint32_t
query_level (LtPeaks *self, uint32_t level, double start, double frames_per_pixel, uint32_t n_pixels,
             const LtPeaksRow *out, const LtPeakBin *bins, int64_t first)
{
  uint32_t bin_frames = lt_peaks_bin_frames (level), n_known = 0;

  for (uint32_t i = 0; i < n_pixels; i++)
    {
      int64_t from = edge_of (self, start, frames_per_pixel, i), to = edge_of (self, start, frames_per_pixel, i + 1);
      bool    is_known = true;
      Pixel   p = { 0 };

      for (int64_t b = from / bin_frames; from < to && b * bin_frames < to; b++)
        {
          const LtPeakBin *bin = &bins[b - first];
          double           rms = lt_peak_bin_unpack (bin->rms);

          if (bin->rms != NOT_BUILT)
            add (&p, lt_peak_bin_unpack (bin->min), lt_peak_bin_unpack (bin->max), rms * rms, 1.0);
          else
            is_known = false;
        }
      n_known += is_known;
      put_pixel (out, i, &p);
    }
  return n_known;
}

static uint32_t
query_locked (LtPeaks *self, uint32_t channel, double start, double frames_per_pixel, uint32_t n_pixels,
              const LtPeaksRow *out)
{
  uint32_t              level = level_for (frames_per_pixel), bin_frames = lt_peaks_bin_frames (level);
  int64_t               first = edge_of (self, start, frames_per_pixel, 0) / bin_frames;
  int64_t               last = (edge_of (self, start, frames_per_pixel, n_pixels) + bin_frames - 1) / bin_frames;
  g_autofree LtPeakBin *bins = NULL;

  if (frames_per_pixel < LT_PEAKS_BASE)
    return query_file (self, channel, start, frames_per_pixel, n_pixels, out);

  if (!atomic_load (&self->is_complete) && self->done == NULL)
    {
      for (uint32_t i = 0; i < n_pixels; i++)
        put_pixel (out, i, &(Pixel) { 0 });
      return 0;
    }
  first = MIN (first, self->levels[level].n_bins);
  last = CLAMP (last, first, self->levels[level].n_bins);
  bins = g_new0 (LtPeakBin, (gsize) (last - first + 1));
  if (!get_built_bins (self, level, channel, first, last, bins))
    return query_file (self, channel, start, frames_per_pixel, n_pixels, out); /* a broken cache shows nothing wrong */
  return query_level (self, level, start, frames_per_pixel, n_pixels, out, bins, first);
}

uint32_t
lt_peaks_query (LtPeaks *self, uint32_t channel, double start, double frames_per_pixel, uint32_t n_pixels,
                const LtPeaksRow *out)
{
  g_return_val_if_fail (channel < self->n_channels && frames_per_pixel >= 1.0 && isfinite (start), 0);

  g_mutex_lock (&self->lock);
  uint32_t n_known = query_locked (self, channel, start, frames_per_pixel, n_pixels, out);
  g_mutex_unlock (&self->lock);
  return n_known;
}
