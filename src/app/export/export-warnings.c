// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sources are read in a thread; what is known without is shown at once.
// Layer: app.

#include "app/export/export-warnings.h"

#include "deliver/preflight.h"

#include <glib/gi18n.h>

struct _LtExportWarnings
{
  GtkWidget parent_instance;

  GPtrArray    *found;      /* of char * */
  gboolean      has_looked; /* else that is not yet all */
  GCancellable *looking;
  GtkWidget    *box, *text, *anyway;
};

G_DEFINE_FINAL_TYPE (LtExportWarnings, lt_export_warnings, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
changed (LtExportWarnings *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show (LtExportWarnings *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->found->len; i++)
    g_string_append_printf (text, "%s▲ %s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (self->found, i));
  gtk_label_set_label (GTK_LABEL (self->text), text->str);
  gtk_widget_set_visible (GTK_WIDGET (self), self->found->len > 0);
  changed (self);
}

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  lt_preflight_check_clipped (data, g_object_get_data (G_OBJECT (task), "folder"), found, cancellable);
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  LtExportWarnings *self = LT_EXPORT_WARNINGS (source);
  g_autoptr (GPtrArray) more = g_task_propagate_pointer (G_TASK (result), NULL);

  if (more == NULL)
    return;
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (self->found, g_strdup (g_ptr_array_index (more, i)));
  self->has_looked = TRUE;
  show (self);
}

static void
start (LtExportWarnings *self, const LtSession *session, const char *folder)
{
  g_autoptr (GTask) task = NULL;

  self->looking = g_cancellable_new ();
  self->found = lt_preflight_check (session, folder);
  show (self);
  task = g_task_new (self, self->looking, on_looked, NULL);
  g_task_set_task_data (task, lt_session_ref (session), (GDestroyNotify) lt_session_unref);
  g_object_set_data_full (G_OBJECT (task), "folder", g_strdup (folder), g_free);
  g_task_run_in_thread (task, look);
}

gboolean
lt_export_warnings_allow (LtExportWarnings *self)
{
  return self->found->len == 0 || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->anyway));
}

GPtrArray *
lt_export_warnings_finish (LtExportWarnings *self)
{
  g_cancellable_cancel (self->looking);
  return self->has_looked ? self->found : NULL;
}

static void
lt_export_warnings_dispose (GObject *object)
{
  LtExportWarnings *self = LT_EXPORT_WARNINGS (object);

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_export_warnings_parent_class)->dispose (object);
}

static void
lt_export_warnings_finalize (GObject *object)
{
  LtExportWarnings *self = LT_EXPORT_WARNINGS (object);

  g_clear_object (&self->looking);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_export_warnings_parent_class)->finalize (object);
}

static void
lt_export_warnings_class_init (LtExportWarningsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_export_warnings_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_export_warnings_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_EXPORT_WARNINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_export_warnings_init (LtExportWarnings *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->text = gtk_label_new (NULL);
  self->anyway = gtk_check_button_new_with_mnemonic (_ ("Export _anyway; the reports note it"));
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0.0f);
  gtk_widget_add_css_class (self->text, "warn");
  gtk_widget_add_css_class (self->box, "export-warnings");
  g_signal_connect_swapped (self->anyway, "toggled", G_CALLBACK (changed), self);
  gtk_box_append (GTK_BOX (self->box), self->text);
  gtk_box_append (GTK_BOX (self->box), self->anyway);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_export_warnings_new (const LtSession *session, const char *folder)
{
  LtExportWarnings *self = g_object_new (LT_TYPE_EXPORT_WARNINGS, NULL);

  start (self, session, folder);
  return GTK_WIDGET (self);
}
