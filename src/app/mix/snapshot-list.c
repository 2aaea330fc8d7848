// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows are made anew when the list of snapshots is another; there are a handful.
// Layer: app.

#include "app/mix/snapshot-list.h"

#include "app/mix/mix-edit.h"
#include "app/mix/snapshot-edit.h"
#include "app/shell/actions.h"
#include "app/widgets/name-stack.h"

#include <glib/gi18n.h>

#define MAX_HEIGHT 320
#define N_KEYS 9u /* Ctrl+1 to Ctrl+9 */

struct _LtSnapshotList
{
  GtkWidget parent_instance;

  LtContext *context;
  GPtrArray *shown; /* the session's list that the rows are of; NULL: none */
  GtkWidget *box, *list, *scroller, *hint;
};

G_DEFINE_FINAL_TYPE (LtSnapshotList, lt_snapshot_list, GTK_TYPE_WIDGET)

static const struct
{
  LtSnapshotParts part;
  const char     *label;
} part_items[] = {
  { LT_SNAPSHOT_LEVELS, N_ ("Recall levels") }, { LT_SNAPSHOT_PAN, N_ ("Recall pan") },         { LT_SNAPSHOT_INSERTS, N_ ("Recall inserts") },
  { LT_SNAPSHOT_SENDS, N_ ("Recall sends") },   { LT_SNAPSHOT_ROUTING, N_ ("Recall routing") }, { LT_SNAPSHOT_AUTOMATION, N_ ("Recall automation") },
};

static LtId
id_of (GtkWidget *row)
{
  return (LtId) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "snapshot"));
}

static GtkListBoxRow *
find_row (LtSnapshotList *self, LtId id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (id_of (GTK_WIDGET (row)) == id)
      return row;
  return NULL;
}

/* --- renaming in place --- */

static void
begin_rename (LtSnapshotList *self, GtkListBoxRow *row)
{
  const LtSession  *session = lt_mix_edit_get_session (self->context);
  const LtSnapshot *snapshot = session != NULL ? lt_session_find_snapshot (session, id_of (GTK_WIDGET (row))) : NULL;

  if (snapshot != NULL)
    lt_name_stack_begin (g_object_get_data (G_OBJECT (row), "names"), snapshot->name);
}

static void
on_renamed (LtNameStack *names, const char *name, LtSnapshotList *self)
{
  LtId           id = id_of (gtk_widget_get_ancestor (GTK_WIDGET (names), GTK_TYPE_LIST_BOX_ROW));
  GtkListBoxRow *row;

  lt_snapshot_edit_rename (self->context, id, name);
  row = find_row (self, id); /* another one now */
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- what is done --- */

static void
on_take (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSnapshotList *self = LT_SNAPSHOT_LIST (widget);
  GtkListBoxRow  *row = find_row (self, lt_snapshot_edit_take (self->context));

  if (row != NULL)
    begin_rename (self, row);
}

static void
on_recall (GtkWidget *widget, const char *action, GVariant *parameter)
{
  guint64 id;
  guint32 parts;

  g_variant_get (parameter, "(tu)", &id, &parts);
  lt_snapshot_edit_recall (LT_SNAPSHOT_LIST (widget)->context, (LtId) id, (LtSnapshotParts) parts, FALSE);
}

static void
on_recall_selected (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_snapshot_edit_recall (LT_SNAPSHOT_LIST (widget)->context, (LtId) g_variant_get_uint64 (parameter), LT_SNAPSHOT_ALL, TRUE);
}

static void
on_update (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_snapshot_edit_update (LT_SNAPSHOT_LIST (widget)->context, (LtId) g_variant_get_uint64 (parameter));
}

static void
on_rename (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkListBoxRow *row = find_row (LT_SNAPSHOT_LIST (widget), (LtId) g_variant_get_uint64 (parameter));

  if (row != NULL)
    begin_rename (LT_SNAPSHOT_LIST (widget), row);
}

static void
on_remove (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_snapshot_edit_remove (LT_SNAPSHOT_LIST (widget)->context, (LtId) g_variant_get_uint64 (parameter));
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, LtSnapshotList *self)
{
  lt_snapshot_edit_recall (self->context, id_of (GTK_WIDGET (row)), LT_SNAPSHOT_ALL, FALSE);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtSnapshotList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->list);

  if (row == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_F2)
    begin_rename (self, GTK_LIST_BOX_ROW (row));
  else if (keyval == GDK_KEY_Delete && gtk_widget_is_focus (row))
    lt_snapshot_edit_remove (self->context, id_of (row));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* --- rows --- */

static void
append (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (LtId id)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) parts = g_menu_new (), own = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (part_items); i++)
    append (parts, _ (part_items[i].label), "snapshots.recall", g_variant_new ("(tu)", (guint64) id, (guint32) part_items[i].part));
  append (parts, _ ("Recall selected strips"), "snapshots.recall-selected", g_variant_new_uint64 (id));
  append (own, _ ("Update to this mix"), "snapshots.update", g_variant_new_uint64 (id));
  append (own, _ ("Rename"), "snapshots.rename", g_variant_new_uint64 (id));
  append (own, _ ("Remove"), "snapshots.remove", g_variant_new_uint64 (id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (parts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
new_row (LtSnapshotList *self, const LtSnapshot *snapshot, guint index)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *menu = gtk_menu_button_new ();
  g_autoptr (GMenuModel) model = new_menu (snapshot->id);
  g_autofree char *more = g_strdup_printf (_ ("More of “%s”"), snapshot->name);
  g_autofree char *tip = g_strdup_printf (_ ("Recall “%s”: the whole mix"), snapshot->name);
  g_autofree char *action = g_strdup_printf ("win.snapshot-recall::%u", index + 1);
  GtkWidget *names = lt_name_stack_new (snapshot->name, _ ("Name of the snapshot"));

  g_object_set_data (G_OBJECT (row), "snapshot", GSIZE_TO_POINTER ((gsize) snapshot->id));
  g_object_set_data (G_OBJECT (row), "names", names);
  g_signal_connect (names, "renamed", G_CALLBACK (on_renamed), self);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_widget_add_css_class (menu, "flat");
  lt_actions_set_name (menu, more);
  gtk_box_append (GTK_BOX (box), names);
  if (index < N_KEYS)
    {
      const LtActionRow *key = lt_actions_find (action);
      g_autofree char   *text = key != NULL ? lt_actions_dup_key_label (key) : NULL;

      if (text != NULL)
        {
          GtkWidget *label = gtk_label_new (text);

          gtk_widget_add_css_class (label, "caption");
          gtk_box_append (GTK_BOX (box), label);
        }
    }
  gtk_box_append (GTK_BOX (box), menu);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, snapshot->name, -1);
  return row;
}

static void
fill (LtSnapshotList *self)
{
  const LtSession *session = lt_mix_edit_get_session (self->context);
  GPtrArray       *now = session != NULL ? session->snapshots : NULL;
  GtkWidget       *child;

  if (now == self->shown)
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = now != NULL ? g_ptr_array_ref (now) : NULL;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; now != NULL && i < now->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, g_ptr_array_index (now, i), i));
  gtk_widget_set_visible (self->scroller, now != NULL && now->len > 0);
  gtk_widget_set_visible (self->hint, now == NULL || now->len == 0);
}

/* --- the class --- */

static void
lt_snapshot_list_dispose (GObject *object)
{
  LtSnapshotList *self = LT_SNAPSHOT_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_snapshot_list_parent_class)->dispose (object);
}

static void
lt_snapshot_list_class_init (LtSnapshotListClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_snapshot_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget, "snapshots.take", NULL, on_take);
  gtk_widget_class_install_action (widget, "snapshots.recall", "(tu)", on_recall);
  gtk_widget_class_install_action (widget, "snapshots.recall-selected", "t", on_recall_selected);
  gtk_widget_class_install_action (widget, "snapshots.update", "t", on_update);
  gtk_widget_class_install_action (widget, "snapshots.rename", "t", on_rename);
  gtk_widget_class_install_action (widget, "snapshots.remove", "t", on_remove);
}

static GtkWidget *
build_head (void)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *title = gtk_label_new (_ ("Snapshots")), *take = gtk_button_new_with_label (_ ("Take snapshot"));
  g_autofree char *tip = lt_actions_dup_tooltip ("win.snapshot-take");

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_tooltip_text (take, tip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (take), "snapshots.take");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), take);
  return head;
}

static void
lt_snapshot_list_init (LtSnapshotList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->list = gtk_list_box_new ();
  self->scroller = gtk_scrolled_window_new ();
  self->hint = gtk_label_new (_ ("None yet. Take one, and come back to this mix whenever you like."));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Snapshots"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->hint), 34);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0.0f);
  gtk_widget_add_css_class (self->hint, "dim");
  gtk_box_append (GTK_BOX (self->box), build_head ());
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_box_append (GTK_BOX (self->box), self->hint);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->list, keys);
}

GtkWidget *
lt_snapshot_list_new (LtContext *context)
{
  LtSnapshotList *self = g_object_new (LT_TYPE_SNAPSHOT_LIST, NULL);

  self->context = context;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Mixer snapshots"), -1);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
