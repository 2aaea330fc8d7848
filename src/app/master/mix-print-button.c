// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The print is the live player's while this is mapped: in the other views the strips play.
// Layer: app.

#include "app/master/mix-print-button.h"

#include "app/shell/actions.h"
#include "app/shell/window.h"
#include "studio/live-blind.h"

#include <glib/gi18n.h>

#define REST_MS 300 /* a change is looked at when the hand rests */

struct _LtMixPrintButton
{
  GtkWidget parent_instance;

  LtContext  *context;
  LtMixPrint *print; /* NULL: off */
  LtJob      *job;   /* NULL: nothing is being printed */
  gboolean    stale;
  guint       timer; /* age and sound are to be looked at; 0: they are as they should be */

  GtkWidget *button, *anew;
};

G_DEFINE_FINAL_TYPE (LtMixPrintButton, lt_mix_print_button, GTK_TYPE_WIDGET)

typedef struct
{
  LtMixPrintButton *button;
  LtJob            *job;
} Work;

static LtDocument *
document_of (LtMixPrintButton *self)
{
  return lt_context_get_document (self->context);
}

/* The second button is there while the print is old; the keyboard doesn't go with it. */
static void
show_anew (LtMixPrintButton *self, gboolean is_old)
{
  if (!is_old && gtk_widget_has_focus (self->anew))
    gtk_widget_grab_focus (self->button);
  gtk_widget_set_visible (self->anew, is_old);
}

static void
show (LtMixPrintButton *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), self->print != NULL || self->job != NULL);
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->button))), self->job != NULL ? _ ("Printing…") : _ ("Print"));
  show_anew (self, self->print != NULL && self->stale && self->job == NULL);
}

/* What is heard: the print in this view alone. */
static void
play (LtMixPrintButton *self)
{
  g_autoptr (GError) error = NULL;

  if (lt_live_set_mix_print (lt_context_get_live (self->context), gtk_widget_get_mapped (GTK_WIDGET (self)) ? self->print : NULL, &error))
    return;
  lt_context_toast (self->context, error->message, FALSE);
  if (gtk_widget_get_mapped (GTK_WIDGET (self))) /* else the strips were refused, and it is heard */
    g_clear_pointer (&self->print, lt_mix_print_unref);
}

/* Nothing changes under a blind test: what was asked for waits for its end. */
static gboolean
on_rest (gpointer data)
{
  LtMixPrintButton *self = data;
  const LtSession  *session = lt_document_get_session (lt_context_get_document (self->context));

  if (lt_live_blind_is_on (lt_context_get_live (self->context)))
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  play (self);
  self->stale = self->print != NULL && session != NULL && !lt_mix_print_is_fresh (self->print, session);
  show (self);
  return G_SOURCE_REMOVE;
}

static void
look_at_rest (LtMixPrintButton *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (REST_MS, on_rest, self);
}

static void
keep (LtMixPrintButton *self, LtMixPrint *print)
{
  g_clear_pointer (&self->print, lt_mix_print_unref);
  self->print = print;
  self->stale = FALSE;
  if (lt_live_blind_is_on (lt_context_get_live (self->context)))
    look_at_rest (self);
  else
    play (self);
  show (self);
}

/* --- printing --- */

static void
stop (LtMixPrintButton *self)
{
  if (self->job != NULL)
    g_cancellable_cancel (lt_job_get_cancellable (self->job));
  g_clear_object (&self->job);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  Work             *work = data;
  LtMixPrintButton *self = work->button;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtMixPrint) print = lt_mix_print_new_finish (result, &error);

  lt_job_finish (work->job);
  if (self->job == work->job && self->context != NULL)
    {
      g_clear_object (&self->job);
      if (print != NULL)
        keep (self, g_steal_pointer (&print));
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lt_context_toast (self->context, error->message, FALSE);
      look_at_rest (self); /* the mix may have changed meanwhile */
      show (self);
    }
  g_object_unref (work->job);
  g_object_unref (work->button);
  g_free (work);
}

static void
start (LtMixPrintButton *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));
  GtkRoot         *root = gtk_widget_get_root (GTK_WIDGET (self));
  Work            *work;

  if (session == NULL)
    return;
  self->job = lt_job_new (_ ("Printing the mix"));
  work = g_new0 (Work, 1);
  *work = (Work) { g_object_ref (self), g_object_ref (self->job) };
  if (LT_IS_WINDOW (root))
    lt_window_add_job (LT_WINDOW (root), self->job);
  lt_mix_print_new_async (session, lt_document_get_path (document_of (self)), lt_job_progress, self->job, lt_job_get_cancellable (self->job), on_printed,
                          work);
  show (self);
}

void
lt_mix_print_button_toggle (LtMixPrintButton *self)
{
  if (self->job == NULL && self->print == NULL)
    start (self);
  else
    {
      stop (self);
      keep (self, NULL);
    }
  show (self); /* the button went in or out by itself, whatever became of it */
}

void
lt_mix_print_button_refresh (LtMixPrintButton *self)
{
  if (self->job == NULL && self->print != NULL && self->stale)
    start (self);
}

/* --- the document --- */

static void
on_document (LtMixPrintButton *self, const LtSession *old, const LtSession *now)
{
  if (old == NULL || now == NULL) /* another session */
    {
      stop (self);
      g_clear_handle_id (&self->timer, g_source_remove);
      g_clear_pointer (&self->print, lt_mix_print_unref);
      self->stale = FALSE;
      play (self); /* no blind test outlives its song */
    }
  else if (self->print != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    look_at_rest (self);
  show (self);
}

static void
lt_mix_print_button_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lt_mix_print_button_parent_class)->map (widget);
  if (LT_MIX_PRINT_BUTTON (widget)->print == NULL)
    return;
  play (LT_MIX_PRINT_BUTTON (widget));
  look_at_rest (LT_MIX_PRINT_BUTTON (widget)); /* the mix may be another by now */
}

static void
lt_mix_print_button_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lt_mix_print_button_parent_class)->unmap (widget);
  if (LT_MIX_PRINT_BUTTON (widget)->context != NULL)
    play (LT_MIX_PRINT_BUTTON (widget));
}

/* --- the class --- */

static void
lt_mix_print_button_dispose (GObject *object)
{
  LtMixPrintButton *self = LT_MIX_PRINT_BUTTON (object);

  stop (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->context = NULL;
  g_clear_pointer (&self->print, lt_mix_print_unref);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->anew, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_mix_print_button_parent_class)->dispose (object);
}

static void
lt_mix_print_button_class_init (LtMixPrintButtonClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_mix_print_button_dispose;
  widget->map = lt_mix_print_button_map;
  widget->unmap = lt_mix_print_button_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "mixprint");
}

static void
lt_mix_print_button_init (LtMixPrintButton *self)
{
}

static void
on_clicked (LtMixPrintButton *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "master.print", NULL);
}

static void
add_button (LtMixPrintButton *self, GtkWidget *button, const char *action)
{
  gtk_widget_set_focus_on_click (button, FALSE);
  lt_actions_set_tooltip (button, action);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

GtkWidget *
lt_mix_print_button_new (LtContext *context)
{
  LtMixPrintButton *self = g_object_new (LT_TYPE_MIX_PRINT_BUTTON, NULL);

  self->context = context;
  self->button = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), gtk_label_new (NULL)); /* a label of its own would be its name for readers */
  self->anew = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_add_css_class (self->anew, "stale");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->anew), "master.print-anew");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked), self);
  add_button (self, self->button, "master.print");
  add_button (self, self->anew, "master.print-anew");
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
