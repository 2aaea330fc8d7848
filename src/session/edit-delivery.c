// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the deliveries.
// Layer: session.

#include "session/edit-delivery.h"

#include "session/names.h"
#include "session/session-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const char *
name_of (gconstpointer node)
{
  return ((const LtDeliverySpec *) node)->name;
}

const LtDeliverySpec *
lt_edit_delivery_find (const LtSession *session, const char *name)
{
  return lt_names_find (session->deliveries, name_of, name, 0);
}

/* The name, or "name 2"… when another has it. */
static char *
unique_name (const LtSession *session, const char *name, LtId but_id)
{
  g_autofree char *clean = lt_session_clean_name (name, _ ("Delivery"));

  return lt_names_dup_unique (session->deliveries, name_of, clean, but_id);
}

LtDeliveryValues
lt_edit_delivery_defaults (const char *name)
{
  return (LtDeliveryValues) { name, "{title} ({delivery})", "wav", "24", "tpdf", 0, NAN, NAN, true, true };
}

LtDeliveryValues
lt_edit_delivery_values (const LtDeliverySpec *delivery)
{
  return (LtDeliveryValues) { delivery->name, delivery->pattern, delivery->format, delivery->bits, delivery->dither, delivery->rate_hz,
                              delivery->target_lufs, delivery->ceiling_dbtp, delivery->on, delivery->tags };
}

static void
set_text (char **slot, const char *text)
{
  char *clean = lt_session_clean_name (text, *slot);

  g_free (*slot);
  *slot = clean;
}

static void
fill (LtDeliverySpec *self, const LtSession *session, const LtDeliveryValues *v)
{
  g_autofree char *name = unique_name (session, v->name, self->id);

  g_free (self->name);
  self->name = g_steal_pointer (&name);
  set_text (&self->pattern, v->pattern);
  set_text (&self->format, v->format);
  set_text (&self->bits, v->bits);
  set_text (&self->dither, v->dither);
  self->rate_hz = MIN (v->rate_hz, LT_DELIVERY_RATE_MAX_HZ);
  self->target_lufs = isnan (v->target_lufs) ? NAN : CLAMP (v->target_lufs, LT_DELIVERY_LUFS_MIN, LT_DELIVERY_LUFS_MAX);
  self->ceiling_dbtp = isnan (v->ceiling_dbtp) ? NAN : CLAMP (v->ceiling_dbtp, LT_DELIVERY_CEILING_MIN_DBTP, LT_DELIVERY_CEILING_MAX_DBTP);
  self->on = v->on;
  self->tags = v->tags;
}

static bool
same_level (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static bool
is_same (const LtDeliverySpec *a, const LtDeliverySpec *b)
{
  return strcmp (a->name, b->name) == 0 && strcmp (a->pattern, b->pattern) == 0 && strcmp (a->format, b->format) == 0
         && strcmp (a->bits, b->bits) == 0 && strcmp (a->dither, b->dither) == 0 && a->rate_hz == b->rate_hz
         && same_level (a->target_lufs, b->target_lufs) && same_level (a->ceiling_dbtp, b->ceiling_dbtp) && a->on == b->on
         && a->tags == b->tags;
}

LtSession *
lt_edit_delivery_add (const LtSession *session, const LtDeliveryValues *values, int at, LtId *id)
{
  LtSession      *next = lt_session_copy (session);
  LtDeliverySpec *delivery = lt_delivery_spec_new (next->next_id++, "");
  guint           place = at >= 0 && (guint) at < session->deliveries->len ? (guint) at : session->deliveries->len;

  fill (delivery, session, values);
  lt_nodes_take (&next->deliveries, lt_nodes_insert (session->deliveries, place, delivery, (GDestroyNotify) lt_delivery_spec_unref));
  if (id != NULL)
    *id = delivery->id;
  return next;
}

LtSession *
lt_edit_delivery_set (const LtSession *session, LtId delivery_id, const LtDeliveryValues *values)
{
  int at = lt_nodes_find (session->deliveries, delivery_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  const LtDeliverySpec      *old = session->deliveries->pdata[at];
  g_autoptr (LtDeliverySpec) changed = lt_delivery_spec_copy (old);

  fill (changed, session, values);
  if (is_same (old, changed))
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->deliveries,
                 lt_nodes_with (session->deliveries, (guint) at, g_steal_pointer (&changed), (GDestroyNotify) lt_delivery_spec_unref));
  return next;
}

LtSession *
lt_edit_delivery_remove (const LtSession *session, LtId delivery_id)
{
  int at = lt_nodes_find (session->deliveries, delivery_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->deliveries, lt_nodes_without (session->deliveries, (guint) at, (GDestroyNotify) lt_delivery_spec_unref));
  return next;
}

LtSession *
lt_edit_delivery_move (const LtSession *session, LtId delivery_id, guint to)
{
  int at = lt_nodes_find (session->deliveries, delivery_id);

  g_return_val_if_fail (at >= 0, lt_session_ref (session));
  to = MIN (to, session->deliveries->len - 1);
  if (to == (guint) at)
    return lt_session_ref (session);

  LtSession *next = lt_session_copy (session);
  lt_nodes_take (&next->deliveries, lt_nodes_move (session->deliveries, (guint) at, to, (GDestroyNotify) lt_delivery_spec_unref));
  return next;
}
