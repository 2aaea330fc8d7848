// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row a test: its sentence, and below what was compared and when.
// Layer: app.

#include "app/master/blind-results.h"

#include "app/shell/actions.h"
#include "session/edit-trial.h"
#include "studio/blind-test.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const LtSession *
session_of (LtContext *context)
{
  LtDocument *document = lt_context_get_document (context);

  return document != NULL ? lt_document_get_session (document) : NULL; /* NULL: the window closes */
}

static void
on_remove (GtkWidget *button, LtContext *context)
{
  const LtSession *session = session_of (context);
  const LtId      *id = g_object_get_data (G_OBJECT (button), "trial");

  if (session != NULL && lt_session_find_trial (session, *id) != NULL)
    lt_document_apply (lt_context_get_document (context), lt_edit_trial_remove (session, *id), _ ("Remove blind test"), NULL);
}

static char *
dup_date (const LtTrial *trial)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (trial->end_s);

  return then != NULL ? g_date_time_format (then, _ ("%-d %B %Y, %H:%M")) : g_strdup ("");
}

static void
add_row (GtkListBox *list, LtContext *context, const LtTrial *trial)
{
  g_autofree char *date = dup_date (trial), *pair = lt_blind_test_dup_pair (trial);
  g_autofree char *sentence = lt_blind_test_dup_sentence (trial->n_answers, trial->n_right);
  /* Translators: what was compared, and when. */
  g_autofree char *below = trial->n_planned > trial->n_answers ? g_strdup_printf (_ ("%s, %s, stopped before trial %u of %u"), pair, date, trial->n_answers + 1, trial->n_planned)
                                                               : g_strdup_printf (_ ("%s, %s"), pair, date);
  g_autofree char *name = g_strdup_printf (_ ("Remove the test of %s"), date);
  GtkWidget       *row = adw_action_row_new (), *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  lt_actions_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "trial", g_memdup2 (&trial->id, sizeof trial->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove), context);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (list, row);
}

static void
fill (GtkWidget *box)
{
  GtkListBox      *list = GTK_LIST_BOX (gtk_widget_get_last_child (box));
  LtContext       *context = g_object_get_data (G_OBJECT (box), "context");
  const LtSession *session = session_of (context);
  GtkWidget       *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  for (guint i = session != NULL ? session->trials->len : 0; i > 0; i--)
    add_row (list, context, g_ptr_array_index (session->trials, i - 1));
  gtk_widget_set_visible (box, session != NULL && session->trials->len > 0);
}

static void
fill_later (gpointer data)
{
  g_autoptr (GtkWidget) box = data;

  fill (box);
}

/* The row whose button was pressed is at work still. */
static void
on_document (GtkWidget *box, const LtSession *old, const LtSession *now)
{
  if (old == NULL || now == NULL || old->trials != now->trials)
    g_idle_add_once (fill_later, g_object_ref (box));
}

GtkWidget *
lt_blind_results_new (LtContext *context)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *heading = gtk_label_new (_ ("Results")), *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Results"), -1);
  g_object_set_data_full (G_OBJECT (box), "context", g_object_ref (context), g_object_unref);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), list);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), box, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  fill (box);
  return box;
}
