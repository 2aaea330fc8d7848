// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Picks by the effect's key; one generic row of knobs for all that have no pictures.
// Layer: app.

#include "app/fx/fx-editor.h"

#include "app/fx/dynamics-editor.h"
#include "app/fx/eq-editor.h"
#include "app/fx/fx-params.h"

#include <glib/gi18n.h>
#include <string.h>

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, LtFxParams *params)
{
  lt_fx_params_update (params);
}

static GtkWidget *
generic (LtContext *context, LtId slot_id)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *params = lt_fx_params_new (context, slot_id, NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_valign (params, GTK_ALIGN_CENTER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), params);
  gtk_widget_set_vexpand (scroll, TRUE);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), params, 0);
  return scroll;
}

GtkWidget *
lt_fx_editor_new (LtContext *context, LtId slot_id)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (context));
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, slot_id, NULL) : NULL;
  GtkWidget       *editor;

  if (slot == NULL || slot->type == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("This program does not know the effect “%s”. It is kept as it is and passes the sound on."),
                                               slot != NULL ? slot->effect : "");

      editor = gtk_label_new (text);
      gtk_label_set_wrap (GTK_LABEL (editor), TRUE);
      gtk_widget_add_css_class (editor, "dim");
    }
  else if (strcmp (slot->effect, "eq") == 0)
    editor = lt_eq_editor_new (context, slot_id);
  else if (strcmp (slot->effect, "comp") == 0 || strcmp (slot->effect, "gate") == 0 || strcmp (slot->effect, "limit") == 0)
    editor = lt_dynamics_editor_new (context, slot_id);
  else
    editor = generic (context, slot_id);
  gtk_widget_add_css_class (editor, "fx-editor");
  gtk_widget_set_hexpand (editor, TRUE);
  return editor;
}
