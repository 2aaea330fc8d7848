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

  GtkWidget *button;
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

/* Old, its click prints anew. */
static void
show (LtMixPrintButton *self)
{
  gboolean    is_on = self->print != NULL || self->job != NULL, is_old = self->print != NULL && self->stale && self->job == NULL;
  const char *action = is_old ? "master.print-anew" : "master.print";

  (is_on ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->button, "lit");
  (is_old ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->button, "stale");
  gtk_button_set_label (GTK_BUTTON (self->button), self->job != NULL ? _ ("Printing…") : is_old ? _ ("Reprint") : _ ("Print"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  lt_actions_set_tooltip (self->button, action);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_PRESSED, is_on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
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
  G_OBJECT_CLASS (lt_mix_print_button_parent_class)->dispose (object);
}

static void
lt_mix_print_button_class_init (LtMixPrintButtonClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_mix_print_button_dispose;
  widget->map = lt_mix_print_button_map;
  widget->unmap = lt_mix_print_button_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "mixprint");
}

static void
lt_mix_print_button_init (LtMixPrintButton *self)
{
}

GtkWidget *
lt_mix_print_button_new (LtContext *context)
{
  LtMixPrintButton *self = g_object_new (LT_TYPE_MIX_PRINT_BUTTON, NULL);

  self->context = context;
  self->button = gtk_button_new ();
  gtk_widget_set_focus_on_click (self->button, FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
