// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done with folders by name: made of the picked tracks, folded, left.
// Layer: app.

#include "app/edit/edit-view-private.h"
#include "app/shell/actions.h"
#include "session/edit-folder.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "edit.new-folder", N_ ("New folder from selection"), N_ ("Tracks"), "<Control><Shift>g", LT_ACTIONS_EDIT },
  { "edit.leave-folder", N_ ("Take out of the folder"), N_ ("Tracks"), NULL, LT_ACTIONS_EDIT },
  { "edit.fold", N_ ("Fold or unfold the folder"), N_ ("Tracks"), "<Shift>f", LT_ACTIONS_EDIT },
};

/* (transfer full): of LtId: those of the picked strips that can be in a folder. Says so when there are none. */
static GArray *
list_picked (LtEditView *self)
{
  LtSelection     *selection = lt_edit_state_get_selection (self->state);
  const LtSession *session = lt_edit_state_get_session (self->state);
  GArray          *ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (guint i = 0; session != NULL && i < lt_selection_n_strips (selection); i++)
    {
      LtId           id = lt_selection_get_strips (selection)[i];
      const LtStrip *strip = lt_session_find_strip (session, id);

      if (strip != NULL && strip->kind <= LT_STRIP_BUS)
        g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    lt_context_toast (lt_edit_state_get_context (self->state), _ ("Pick a track first"), FALSE);
  return ids;
}

/* @next (transfer full): NULL with @error, which is told. */
static gboolean
apply (LtEditView *self, LtSession *next, const char *label, GError *error)
{
  if (next != NULL)
    lt_edit_state_apply (self->state, next, label, NULL);
  else
    lt_context_toast (lt_edit_state_get_context (self->state), error->message, FALSE);
  g_clear_error (&error);
  return next != NULL;
}

static void
on_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView        *self = LT_EDIT_VIEW (widget);
  g_autoptr (GArray) ids = list_picked (self);
  GError            *error = NULL;
  LtId               folder_id = 0;

  if (ids->len == 0)
    return;
  LtSession *next = lt_edit_folder_add (lt_edit_state_get_session (self->state), _ ("Folder"), (const LtId *) (gpointer) ids->data, ids->len, &folder_id, &error);
  if (apply (self, next, _ ("New folder"), error))
    lt_selection_set_strip (lt_edit_state_get_selection (self->state), folder_id);
}

static void
on_leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView        *self = LT_EDIT_VIEW (widget);
  g_autoptr (GArray) ids = list_picked (self);
  GError            *error = NULL;
  LtSession         *next = ids->len > 0 ? lt_session_ref (lt_edit_state_get_session (self->state)) : NULL;

  for (guint i = 0; next != NULL && i < ids->len; i++)
    {
      LtSession *left = lt_edit_folder_put (next, g_array_index (ids, LtId, i), 0, &error);

      lt_session_take (&next, left);
    }
  if (ids->len > 0)
    apply (self, next, _ ("Take out of the folder"), error);
}

/* The picked folder, or the one that the picked strip is in. */
static void
on_fold (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView      *self = LT_EDIT_VIEW (widget);
  const LtSession *session = lt_edit_state_get_session (self->state);
  LtId             id = lt_selection_get_strip (lt_edit_state_get_selection (self->state));
  const LtStrip   *strip = session != NULL ? lt_session_find_strip (session, id) : NULL;
  const LtStrip   *folder = strip == NULL || strip->folder ? strip : lt_strip_order_get_folder (session, strip);

  if (folder == NULL)
    return;
  LtId folder_id = folder->id;
  lt_edit_state_toggle_fold (self->state, folder_id);
  lt_selection_set_strip (lt_edit_state_get_selection (self->state), folder_id);
}

void
lt_edit_folders_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "edit.new-folder", NULL, on_new);
  gtk_widget_class_install_action (class, "edit.leave-folder", NULL, on_leave);
  gtk_widget_class_install_action (class, "edit.fold", NULL, on_fold);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
