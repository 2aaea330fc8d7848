// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the references.
// Layer: session.

#include "session/edit-reference.h"

#include "session/names.h"
#include "session/session-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const char *
name_of (gconstpointer node)
{
  return ((const LtReference *) node)->name;
}

const LtReference *
lt_edit_reference_find (const LtSession *session, const char *name)
{
  return lt_names_find (session->references, name_of, name, 0);
}

/* The name, or "name 2"… when another has it. */
static char *
unique_name (const LtSession *session, const char *name, LtId but_id)
{
  g_autofree char *clean = lt_session_clean_name (name, _ ("Reference"));

  return lt_names_dup_unique (session->references, name_of, clean, but_id);
}

LtSession *
lt_edit_reference_add (const LtSession *session, LtId source_id, const char *name, LtId *id)
{
  g_return_val_if_fail (lt_session_find_source (session, source_id) != NULL, lt_session_ref (session));

  g_autofree char *unique = unique_name (session, name, 0);
  LtSession       *next = lt_session_copy (session);
  LtReference     *reference = lt_reference_new (next->next_id++, source_id, unique);

  lt_nodes_take (&next->references,
                 lt_nodes_insert (session->references, session->references->len, reference, (GDestroyNotify) lt_reference_unref));
  if (id != NULL)
    *id = reference->id;
  return next;
}

LtSession *
lt_edit_reference_remove (const LtSession *session, LtId reference_id)
{
  int at = lt_nodes_find (session->references, reference_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->references, lt_nodes_without (session->references, (guint) at, (GDestroyNotify) lt_reference_unref));
  return next;
}

/* @changed is taken over. */
static LtSession *
with_reference (const LtSession *session, int at, LtReference *changed)
{
  LtSession *next = lt_session_copy (session);

  lt_nodes_take (&next->references, lt_nodes_with (session->references, (guint) at, changed, (GDestroyNotify) lt_reference_unref));
  return next;
}

LtSession *
lt_edit_reference_rename (const LtSession *session, LtId reference_id, const char *name)
{
  int at = lt_nodes_find (session->references, reference_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  const LtReference *old = session->references->pdata[at];
  g_autofree char   *unique = unique_name (session, name, reference_id);

  if (strcmp (old->name, unique) == 0)
    return lt_session_ref (session);

  LtReference *changed = lt_reference_copy (old);
  g_free (changed->name);
  changed->name = g_steal_pointer (&unique);
  return with_reference (session, at, changed);
}

LtSession *
lt_edit_reference_offset (const LtSession *session, LtId reference_id, int64_t offset_frames)
{
  int at = lt_nodes_find (session->references, reference_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  const LtReference *old = session->references->pdata[at];

  offset_frames = CLAMP (offset_frames, -LT_FRAMES_MAX, LT_FRAMES_MAX);
  if (old->offset_frames == offset_frames)
    return lt_session_ref (session);

  LtReference *changed = lt_reference_copy (old);
  changed->offset_frames = offset_frames;
  return with_reference (session, at, changed);
}

LtSession *
lt_edit_reference_loop (const LtSession *session, LtId reference_id, int64_t from, int64_t to)
{
  int at = lt_nodes_find (session->references, reference_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  const LtReference *old = session->references->pdata[at];
  const LtSource    *source = lt_session_find_source (session, old->source_id);

  from = MAX (from, 0);
  to = MIN (to, source != NULL ? source->n_frames : LT_FRAMES_MAX);
  if ((double) (to - from) < LT_REFERENCE_SHORTEST_LOOP_S * session->rate_hz)
    from = to = 0;
  if (old->loop_from == from && old->loop_to == to)
    return lt_session_ref (session);

  LtReference *changed = lt_reference_copy (old);
  changed->loop_from = from;
  changed->loop_to = to;
  return with_reference (session, at, changed);
}

LtSession *
lt_edit_reference_weight (const LtSession *session, LtId reference_id, double weight)
{
  int at = lt_nodes_find (session->references, reference_id);

  g_return_val_if_fail (at >= 0 && !isnan (weight), lt_session_ref (session));

  const LtReference *old = session->references->pdata[at];

  weight = CLAMP (weight, LT_REFERENCE_WEIGHT_MIN, LT_REFERENCE_WEIGHT_MAX);
  if (old->weight == weight)
    return lt_session_ref (session);

  LtReference *changed = lt_reference_copy (old);
  changed->weight = weight;
  return with_reference (session, at, changed);
}
