// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of session/strip-order.h, without what is not to be seen.
// Layer: app.

#include "app/mix/mix-order.h"

#include <string.h>

/* Without regard to case, as people type. */
static gboolean
matches (const char *number, const char *name, const char *text)
{
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  g_autofree char *folded_number = g_utf8_casefold (number, -1);

  g_strstrip (folded_text);
  return strstr (folded_name, folded_text) != NULL || strcmp (folded_number, folded_text) == 0;
}

static gboolean
shows_kind (const LtMixFilter *filter, LtStripKind kind)
{
  switch (kind)
    {
    case LT_STRIP_TRACK:
      return filter->shows_tracks;
    case LT_STRIP_BUS:
      return filter->shows_buses;
    default:
      return filter->shows_vcas;
    }
}

static gboolean
lets_through (const LtMixFilter *filter, const LtStripPlace *place)
{
  g_autofree char *number = NULL;

  if (!shows_kind (filter, place->strip->kind) || (!filter->shows_members && place->depth > 0))
    return FALSE;
  if (filter->text == NULL || *filter->text == '\0')
    return TRUE;
  number = lt_mix_order_dup_number (place);
  return matches (number, place->strip->name, filter->text);
}

GArray *
lt_mix_order_new (const LtSession *session, const LtMixFilter *filter, guint *total)
{
  GArray *places = session != NULL ? lt_strip_order_list (session) : g_array_new (FALSE, FALSE, sizeof (LtStripPlace));
  guint   n = 0, n_unfolded = 0;

  for (guint i = 0; i < places->len; i++)
    {
      LtStripPlace place = g_array_index (places, LtStripPlace, i);

      n_unfolded += !place.hidden;
      if (!place.hidden && lets_through (filter, &place))
        g_array_index (places, LtStripPlace, n++) = place;
    }
  if (total != NULL)
    *total = n_unfolded;
  g_array_set_size (places, n);
  return places;
}

gboolean
lt_mix_order_has_vcas (const LtSession *session)
{
  return session != NULL && session->vcas->len > 0;
}

gboolean
lt_mix_order_has_members (const LtSession *session)
{
  for (guint i = 0; session != NULL && i < session->buses->len; i++)
    if (((const LtStrip *) g_ptr_array_index (session->buses, i))->folder)
      return TRUE;
  return FALSE;
}

char *
lt_mix_order_dup_number (const LtStripPlace *place)
{
  static const char *const letters[] = { [LT_STRIP_TRACK] = "", [LT_STRIP_BUS] = "B", [LT_STRIP_VCA] = "V" };

  return g_strdup_printf ("%s%u", letters[place->strip->kind], place->number);
}
