// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Going to a step is no step itself; it stays open, so that one can go on comparing.
// Layer: app.

#include "app/shell/history-pane.h"

#include "app/shell/actions.h"
#include "app/shell/focus-back.h"
#include "app/shell/history-model.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>

#define OPEN      "lathe-history" /* on the window: the Pane that is open */
#define ITEM      "item"          /* on a row's box: its LtHistoryItem */
#define WIDTH_PX      360
#define HEIGHT_PX     392
#define MIN_HEIGHT_PX 156
#define INDENT_PX     18
#define AFTER_MS      60 /* of many changes in a row the last is shown */

typedef struct
{
  LtWindow       *window; /* weak */
  LtDocument     *document;
  GtkWidget      *popover, *list, *count;
  LtHistoryModel *model;
  GPtrArray      *bound; /* of GtkListItem, borrowed */
  gulong          notify_id;
  guint           timer;
  gboolean        wants_focus; /* the step where one is gets it when it is there */
} Pane;

static LtHistory *
history_of (Pane *self)
{
  LtFolder *folder = lt_document_get_folder (self->document);

  return folder != NULL ? lt_folder_get_history (folder) : NULL;
}

static void
pane_free (gpointer data)
{
  Pane *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_handler_disconnect (self->document, self->notify_id);
  g_object_unref (self->document);
  if (self->window != NULL && g_object_get_data (G_OBJECT (self->window), OPEN) == self)
    g_object_set_data (G_OBJECT (self->window), OPEN, NULL);
  g_clear_weak_pointer (&self->window);
  g_object_unref (self->model);
  g_ptr_array_unref (self->bound);
  g_free (self);
}

/* --- what rows say --- */

static char *
dup_time (const LtRecord *record)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (record->time_ms / 1000);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean today;

  if (time == NULL)
    return g_strdup ("");
  today = g_date_time_get_year (time) == g_date_time_get_year (now) && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);
  return g_date_time_format (time, today ? _ ("%H:%M") : _ ("%-d %b, %H:%M"));
}

static GtkWidget *
part (GtkWidget *box, guint n)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  for (; n > 0; n--)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  (on ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (widget, name);
}

/* @words: what a reader says behind the title; NULL: nothing. */
static void
show_texts (GtkWidget *box, const char *icon, const char *title, const LtRecord *record, const char *words)
{
  g_autofree char *time = dup_time (record);
  g_autofree char *name = words != NULL ? g_strdup_printf ("%s, %s, %s", title, time, words) : g_strdup_printf ("%s, %s", title, time);

  gtk_image_set_from_icon_name (GTK_IMAGE (part (box, 0)), icon);
  gtk_label_set_label (GTK_LABEL (part (box, 1)), title);
  gtk_label_set_label (GTK_LABEL (part (box, 2)), time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part (box, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_branch (GtkWidget *box, LtHistoryItem *item, const LtHistory *history)
{
  const LtRecord  *last = lt_history_find (history, lt_history_item_get_last (item));
  const LtRecord  *instead = lt_history_find (history, lt_history_item_get_left_for (item));
  guint            n = lt_history_item_get_n_steps (item);
  gboolean         is_open = lt_history_item_get_is_open (item);
  g_autofree char *title = g_strdup_printf (ngettext ("%u step up to “%s”", "%u steps up to “%s”", n), n, last->label);
  g_autofree char *tip = instead != NULL ? g_strdup_printf (_ ("Left for “%s”"), instead->label) : NULL;
  g_autofree char *words = tip != NULL ? g_strdup_printf ("%s, %s", tip, is_open ? _ ("open") : _ ("closed")) : NULL;

  show_texts (box, is_open ? "pan-down-symbolic" : "pan-end-symbolic", title, last, words != NULL ? words : is_open ? _ ("open") : _ ("closed"));
  gtk_widget_set_tooltip_text (box, tip);
}

static void
show_step (Pane *self, GtkWidget *box, LtHistoryItem *item, const LtHistory *history)
{
  static const char *const words[] = {
    [LT_HISTORY_DONE] = NULL, [LT_HISTORY_HERE] = N_ ("the session is here"), [LT_HISTORY_AHEAD] = N_ ("undone"), [LT_HISTORY_ASIDE] = N_ ("in a branch"),
  };
  const LtRecord *record = lt_history_find (history, lt_history_item_get_id (item));
  LtHistoryWhere  where = lt_history_model_get_where (self->model, record->id);

  show_texts (box, where == LT_HISTORY_HERE ? "object-select-symbolic" : NULL, record->label, record, words[where] != NULL ? _ (words[where]) : NULL);
  set_class (box, "here", where == LT_HISTORY_HERE);
  set_class (box, "ahead", where == LT_HISTORY_AHEAD);
  gtk_widget_set_tooltip_text (box, record->label);
}

static void
show_item (Pane *self, GtkListItem *row)
{
  GtkWidget               *box = gtk_list_item_get_child (row);
  const LtHistory         *history = history_of (self);
  g_autoptr (LtHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), gtk_list_item_get_position (row)); /* as it is now */
  gboolean is_branch = item != NULL && lt_history_item_get_n_steps (item) > 0;

  if (history == NULL || item == NULL || lt_history_find (history, lt_history_item_get_id (item)) == NULL)
    return;
  g_object_set_data_full (G_OBJECT (box), ITEM, g_object_ref (item), g_object_unref);
  gtk_widget_set_margin_start (box, (int) lt_history_item_get_depth (item) * INDENT_PX);
  set_class (box, "branch", is_branch);
  set_class (box, "aside", lt_history_item_get_depth (item) > 0);
  set_class (box, "here", FALSE);
  set_class (box, "ahead", FALSE);
  if (is_branch)
    show_branch (box, item, history);
  else
    show_step (self, box, item, history);
}

/* --- the factory --- */

static void
on_setup (GtkListItemFactory *factory, GtkListItem *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *image = gtk_image_new (), *title = gtk_label_new (NULL), *time = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_size_request (image, 16, 16);
  gtk_widget_add_css_class (time, "dim");
  gtk_widget_add_css_class (time, "numeric");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), time);
  gtk_list_item_set_child (row, box);
}

static gboolean
focus_later (gpointer data)
{
  GtkWidget *row = gtk_widget_get_parent (data);

  if (row != NULL && gtk_widget_get_mapped (row))
    gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

/* When it is wanted and @row is the step where one is. */
static void
focus_place (Pane *self, GtkListItem *row)
{
  if (!self->wants_focus || gtk_list_item_get_position (row) != lt_history_model_get_place (self->model))
    return;
  self->wants_focus = FALSE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_later, g_object_ref (gtk_list_item_get_child (row)), g_object_unref);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *row, Pane *self)
{
  g_ptr_array_add (self->bound, row);
  show_item (self, row);
  focus_place (self, row);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *row, Pane *self)
{
  g_ptr_array_remove_fast (self->bound, row);
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (row)), ITEM, NULL);
}

/* --- following the document --- */

static void
update (Pane *self)
{
  const LtHistory *history = history_of (self);
  guint            n = history != NULL ? lt_history_get_n_records (history) : 0;
  g_autofree char *count = g_strdup_printf (ngettext ("%u step", "%u steps", n), n);

  lt_history_model_update (self->model, history);
  gtk_label_set_label (GTK_LABEL (self->count), count);
  for (guint i = 0; i < self->bound->len; i++)
    {
      show_item (self, self->bound->pdata[i]);
      focus_place (self, self->bound->pdata[i]);
    }
}

static gboolean
on_timer (gpointer data)
{
  Pane *self = data;

  self->timer = 0;
  if (history_of (self) != NULL)
    update (self);
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  return G_SOURCE_REMOVE;
}

static void
on_document (Pane *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (AFTER_MS, on_timer, self);
}

/* --- hands and keys --- */

static void
reveal (Pane *self)
{
  guint at = lt_history_model_get_place (self->model);

  if (at != G_MAXUINT)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);
}

static void
toggle (Pane *self, LtHistoryItem *item)
{
  lt_history_model_toggle (self->model, lt_history_item_get_id (item));
  update (self);
}

static void
on_activate (GtkListView *list, guint position, Pane *self)
{
  g_autoptr (LtHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item == NULL)
    return;
  if (lt_history_item_get_n_steps (item) > 0)
    {
      toggle (self, item);
      return;
    }
  self->wants_focus = TRUE; /* the rows are others when it was in a branch */
  lt_document_jump (self->document, lt_history_item_get_id (item));
  update (self);
  reveal (self);
}

/* The window does not hear keys while a popover is open. */
static gboolean
pass_on (Pane *self, guint keyval, GdkModifierType state)
{
  static const char *const passed[] = { "win.undo", "win.redo", "win.history", NULL };
  const LtActionRow *row = lt_actions_find_key (keyval, state, LT_ACTIONS_ANYWHERE);

  return self->window != NULL && row != NULL && g_strv_contains (passed, row->action)
         && gtk_widget_activate_action (GTK_WIDGET (self->window), row->action, NULL);
}

/* Right opens a branch, Left closes it. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, Pane *self)
{
  if (pass_on (self, keyval, state))
    return GDK_EVENT_STOP;

  GtkWidget     *focus = gtk_root_get_focus (gtk_widget_get_root (self->list));
  GtkWidget     *box = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  LtHistoryItem *item = box != NULL ? g_object_get_data (G_OBJECT (box), ITEM) : NULL;

  if (item == NULL || lt_history_item_get_n_steps (item) == 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval != (lt_history_item_get_is_open (item) ? GDK_KEY_Left : GDK_KEY_Right))
    return GDK_EVENT_PROPAGATE;
  toggle (self, item);
  return GDK_EVENT_STOP;
}

static void
on_closed (Pane *self)
{
  if (self->window != NULL)
    g_object_set_data (G_OBJECT (self->window), OPEN, NULL);
}

/* --- building --- */

static GtkWidget *
new_list (Pane *self)
{
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Steps, the newest first"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_activate), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->list, keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_PX);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_HEIGHT_PX);
  gtk_widget_set_size_request (scroller, WIDTH_PX, -1);
  return scroller;
}

static GtkWidget *
new_content (Pane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *title = gtk_label_new (_ ("History"));

  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (self->count, "dim");
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "head");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), new_list (self));
  return box;
}

void
lt_history_pane_open (LtWindow *window)
{
  Pane *self = g_object_get_data (G_OBJECT (window), OPEN);

  if (self != NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  self = g_new0 (Pane, 1);
  g_set_weak_pointer (&self->window, window);
  self->document = g_object_ref (lt_context_get_document (lt_window_get_context (window)));
  self->model = lt_history_model_new ();
  self->bound = g_ptr_array_new ();
  self->wants_focus = TRUE;
  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "history");
  gtk_popover_set_child (GTK_POPOVER (self->popover), new_content (self));
  g_object_set_data_full (G_OBJECT (self->popover), "pane", self, pane_free);
  self->notify_id = g_signal_connect_swapped (self->document, "notify", G_CALLBACK (on_document), self);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (on_closed), self);
  update (self);
  g_object_set_data (G_OBJECT (window), OPEN, self);
  lt_focus_back (self->popover, GTK_ROOT (window));
  lt_popover_open (self->popover, lt_window_get_history_button (window));
  reveal (self);
}

static void
on_long_press (GtkGesture *press, double x, double y, LtWindow *window)
{
  gtk_gesture_set_state (press, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
}

static void
on_secondary (GtkGestureClick *click, int n_press, double x, double y, LtWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
}

void
lt_history_pane_tie (LtWindow *window, GtkWidget *button)
{
  GtkGesture *press = gtk_gesture_long_press_new (), *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press), window);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary), window);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (click));
}
