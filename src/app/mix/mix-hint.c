// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sentence, and what can be done about it.
// Layer: app.

#include "app/mix/mix-hint.h"

#include <glib/gi18n.h>

static GtkWidget *
new_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_page (const char *text, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), first);
  if (second != NULL)
    gtk_box_append (GTK_BOX (row), second);
  gtk_box_append (GTK_BOX (page), label);
  gtk_box_append (GTK_BOX (page), row);
  return page;
}

GtkWidget *
lt_mix_hint_new (void)
{
  GtkWidget *self = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (self), new_page (_ ("No tracks yet. Drop recordings here: each becomes a track"),
                                            new_button (_ ("Import audio…"), "win.import"), new_button (_ ("Add track"), "mix.add-track")));
  gtk_box_append (GTK_BOX (self), new_page (_ ("No strip is shown"), new_button (_ ("Show all strips"), "mix.show-all"), NULL));
  gtk_widget_set_halign (self, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self, FALSE);
  return self;
}

void
lt_mix_hint_set (GtkWidget *self, LtMixHint hint)
{
  gtk_widget_set_visible (self, hint != LT_MIX_HINT_NONE);
  gtk_widget_set_visible (gtk_widget_get_first_child (self), hint == LT_MIX_HINT_NO_TRACKS);
  gtk_widget_set_visible (gtk_widget_get_last_child (self), hint == LT_MIX_HINT_HIDDEN);
}
