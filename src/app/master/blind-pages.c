// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Before, during, after: a page each.
// Layer: app.

#include "app/master/blind-results.h"
#include "app/master/blind-test-private.h"

#include <glib/gi18n.h>

static GtkWidget *
new_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
new_button (LtBlindTestDialog *self, GtkWidget *box, const char *text, const char *tip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
new_line (GtkWidget *page)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  gtk_box_append (GTK_BOX (page), line);
  return line;
}

static GtkWidget *
add_page (LtBlindTestDialog *self, const char *name)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scroll = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (page, "page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), page);
  gtk_stack_add_named (GTK_STACK (self->stack), scroll, name);
  return page;
}

static void
build_setup (LtBlindTestDialog *self)
{
  GtkWidget *page = add_page (self, "setup"), *line;

  self->setup = lt_blind_setup_new (self->context);
  self->why = new_label ("body");
  gtk_box_append (GTK_BOX (page), self->setup);
  gtk_box_append (GTK_BOX (page), self->why);
  line = new_line (page);
  self->plays[0] = new_button (self, line, "", NULL, G_CALLBACK (lt_blind_test_dialog_play));
  self->start = new_button (self, line, _ ("Begin"), _ ("X is drawn by chance, anew for each trial"), G_CALLBACK (lt_blind_test_dialog_start));
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_box_append (GTK_BOX (page), lt_blind_results_new (self->context));
}

static void
build_choices (LtBlindTestDialog *self, GtkWidget *page)
{
  static const char *const letters[] = { "A", "B", "X" };
  const char              *names[] = { _ ("Hear A"), _ ("Hear B"), _ ("Hear X") };
  GtkWidget               *line = new_line (page);

  for (int i = 0; i < 3; i++)
    {
      GtkWidget       *button = gtk_toggle_button_new_with_label (letters[i]);
      g_autofree char *tip = g_strdup_printf ("%s (%s)", names[i], letters[i]);

      self->choices[i] = button;
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->choices[0]));
      gtk_widget_add_css_class (button, "choice");
      gtk_widget_set_tooltip_text (button, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, names[i], -1);
      g_signal_connect (button, "clicked", G_CALLBACK (lt_blind_test_dialog_choose), self);
      gtk_box_append (GTK_BOX (line), button);
    }
}

static void
build_answers (LtBlindTestDialog *self, GtkWidget *page)
{
  const char *texts[] = { _ ("X is A"), _ ("X is B") };
  GtkWidget  *line = new_line (page);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *tip = g_strdup_printf ("%s (%d)", texts[i], i + 1);

      self->answers[i] = gtk_button_new_with_label (texts[i]);
      gtk_widget_set_tooltip_text (self->answers[i], tip);
      g_signal_connect (self->answers[i], "clicked", G_CALLBACK (lt_blind_test_dialog_guess), self);
      gtk_box_append (GTK_BOX (line), self->answers[i]);
    }
}

static void
build_test (LtBlindTestDialog *self)
{
  GtkWidget *page = add_page (self, "test"), *keys = new_label ("dim"), *line;

  self->trial = new_label ("title-2");
  self->meaning = new_label ("body");
  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Trials done"), -1);
  gtk_box_append (GTK_BOX (page), self->trial);
  gtk_box_append (GTK_BOX (page), self->bar);
  gtk_box_append (GTK_BOX (page), self->meaning);
  build_choices (self, page);
  build_answers (self, page);
  gtk_label_set_label (GTK_LABEL (keys), _ ("Keys: A, B and X to hear, 1 for “X is A”, 2 for “X is B”, Space to play. Hear X before you answer; an answer stays."));
  gtk_box_append (GTK_BOX (page), keys);
  line = new_line (page);
  self->plays[1] = new_button (self, line, "", _ ("Play or stop (Space)"), G_CALLBACK (lt_blind_test_dialog_play));
  new_button (self, line, _ ("From the start"), _ ("Back to the start, or to that of the loop (Home)"), G_CALLBACK (lt_blind_test_dialog_go_to_start));
  new_button (self, line, _ ("Stop the test"), _ ("What was answered is kept (Escape)"), G_CALLBACK (lt_blind_test_dialog_finish));
}

static void
build_result (LtBlindTestDialog *self)
{
  GtkWidget *page = add_page (self, "result"), *line;

  self->sentence = new_label ("title-3");
  self->verdict = new_label ("body");
  gtk_box_append (GTK_BOX (page), self->sentence);
  gtk_box_append (GTK_BOX (page), self->verdict);
  line = new_line (page);
  new_button (self, line, _ ("Test again"), NULL, G_CALLBACK (lt_blind_test_dialog_again));
  new_button (self, line, _ ("Close"), NULL, G_CALLBACK (gtk_window_close));
  gtk_box_append (GTK_BOX (page), lt_blind_results_new (self->context));
}

void
lt_blind_pages_build (LtBlindTestDialog *self)
{
  build_setup (self);
  build_test (self);
  build_result (self);
}
