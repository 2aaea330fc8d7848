// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Render → tail → rate → writer.
// Layer: deliver.

#include "deliver/line.h"

void
lt_line_init (LtLine *self, uint32_t from_hz, uint32_t to_hz, int64_t sound_frames)
{
  if (from_hz != to_hz)
    {
      self->resampler = lt_resampler_new (from_hz, to_hz, 2);
      self->room[0] = g_new (float, LT_LINE_ROOM);
      self->room[1] = g_new (float, LT_LINE_ROOM);
    }
  lt_tail_trim_init (&self->trim, sound_frames);
}

void
lt_line_clear (LtLine *self)
{
  lt_writer_free (self->writer);
  lt_resampler_free (self->resampler);
  g_free (self->room[0]);
  g_free (self->room[1]);
  lt_tail_trim_clear (&self->trim);
  *self = (LtLine) { 0 };
}

/* @in NULL: the end. */
static gboolean
convert (LtLine *self, const float *const *in, guint n, GError **error)
{
  const float *at[2] = { in != NULL ? in[0] : NULL, in != NULL ? in[1] : NULL };

  while (true)
    {
      guint used = 0;
      guint got = lt_resampler_run (self->resampler, in != NULL ? at : NULL, n, &used, self->room, LT_LINE_ROOM);

      if (got > 0 && !lt_writer_write (self->writer, (const float *const *) self->room, got, error))
        return FALSE;
      n -= used;
      if (in != NULL)
        {
          at[0] += used;
          at[1] += used;
        }
      if ((in == NULL && got == 0) || (in != NULL && n == 0 && got < LT_LINE_ROOM))
        return TRUE;
    }
}

static gboolean
heard_sink (gpointer data, const float *const *in, guint n_frames, GError **error)
{
  LtLine *self = data;

  return self->resampler == NULL ? lt_writer_write (self->writer, in, n_frames, error) : convert (self, in, n_frames, error);
}

gboolean
lt_line_run (LtLine *self, const float *const *in, guint n_frames, GError **error)
{
  return lt_tail_trim_run (&self->trim, in, n_frames, heard_sink, self, error);
}

gboolean
lt_line_end (LtLine *self, GError **error)
{
  return self->resampler == NULL || convert (self, NULL, 0, error);
}
