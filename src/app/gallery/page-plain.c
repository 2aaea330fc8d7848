// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Gallery: plain GTK widgets in the sizes of the house.
// Layer: app.

#include "app/gallery/gallery.h"
#include "app/widgets/seg.h"

static GtkWidget *
row_of (GtkWidget *const *widgets, gsize n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (gsize i = 0; i < n; i++)
    {
      gtk_widget_set_valign (widgets[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), widgets[i]);
    }
  return box;
}

static GtkWidget *
with_class (GtkWidget *widget, const char *classes)
{
  g_auto (GStrv) names = g_strsplit (classes, " ", -1);

  for (char **name = names; *name != NULL; name++)
    gtk_widget_add_css_class (widget, *name);
  return widget;
}

static GtkWidget *
disabled (GtkWidget *widget)
{
  gtk_widget_set_sensitive (widget, FALSE);
  return widget;
}

static GtkWidget *
buttons_row (void)
{
  GtkWidget *widgets[] = {
    gtk_button_new_with_label ("Fix peaks"),
    with_class (gtk_button_new_with_label ("Export 5 deliveries…"), "suggested-action main"),
    with_class (gtk_button_new_with_label ("Delete"), "destructive-action"),
    with_class (gtk_button_new_with_label ("Flat"), "flat"),
    with_class (gtk_button_new_with_label ("Match…"), "small"),
    disabled (gtk_button_new_with_label ("Disabled")),
    with_class (gtk_toggle_button_new_with_label ("Match loudness"), "lit"),
    with_class (gtk_button_new_from_icon_name ("lathe-loop-symbolic"), "tool"),
    with_class (gtk_toggle_button_new (), "tool"),
    with_class (gtk_button_new_from_icon_name ("lathe-power-symbolic"), "tool small"),
    with_class (gtk_button_new_from_icon_name ("lathe-swap-symbolic"), "tool small flat"),
  };

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widgets[6]), TRUE);
  gtk_button_set_icon_name (GTK_BUTTON (widgets[8]), "lathe-pane-bottom-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widgets[8]), TRUE);
  return row_of (widgets, G_N_ELEMENTS (widgets));
}

static GtkWidget *
toggles_row (gboolean is_on)
{
  GtkWidget *widgets[] = {
    with_class (gtk_toggle_button_new_with_label ("M"), "mini mute"),
    with_class (gtk_toggle_button_new_with_label ("S"), "mini solo"),
    with_class (gtk_toggle_button_new (), "mini rec"),
    with_class (gtk_toggle_button_new_with_label ("Mono"), "mini"),
    gtk_switch_new (),
    gtk_check_button_new_with_label ("Check"),
  };

  gtk_button_set_icon_name (GTK_BUTTON (widgets[2]), "lathe-record-symbolic");
  for (gsize i = 0; i < 4; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widgets[i]), is_on);
  gtk_switch_set_active (GTK_SWITCH (widgets[4]), is_on);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (widgets[5]), is_on);
  return row_of (widgets, G_N_ELEMENTS (widgets));
}

static GtkWidget *
segments_row (void)
{
  static const char *const ab[] = { "A", "B", NULL };
  static const char *const views[] = { "Off", "Pre", "Post", "Both", NULL };
  static const char *const monitors[] = { "Mix", "Master", "Reference", NULL };
  GtkWidget               *widgets[] = {
    lt_seg_new (ab), lt_seg_new (views), with_class (lt_seg_new (monitors), "big accent"), disabled (lt_seg_new (ab)),
  };

  lt_seg_set_selected (LT_SEG (widgets[1]), 3);
  lt_seg_set_selected (LT_SEG (widgets[2]), 1);
  return row_of (widgets, G_N_ELEMENTS (widgets));
}

static GtkWidget *
choices_row (void)
{
  static const char *const presets[] = { "Bright lead, de-boxed", "Vocal, steady and close", "Safety", NULL };
  GtkWidget               *widgets[] = {
    gtk_drop_down_new_from_strings (presets),
    with_class (gtk_drop_down_new_from_strings (presets), "strip"),
    disabled (gtk_drop_down_new_from_strings (presets)),
    gtk_entry_new (),
    gtk_search_entry_new (),
    gtk_spin_button_new_with_range (0.0, 100.0, 1.0),
  };

  gtk_editable_set_text (GTK_EDITABLE (widgets[3]), "Low tide");
  return row_of (widgets, G_N_ELEMENTS (widgets));
}

static GtkWidget *
list (void)
{
  GtkWidget *list = gtk_list_box_new (), *scroll = gtk_scrolled_window_new ();

  for (int i = 0; i < 12; i++)
    {
      g_autofree char *text = g_strdup_printf ("Row %d", i + 1);
      GtkWidget       *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_list_box_append (GTK_LIST_BOX (list), label);
    }
  gtk_list_box_select_row (GTK_LIST_BOX (list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroll), FALSE);
  gtk_widget_set_size_request (scroll, 300, 130);
  gtk_widget_set_halign (scroll, GTK_ALIGN_START);
  return with_class (scroll, "panel");
}

static GtkWidget *
build (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Buttons", buttons_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Toggles, off", toggles_row (FALSE)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Toggles, on", toggles_row (TRUE)));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Segments", segments_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("Drop-downs and entries", choices_row ()));
  gtk_box_append (GTK_BOX (box), lt_gallery_row ("List", list ()));
  return box;
}

const LtGalleryPage lt_page_plain = { "Plain", build };
