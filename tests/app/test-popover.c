// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A popover goes when it is closed, when it goes out of sight and when its parent goes, and keeps nothing alive.
// Layer: tests.

#include "app/widgets/popover.h"
#include "app/widgets/screen-place.h"

typedef struct
{
  GtkWidget *window, *box, *parent, *popover; /* the last two weak */
} Fixture;

static void
spin (void)
{
  for (guint i = 0; i < 50 || g_main_context_pending (NULL); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* GTK 4.8 asks a window that has gone for its pointer when the server tells only then that the pointer is elsewhere by now. */
static void
destroy_window (GtkWidget *window)
{
  gdk_display_sync (gtk_widget_get_display (window));
  spin ();
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
close_window (GtkWidget *window)
{
  destroy_window (window);
  spin ();
}

/* A parent without a layout of its own and a popover that holds it, as a menu's actions do. */
static void
fixture_open (Fixture *f, gconstpointer data)
{
  f->window = gtk_window_new ();
  f->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  f->parent = gtk_button_new_with_label ("parent");
  f->popover = gtk_popover_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->box);
  gtk_box_append (GTK_BOX (f->box), f->parent);
  gtk_window_present (GTK_WINDOW (f->window));
  spin ();
  gtk_popover_set_child (GTK_POPOVER (f->popover), gtk_label_new ("inside"));
  g_object_set_data_full (G_OBJECT (f->popover), "parent", g_object_ref (f->parent), g_object_unref);
  g_object_add_weak_pointer (G_OBJECT (f->parent), (gpointer *) &f->parent);
  g_object_add_weak_pointer (G_OBJECT (f->popover), (gpointer *) &f->popover);
  lt_popover_open_at (f->popover, f->parent, 2.0, 3.0);
  spin ();
  g_assert_true (gtk_widget_get_mapped (f->popover));
}

static void
fixture_close (Fixture *f, gconstpointer data)
{
  destroy_window (f->window);
  g_main_context_iteration (NULL, FALSE);
  g_assert_null (f->popover); /* before GTK asks it where the pointer is */
  spin ();
  g_assert_null (f->popover);
  g_assert_null (f->parent);
}

static void
test_close (Fixture *f, gconstpointer data)
{
  gtk_popover_popdown (GTK_POPOVER (f->popover));
  g_assert_nonnull (gtk_widget_get_parent (f->popover)); /* an action still finds its way up */
  spin ();
  g_assert_null (f->popover);
  g_assert_nonnull (f->parent);
}

static void
test_parent_removed (Fixture *f, gconstpointer data)
{
  gtk_box_remove (GTK_BOX (f->box), f->parent);
  spin ();
  g_assert_null (f->popover);
  g_assert_null (f->parent);
}

/* Before any idle comes round. */
static void
test_parent_disposed (Fixture *f, gconstpointer data)
{
  GtkWidget *parent = g_object_ref (f->parent);

  gtk_box_remove (GTK_BOX (f->box), parent);
  g_assert_nonnull (f->popover);
  g_object_run_dispose (G_OBJECT (parent));
  g_assert_null (gtk_widget_get_first_child (parent));
  g_object_unref (parent);
  spin ();
  g_assert_null (f->popover);
}

static void
test_parent_hidden (Fixture *f, gconstpointer data)
{
  gtk_widget_set_visible (f->box, FALSE);
  spin ();
  g_assert_null (f->popover);
  g_assert_nonnull (f->parent);
}

static void
test_window (Fixture *f, gconstpointer data)
{
  g_assert_nonnull (f->popover); /* the fixture closes the window over it */
}

/* Where no screen is, GTK 4.8 finds no monitor to lay it out on. */
static void
test_parent_scrolled_away (void)
{
  GtkWidget *window = gtk_window_new (), *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *parent = gtk_button_new_with_label ("parent"), *popovers[] = { gtk_popover_new (), gtk_popover_new () };

  gtk_widget_set_margin_top (parent, 5000);
  gtk_box_append (GTK_BOX (box), parent);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 200);
  gtk_window_present (GTK_WINDOW (window));
  spin ();
  for (guint i = 0; i < G_N_ELEMENTS (popovers); i++)
    {
      GdkRectangle at;
      double       x, y;

      gtk_popover_set_child (GTK_POPOVER (popovers[i]), gtk_label_new ("inside"));
      if (i == 0)
        lt_popover_open (popovers[i], parent);
      else
        lt_popover_open_at (popovers[i], parent, 2.0, 3.0);
      spin ();
      g_assert_true (gtk_widget_get_mapped (popovers[i]));
      gtk_popover_get_pointing_to (GTK_POPOVER (popovers[i]), &at);
      g_assert_true (gtk_widget_translate_coordinates (parent, window, at.x, at.y, &x, &y));
      g_assert_cmpfloat (y, <, gtk_widget_get_height (window));
      gtk_popover_popdown (GTK_POPOVER (popovers[i]));
      spin ();
    }
  close_window (window);
}

/* A pixel of it is not enough: GTK takes the popover's margins off. */
static void
test_parent_just_outside (void)
{
  GtkWidget   *window = gtk_window_new (), *fixed = gtk_fixed_new (), *parent = gtk_button_new (), *popover = gtk_popover_new ();
  GdkRectangle at;
  double       x, y;

  gtk_widget_set_size_request (parent, 80, 20);
  gtk_fixed_put (GTK_FIXED (fixed), parent, -100.0, 50.0);
  gtk_window_set_child (GTK_WINDOW (window), fixed);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 200);
  gtk_window_present (GTK_WINDOW (window));
  spin ();
  gtk_popover_set_child (GTK_POPOVER (popover), gtk_label_new ("inside"));
  lt_popover_open (popover, parent);
  spin ();
  g_assert_true (gtk_widget_get_mapped (popover));
  gtk_popover_get_pointing_to (GTK_POPOVER (popover), &at);
  g_assert_true (gtk_widget_translate_coordinates (parent, window, at.x, at.y, &x, &y));
  g_assert_cmpfloat (x + at.width, >=, 20.0);
  close_window (window);
}

/* --- what others open --- */

typedef struct
{
  GtkWidget  *window, *scrolled, *button;
  GtkPopover *popover;
} Far;

/* @button at the end of what is scrolled, with the popover that it has within. */
static void
far_open (Far *f, GtkWidget *button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->window = gtk_window_new ();
  f->scrolled = gtk_scrolled_window_new ();
  f->button = button;
  gtk_widget_set_margin_top (button, 5000);
  gtk_box_append (GTK_BOX (box), button);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (f->scrolled), box);
  gtk_widget_set_vexpand (f->scrolled, TRUE);
  gtk_box_append (GTK_BOX (frame), f->scrolled);
  gtk_box_append (GTK_BOX (frame), gtk_label_new ("below\n\n\n\nwhat is scrolled"));
  gtk_window_set_child (GTK_WINDOW (f->window), frame);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 300, 300);
  gtk_window_present (GTK_WINDOW (f->window));
  spin ();
  f->popover = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (button); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      f->popover = GTK_POPOVER (child);
  g_assert_nonnull (f->popover);
}

/* The upper end of what it points to, below that of @from. */
static double
pointed_y (Far *f, GtkWidget *from)
{
  GdkRectangle at;
  double       x, y;

  gtk_popover_get_pointing_to (f->popover, &at);
  g_assert_true (gtk_widget_translate_coordinates (f->button, from, at.x, at.y, &x, &y));
  return y;
}

static void
assert_in_sight (Far *f)
{
  spin ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->popover)));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (f->popover)), >, 10);
  g_assert_cmpfloat (pointed_y (f, f->scrolled), >=, 0.0);
  g_assert_cmpfloat (pointed_y (f, f->scrolled), <, gtk_widget_get_height (f->scrolled));
}

/* What happens on its surface. */
static gboolean
hears (GtkPopover *popover)
{
  return g_signal_handler_find (gtk_native_get_surface (GTK_NATIVE (popover)), G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA | G_SIGNAL_MATCH_UNBLOCKED,
                                g_signal_lookup ("event", GDK_TYPE_SURFACE), 0, NULL, NULL, popover) != 0;
}

static void
test_menu_button_scrolled_away (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget        *button = gtk_menu_button_new ();
  GdkRectangle      at;
  Far               f;

  g_menu_append (menu, "One", "a.one");
  g_menu_append (menu, "Two", "a.two");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  far_open (&f, button);
  for (guint i = 0; i < 2; i++)
    {
      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      assert_in_sight (&f);
      g_assert_true (hears (f.popover));
      gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
      spin ();
      g_assert_false (hears (f.popover)); /* its surface goes on to ask for the pointer */
    }

  GtkAdjustment *along = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f.scrolled));
  gtk_adjustment_set_value (along, 0.0);
  spin ();
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  assert_in_sight (&f);
  gtk_adjustment_set_value (along, 2500.0);
  spin ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f.popover))); /* it pointed to what has gone elsewhere */
  gtk_adjustment_set_value (along, gtk_adjustment_get_upper (along));
  spin ();
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  assert_in_sight (&f);
  g_assert_false (gtk_popover_get_pointing_to (f.popover, &at)); /* its button again, wherever that goes */
  close_window (f.window);
}

static void
test_list_scrolled_away (void)
{
  GtkWidget *list = gtk_drop_down_new_from_strings ((const char *const[]){ "One", "Two", NULL });
  Far        f;

  far_open (&f, list);
  gtk_popover_popup (f.popover);
  assert_in_sight (&f);
  close_window (f.window);
}

/* Nothing of it is left that would hold the pointer for ever: in GTK, what has grabbed the input has it for all windows. */
static void
test_list_open_as_window_closes (void)
{
  GtkWidget *list = gtk_drop_down_new_from_strings ((const char *const[]){ "One", "Two", NULL });
  Far        f;

  far_open (&f, list);
  gtk_popover_popup (f.popover);
  assert_in_sight (&f);
  g_object_add_weak_pointer (G_OBJECT (f.popover), (gpointer *) &f.popover);
  destroy_window (f.window);
  g_assert_null (f.popover); /* before GTK asks it where the pointer is */
}

/* One whose window hangs over the edge of the screen. */
static void
test_off_the_screen (void)
{
  GtkWidget        *window = gtk_window_new (), *fixed = gtk_fixed_new (), *button = gtk_menu_button_new (), *popover = gtk_popover_new ();
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (gdk_display_get_monitors (gdk_display_get_default ()), 0);
  GdkRectangle      screen, at;
  int               left, top;
  double            x, y;

  gdk_monitor_get_geometry (monitor, &screen);
  gtk_popover_set_child (GTK_POPOVER (popover), gtk_label_new ("inside\nand below"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_fixed_put (GTK_FIXED (fixed), button, screen.width + 200.0, 50.0);
  gtk_window_set_child (GTK_WINDOW (window), fixed);
  gtk_window_set_default_size (GTK_WINDOW (window), screen.width + 400, 200);
  gtk_window_present (GTK_WINDOW (window));
  spin ();
  g_assert_true (lt_screen_place_find (GTK_NATIVE (window), &left, &top));
  g_assert_true (gtk_widget_translate_coordinates (button, window, 0.0, 0.0, &x, &y));
  g_assert_cmpfloat (left + x, >=, screen.width);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  spin ();
  g_assert_true (gtk_widget_get_mapped (popover));
  gtk_popover_get_pointing_to (GTK_POPOVER (popover), &at);
  g_assert_cmpfloat (left + x + at.x, <, screen.width);
  g_assert_cmpint (gtk_widget_get_height (popover), >, 20);
  close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  lt_popover_install ();
  g_test_add ("/app/popover/close", Fixture, NULL, fixture_open, test_close, fixture_close);
  g_test_add ("/app/popover/parent-removed", Fixture, NULL, fixture_open, test_parent_removed, fixture_close);
  g_test_add ("/app/popover/parent-disposed", Fixture, NULL, fixture_open, test_parent_disposed, fixture_close);
  g_test_add ("/app/popover/parent-hidden", Fixture, NULL, fixture_open, test_parent_hidden, fixture_close);
  g_test_add ("/app/popover/window", Fixture, NULL, fixture_open, test_window, fixture_close);
  g_test_add_func ("/app/popover/parent-scrolled-away", test_parent_scrolled_away);
  g_test_add_func ("/app/popover/parent-just-outside", test_parent_just_outside);
  g_test_add_func ("/app/popover/menu-button-scrolled-away", test_menu_button_scrolled_away);
  g_test_add_func ("/app/popover/list-scrolled-away", test_list_scrolled_away);
  g_test_add_func ("/app/popover/list-open-as-window-closes", test_list_open_as_window_closes);
  g_test_add_func ("/app/popover/off-the-screen", test_off_the_screen);
  return g_test_run ();
}
