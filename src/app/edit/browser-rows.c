// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A name, and below it what the file is. A click tries it out, a drag carries it away.
// Layer: app.

#include "app/edit/browser-private.h"

#include "app/shell/actions.h"
#include "app/widgets/drag-escape.h"

#include <glib/gi18n.h>

#define ITEM "lt-item"

static LtBrowserItem *
item_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), ITEM);
}

static LtBrowser *
browser_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "lt-browser");
}

static void
show_row (GtkWidget *row)
{
  LtBrowser     *self = browser_of (row);
  LtBrowserItem *item = item_of (row);
  GtkWidget     *image = gtk_widget_get_first_child (row), *texts = gtk_widget_get_last_child (row);
  GtkWidget     *name = gtk_widget_get_first_child (texts), *facts = gtk_widget_get_last_child (texts);

  if (item == NULL)
    return;
  gboolean         is_playing = g_strcmp0 (lt_browser_play_get_path (self->play), lt_browser_item_get_path (item)) == 0;
  const char      *known = lt_browser_item_get_facts (item);
  g_autofree char *spoken = g_strdup_printf (lt_browser_item_is_folder (item) ? _ ("Folder %s") : is_playing ? _ ("%s, playing, %s") : "%s, %s",
                                             lt_browser_item_get_name (item), known);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), lt_browser_item_is_folder (item) ? "folder-symbolic"
                                                   : is_playing                     ? "media-playback-stop-symbolic"
                                                                                    : "lathe-waveform-symbolic");
  gtk_label_set_label (GTK_LABEL (name), lt_browser_item_get_name (item));
  gtk_widget_set_tooltip_text (row, lt_browser_item_get_name (item));
  gtk_label_set_label (GTK_LABEL (facts), known);
  gtk_widget_set_visible (facts, !lt_browser_item_is_folder (item));
  (is_playing ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (row, "playing");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (gtk_widget_get_parent (row) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
lt_browser_rows_update (LtBrowser *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self->rows->pdata[i]);
}

static void
on_released (GtkGestureClick *click, int n_press, double x, double y, GtkWidget *row)
{
  LtBrowserItem *item = item_of (row);

  if (n_press == 1 && item != NULL && !lt_browser_item_is_folder (item))
    lt_browser_toggle (browser_of (row), item);
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, GtkWidget *row)
{
  LtBrowserItem *item = item_of (row);

  if (item == NULL)
    return NULL;
  g_autoptr (GFile) file = g_file_new_for_path (lt_browser_item_get_path (item));
  GSList       one = { file, NULL };
  GdkFileList *list = gdk_file_list_new_from_list (&one);
  GdkContentProvider *content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);

  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  return content;
}

/* What the pane needs itself; the rest is the window's. */
static gboolean
takes_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  static const guint keys[] = { GDK_KEY_space, GDK_KEY_Escape, GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_BackSpace, GDK_KEY_Up, GDK_KEY_Down,
                                GDK_KEY_Page_Up, GDK_KEY_Page_Down, GDK_KEY_Home, GDK_KEY_End };

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keyval == keys[i])
      return TRUE;
  return g_unichar_isgraph (gdk_keyval_to_unicode (keyval)); /* it is looked for */
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *list_item, LtBrowser *self)
{
  GtkWidget     *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget     *name = gtk_label_new (NULL), *facts = gtk_label_new (NULL);
  GtkGesture    *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  for (GtkWidget **label = (GtkWidget *[]) { name, facts, NULL }; *label != NULL; label++)
    {
      gtk_label_set_xalign (GTK_LABEL (*label), 0.0f);
      gtk_box_append (GTK_BOX (texts), *label);
    }
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_ellipsize (GTK_LABEL (facts), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (facts, "caption");
  gtk_widget_add_css_class (facts, "dim");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), texts);
  g_object_set_data (G_OBJECT (row), "lt-browser", self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (drag, "prepare", G_CALLBACK (on_prepare), row);
  lt_drag_escape_watch (drag);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *list_item, LtBrowser *self)
{
  GtkWidget     *row = gtk_list_item_get_child (list_item);
  LtBrowserItem *item = gtk_list_item_get_item (list_item);

  g_object_set_data_full (G_OBJECT (row), ITEM, g_object_ref (item), g_object_unref);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_row), row, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  if (gtk_widget_get_parent (row) != NULL)
    lt_actions_set_own_keys (gtk_widget_get_parent (row), takes_key);
  show_row (row);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *list_item, LtBrowser *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  g_ptr_array_remove_fast (self->rows, row);
  g_signal_handlers_disconnect_by_data (item_of (row), row);
  g_object_set_data (G_OBJECT (row), ITEM, NULL);
}

GtkListItemFactory *
lt_browser_rows_new (LtBrowser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  return factory;
}
