// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The selection's strips and their groups, given to the edits of many.
// Layer: app.

#include "app/shell/followers.h"

#include "session/strip-link.h"

gboolean
lt_followers_is_held (GdkModifierType modifier)
{
  GdkSeat   *seat = gdk_display_get_default_seat (gdk_display_get_default ());
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & modifier) != 0;
}

gboolean
lt_followers_is_alone (void)
{
  return lt_followers_is_held (GDK_ALT_MASK);
}

GArray *
lt_followers_dup (LtContext *context, LtId strip_id, gboolean is_alone)
{
  LtSelection *selection = lt_context_get_selection (context);
  GArray      *ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (!is_alone && lt_selection_has_strip (selection, strip_id))
    g_array_append_vals (ids, lt_selection_get_strips (selection), lt_selection_n_strips (selection));
  else
    g_array_append_val (ids, strip_id);
  return ids;
}

GArray *
lt_followers_list (LtContext *context, LtId strip_id, LtStripValue which, gboolean is_alone)
{
  const LtSession   *session = lt_document_get_session (lt_context_get_document (context));
  g_autoptr (GArray) picked = lt_followers_dup (context, strip_id, is_alone);

  return is_alone ? g_array_ref (picked) : lt_strip_link_list (session, (const LtId *) (gpointer) picked->data, picked->len, which);
}

LtSession *
lt_followers_edit (LtContext *context, const LtSession *base, LtId strip_id, LtStripValue which, double value, gboolean is_alone)
{
  const LtSession *now = lt_document_get_session (lt_context_get_document (context));
  g_autoptr (GArray) ids = lt_followers_list (context, strip_id, which, is_alone);

  return lt_edit_many_value (now, base != NULL ? base : now, (const LtId *) (gpointer) ids->data, ids->len, strip_id, which, value);
}
