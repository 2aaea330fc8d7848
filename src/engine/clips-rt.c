// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Clips on the time line.
// Layer: engine. Every function in this file runs on the audio thread.

#include "engine/clips.h"

#include <string.h>

#define FADE_RAMP 512u

/* Frames of the overlap of [pos, pos + len) with the clip; *first is where it begins in the block. */
LT_RT static uint32_t
overlap (const LtClipSpec *clip, int64_t pos, uint32_t len, uint32_t *first)
{
  int64_t from = clip->pos > pos ? clip->pos : pos;
  int64_t to = clip->pos + clip->length < pos + len ? clip->pos + clip->length : pos + len;

  *first = (uint32_t) (from - pos);
  return to > from ? (uint32_t) (to - from) : 0;
}

/* First frame of the recording for @n frames of the clip from clip position @at. */
LT_RT static int64_t
feed_frame (const LtClipSpec *clip, int64_t at, uint32_t n)
{
  return clip->reverse ? clip->offset + clip->length - at - n : clip->offset + at;
}

LT_RT static void
turn_round (float *io, uint32_t n)
{
  for (uint32_t i = 0; i < n / 2; i++)
    {
      float x = io[i];

      io[i] = io[n - 1 - i];
      io[n - 1 - i] = x;
    }
}

/* Gain of frame @at of the clip, but the clip's own gain. */
LT_RT static float
shape_at (const LtClipSpec *clip, int64_t at)
{
  float gain = 1.0f;

  if (at < clip->fade_in)
    gain *= lt_fade_shape_at (clip->fade_in_shape, (float) (at + 1) / (float) (clip->fade_in + 1));
  gain *= lt_fade_shape_out (clip->fade_out_shape, at, clip->length, clip->fade_out);
  if (clip->envelope.n_points > 0)
    gain *= lt_db_to_gain (lt_lane_at (&clip->envelope, at, FADE_RAMP));
  return gain;
}

LT_RT static void
add_clip (const LtClipSpec *clip, int64_t at, uint32_t n, float *const *from, float *const *to, uint32_t n_channels)
{
  bool shaped = at < clip->fade_in || clip->length - at - n < clip->fade_out || clip->envelope.n_points > 0;

  for (uint32_t c = 0; c < n_channels; c++)
    {
      const float *in = from[clip->feed.n_channels == 2 ? c : 0];

      if (!shaped)
        for (uint32_t i = 0; i < n; i++)
          to[c][i] += in[i] * clip->gain;
      else
        for (uint32_t i = 0; i < n; i++)
          to[c][i] += in[i] * (clip->gain * shape_at (clip, at + i));
    }
}

/* The first clip that may reach beyond @pos: clips are sorted by start, and may overlap, so
   this looks from the front only as far as the longest could matter. */
LT_RT static uint32_t
first_candidate (const LtPlanStrip *strip, int64_t pos)
{
  uint32_t lo = 0, hi = strip->n_clips;

  while (lo < hi)
    {
      uint32_t mid = (lo + hi) / 2;

      if (strip->clips[mid].reach <= pos)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}

void
lt_clips_read (const LtPlanStrip *strip, int64_t pos, uint32_t len, float *const *out, uint32_t *starved)
{
  float   memory[2][LT_QUANTUM];
  float  *scratch[2] = { memory[0], memory[1] };
  int64_t soon = pos + strip->look_ahead;

  for (uint32_t c = 0; c < strip->n_channels; c++)
    memset (out[c], 0, len * sizeof (float));

  for (uint32_t k = first_candidate (strip, pos); k < strip->n_clips && strip->clips[k].spec.pos < soon; k++)
    {
      const LtClipSpec *clip = &strip->clips[k].spec;
      uint32_t          first, n = overlap (clip, pos, len, &first);

      if (n == 0)
        {
          /* Said once on the way: in the quantum in which the clip comes within sight. */
          if (clip->feed.want && clip->pos >= soon - (int64_t) LT_QUANTUM)
            clip->feed.want (clip->feed.self, feed_frame (clip, 0, LT_QUANTUM));
          continue;
        }

      int64_t at = pos + first - clip->pos;
      if (!clip->feed.read (clip->feed.self, feed_frame (clip, at, n), n, scratch))
        *starved += n;
      if (clip->reverse)
        for (uint32_t c = 0; c < clip->feed.n_channels; c++)
          turn_round (scratch[c], n);

      float *to[2] = { out[0] + first, strip->n_channels == 2 ? out[1] + first : NULL };
      add_clip (clip, at, n, scratch, to, strip->n_channels);
    }
}

bool
lt_clips_ready (const LtPlanStrip *strip, int64_t pos, uint32_t len)
{
  for (uint32_t k = first_candidate (strip, pos); k < strip->n_clips && strip->clips[k].spec.pos < pos + len; k++)
    {
      const LtClipSpec *clip = &strip->clips[k].spec;
      uint32_t          first, n = overlap (clip, pos, len, &first);

      if (n > 0 && clip->feed.ready
          && !clip->feed.ready (clip->feed.self, feed_frame (clip, pos + first - clip->pos, n), n))
        return false;
    }
  return true;
}
