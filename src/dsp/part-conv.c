// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Partitioned convolution: the plan of levels, and their work slot by slot.
// Layer: dsp.

#include "dsp/part-conv.h"

#include "base/arena.h"
#include "dsp/part-conv-private.h"

#include <string.h>

#define SLOT       LT_PART_CONV_SLOT
#define QUIET_MOST (1u << 30)

/* Sizes of the levels. The longest one's transform should cost about what its share of multiplying costs in a slot. */
static uint32_t
level_sizes (uint32_t n_taps, uint32_t sizes[LT_PART_CONV_LEVELS])
{
  sizes[0] = SLOT;
  sizes[1] = n_taps < 1200000 ? 512 : 1024;
  sizes[2] = n_taps < 96000 ? 2048 : (n_taps < 1200000 ? 4096 : 8192);

  uint32_t n = 0;
  while (n < LT_PART_CONV_LEVELS && n_taps > (n == 0 ? SLOT : 2 * sizes[n]))
    n++;
  return n;
}

static void
plan_levels (LtPartConv *self)
{
  uint32_t sizes[LT_PART_CONV_LEVELS], n_taps = self->spec.n_taps;

  self->n_levels = level_sizes (n_taps, sizes);
  for (uint32_t l = 0; l < self->n_levels; l++)
    {
      LtPartConvLevel *level = &self->levels[l];
      uint32_t         first
          = l == 0 ? SLOT
                   : 2 * sizes[l]; /* the others take a block to come in and one to be worked out */
      uint32_t end = l + 1 < self->n_levels ? 2 * sizes[l + 1] : n_taps;

      *level = (LtPartConvLevel){ .size = sizes[l], .period = sizes[l] / SLOT, .first = first };
      level->n_parts = (end - first + sizes[l] - 1) / sizes[l];
      level->n_groups = sizes[l] / 8 + 1;
    }

  self->repeated = self->n_levels == 0 ? SLOT : 2 * sizes[self->n_levels - 1];
  self->ring = self->repeated + 2 * SLOT;
}

/* The next part of the memory, or only its size when there is none. */
static float *
take (char **memory, size_t *used, size_t floats)
{
  size_t at = *used;

  *used += lt_arena_rounded (floats * sizeof (float));
  return *memory != NULL ? (float *) (void *) (*memory + at) : NULL;
}

static size_t
share_memory (LtPartConv *self, char *memory)
{
  size_t used = 0;

  for (uint32_t f = 0; f < self->spec.n_filters; f++)
    self->head[f] = take (&memory, &used, SLOT);
  for (uint32_t c = 0; c < LT_PART_CONV_CHANNELS; c++)
    {
      self->past[c] = take (&memory, &used, (size_t) self->ring + self->repeated + 8);
      self->tail[c] = take (&memory, &used, SLOT + 8);
    }
  for (uint32_t l = 0; l < self->n_levels; l++)
    {
      LtPartConvLevel *level = &self->levels[l];
      size_t           spectrum = (size_t) level->n_groups * GROUP;

      for (uint32_t f = 0; f < self->spec.n_filters; f++)
        level->filters[f] = take (&memory, &used, spectrum * level->n_parts);
      for (uint32_t c = 0; c < self->spec.n_in; c++)
        {
          level->history[c] = take (&memory, &used, spectrum * level->n_parts);
          level->heard[c] = take (&memory, &used, spectrum);
        }
      for (uint32_t c = 0; c < self->spec.n_out; c++)
        {
          level->sum[c] = take (&memory, &used, spectrum);
          for (int k = 0; k < 2; k++)
            level->out[k][c] = take (&memory, &used, 2 * (size_t) level->size);
        }
    }
  return used;
}

size_t
lt_part_conv_size (const LtPartConvSpec *spec)
{
  LtPartConv plan = { .spec = *spec };

  plan_levels (&plan);
  return share_memory (&plan, NULL);
}

uint32_t
lt_part_conv_tail (const LtPartConvSpec *spec)
{
  LtPartConv plan = { .spec = *spec };

  plan_levels (&plan);
  return spec->n_taps + plan.repeated;
}

LtStatus
lt_part_conv_init (LtPartConv *self, void *memory, const LtPartConvSpec *spec)
{
  *self = (LtPartConv){ .spec = *spec, .wide = lt_part_conv_avx2_runs () };
  plan_levels (self);
  share_memory (self, memory);

  for (uint32_t l = 0; l < self->n_levels; l++)
    {
      LtStatus status = lt_fft_init (&self->levels[l].fft, 2 * self->levels[l].size);

      if (status != LT_OK)
        {
          lt_part_conv_clear (self);
          return status;
        }
    }
  lt_part_conv_reset (self);
  return LT_OK;
}

void
lt_part_conv_clear (LtPartConv *self)
{
  for (uint32_t l = 0; l < LT_PART_CONV_LEVELS; l++)
    lt_fft_clear (&self->levels[l].fft);
}

static void
set_part (LtPartConvLevel *level, uint32_t filter, uint32_t part, const float *taps, uint32_t n)
{
  float *time = level->out[0][0], *spectrum = level->sum[0];
  float  scale = 0.5f / (float) level->size; /* the transforms' */
  size_t stride = (size_t) level->n_parts * GROUP;

  for (uint32_t i = 0; i < n; i++)
    time[i] = taps[i] * scale;
  memset (time + n, 0, (2 * level->size - n) * sizeof (float));
  lt_fft_forward (&level->fft, time, spectrum);
  for (uint32_t g = 0; g < level->n_groups; g++)
    part_group (level->filters[filter] + g * stride + part * GROUP, spectrum + g * GROUP);
}

void
lt_part_conv_set (LtPartConv *self, uint32_t filter, const float *taps)
{
  uint32_t n_taps = self->spec.n_taps;

  for (uint32_t i = 0; i < SLOT; i++)
    self->head[filter][i] = i < n_taps ? taps[i] : 0.0f;
  for (uint32_t l = 0; l < self->n_levels; l++)
    {
      LtPartConvLevel *level = &self->levels[l];

      for (uint32_t p = 0; p < level->n_parts; p++)
        {
          uint32_t first = level->first + p * level->size;
          uint32_t n = n_taps - first < level->size ? n_taps - first : level->size;

          set_part (level, filter, p, taps + first, n);
        }
    }
}

void
lt_part_conv_reset (LtPartConv *self)
{
  self->pos = self->at = 0;
  self->quiet = QUIET_MOST;
  for (uint32_t c = 0; c < LT_PART_CONV_CHANNELS; c++)
    {
      memset (self->past[c], 0, ((size_t) self->ring + self->repeated + 8) * sizeof (float));
      memset (self->tail[c], 0, SLOT * sizeof (float));
    }
  for (uint32_t l = 0; l < self->n_levels; l++)
    {
      LtPartConvLevel *level = &self->levels[l];

      level->slot = self->spec.phase % level->period;
      level->newest = level->n_valid = 0;
      level->working = false;
      level->playing = 0;
      level->live[0] = level->live[1] = false;
    }
}

LT_RT static void
flip (LtPartConvLevel *level)
{
  level->playing ^= 1;
  level->live[level->playing] = level->working;
}

/* A block has come in. When it and all that its partitions remember are silence, they rest. */
LT_RT static void
begin_period (const LtPartConv *self, LtPartConvLevel *level)
{
  if (level->period > 1)
    flip (level);
  level->working = self->quiet < (level->n_parts + 1) * level->period;
  if (!level->working)
    {
      level->n_valid = 0;
      return;
    }
  level->newest = (level->newest + level->n_parts - 1) % level->n_parts;
  level->n_valid += level->n_valid < level->n_parts;
}

LT_RT static void
transform (const LtPartConv *self, LtPartConvLevel *level, uint32_t channel)
{
  /* The last two blocks: at the period's end, which lies level->slot slots back. */
  uint32_t back = 2 * level->size + level->slot * SLOT;
  uint32_t from = self->pos >= back ? self->pos - back : self->pos + self->ring - back;

  lt_fft_forward (&level->fft, self->past[channel] + from, level->heard[channel]);
}

LT_RT static void
multiply_share (const LtPartConv *self, LtPartConvLevel *level, uint32_t share, uint32_t n_shares)
{
  uint32_t first = share * level->n_groups / n_shares,
           end = (share + 1) * level->n_groups / n_shares;

  if (self->wide)
    lt_part_conv_avx2_multiply (&self->spec, level, first, end);
  else
    multiply_groups (&self->spec, level, first, end);
}

LT_RT static void
transform_back (LtPartConvLevel *level, uint32_t channel)
{
  lt_fft_backward (&level->fft, level->sum[channel], level->out[level->playing ^ 1][channel]);
}

/* A slot's share: forward, multiply, back; one transform a slot. */
LT_RT static void
work (const LtPartConv *self, LtPartConvLevel *level)
{
  uint32_t n_in = self->spec.n_in, n_out = self->spec.n_out;
  uint32_t slot = level->slot, back = level->period - n_out;

  if (slot < n_in)
    transform (self, level, slot);
  else if (slot < back)
    multiply_share (self, level, slot - n_in, back - n_in);
  else
    transform_back (level, slot - back);
}

LT_RT static void
work_at_once (const LtPartConv *self, LtPartConvLevel *level)
{
  for (uint32_t c = 0; level->working && c < self->spec.n_in; c++)
    transform (self, level, c);
  if (level->working)
    multiply_share (self, level, 0, 1);
  for (uint32_t c = 0; level->working && c < self->spec.n_out; c++)
    transform_back (level, c);
  flip (level);
}

LT_RT static void
speak (LtPartConv *self, const LtPartConvLevel *level)
{
  if (!level->live[level->playing])
    return;
  for (uint32_t c = 0; c < self->spec.n_out; c++)
    {
      const float *restrict from = level->out[level->playing][c] + level->size + level->slot * SLOT;
      float *restrict tail = self->tail[c];

      for (uint32_t i = 0; i < SLOT; i++)
        tail[i] += from[i];
    }
}

LT_RT static void
end_slot (LtPartConv *self)
{
  bool silent = true;

  for (uint32_t c = 0; c < self->spec.n_in; c++)
    {
      const float *in = self->past[c] + (self->pos >= SLOT ? self->pos : self->ring) - SLOT;

      for (uint32_t i = 0; silent && i < SLOT; i++)
        silent = in[i] == 0.0f;
    }
  self->quiet = silent ? self->quiet + (self->quiet < QUIET_MOST) : 0;

  for (uint32_t c = 0; c < self->spec.n_out; c++)
    memset (self->tail[c], 0, SLOT * sizeof (float));
  for (uint32_t l = 0; l < self->n_levels; l++)
    {
      LtPartConvLevel *level = &self->levels[l];

      level->slot = (level->slot + 1) % level->period;
      if (level->slot == 0)
        begin_period (self, level);
      if (level->period == 1)
        work_at_once (self, level);
      else if (level->working)
        work (self, level);
      speak (self, level);
    }
}

/* At most to the slot's end. */
LT_RT static void
run_piece (LtPartConv *self, const float *const *in, float *const *out, uint32_t n)
{
  float    sum[LT_PART_CONV_CHANNELS][SLOT + 8] = { { 0 } };
  uint32_t pos = self->pos < self->repeated ? self->pos + self->ring
                                            : self->pos; /* with the past before it in one piece */

  for (uint32_t c = 0; c < self->spec.n_in; c++)
    {
      memcpy (self->past[c] + pos, in[c], n * sizeof (float));
      if (pos != self->pos)
        memcpy (self->past[c] + self->pos, in[c], n * sizeof (float));
    }
  for (uint32_t c = 0; c < self->spec.n_out; c++)
    memcpy (sum[c], self->tail[c] + self->at, n * sizeof (float));
  for (uint32_t r = 0; r < self->spec.n_routes; r++)
    {
      const LtPartConvRoute *route = &self->spec.routes[r];

      if (self->wide)
        lt_part_conv_avx2_head (sum[route->out], self->past[route->in] + pos,
                                self->head[route->filter], n);
      else
        add_head (sum[route->out], self->past[route->in] + pos, self->head[route->filter], n);
    }
  for (uint32_t c = 0; c < self->spec.n_out; c++)
    memcpy (out[c], sum[c], n * sizeof (float));

  self->pos += n;
  self->at += n;
  if (self->pos == self->ring)
    self->pos = 0;
}

void
lt_part_conv_run (LtPartConv *self, const float *const *in, float *const *out, uint32_t n_frames)
{
  for (uint32_t done = 0; done < n_frames;)
    {
      uint32_t     n = SLOT - self->at < n_frames - done ? SLOT - self->at : n_frames - done;
      const float *from[LT_PART_CONV_CHANNELS] = { NULL };
      float       *to[LT_PART_CONV_CHANNELS] = { NULL };

      for (uint32_t c = 0; c < self->spec.n_in; c++)
        from[c] = in[c] + done;
      for (uint32_t c = 0; c < self->spec.n_out; c++)
        to[c] = out[c] + done;
      run_piece (self, from, to, n);
      done += n;
      if (self->at == SLOT)
        {
          self->at = 0;
          end_slot (self);
        }
    }
}
