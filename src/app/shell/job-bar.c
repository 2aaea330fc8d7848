// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows come with their jobs and go with them.
// Layer: app.

#include "app/shell/job-bar.h"

#include <glib/gi18n.h>

struct _LtJobBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (LtJobBar, lt_job_bar, GTK_TYPE_WIDGET)

static void
on_fraction (LtJob *job, GParamSpec *pspec, GtkProgressBar *bar)
{
  gtk_progress_bar_set_fraction (bar, MAX (lt_job_get_fraction (job), 0.0));
}

static void
on_stop (LtJob *job)
{
  g_cancellable_cancel (lt_job_get_cancellable (job));
}

static void
on_done (LtJob *job, GParamSpec *pspec, GtkWidget *row)
{
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (row)), row);
}

void
lt_job_bar_add (LtJobBar *self, LtJob *job)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (lt_job_get_label (job));
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *stop = gtk_button_new_with_label (_ ("Stop"));

  g_object_bind_property (job, "label", label, "label", G_BINDING_DEFAULT);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, lt_job_get_label (job), -1);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), bar);
  gtk_box_append (GTK_BOX (row), stop);
  gtk_box_append (GTK_BOX (self->box), row);

  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (on_fraction), bar, 0);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (on_stop), job, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::done", G_CALLBACK (on_done), row, 0);
}

static void
lt_job_bar_dispose (GObject *object)
{
  g_clear_pointer (&LT_JOB_BAR (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_job_bar_parent_class)->dispose (object);
}

static void
lt_job_bar_class_init (LtJobBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_job_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "jobs");
}

static void
lt_job_bar_init (LtJobBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
