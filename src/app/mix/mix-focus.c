// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The way of the focus through the strips, the line above them and the editor below.
// Layer: app.

#include "app/mix/mix-view-private.h"

#include "app/mix/mix-edit.h"
#include "session/edit-folder.h"

#include <glib/gi18n.h>

LtMixStrip *
lt_mix_focus_get_strip (LtMixView *self, GtkWidget **focus)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *strip = *focus != NULL ? gtk_widget_get_ancestor (*focus, LT_TYPE_MIX_STRIP) : NULL;
  return strip != NULL && gtk_widget_get_child_visible (strip) ? LT_MIX_STRIP (strip) : NULL; /* a folder may have hidden it */
}

gboolean
lt_mix_focus_drop (LtMixView *self, const LtSession *session, const GArray *places)
{
  GtkWidget  *focus;
  LtMixStrip *strip = lt_mix_focus_get_strip (self, &focus);
  LtId        id = strip != NULL ? lt_mix_strip_get_id (strip) : 0;
  gboolean    is_shown = id == 0 || GTK_WIDGET (strip) == self->mix || session == NULL || lt_session_find_strip (session, id) == NULL;

  for (guint i = 0; i < places->len && !is_shown; i++)
    is_shown = g_array_index (places, LtStripPlace, i).strip->id == id;
  if (!is_shown)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  return !is_shown;
}

void
lt_mix_focus_picked (LtMixView *self)
{
  LtId        id = lt_selection_get_strip (lt_context_get_selection (self->context));
  LtMixStrip *strip = lt_strip_row_get_strip (self->row, id);

  if (strip == NULL)
    return;
  lt_mix_strip_focus_row (strip, -1, 0);
  lt_mix_view_reveal (self, id);
}

/* --- focus --- */

static LtId
mix_id (LtMixView *self)
{
  return self->mix != NULL ? lt_mix_strip_get_id (LT_MIX_STRIP (self->mix)) : 0;
}

LtId
lt_mix_view_get_current (LtMixView *self)
{
  GtkWidget  *focus;
  LtMixStrip *strip = lt_mix_focus_get_strip (self, &focus);
  LtId        picked = lt_selection_get_strip (lt_context_get_selection (self->context));

  if (strip != NULL)
    return lt_mix_strip_get_id (strip);
  return picked == mix_id (self) || lt_strip_row_find (self->row, picked) >= 0 ? picked : 0;
}

LtId
lt_mix_view_get_neighbour (LtMixView *self, LtId strip_id, int n)
{
  int n_row = (int) lt_strip_row_get_n (self->row), at = lt_strip_row_find (self->row, strip_id);

  at = (at >= 0 ? at : n_row) + n; /* the mix bus is the last */
  if (at < 0 || at > n_row)
    return 0;
  return at < n_row ? lt_strip_row_get_id (self->row, (guint) at) : mix_id (self);
}

static LtId
first_id (LtMixView *self)
{
  return lt_strip_row_get_n (self->row) > 0 ? lt_strip_row_get_id (self->row, 0) : 0;
}

gboolean
lt_mix_view_step (LtMixView *self, int n)
{
  GtkWidget  *focus;
  LtMixStrip *from = lt_mix_focus_get_strip (self, &focus);
  LtId        current = lt_mix_view_get_current (self);
  guint       place = 0;
  int         row = from != NULL ? lt_mix_strip_find_row (from, focus, &place) : -1;
  LtId        id = current != 0 ? lt_mix_view_get_neighbour (self, current, n) : first_id (self);
  LtMixStrip *to = id != 0 ? lt_mix_view_find_strip (self, id) : NULL;

  if (to == NULL)
    return FALSE;
  lt_selection_set_strip (lt_context_get_selection (self->context), id);
  if (!lt_mix_strip_focus_row (to, row, place))
    return FALSE;
  lt_mix_view_reveal (self, id);
  return TRUE;
}

void
lt_mix_view_show_strip (LtMixView *self, LtId strip_id)
{
  const LtSession *session = lt_mix_edit_get_session (self->context);

  if (session == NULL || lt_session_find_strip (session, strip_id) == NULL)
    return;
  lt_mix_edit_apply (self->context, lt_edit_folder_show (session, strip_id), _ ("Unfold"), NULL);
  if (lt_mix_view_find_strip (self, strip_id) == NULL)
    lt_mix_view_show_all (self);
  lt_mix_view_reveal (self, strip_id);
}

void
lt_mix_view_pick_new (LtMixView *self, LtId strip_id)
{
  LtMixStrip *strip;

  lt_mix_view_show_strip (self, strip_id);
  lt_selection_set_strip (lt_context_get_selection (self->context), strip_id);
  strip = lt_mix_view_find_strip (self, strip_id);
  if (strip != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    lt_mix_strip_focus_row (strip, -1, 0);
}

void
lt_mix_focus_found (LtMixView *self)
{
  LtId        picked = lt_selection_get_strip (lt_context_get_selection (self->context));
  LtId        id = lt_strip_row_find (self->row, picked) >= 0 ? picked : first_id (self);
  LtMixStrip *strip = id != 0 ? lt_mix_view_find_strip (self, id) : NULL;

  if (strip == NULL)
    return;
  lt_selection_set_strip (lt_context_get_selection (self->context), id);
  lt_mix_strip_focus_row (strip, -1, 0);
  lt_mix_view_reveal (self, id);
}

/* --- Tab and arrows --- */

gboolean
lt_mix_focus_tab (LtMixView *self, GtkDirectionType direction)
{
  GtkWidget  *widget = GTK_WIDGET (self);
  GtkWidget  *focus;
  LtMixStrip *strip = lt_mix_focus_get_strip (self, &focus);
  gboolean    is_inside = focus != NULL && gtk_widget_is_ancestor (focus, widget), is_finding = focus != NULL && gtk_widget_is_ancestor (focus, self->find);
  gboolean    is_forward = direction == GTK_DIR_TAB_FORWARD, is_entered = self->is_entered;

  self->is_entered = TRUE;
  if (is_inside && strip != NULL)
    return gtk_widget_child_focus (GTK_WIDGET (strip), direction) || gtk_widget_child_focus (is_forward ? self->editor : self->find, direction);
  if (is_finding && (gtk_widget_child_focus (self->find, direction) || !is_forward))
    return gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (widget)), self->find);
  if (!is_finding && (is_inside || !is_forward))
    {
      if (gtk_widget_child_focus (self->editor, direction))
        return TRUE;
      if (is_forward)
        return FALSE;
    }
  strip = lt_mix_view_find_strip (self, lt_selection_get_strip (lt_context_get_selection (self->context)));
  if (strip == NULL && first_id (self) != 0)
    strip = lt_mix_view_find_strip (self, first_id (self));
  if (strip != NULL)
    lt_mix_view_reveal (self, lt_mix_strip_get_id (strip));
  if (strip != NULL && !is_entered)
    return lt_mix_strip_focus_row (strip, -1, 0);
  return strip != NULL && gtk_widget_child_focus (GTK_WIDGET (strip), direction);
}

gboolean
lt_mix_focus_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtMixView *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget      *focus;

  if ((held != 0 && held != GDK_SHIFT_MASK) || (keyval != GDK_KEY_Left && keyval != GDK_KEY_Right))
    return GDK_EVENT_PROPAGATE;
  if (lt_mix_focus_get_strip (self, &focus) == NULL || GTK_IS_TEXT (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return GDK_EVENT_PROPAGATE;
  if (held == GDK_SHIFT_MASK)
    gtk_widget_activate_action (GTK_WIDGET (self), keyval == GDK_KEY_Left ? "mix.select-left" : "mix.select-right", NULL);
  else
    lt_mix_view_step (self, keyval == GDK_KEY_Left ? -1 : 1);
  return GDK_EVENT_STOP;
}
