// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows come with their jobs and go with them.
// Layer: app.

#include "app/shell/job-bar.h"

#include "app/widgets/fit-row.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>

#define MOST_CHARS 24

struct _LtJobBar
{
  GtkWidget parent_instance;

  GPtrArray *jobs; /* the oldest first */
  GtkWidget *row, *all, *label, *bar, *stop;
  GtkWidget *list; /* weak; NULL: is not open */
};

G_DEFINE_FINAL_TYPE (LtJobBar, lt_job_bar, GTK_TYPE_WIDGET)

/* --- all of them, below --- */

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
on_row_done (LtJob *job, GParamSpec *pspec, GtkWidget *row)
{
  GtkWidget *rows = gtk_widget_get_parent (row);

  gtk_box_remove (GTK_BOX (rows), row);
  if (gtk_widget_get_first_child (rows) == NULL)
    gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (rows, GTK_TYPE_POPOVER)));
}

static GtkWidget *
row_new (LtJob *job)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *stop = gtk_button_new_with_label (_ ("Stop"));

  g_object_bind_property (job, "label", label, "label", G_BINDING_SYNC_CREATE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, lt_job_get_label (job), -1);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), bar);
  gtk_box_append (GTK_BOX (row), stop);
  on_fraction (job, NULL, GTK_PROGRESS_BAR (bar));
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (on_fraction), bar, 0);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (on_stop), job, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::done", G_CALLBACK (on_row_done), row, 0);
  return row;
}

static void
on_all (LtJobBar *self)
{
  GtkWidget *popover = gtk_popover_new (), *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  g_set_weak_pointer (&self->list, rows);
  for (guint i = 0; i < self->jobs->len; i++)
    gtk_box_append (GTK_BOX (rows), row_new (self->jobs->pdata[i]));
  gtk_popover_set_child (GTK_POPOVER (popover), rows);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is being done"), -1);
  gtk_widget_add_css_class (popover, "jobs");
  lt_popover_open (popover, self->all);
}

/* --- in the bar --- */

static void
update (LtJobBar *self)
{
  guint           n = self->jobs->len;
  double          done = 0.0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    done += MAX (lt_job_get_fraction (self->jobs->pdata[i]), 0.0) / n;
  text = n == 1 ? g_strdup (lt_job_get_label (self->jobs->pdata[0])) : g_strdup_printf (ngettext ("%u job", "%u jobs", n), n);
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), text) != 0)
    {
      gtk_label_set_label (GTK_LABEL (self->label), text);
      gtk_label_set_width_chars (GTK_LABEL (self->label), (int) MIN (g_utf8_strlen (text, -1), MOST_CHARS));
      gtk_widget_set_tooltip_text (self->all, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->all), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), done);
  gtk_widget_set_sensitive (self->stop, n == 1);
}

static void
on_stop_one (LtJobBar *self)
{
  on_stop (self->jobs->pdata[0]);
}

static void
on_done (LtJobBar *self, GParamSpec *pspec, LtJob *job)
{
  g_signal_handlers_disconnect_by_data (job, self);
  g_ptr_array_remove (self->jobs, job);
  update (self);
}

gboolean
lt_job_bar_has_output (LtJobBar *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (lt_job_get_is_output (self->jobs->pdata[i]))
      return TRUE;
  return FALSE;
}

void
lt_job_bar_stop (LtJobBar *self, gboolean all)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref); /* one may be done as soon as it is told */

  for (guint i = 0; i < self->jobs->len; i++)
    g_ptr_array_add (jobs, g_object_ref (self->jobs->pdata[i]));
  for (guint i = 0; i < jobs->len; i++)
    if (all || lt_job_get_of_session (jobs->pdata[i]))
      lt_job_stop (jobs->pdata[i]);
}

void
lt_job_bar_add (LtJobBar *self, LtJob *job)
{
  if (self->row == NULL) /* its window has been closed */
    {
      lt_job_stop (job);
      return;
    }
  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_connect_object (job, "notify::label", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  if (self->list != NULL)
    gtk_box_append (GTK_BOX (self->list), row_new (job));
  update (self);
}

static void
lt_job_bar_dispose (GObject *object)
{
  LtJobBar *self = LT_JOB_BAR (object);

  g_clear_weak_pointer (&self->list);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  for (guint i = 0; i < self->jobs->len; i++)
    g_signal_handlers_disconnect_by_data (self->jobs->pdata[i], self);
  g_ptr_array_set_size (self->jobs, 0);
  G_OBJECT_CLASS (lt_job_bar_parent_class)->dispose (object);
}

static void
lt_job_bar_finalize (GObject *object)
{
  g_ptr_array_unref (LT_JOB_BAR (object)->jobs);
  G_OBJECT_CLASS (lt_job_bar_parent_class)->finalize (object);
}

static void
lt_job_bar_class_init (LtJobBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_job_bar_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_job_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "jobs");
}

static void
lt_job_bar_init (LtJobBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->all = gtk_button_new ();
  self->label = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  self->stop = gtk_button_new_from_icon_name ("process-stop-symbolic");
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), MOST_CHARS);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->all, "flat");
  gtk_widget_add_css_class (self->stop, "flat");
  gtk_widget_set_tooltip_text (self->stop, _ ("Stop"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stop), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Stop"), -1);
  gtk_box_append (GTK_BOX (inside), self->label);
  gtk_box_append (GTK_BOX (inside), self->bar);
  gtk_button_set_child (GTK_BUTTON (self->all), inside);
  gtk_box_append (GTK_BOX (box), self->all);
  gtk_box_append (GTK_BOX (box), self->stop);
  self->row = lt_fit_row_new (box);
  lt_fit_row_drop (LT_FIT_ROW (self->row), self->label, NULL); /* what a pointer and a reader are told says it as well */
  lt_fit_row_drop (LT_FIT_ROW (self->row), self->stop, NULL);  /* it is below as well */
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  g_signal_connect_object (self->all, "clicked", G_CALLBACK (on_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stop, "clicked", G_CALLBACK (on_stop_one), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
