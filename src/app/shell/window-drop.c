// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One target for the whole window; views with a finer idea of a drop take it before this one sees it.
// Layer: app.

#include "app/shell/window-drop.h"

#include "app/shell/opener.h"

#include <glib/gi18n.h>

#define KEY "lt-drop-hint" /* of the window's data */

char **
lt_window_drop_dup_paths (const GValue *value)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    {
      g_autofree char *path = g_file_get_path (l->data);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  return g_strv_builder_end (paths);
}

static void
on_value (GtkDropTarget *target, GParamSpec *pspec, GtkLabel *hint)
{
  const GValue    *value = gtk_drop_target_get_value (target);
  LtWindow        *window = LT_WINDOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  g_auto (GStrv)   paths = value != NULL ? lt_window_drop_dup_paths (value) : NULL;
  g_autofree char *text = paths != NULL && paths[0] != NULL ? lt_opener_dup_hint (window, (const char *const *) paths) : NULL;

  gtk_label_set_label (hint, text != NULL ? text : _ ("Drop audio here"));
}

static GdkDragAction
on_enter (GtkDropTarget *target, double x, double y, GtkWidget *hint)
{
  on_value (target, NULL, GTK_LABEL (hint)); /* a drag of this program has its value at once, without a word */
  gtk_widget_set_visible (hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_leave (GtkDropTarget *target, GtkWidget *hint)
{
  gtk_widget_set_visible (hint, FALSE);
}

void
lt_window_drop_yield (LtWindow *self, gboolean yields)
{
  GtkWidget *hint = g_object_get_data (G_OBJECT (self), KEY);

  if (hint != NULL)
    gtk_widget_set_visible (hint, !yields);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *hint)
{
  LtWindow      *window = LT_WINDOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  g_auto (GStrv) paths = lt_window_drop_dup_paths (value);

  gtk_widget_set_visible (hint, FALSE);
  if (paths[0] == NULL)
    return FALSE;
  lt_opener_take (window, (const char *const *) paths);
  return TRUE;
}

void
lt_window_drop_init (LtWindow *self, GtkOverlay *overlay)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkWidget     *hint = gtk_label_new (NULL);

  gtk_widget_add_css_class (hint, "drop-hint");
  gtk_widget_set_can_target (hint, FALSE);
  gtk_widget_set_visible (hint, FALSE);
  gtk_overlay_add_overlay (overlay, hint);

  g_object_set_data (G_OBJECT (self), KEY, hint);
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "notify::value", G_CALLBACK (on_value), hint);
  g_signal_connect (target, "enter", G_CALLBACK (on_enter), hint);
  g_signal_connect (target, "leave", G_CALLBACK (on_leave), hint);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), hint);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
