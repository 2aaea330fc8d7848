// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A recording searched piece by piece.
// Layer: media.

#include "media/sample-find.h"

#include "dsp/click-find.h"
#include "dsp/clip-find.h"
#include "media/media-error.h"

#define PIECE 65536
#define CONTEXT 4096 /* on either side, for models and for runs that go on */
#define EDGE 64      /* frames at the recording's ends, which begin and end as they like */

typedef struct
{
  const LtSampleFind *spec;
  LtClickFind        *clicks;
  float              *x[LT_READER_MAX_CHANNELS];
  uint32_t            n_channels;
  int64_t             at, n_frames; /* what was found; at < 0: nothing yet */
} Search;

/* The first place in [from, to) of x. */
static gboolean
first_in (Search *self, const float *x, uint32_t n, uint32_t from, uint32_t to, uint32_t *at, uint32_t *length)
{
  LtClippedRun run;

  if (self->spec->kind == LT_SAMPLE_FIND_CLICK)
    return lt_click_find_next (self->clicks, x, n, from, to, self->spec->sensitivity, at, length);
  if (!lt_clip_find_next (x, n, from, 0.0f, &run) || run.at >= to)
    return FALSE;
  *at = run.at;
  *length = run.n;
  return TRUE;
}

/* Searches @n samples of every channel, of which those from @from to @to count; the first is frame @first. */
static void
search_piece (Search *self, uint32_t n, uint32_t from, uint32_t to, int64_t first)
{
  for (uint32_t c = 0; c < self->n_channels; c++)
    {
      uint32_t at, length;

      for (uint32_t begin = from; begin < to && first_in (self, self->x[c], n, begin, to, &at, &length); begin = at + length)
        {
          int64_t place = first + at;

          if (self->at < 0 || (self->spec->is_backward ? place > self->at : place < self->at))
            {
              self->at = place;
              self->n_frames = length;
            }
          if (!self->spec->is_backward)
            break;
        }
    }
}

static int
search (Search *self, LtReader *reader, GCancellable *cancellable, GError **error)
{
  const LtSampleFind *spec = self->spec;
  int64_t             n_pieces = (spec->to - spec->from + PIECE - 1) / PIECE;

  for (int64_t i = 0; i < n_pieces && self->at < 0; i++)
    {
      int64_t from = spec->from + (spec->is_backward ? n_pieces - 1 - i : i) * PIECE, to = MIN (from + PIECE, spec->to);
      int64_t first = from - CONTEXT;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      lt_reader_read (reader, first, PIECE + 2 * CONTEXT, self->x);
      if (lt_reader_io_errno (reader) != 0)
        {
          lt_media_error_set_read (error, lt_reader_get_path (reader), lt_reader_io_errno (reader));
          return -1;
        }
      search_piece (self, PIECE + 2 * CONTEXT, CONTEXT, CONTEXT + (uint32_t) (to - from), first);
    }
  return self->at >= 0 ? 1 : 0;
}

int
lt_sample_find_run (const LtSampleFind *spec, LtReader *reader, GCancellable *cancellable, int64_t *at, int64_t *n_frames, GError **error)
{
  g_autofree LtClickFind *clicks = g_new0 (LtClickFind, 1);
  LtSampleFind            within = *spec;
  Search                  self = { .spec = &within, .clicks = clicks, .n_channels = lt_reader_n_picked (reader), .at = -1 };
  int                     found;

  within.from = MAX (spec->from, EDGE);
  within.to = MIN (spec->to, lt_reader_get_info (reader)->n_frames - EDGE);

  lt_click_find_init (clicks);
  for (uint32_t c = 0; c < self.n_channels; c++)
    self.x[c] = g_new (float, PIECE + 2 * CONTEXT);
  found = search (&self, reader, cancellable, error);
  for (uint32_t c = 0; c < self.n_channels; c++)
    g_free (self.x[c]);
  *at = self.at;
  *n_frames = self.n_frames;
  return found;
}
