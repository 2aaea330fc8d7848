// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Holding back what is quiet.
// Layer: deliver.

#include "deliver/tail-trim.h"

#include <math.h>

#define QUIET 3.2e-5f /* −90 dBFS */

void
lt_tail_trim_init (LtTailTrim *self, int64_t sound_frames)
{
  self->left = sound_frames;
  for (int c = 0; c < 2; c++)
    self->quiet[c] = g_array_new (FALSE, FALSE, sizeof (float));
}

void
lt_tail_trim_clear (LtTailTrim *self)
{
  for (int c = 0; c < 2; c++)
    g_clear_pointer (&self->quiet[c], g_array_unref);
}

/* The last frame of the block that is heard, counted from 1; 0: none. */
static guint
heard_frames (const float *const *in, guint n)
{
  while (n > 0 && fabsf (in[0][n - 1]) < QUIET && fabsf (in[1][n - 1]) < QUIET)
    n--;
  return n;
}

static gboolean
flush_quiet (LtTailTrim *self, LtTailSink sink, gpointer data, GError **error)
{
  const float *held[2] = { (const float *) (void *) self->quiet[0]->data, (const float *) (void *) self->quiet[1]->data };
  guint        n = self->quiet[0]->len;

  if (n > 0 && !sink (data, held, n, error))
    return FALSE;
  g_array_set_size (self->quiet[0], 0);
  g_array_set_size (self->quiet[1], 0);
  return TRUE;
}

gboolean
lt_tail_trim_run (LtTailTrim *self, const float *const *in, guint n_frames, LtTailSink sink, gpointer data, GError **error)
{
  guint        song = self->left < 0 ? n_frames : (guint) MIN ((int64_t) n_frames, self->left);
  const float *tail[2] = { in[0] + song, in[1] + song };
  guint        n = n_frames - song, heard = heard_frames (tail, n);

  if (song > 0 && !sink (data, in, song, error))
    return FALSE;
  if (self->left >= 0)
    self->left -= song;
  if (heard > 0 && (!flush_quiet (self, sink, data, error) || !sink (data, tail, heard, error)))
    return FALSE;
  for (int c = 0; c < 2 && n > heard; c++)
    g_array_append_vals (self->quiet[c], tail[c] + heard, n - heard);
  return TRUE;
}
