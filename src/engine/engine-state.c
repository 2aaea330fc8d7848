// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Instances never move, nor does what their effects keep beside them, and both keep pointers into themselves alone, so a copy of their bytes, put back where it came from,
// is what they were. Pages of zeros (long delays that nothing has filled yet) are left out.
// Layer: engine.

#include "engine/engine-state.h"

#include "engine/engine-private.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 4096u

#define MAX_PARTS 2u /* of an instance: itself, and what its effect keeps beside it */

/* Of an instance, which may be gone since. */
typedef struct
{
  uint64_t serial;
  char    *bytes;
  size_t   size;
} Part;

/* Parts, then for each of them a byte a page (is it kept?), then the pages. */
struct LtEngineState
{
  size_t  size;
  int64_t position;
  bool    snap;
  size_t  n_parts, n_marks;
  char    memory[];
};

/* Behind the header, which is the pool's. */
static uint32_t
parts_of (LtInstance *instance, Part *out)
{
  const LtSlotState *slot = (const LtSlotState *) instance;
  void *(*memory) (void *, size_t *) = instance->kind == LT_INSTANCE_SLOT ? slot->bank.type->memory : NULL;

  out[0] = (Part) { instance->serial, (char *) instance + sizeof (LtInstance), instance->arena.size - sizeof (LtInstance) };
  if (memory == NULL)
    return 1;
  out[1].serial = instance->serial;
  out[1].bytes = memory (slot->fx, &out[1].size);
  return 2;
}

static size_t
page_size (const Part *part, size_t at)
{
  return part->size - at < PAGE ? part->size - at : PAGE;
}

static bool
is_zero (const char *bytes, size_t size)
{
  return bytes[0] == 0 && memcmp (bytes, bytes + 1, size - 1) == 0;
}

/* One part; @marks and @pages: NULL, or where they are written to. Returns the bytes of its pages that are kept. */
static size_t
walk_part (const Part *part, char *marks, char *pages)
{
  size_t used = 0;

  for (size_t at = 0, i = 0; at < part->size; at += PAGE, i++)
    {
      size_t size = page_size (part, at);
      bool   is_kept = !is_zero (part->bytes + at, size);

      if (marks != NULL)
        marks[i] = is_kept;
      if (marks != NULL && is_kept)
        memcpy (pages + used, part->bytes + at, size);
      used += is_kept ? size : 0;
    }
  return used;
}

/* What a state takes; with memory its parts, marks and pages are written. */
static void
walk (const LtPlan *plan, LtEngineState *self, char *memory)
{
  Part  *parts = (Part *) memory;
  char  *marks = memory != NULL ? memory + self->n_parts * sizeof (Part) : NULL, *pages = memory != NULL ? marks + self->n_marks : NULL;
  size_t n_parts = 0, n_marks = 0, used = 0;

  for (uint32_t i = 0; i < plan->n_instances; i++)
    {
      Part     some[MAX_PARTS];
      uint32_t n = parts_of (plan->instances[i], some);

      for (uint32_t k = 0; k < n; k++)
        {
          if (memory != NULL)
            parts[n_parts] = some[k];
          used += walk_part (&some[k], memory != NULL ? marks + n_marks : NULL, memory != NULL ? pages + used : NULL);
          n_marks += (some[k].size + PAGE - 1) / PAGE;
          n_parts++;
        }
    }
  self->n_parts = n_parts;
  self->n_marks = n_marks;
  self->size = sizeof *self + n_parts * sizeof (Part) + n_marks + used;
}

void
lt_engine_state_hold (LtEngine *self, bool holds)
{
  self->pipe.holds = holds;
}

LtEngineState *
lt_engine_state_save (const LtEngine *self)
{
  const LtPlan *plan = self->rt.plan;
  LtEngineState head = { .position = self->rt.position, .snap = self->rt.snap };

  if (plan == NULL || !self->rt.rolling || self->pipe.n_inside > 0 || self->rt.incoming != NULL)
    return NULL;

  walk (plan, &head, NULL);
  LtEngineState *state = malloc (head.size);
  if (state == NULL)
    return NULL;
  *state = head;
  walk (plan, state, state->memory);
  return state;
}

void
lt_engine_state_free (LtEngineState *self)
{
  free (self);
}

size_t
lt_engine_state_size (const LtEngineState *self)
{
  return self->size;
}

int64_t
lt_engine_state_position (const LtEngineState *self)
{
  return self->position;
}

/* --- back --- */

static bool
has (const LtEngineState *self, uint64_t serial)
{
  const Part *parts = (const Part *) self->memory;

  for (size_t i = 0; i < self->n_parts; i++)
    if (parts[i].serial == serial)
      return true;
  return false;
}

static bool
uses (const LtPlan *plan, uint64_t serial)
{
  for (uint32_t i = 0; i < plan->n_instances; i++)
    if (plan->instances[i]->serial == serial)
      return true;
  return false;
}

/* What the plan has no use for any more is passed over. */
static void
put_back (const LtPlan *plan, const LtEngineState *self)
{
  const Part *parts = (const Part *) self->memory;
  const char *mark = self->memory + self->n_parts * sizeof (Part), *from = mark + self->n_marks;

  for (size_t i = 0; i < self->n_parts; i++)
    {
      bool is_used = uses (plan, parts[i].serial);

      for (size_t at = 0; at < parts[i].size; at += PAGE, mark++)
        {
          size_t size = page_size (&parts[i], at);

          if (is_used && *mark)
            memcpy (parts[i].bytes + at, from, size);
          else if (is_used)
            memset (parts[i].bytes + at, 0, size);
          from += *mark ? size : 0;
        }
    }
}

bool
lt_engine_state_restore (LtEngine *self, const LtEngineState *state)
{
  LtEngineRt *rt = &self->rt;

  rt->rolling = false; /* so that a plan takes over at once */
  do
    {
      lt_engine_take_messages (rt);
      lt_engine_collect (self);
    }
  while (!lt_engine_is_settled (self));

  if (rt->plan == NULL)
    return false;
  for (uint32_t i = 0; i < rt->plan->n_instances; i++)
    if (!has (state, rt->plan->instances[i]->serial))
      return false;

  put_back (rt->plan, state);
  for (uint32_t i = 0; i < rt->plan->n_levels; i++)
    rt->plan->blocks[i].n_runs = rt->plan->blocks[i].n_frames = 0;
  self->pipe.plan = rt->plan;
  self->pipe.n_inside = 0;
  rt->position = state->position;
  rt->rolling = true;
  rt->snap = state->snap;
  atomic_store_explicit (&rt->shown_position, rt->position, memory_order_relaxed);
  atomic_store_explicit (&rt->shown_rolling, true, memory_order_relaxed);
  rt->stopping = rt->closing = rt->jump_done = rt->jump_len = 0;
  rt->has_wish = rt->is_past_loop = rt->rolls_again = false;
  return true;
}
