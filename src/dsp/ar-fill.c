// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Missing samples by least squares.
// Layer: dsp.

#include "dsp/ar-fill.h"

#include <math.h>
#include <string.h>

#define ORDER_PER_GAP 3u  /* the longer a gap, the finer must the model be, */
#define ORDER_LEAST 48u
#define ORDER_SHARE 5u    /* but no more than a fifth of the block */
#define CONSTRAINTS 12u   /* times that samples on the wrong side of their least are put there */
#define RIDGE 1e-12

/* The scratch, cut up. */
typedef struct
{
  uint32_t n, order, n_free;
  double  *y;      /* n: the block */
  double  *f, *b;  /* n each: errors forward and back */
  double  *a;      /* order + 1: the model */
  double  *spare;  /* order + 1 */
  double  *r;      /* order + 1: its own correlations */
  double  *rhs;    /* of each missing sample */
  double  *rows;   /* of the factor: order + 1 each, the diagonal last */
  uint32_t *free_at; /* places that are looked for */
  bool     *is_missing; /* n */
} Room;

uint32_t
lt_ar_fill_order (uint32_t n, uint32_t longest)
{
  uint32_t order = ORDER_PER_GAP * longest > ORDER_LEAST ? ORDER_PER_GAP * longest : ORDER_LEAST;

  order = order < n / ORDER_SHARE ? order : n / ORDER_SHARE;
  order = order < LT_AR_FILL_MAX_ORDER ? order : LT_AR_FILL_MAX_ORDER;
  return order > 1 ? order : 1;
}

size_t
lt_ar_fill_memory (uint32_t n, uint32_t n_missing, uint32_t order)
{
  size_t doubles = 3 * (size_t) n + 3 * ((size_t) order + 1) + n_missing + (size_t) n_missing * (order + 1);

  return doubles * sizeof (double) + (n_missing + 1) / 2 * 2 * sizeof (uint32_t) + (n + 7) / 8 * 8;
}

static Room
room_of (const LtArFill *self, uint32_t n, void *scratch)
{
  Room room = { .n = n, .order = self->order };

  room.y = scratch;
  room.f = room.y + n;
  room.b = room.f + n;
  room.a = room.b + n;
  room.spare = room.a + self->order + 1;
  room.r = room.spare + self->order + 1;
  room.rhs = room.r + self->order + 1;
  room.rows = room.rhs + self->n_missing;
  room.free_at = (uint32_t *) (room.rows + (size_t) self->n_missing * (self->order + 1));
  room.is_missing = (bool *) (room.free_at + (self->n_missing + 1) / 2 * 2);
  return room;
}

/* --- the model: Burg's recursion over every stretch of known samples --- */

/* One step of order @m: sums over i whose samples i − m … i are all of one stretch. @whole: gaps count as known. */
static double
mirror (const Room *room, uint32_t m, bool whole)
{
  double   product = 0.0, power = 0.0;
  uint32_t start = 0;

  for (uint32_t i = 0; i < room->n; i++)
    {
      if (!whole && room->is_missing[i])
        start = i + 1;
      else if (i >= start + m)
        {
          product += room->f[i] * room->b[i - 1];
          power += room->f[i] * room->f[i] + room->b[i - 1] * room->b[i - 1];
        }
    }
  return power > 0.0 ? -2.0 * product / power : 0.0;
}

static bool
burg (Room *room, bool whole)
{
  double power = 0.0;

  for (uint32_t i = 0; i < room->n; i++)
    {
      room->f[i] = room->b[i] = room->y[i];
      power += whole || !room->is_missing[i] ? room->y[i] * room->y[i] : 0.0;
    }
  memset (room->a, 0, (room->order + 1) * sizeof *room->a);
  room->a[0] = 1.0;
  if (!(power > 1e-20 * room->n))
    return false;
  for (uint32_t m = 1; m <= room->order; m++)
    {
      double k = mirror (room, m, whole);

      if (!(fabs (k) < 1.0))
        break;
      memcpy (room->spare, room->a, (m + 1) * sizeof *room->a);
      for (uint32_t i = 1; i <= m; i++)
        room->a[i] = room->spare[i] + k * room->spare[m - i];
      for (uint32_t i = room->n - 1; i >= m; i--)
        {
          double f = room->f[i], b = room->b[i - 1];

          room->f[i] = f + k * b;
          room->b[i] = b + k * f;
        }
    }
  return true;
}

/* --- the samples: their normal equations, a factor in rows as wide as the model reaches --- */

static void
correlate_model (Room *room)
{
  for (uint32_t d = 0; d <= room->order; d++)
    {
      room->r[d] = 0.0;
      for (uint32_t k = 0; k + d <= room->order; k++)
        room->r[d] += room->a[k] * room->a[k + d];
    }
}

/* The first free sample that the model ties to the i-th. */
static uint32_t
first_tied (const Room *room, uint32_t i)
{
  uint32_t j = i;

  while (j > 0 && room->free_at[i] - room->free_at[j - 1] <= room->order)
    j--;
  return j;
}

/* Entry (i, j) of the factor, where j is tied to i. */
static inline double *
entry (const Room *room, uint32_t i, uint32_t j)
{
  return room->rows + (size_t) i * (room->order + 1) + room->order - (i - j);
}

static void
factor (Room *room)
{
  for (uint32_t i = 0; i < room->n_free; i++)
    {
      uint32_t first = first_tied (room, i);

      for (uint32_t j = first; j <= i; j++)
        {
          uint32_t      from = first_tied (room, j) > first ? first_tied (room, j) : first;
          double        sum = room->r[room->free_at[i] - room->free_at[j]];
          const double *a = entry (room, i, from), *b = entry (room, j, from);

          for (uint32_t k = 0; k < j - from; k++)
            sum -= a[k] * b[k];
          if (j < i)
            *entry (room, i, j) = sum / *entry (room, j, j);
          else
            *entry (room, i, i) = sqrt (fmax (sum, RIDGE * room->r[0]));
        }
    }
}

static void
solve (Room *room)
{
  for (uint32_t i = 0; i < room->n_free; i++)
    {
      double sum = room->rhs[i];

      for (uint32_t j = first_tied (room, i); j < i; j++)
        sum -= *entry (room, i, j) * room->rhs[j];
      room->rhs[i] = sum / *entry (room, i, i);
    }
  for (uint32_t i = room->n_free; i-- > 0;)
    {
      room->rhs[i] /= *entry (room, i, i);
      for (uint32_t j = first_tied (room, i); j < i; j++)
        room->rhs[j] -= *entry (room, i, j) * room->rhs[i];
    }
}

/* What the samples that are known ask of the free ones; @is_missing marks the free ones here. */
static void
ask (Room *room)
{
  for (uint32_t i = 0; i < room->n_free; i++)
    {
      uint32_t at = room->free_at[i];

      room->rhs[i] = 0.0;
      for (uint32_t d = 1; d <= room->order; d++)
        {
          if (at >= d && !room->is_missing[at - d])
            room->rhs[i] -= room->r[d] * room->y[at - d];
          if (at + d < room->n && !room->is_missing[at + d])
            room->rhs[i] -= room->r[d] * room->y[at + d];
        }
    }
}

static bool
falls_short (double y, float least)
{
  return least > 0.0f ? y < (double) least : least < 0.0f && y > (double) least;
}

/* Those that came out on the wrong side of their least are put there and are known from then on. */
static uint32_t
hold_back (const LtArFill *self, Room *room)
{
  uint32_t n = 0;

  for (uint32_t i = 0; self->least != NULL && i < self->n_missing; i++)
    {
      uint32_t at = self->missing[i];

      if (!room->is_missing[at] || !falls_short (room->y[at], self->least[i]))
        continue;
      room->y[at] = (double) self->least[i];
      room->is_missing[at] = false;
      n++;
    }
  return n;
}

static void
fill (const LtArFill *self, Room *room)
{
  for (uint32_t i = 0; i < self->n_missing; i++)
    room->is_missing[self->missing[i]] = true;
  correlate_model (room);
  for (uint32_t pass = 0; pass < CONSTRAINTS; pass++)
    {
      room->n_free = 0;
      for (uint32_t i = 0; i < self->n_missing; i++)
        if (room->is_missing[self->missing[i]])
          room->free_at[room->n_free++] = self->missing[i];
      ask (room);
      factor (room);
      solve (room);
      for (uint32_t i = 0; i < room->n_free; i++)
        room->y[room->free_at[i]] = room->rhs[i];
      if (hold_back (self, room) == 0)
        break;
    }
  for (uint32_t i = 0; i < self->n_missing; i++)
    room->is_missing[self->missing[i]] = true;
}

bool
lt_ar_fill_run (const LtArFill *self, float *x, uint32_t n, bool starts_filled, void *scratch)
{
  Room room = room_of (self, n, scratch);

  if (self->order < 1 || n < 2 * self->order || self->n_missing + 2 * self->order > n)
    return false;
  memset (room.is_missing, 0, n * sizeof *room.is_missing);
  for (uint32_t i = 0; i < n; i++)
    room.y[i] = (double) x[i];
  for (uint32_t i = 0; i < self->n_missing; i++)
    room.is_missing[self->missing[i]] = true;
  for (uint32_t round = 0; round < self->rounds; round++)
    {
      if (!burg (&room, starts_filled || round > 0))
        return false;
      fill (self, &room);
    }
  for (uint32_t i = 0; i < self->n_missing; i++)
    if (!isfinite (room.y[self->missing[i]]))
      return false;
  for (uint32_t i = 0; i < self->n_missing; i++)
    x[self->missing[i]] = (float) room.y[self->missing[i]];
  return true;
}
