// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Samples through the kernels, a piece at a time.
// Layer: media.

#include "media/sample-work.h"

#include "base/math.h"
#include "dsp/ar-fill.h"
#include "dsp/clip-find.h"
#include "dsp/smooth.h"
#include "media/media-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DEFAULT_SIZE 2048u
#define FILL_CONTEXT 4096u
#define FADE 64              /* frames, of silence's edges */
#define CLIP_BLOCK 4096u     /* in which clipped runs are rebuilt together: */
#define CLIP_STEP 2048u      /* those that begin in its middle */
#define CLIP_BEFORE 1024u
#define CLIP_ORDER 128u
#define CLIP_ROUNDS 3u
#define CLIP_HIGHEST 4.0f    /* of its level: no rebuilt top is higher */

G_DEFINE_QUARK (lt-sample-work-error-quark, lt_sample_work_error)

/* --- what an edit is about --- */

static gboolean
is_spectral (const LtSampleEdit *edit)
{
  return edit->kind == LT_SAMPLE_EDIT_GAIN || edit->kind == LT_SAMPLE_EDIT_REPAIR;
}

static gboolean
fail (GError **error, LtSampleEditError code, const char *sentence)
{
  g_set_error_literal (error, LT_SAMPLE_EDIT_ERROR, code, sentence);
  return FALSE;
}

static gboolean
find_span (LtSampleWork *self, const LtReaderInfo *info, GError **error)
{
  const LtSampleEdit *edit = self->edit;
  int64_t             most = G_MAXINT64;

  self->from = edit->from;
  self->to = edit->to;
  if (is_spectral (edit) && edit->region.n_boxes > 0)
    lt_spectral_edit_get_span (&edit->region, &self->from, &self->to);
  self->from = CLAMP (self->from, 0, info->n_frames);
  self->to = CLAMP (self->to, 0, info->n_frames);
  if (self->from >= self->to)
    return fail (error, LT_SAMPLE_EDIT_ERROR_RANGE, _ ("Nothing of the clip's recording is selected; select a stretch of it."));
  if (edit->kind == LT_SAMPLE_EDIT_FILL)
    most = LT_SAMPLE_EDIT_FILL_MOST;
  if (edit->kind == LT_SAMPLE_EDIT_REPAIR)
    most = (int64_t) (LT_SAMPLE_EDIT_REPAIR_MOST_S * info->rate_hz);
  if (self->to - self->from <= most)
    return TRUE;
  g_set_error (error, LT_SAMPLE_EDIT_ERROR, LT_SAMPLE_EDIT_ERROR_RANGE,
               edit->kind == LT_SAMPLE_EDIT_FILL ? _ ("%.0f samples are too many to be put in from the sound around them; select at most %.0f.")
                                                 : _ ("%.0f frames are too long to be rebuilt from both sides; select at most %.0f."),
               (double) (self->to - self->from), (double) most);
  return FALSE;
}

static gboolean
go_on (double done, gpointer data)
{
  return !g_cancellable_is_cancelled (((LtSampleWork *) data)->cancellable);
}

static bool
spectral_goes_on (double done, void *data)
{
  return go_on (done, data);
}

static gboolean
init_spectral (LtSampleWork *self, uint32_t n_most, GError **error)
{
  uint32_t size = self->edit->size > 0 ? self->edit->size : DEFAULT_SIZE;

  if (size < LT_SPECTRAL_EDIT_MIN_SIZE || size > LT_SPECTRAL_EDIT_MAX_SIZE || (size & (size - 1)) != 0)
    return fail (error, LT_SAMPLE_EDIT_ERROR_RANGE, _ ("A spectrum's window is 512, 1024, 2048, 4096 or 8192 samples."));
  self->memory = g_try_malloc (lt_spectral_edit_memory (size, n_most) + 64);
  if (self->memory == NULL
      || lt_spectral_edit_init (&self->spectral, size, self->rate_hz, n_most, (gpointer) (((gsize) self->memory + 63) & ~(gsize) 63)) != LT_OK)
    return fail (error, LT_SAMPLE_EDIT_ERROR_MEMORY, _ ("There is not enough memory for that; close other programs, or select less."));
  self->spectral.go_on = spectral_goes_on;
  self->spectral.go_on_data = self;
  return TRUE;
}

gboolean
lt_sample_work_init (LtSampleWork *self, const LtSampleEdit *edit, LtReader *reader, GCancellable *cancellable, GError **error)
{
  static const uint32_t contexts[] = { [LT_SAMPLE_EDIT_FILL] = FILL_CONTEXT, [LT_SAMPLE_EDIT_DECLIP] = CLIP_BLOCK, [LT_SAMPLE_EDIT_SMOOTH] = LT_SMOOTH_REACH,
                                        [LT_SAMPLE_EDIT_DRAW] = 0 };
  const LtReaderInfo   *info = lt_reader_get_info (reader);
  uint32_t              size = edit->size > 0 ? edit->size : DEFAULT_SIZE, n_most;

  *self = (LtSampleWork) { .edit = edit, .reader = reader, .n_channels = info->n_channels, .rate_hz = info->rate_hz, .cancellable = cancellable };
  if (!find_span (self, info, error))
    return FALSE;
  self->is_whole = edit->kind == LT_SAMPLE_EDIT_REPAIR || edit->kind == LT_SAMPLE_EDIT_FILL;
  self->context = is_spectral (edit) ? 3 * size : contexts[edit->kind];
  n_most = (self->is_whole ? (uint32_t) (self->to - self->from) : LT_SAMPLE_WORK_PIECE) + 2 * self->context;
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      self->x[c] = g_try_new (float, n_most);
      if (self->x[c] == NULL)
        return fail (error, LT_SAMPLE_EDIT_ERROR_MEMORY, _ ("There is not enough memory for that; close other programs, or select less."));
    }
  return !is_spectral (edit) || init_spectral (self, n_most, error);
}

void
lt_sample_work_clear (LtSampleWork *self)
{
  lt_spectral_edit_clear (&self->spectral);
  g_clear_pointer (&self->memory, g_free);
  g_clear_pointer (&self->x[0], g_free);
  g_clear_pointer (&self->x[1], g_free);
}

uint32_t
lt_sample_work_room (const LtSampleWork *self, int64_t at)
{
  int64_t end = self->is_whole ? self->to : (at / LT_SAMPLE_WORK_PIECE + 1) * LT_SAMPLE_WORK_PIECE;

  return (uint32_t) (MIN (end, self->to) - at);
}

/* --- the kernels: x is @n frames from @first on, of which those at @at + m are wanted --- */

typedef struct
{
  float   *x;
  uint32_t n;
  int64_t  first;      /* frame of the source */
  int64_t  at, end;    /* of the source: what is wanted */
} Piece;

static gboolean
run_spectral (LtSampleWork *self, const Piece *p, GError **error)
{
  const LtSampleEdit *edit = self->edit;
  gboolean            done = edit->kind == LT_SAMPLE_EDIT_GAIN
                                 ? lt_spectral_edit_gain (&self->spectral, &edit->region, lt_db_to_gain ((float) edit->gain_db), p->x, p->n, p->first)
                                 : lt_spectral_edit_repair (&self->spectral, &edit->region, p->x, p->n, p->first);

  if (done || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return done;
  return fail (error, LT_SAMPLE_EDIT_ERROR_UNABLE, _ ("There is no sound before or behind the selection to rebuild it from; select less, or take a shorter window."));
}

static gboolean
run_fill (LtSampleWork *self, const Piece *p, GError **error)
{
  uint32_t count = (uint32_t) (p->end - p->at), at = (uint32_t) (p->at - p->first);
  LtArFill spec = { lt_ar_fill_order (p->n, count), 2, NULL, count, NULL };
  g_autofree uint32_t *missing = g_new (uint32_t, count);
  g_autofree double   *scratch = NULL;

  /* The model reaches no further than there is sound on the longer side. */
  spec.order = MIN (spec.order, MAX (p->n - count, 8) / 4);
  scratch = g_malloc (lt_ar_fill_memory (p->n, count, spec.order));
  for (uint32_t i = 0; i < count; i++)
    missing[i] = at + i;
  spec.missing = missing;
  if (lt_ar_fill_run (&spec, p->x, p->n, false, scratch))
    return TRUE;
  return fail (error, LT_SAMPLE_EDIT_ERROR_UNABLE, _ ("There is only silence around the selection, and nothing to put into it; make it silent instead."));
}

/* Clipped runs of a block that was copied out. */
typedef struct
{
  float        x[CLIP_BLOCK], bridged[CLIP_BLOCK], least[CLIP_BLOCK / 2];
  uint32_t     missing[CLIP_BLOCK / 2], n_missing, longest, n_runs;
  LtClippedRun runs[CLIP_BLOCK / 4];
  double       scratch[]; /* of lt_ar_fill_run */
} ClipBlock;

static void
find_runs (const LtSampleWork *self, ClipBlock *block, uint32_t n)
{
  float        level = self->edit->level_dbfs < 0.0 ? lt_db_to_gain ((float) self->edit->level_dbfs) : 0.0f;
  LtClippedRun run;

  block->n_missing = block->n_runs = block->longest = 0;
  for (uint32_t from = 0; lt_clip_find_next (block->x, n, from, level, &run); from = run.at + run.n)
    {
      if (block->n_missing + run.n > CLIP_BLOCK / 2 || block->n_runs == CLIP_BLOCK / 4)
        break;
      block->runs[block->n_runs++] = run;
      block->longest = MAX (block->longest, run.n);
      for (uint32_t i = 0; i < run.n; i++)
        {
          block->least[block->n_missing] = run.level;
          block->missing[block->n_missing++] = run.at + i;
        }
    }
}

static gboolean
is_sane (const float *x, const LtClippedRun *run)
{
  for (uint32_t i = run->at; i < run->at + run->n; i++)
    if (!(fabsf (x[i]) <= CLIP_HIGHEST * fabsf (run->level)))
      return FALSE;
  return TRUE;
}

/* Rebuilds the runs that begin at source frames @from to @to of the block, which is at @first there, into @p. */
static void
rebuild (LtSampleWork *self, ClipBlock *block, uint32_t n, int64_t first, int64_t from, int64_t to, const Piece *p)
{
  LtArFill spec = { MIN (lt_ar_fill_order (n, block->longest), CLIP_ORDER), CLIP_ROUNDS, block->missing, block->n_missing, block->least };
  gboolean is_modelled;

  for (uint32_t r = 0; r < block->n_runs; r++)
    lt_clip_find_bridge (block->x, n, &block->runs[r]);
  memcpy (block->bridged, block->x, n * sizeof *block->x);
  is_modelled = lt_ar_fill_run (&spec, block->x, n, true, block->scratch);
  for (uint32_t r = 0; r < block->n_runs; r++)
    {
      const LtClippedRun *run = &block->runs[r];
      const float        *good = is_modelled && is_sane (block->x, run) ? block->x : block->bridged;
      int64_t             at = first + run->at;

      if (at < from || at >= to || at < self->from || at >= self->to)
        continue;
      self->n_places++;
      for (uint32_t i = 0; i < run->n; i++)
        if (at + i >= p->first && at + i < p->first + (int64_t) p->n)
          p->x[at + i - p->first] = good[run->at + i];
    }
}

static gboolean
run_declip (LtSampleWork *self, const Piece *p, GError **error)
{
  g_autofree ClipBlock *block = g_malloc (sizeof (ClipBlock) + lt_ar_fill_memory (CLIP_BLOCK, CLIP_BLOCK / 2, CLIP_ORDER));
  g_autofree float     *clean = g_memdup2 (p->x, p->n * sizeof *p->x); /* blocks see what was there, not what others made of it */
  int64_t               step = CLIP_STEP;

  for (int64_t from = p->at / step * step; from < p->end; from += step)
    {
      int64_t  first = MAX (from - (int64_t) CLIP_BEFORE, p->first);
      uint32_t n = (uint32_t) MIN ((int64_t) CLIP_BLOCK, p->first + (int64_t) p->n - first);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      memcpy (block->x, clean + (first - p->first), n * sizeof *block->x);
      find_runs (self, block, n);
      if (block->n_runs > 0)
        rebuild (self, block, n, first, MAX (from, p->at), MIN (from + step, p->end), p);
    }
  return TRUE;
}

static gboolean
run_silence (LtSampleWork *self, const Piece *p)
{
  int64_t most = MIN ((self->to - self->from) / 2, FADE);

  for (int64_t at = p->at; at < p->end; at++)
    {
      int64_t edge = MIN (at - self->from, self->to - 1 - at);

      p->x[at - p->first] *= edge >= most ? 0.0f : (float) (0.5 + 0.5 * cos (LT_PI * (double) (edge + 1) / (double) (most + 1)));
    }
  return TRUE;
}

static gboolean
run_smooth (LtSampleWork *self, const Piece *p)
{
  uint32_t          n = (uint32_t) (p->end - p->at);
  g_autofree float *out = g_new (float, n);

  lt_smooth_run (p->x + (p->at - p->first), out, n, p->at - self->from, self->to - self->from);
  memcpy (p->x + (p->at - p->first), out, n * sizeof *out);
  return TRUE;
}

static gboolean
run_channel (LtSampleWork *self, uint32_t c, const Piece *p, GError **error)
{
  const LtSampleEdit *edit = self->edit;

  switch (edit->kind)
    {
    case LT_SAMPLE_EDIT_GAIN:
    case LT_SAMPLE_EDIT_REPAIR:
      return run_spectral (self, p, error);
    case LT_SAMPLE_EDIT_FILL:
      return run_fill (self, p, error);
    case LT_SAMPLE_EDIT_DECLIP:
      return run_declip (self, p, error);
    case LT_SAMPLE_EDIT_SILENCE:
      return run_silence (self, p);
    case LT_SAMPLE_EDIT_SMOOTH:
      return run_smooth (self, p);
    case LT_SAMPLE_EDIT_DRAW:
      break;
    }
  if (edit->drawn[c] != NULL)
    memcpy (p->x + (p->at - p->first), edit->drawn[c] + (p->at - edit->from), (gsize) (p->end - p->at) * sizeof (float));
  return TRUE;
}

gboolean
lt_sample_work_run (LtSampleWork *self, int64_t at, uint32_t n, float *const *out, GError **error)
{
  int64_t  n_frames = lt_reader_get_info (self->reader)->n_frames, before = self->context, first = at - before, end = at + n + before;
  uint32_t cut = (uint32_t) (first < 0 ? -first : 0), over = (uint32_t) (end > n_frames ? end - n_frames : 0);

  if (self->edit->kind == LT_SAMPLE_EDIT_SMOOTH) /* silence on, instead of an end */
    cut = over = 0;
  lt_reader_read (self->reader, first, (uint32_t) (end - first), self->x);
  if (lt_reader_io_errno (self->reader) != 0)
    {
      lt_media_error_set_read (error, lt_reader_get_path (self->reader), lt_reader_io_errno (self->reader));
      return FALSE;
    }
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      Piece p = { self->x[c] + cut, (uint32_t) (end - first) - cut - over, first + cut, at, at + n };

      if ((self->edit->channels == 0 || (self->edit->channels & 1u << c) != 0) && !run_channel (self, c, &p, error))
        return FALSE;
      memcpy (out[c], self->x[c] + self->context, n * sizeof (float));
    }
  return TRUE;
}
