// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of pages comes from the build file; a stack shows one at a time.
// Layer: app.

#include "app/gallery/gallery.h"

#include "gallery-list.h"

#define X(page) extern const LtGalleryPage page;
LT_GALLERY_LIST (X)
#undef X

static const LtGalleryPage *const pages[] = {
#define X(page) &page,
  LT_GALLERY_LIST (X)
#undef X
};

GtkWidget *
lt_gallery_row (const char *caption, GtkWidget *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), child);
  return box;
}

GtkWidget *
lt_gallery_new (GtkApplication *application, const char *title)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *side = gtk_stack_sidebar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *scroll = gtk_scrolled_window_new ();
      GtkWidget *page = pages[i]->build ();

      gtk_widget_set_margin_start (page, 24);
      gtk_widget_set_margin_end (page, 24);
      gtk_widget_set_margin_top (page, 24);
      gtk_widget_set_margin_bottom (page, 24);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), page);
      gtk_stack_add_titled (GTK_STACK (stack), scroll, pages[i]->title, pages[i]->title);
    }
  if (title != NULL && gtk_stack_get_child_by_name (GTK_STACK (stack), title) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (stack), title);

  gtk_stack_sidebar_set_stack (GTK_STACK_SIDEBAR (side), GTK_STACK (stack));
  gtk_widget_set_hexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), side);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Lathe");
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  return window;
}
