// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words give way to icons where the row is narrow: their buttons are named by what they do.
// Layer: app.

#include "app/master/ab-row.h"

#include "app/master/mix-print-button.h"
#include "app/master/version-menu.h"
#include "app/shell/actions.h"
#include "app/shell/monitor-reference.h"
#include "app/widgets/fit-row.h"
#include "app/widgets/seg.h"

#include <glib/gi18n.h>

static GtkWidget *
with_icon (const char *text, const char *icon)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  return box;
}

/* In while @state is on; named as @action, which has a key. */
static GtkWidget *
toggle (GtkWidget *inside, const char *state, const char *action)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), inside);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), state);
  lt_actions_set_tooltip (button, action);
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

/* A verb whose words give way to @icon where the row is narrow. */
static GtkWidget *
short_verb (GtkWidget *row, const char *text, const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new (), *inside = with_icon (text, icon);

  gtk_box_set_spacing (GTK_BOX (inside), 0);
  gtk_button_set_child (GTK_BUTTON (button), inside);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  lt_actions_set_tooltip (button, action);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_box_append (GTK_BOX (row), button);
  return inside;
}

LtAbRow
lt_ab_row_new (LtContext *context)
{
  const char *names[] = { _ ("Mix"), _ ("Master"), _ ("Reference"), NULL };
  GtkWidget  *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget  *fit = lt_fit_row_new (row), *match = gtk_label_new (_ ("Match loudness")), *delta = with_icon (_ ("Delta"), "lathe-delta-symbolic"), *blind, *version;
  LtAbRow     ab;

  gtk_widget_add_css_class (row, "ab");
  ab.sides = lt_seg_new (names);
  gtk_widget_add_css_class (ab.sides, "big");
  gtk_widget_add_css_class (ab.sides, "accent");
  lt_seg_set_name (LT_SEG (ab.sides), _ ("What is heard"));
  ab.match_db = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("lathe-link-symbolic"));
  gtk_box_append (GTK_BOX (box), match);
  gtk_box_append (GTK_BOX (box), ab.match_db);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (row), ab.sides);
  gtk_box_append (GTK_BOX (row), lt_monitor_reference_new_arrow (context));
  ab.match = toggle (box, "monitor.match", "master.match");
  gtk_box_append (GTK_BOX (row), ab.match);
  gtk_box_append (GTK_BOX (row), toggle (delta, "monitor.difference", "master.delta"));
  blind = short_verb (row, _ ("Blind test…"), "dialog-question-symbolic", "master.blind-test");
  ab.print = lt_mix_print_button_new (context);
  gtk_box_append (GTK_BOX (row), ab.print);
  gtk_box_append (GTK_BOX (row), space);
  version = lt_version_menu_new (context);
  gtk_box_append (GTK_BOX (row), version);
  lt_fit_row_drop (LT_FIT_ROW (fit), lt_version_menu_get_caption (version), NULL);
  lt_fit_row_drop (LT_FIT_ROW (fit), match, NULL);
  lt_fit_row_drop (LT_FIT_ROW (fit), gtk_widget_get_last_child (blind), gtk_widget_get_first_child (blind));
  lt_fit_row_drop (LT_FIT_ROW (fit), gtk_widget_get_last_child (delta), NULL);
  ab.row = fit;
  return ab;
}
