// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A key is what has the focus's first, then the view's in front, then the window's.
// Layer: app.

#include "app/shell/window-keys.h"

#include "app/shell/actions.h"
#include "app/widgets/automation-lane.h"
#include "app/widgets/control.h"
#include "app/widgets/tempo-row.h"

#include <string.h>

static LtActionsScope
scope_of (LtWindow *self)
{
  const char *view = lt_window_get_view (self);

  if (g_strcmp0 (view, "edit") == 0)
    return LT_ACTIONS_EDIT;
  if (g_strcmp0 (view, "mix") == 0)
    return LT_ACTIONS_MIX;
  return g_strcmp0 (view, "master") == 0 ? LT_ACTIONS_MASTER : LT_ACTIONS_WELCOME;
}

static gboolean
is_editing_text (GtkWidget *focus)
{
  return GTK_IS_TEXT (focus) || (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}

/* @focus: (nullable). */
static gboolean
is_of_focus (GtkWidget *focus, guint keyval, GdkModifierType state)
{
  if (focus != NULL && is_editing_text (focus) && lt_actions_is_text_key (keyval, state))
    return TRUE;
  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
    return TRUE;
  if (keyval == GDK_KEY_Escape && (state & GDK_BUTTON1_MASK) != 0) /* gives up what the hand drags, and nothing else */
    return TRUE;
  if (LT_IS_CONTROL (focus) && lt_control_takes_key (LT_CONTROL (focus), keyval, state))
    return TRUE;
  if (LT_IS_TEMPO_ROW (focus) && lt_tempo_row_takes_key (LT_TEMPO_ROW (focus), keyval, state))
    return TRUE;
  if (LT_IS_AUTOMATION_LANE (focus) && lt_automation_lane_takes_key (LT_AUTOMATION_LANE (focus), keyval, state))
    return TRUE;
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab) /* moves the focus; who else uses it takes it */
    return TRUE;
  return lt_actions_has_own_key (focus, keyval, state);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtWindow *self)
{
  GtkWidget         *focus = gtk_root_get_focus (GTK_ROOT (self));
  const LtActionRow *row = is_of_focus (focus, keyval, state) ? NULL : lt_actions_find_key (keyval, state, scope_of (self));

  return row != NULL && lt_actions_activate (row, lt_window_get_target (self, lt_window_get_view (self), focus));
}

/* --- in another window --- */

/* What it does is heard, or seen where the hand is. */
static gboolean
needs_no_window (const LtActionRow *row)
{
  static const char *const actions[] = { "win.undo", "win.redo", "win.save", NULL };

  return g_str_has_prefix (row->action, "monitor.") || strcmp (row->section, "Transport") == 0 || g_strv_contains (actions, row->action);
}

typedef struct
{
  LtWindow          *window;
  GtkWindow         *other; /* closed instead; NULL: stays */
  const LtActionRow *row;
} Lent;

static void
lent_free (gpointer data)
{
  Lent *self = data;

  g_object_unref (self->window);
  g_clear_object (&self->other);
  g_free (self);
}

static gboolean
on_lent (gpointer data)
{
  Lent *self = data;

  if (self->other != NULL)
    {
      gtk_window_close (self->other);
      return G_SOURCE_REMOVE;
    }
  if (!needs_no_window (self->row))
    gtk_window_present (GTK_WINDOW (self->window));
  lt_actions_activate (self->row, GTK_WIDGET (self->window));
  return G_SOURCE_REMOVE;
}

/* Done after the key: it may take the window away that GTK is giving it to. */
static gboolean
on_lent_key (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType state, LtWindow *self)
{
  GtkWindow         *other = GTK_WINDOW (gtk_event_controller_get_widget (controller));
  const LtActionRow *row = NULL;

  if (!is_of_focus (gtk_root_get_focus (GTK_ROOT (other)), keyval, state))
    row = lt_actions_find_key (keyval, state, LT_ACTIONS_ANYWHERE);
  if (row == NULL)
    return FALSE;

  Lent *lent = g_new0 (Lent, 1);
  lent->window = g_object_ref (self);
  lent->row = row;
  if (strcmp (row->action, "win.close-session") == 0)
    lent->other = g_object_ref (other);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_lent, lent, lent_free);
  return TRUE;
}

static GtkEventController *
controller_new (GtkWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  return keys;
}

void
lt_window_keys_init (LtWindow *self)
{
  g_signal_connect (controller_new (GTK_WINDOW (self)), "key-pressed", G_CALLBACK (on_key), self);
}

void
lt_window_keys_lend (LtWindow *self, GtkWindow *other)
{
  g_signal_connect_object (controller_new (other), "key-pressed", G_CALLBACK (on_lent_key), self, 0);
}
