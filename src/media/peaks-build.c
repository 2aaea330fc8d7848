// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Building: chunks of the coarsest bin's length, taken in turn by the threads, each a small pyramid of its own.
// Layer: media.

#include "media/media-error.h"
#include "media/peak-cache.h"
#include "media/peaks-private.h"

#include <string.h>

#define PIECE 16384u /* frames: fits the caches */
#define N_THREADS 2
#define FINE_BINS (LT_PEAKS_CHUNK / LT_PEAKS_BASE)

typedef struct
{
  LtPeaks      *peaks;
  GCancellable *cancellable;
  LtReader     *reader;
  float        *planes[LT_READER_MAX_CHANNELS];
  LtPeakBinSum *sums; /* of the chunk: FINE_BINS a channel */
  GError       *error;
} Worker;

static void
measure_piece (Worker *self, uint32_t n, uint32_t first_bin)
{
  for (uint32_t c = 0; c < self->peaks->n_channels; c++)
    for (uint32_t at = 0; at < n; at += LT_PEAKS_BASE)
      self->sums[c * FINE_BINS + first_bin + at / LT_PEAKS_BASE]
          = lt_peak_bin_measure (self->planes[c] + at, MIN (LT_PEAKS_BASE, n - at));
}

/* One channel's sums into all levels; @n frames in the chunk. */
static void
store_channel (Worker *self, uint32_t channel, int64_t chunk, uint32_t n)
{
  LtPeakBinSum *sums = self->sums + channel * FINE_BINS;

  for (uint32_t l = 0; l < LT_PEAKS_N_LEVELS; l++)
    {
      LtPeaksLevel *level = &self->peaks->levels[l];
      uint32_t      bin_frames = lt_peaks_bin_frames (l), n_bins = (n + bin_frames - 1) / bin_frames;
      LtPeakBin    *to = level->bins + channel * level->n_bins + chunk * (LT_PEAKS_CHUNK / bin_frames);

      for (uint32_t b = 0; b < n_bins; b++)
        to[b] = lt_peak_bin_pack (&sums[b], MIN (bin_frames, n - b * bin_frames));

      /* Four bins become one of the next level; in place, as writing never overtakes reading. */
      for (uint32_t b = 0; b < n_bins; b += 4)
        {
          LtPeakBinSum sum = sums[b];

          for (uint32_t k = b + 1; k < MIN (b + 4, n_bins); k++)
            {
              sum.min = MIN (sum.min, sums[k].min);
              sum.max = MAX (sum.max, sums[k].max);
              sum.squares += sums[k].squares;
            }
          sums[b / 4] = sum;
        }
    }
}

static bool
build_chunk (Worker *self, int64_t chunk)
{
  LtPeaks *peaks = self->peaks;
  int64_t  start = chunk * LT_PEAKS_CHUNK;
  uint32_t n = (uint32_t) MIN ((int64_t) LT_PEAKS_CHUNK, peaks->n_frames - start);

  for (uint32_t at = 0; at < n; at += PIECE)
    {
      uint32_t k = MIN (PIECE, n - at);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
        return false;
      lt_reader_read (self->reader, start + at, k, self->planes);
      if (lt_reader_io_errno (self->reader) != 0)
        {
          lt_media_error_set_read (&self->error, peaks->path, lt_reader_io_errno (self->reader));
          return false;
        }
      measure_piece (self, k, at / LT_PEAKS_BASE);
    }
  for (uint32_t c = 0; c < peaks->n_channels; c++)
    store_channel (self, c, chunk, n);
  atomic_store (&peaks->done[chunk], 1);
  atomic_fetch_add (&peaks->n_done, 1);
  return true;
}

static gpointer
work (gpointer data)
{
  Worker  *self = data;
  LtPeaks *peaks = self->peaks;
  int64_t  chunk;

  self->sums = g_new (LtPeakBinSum, (gsize) FINE_BINS * peaks->n_channels);
  for (uint32_t c = 0; c < peaks->n_channels; c++)
    self->planes[c] = g_new (float, PIECE);

  while (!atomic_load (&peaks->is_failed) && (chunk = atomic_fetch_add (&peaks->next_chunk, 1)) < peaks->n_chunks)
    if (!atomic_load (&peaks->done[chunk]) && !build_chunk (self, chunk))
      atomic_store (&peaks->is_failed, true);

  for (uint32_t c = 0; c < peaks->n_channels; c++)
    g_free (self->planes[c]);
  g_free (self->sums);
  return NULL;
}

static bool
run_workers (LtPeaks *self, GCancellable *cancellable, GError **error)
{
  Worker  workers[N_THREADS] = { 0 };
  GThread *threads[N_THREADS] = { 0 };
  int      n = 0;

  /* What must be decoded in order gains nothing from a second reader. */
  for (; n < N_THREADS; n++)
    {
      workers[n] = (Worker) { .peaks = self, .cancellable = cancellable };
      workers[n].reader = lt_reader_open (self->path, n == 0 ? error : NULL);
      if (workers[n].reader == NULL)
        break;
      if (!lt_reader_get_info (workers[n].reader)->is_direct)
        {
          n++;
          break;
        }
    }
  if (n == 0)
    return false;

  for (int i = 1; i < n; i++)
    threads[i] = g_thread_new ("peaks", work, &workers[i]);
  work (&workers[0]);
  for (int i = 1; i < n; i++)
    g_thread_join (threads[i]);

  for (int i = 0; i < n; i++)
    {
      lt_reader_free (workers[i].reader);
      if (workers[i].error != NULL && error != NULL && *error == NULL)
        g_propagate_error (error, g_steal_pointer (&workers[i].error));
      g_clear_error (&workers[i].error);
    }
  return !atomic_load (&self->is_failed);
}

bool
lt_peaks_build (LtPeaks *self, GCancellable *cancellable, GError **error)
{
  if (lt_peaks_is_complete (self))
    return true;

  g_mutex_lock (&self->lock);
  lt_peaks_allocate (self);
  g_mutex_unlock (&self->lock);
  atomic_store (&self->next_chunk, 0);
  atomic_store (&self->is_failed, false);
  if (!run_workers (self, cancellable, error))
    return false;

  g_mutex_lock (&self->lock);
  lt_peak_cache_save (self);
  atomic_store (&self->is_complete, true);
  g_mutex_unlock (&self->lock);
  return true;
}

static void
build_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lt_peaks_build (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lt_peaks_build_async (LtPeaks *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, lt_peaks_build_async);
  g_task_set_task_data (task, lt_peaks_ref (self), (GDestroyNotify) lt_peaks_unref);
  g_task_run_in_thread (task, build_in_thread);
}

bool
lt_peaks_build_finish (LtPeaks *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
