// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// To a track or a place that was found by name: picked, and brought into sight. And names for the grids of the menu.
// Layer: app.

#include "app/edit/edit-view-private.h"
#include "app/shell/actions.h"
#include "session/edit-folder.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "edit.grid(0)", N_ ("Grid off"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(1)", N_ ("Grid follows the zoom"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(2)", N_ ("No grid, only edges"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(3)", N_ ("Grid of bars"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(4)", N_ ("Grid of 1/2"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(5)", N_ ("Grid of 1/4"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(6)", N_ ("Grid of 1/8"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(7)", N_ ("Grid of 1/16"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(8)", N_ ("Grid of 1/32"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(9)", N_ ("Grid of 1/64"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(10)", N_ ("Grid of 1/2 triplets"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(11)", N_ ("Grid of 1/4 triplets"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(12)", N_ ("Grid of 1/8 triplets"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(13)", N_ ("Grid of 1/16 triplets"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(14)", N_ ("Grid of 1/32 triplets"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(15)", N_ ("Grid of seconds"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(16)", N_ ("Grid of 1/10 s"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
  { "edit.grid(17)", N_ ("Grid of CD frames"), N_ ("Edit"), NULL, LT_ACTIONS_EDIT },
};
G_STATIC_ASSERT (G_N_ELEMENTS (rows) == LT_N_GRIDS);

/* Folders that hide it are unfolded, which is a step of undo. */
static void
on_go_to (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView      *self = LT_EDIT_VIEW (widget);
  const LtSession *session = lt_edit_state_get_session (self->state);
  LtId             id = g_variant_get_uint64 (parameter);

  if (session == NULL || lt_session_find_strip (session, id) == NULL)
    return;
  if (lt_edit_state_is_hidden (self->state, id))
    lt_edit_state_apply (self->state, lt_edit_folder_show (session, id), _ ("Unfold"), NULL);
  lt_selection_set_strip (lt_edit_state_get_selection (self->state), id);
  lt_edit_state_reveal_strip (self->state, id);
}

static void
on_reveal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_edit_state_reveal (LT_EDIT_VIEW (widget)->state, (double) g_variant_get_int64 (parameter));
}

void
lt_edit_jump_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "edit.go-to", "t", on_go_to);
  gtk_widget_class_install_action (class, "edit.reveal", "x", on_reveal);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
