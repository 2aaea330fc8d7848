// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Outliers of a prediction, one hop at a time.
// Layer: dsp.

#include "dsp/click-find.h"

#include "base/math.h"

#include <math.h>
#include <string.h>

#define WINDOW LT_CLICK_FIND_WINDOW
#define HOP LT_CLICK_FIND_HOP
#define ORDER LT_LINEAR_PREDICTION_MAX_ORDER
#define LONGEST 96u         /* samples */
#define FLOOR 1e-7          /* noise taken along in the model */
#define RMS_OF_MEAN 1.2533f /* of noise */
#define SOFTEST 1e-6f       /* errors below are none: −120 dBFS */
#define NEAR 256u           /* samples on either side that a click is compared with, */
#define AWAY 24u            /* but for those next to it */
#define MANY 72.0f          /* threshold in levels at no sensitivity */
#define FEW 6.0f            /* and at full */
#define FLANK 3.0f          /* levels, at a click's edges */
#define SHARE 0.1f          /* of its peak, the same */
#define WELL 2.5f           /* levels: what a filled click may leave */

void
lt_click_find_init (LtClickFind *self)
{
  for (uint32_t i = 0; i < WINDOW; i++)
    self->windowing[i] = (float) (0.5 - 0.5 * cos (2.0 * LT_PI * (i + 0.5) / WINDOW));
}

/* x from @first on, silence where there is none, with room for the model on both sides. */
static float *
take (LtClickFind *self, const float *x, uint32_t n, int64_t first)
{
  const uint32_t n_work = WINDOW + 2 * ORDER + 8;

  for (uint32_t i = 0; i < n_work; i++)
    {
      int64_t at = first + (int64_t) i - ORDER;

      self->work[i] = at >= 0 && at < (int64_t) n ? x[at] : 0.0f;
    }
  return self->work + ORDER;
}

/* Of the errors around @at: their usual size there. */
static float
level_at (const LtClickFind *self, uint32_t at)
{
  uint32_t from = at > NEAR ? at - NEAR : 0, to = at + NEAR < WINDOW ? at + NEAR : WINDOW, n = 0;
  float    sum = 0.0f, all = 0.0f;

  for (uint32_t i = from; i < to; i++)
    if (i + AWAY < at || i > at + AWAY)
      {
        sum += fabsf (self->errors[i]);
        n++;
      }
  all = n > 0 ? sum / (float) n : 0.0f;
  sum = 0.0f;
  n = 0;
  for (uint32_t i = from; i < to; i++)
    if ((i + AWAY < at || i > at + AWAY) && fabsf (self->errors[i]) < 4.0f * all) /* other clicks don't count */
      {
        sum += fabsf (self->errors[i]);
        n++;
      }
  return fmaxf (n > 0 ? RMS_OF_MEAN * sum / (float) n : 0.0f, SOFTEST);
}

/* Where the click at @at begins and ends, in the window. */
static void
measure (const LtClickFind *self, uint32_t at, float level, uint32_t *first, uint32_t *n)
{
  uint32_t end = at, begin = at;
  float    peak = fabsf (self->errors[at]), flank = fmaxf (FLANK * level, SHARE * peak);

  while (begin > 0 && at - begin < 8 && fabsf (self->errors[begin - 1]) > FLANK * level)
    begin--;
  for (uint32_t i = at; i < at + LONGEST && i < WINDOW; i++)
    if (fabsf (self->back[i]) > flank)
      end = i;
  *first = begin;
  *n = end - begin + 1;
}

/* Whether the sound goes on as foretold once the click is filled. */
static bool
is_healed (LtClickFind *self, float *work, uint32_t first, uint32_t n, float level)
{
  float    was[LONGEST + 16], after[LONGEST + ORDER + 32], power = 0.0f;
  uint32_t n_after = (n + ORDER + 7) & ~7u;

  memcpy (was, work + first, n * sizeof *was);
  lt_linear_prediction_fill (&self->model, work + first, n, &self->scratch);
  lt_linear_prediction_errors (&self->model, work + first, after, n_after);
  memcpy (work + first, was, n * sizeof *was);
  for (uint32_t i = 0; i < n + ORDER; i++)
    power += after[i] * after[i];
  return sqrtf (power / (float) (n + ORDER)) < WELL * level;
}

static void
model (LtClickFind *self, float *work)
{
  for (uint32_t i = 0; i < WINDOW; i++)
    self->windowed[i] = work[i] * self->windowing[i];
  lt_linear_prediction_fit (&self->model, ORDER, self->windowed, WINDOW, FLOOR);
  lt_linear_prediction_errors (&self->model, work, self->errors, WINDOW);

  /* Again without what looks like clicks: they are the loudest thing that a model of white noise would see. */
  float mean = 0.0f;
  for (uint32_t i = 0; i < WINDOW; i++)
    mean += fabsf (self->errors[i]) / WINDOW;
  for (uint32_t i = 0; i < WINDOW; i++)
    if (fabsf (self->errors[i]) > 8.0f * mean)
      self->windowed[i] = 0.0f;
  lt_linear_prediction_fit (&self->model, ORDER, self->windowed, WINDOW, FLOOR);
  lt_linear_prediction_errors (&self->model, work, self->errors, WINDOW);
  lt_linear_prediction_errors_back (&self->model, work, self->back, WINDOW);
}

bool
lt_click_find_next (LtClickFind *self, const float *x, uint32_t n, uint32_t from, uint32_t to, float sensitivity, uint32_t *at, uint32_t *length)
{
  float threshold = MANY * powf (FEW / MANY, fminf (fmaxf (sensitivity, 0.0f), 1.0f));

  for (uint32_t hop = from; hop < to && hop < n; hop += HOP)
    {
      float *work = take (self, x, n, (int64_t) hop - HOP);

      model (self, work);
      for (uint32_t i = HOP; i < 2 * HOP && hop + (i - HOP) < to; i++)
        {
          float    level;
          uint32_t first, count;

          if (fabsf (self->errors[i]) < threshold * SOFTEST || hop + i < HOP + ORDER || hop + i - HOP + ORDER >= n) /* the ends foretell nothing */
            continue;
          level = level_at (self, i);
          if (fabsf (self->errors[i]) < threshold * level)
            continue;
          measure (self, i, level, &first, &count);
          if (count <= LONGEST && hop + first >= HOP + from && is_healed (self, work, first, count, level))
            {
              *at = hop + first - HOP;
              *length = count;
              return true;
            }
          i = first + count > i ? first + count : i;
        }
    }
  return false;
}
