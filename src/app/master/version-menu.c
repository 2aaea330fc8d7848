// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The menu is made when it opens, and again when the list has changed under it.
// Layer: app.

#include "app/master/version-menu.h"

#include "app/shell/actions.h"
#include "app/widgets/name-stack.h"
#include "session/edit-version.h"
#include "session/snapshot-lost.h"

#include <glib/gi18n.h>

#define WIDTH_CHARS 13 /* so that nothing moves when the name changes */
#define MAX_HEIGHT  320

struct _LtVersionMenu
{
  GtkWidget parent_instance;

  LtContext *context;
  GPtrArray *shown; /* the list that the rows are of */
  LtId       shown_id;

  GtkWidget *caption, *button, *name, *popover, *list, *scroller, *entry;
};

G_DEFINE_FINAL_TYPE (LtVersionMenu, lt_version_menu, GTK_TYPE_WIDGET)

static const LtSession *
session_of (LtContext *context)
{
  return lt_document_get_session (lt_context_get_document (context));
}

/* --- what is done --- */

/* @next (transfer full): NULL: @error (transfer full) tells why. FALSE: that was told, or what of the chain could not come
   back. */
static gboolean
apply (LtContext *context, LtSession *next, const char *label, GError *error)
{
  g_autoptr (GError) own = error;

  if (next == NULL)
    {
      lt_context_toast (context, own->message, FALSE);
      return FALSE;
    }

  g_autoptr (GPtrArray) lost = lt_snapshot_lost_list_version (session_of (context), next);
  const LtSnapshot *version = lt_session_find_version (next, next->version_id);
  g_autofree char  *left_out = lt_snapshot_lost_dup_text (lost, version != NULL ? version->name : "");
  lt_document_apply (lt_context_get_document (context), next, label, NULL);
  if (left_out != NULL)
    lt_context_toast (context, left_out, TRUE);
  return left_out == NULL;
}

/* @said: told when nothing else is; NULL: nothing. */
static void
choose (LtContext *context, LtId id, const char *said)
{
  const LtSnapshot *version = lt_session_find_version (session_of (context), id);
  GError           *error = NULL;

  if (version == NULL)
    return;
  g_autofree char *title = lt_edit_version_dup_title (version);
  g_autofree char *label = g_strdup_printf (_ ("Choose master version “%s”"), title);
  LtSession       *next = lt_edit_version_choose (session_of (context), id, &error);

  if (apply (context, next, label, error) && said != NULL)
    lt_context_toast (context, said, FALSE);
}

void
lt_version_menu_step (LtContext *context, int by)
{
  const LtSession *session = session_of (context);
  int              n = session != NULL ? (int) session->versions->len : 0, at = -1;

  for (int i = 0; i < n; i++)
    if (((const LtSnapshot *) g_ptr_array_index (session->versions, i))->id == session->version_id)
      at = i;
  if (n < 2)
    {
      lt_context_toast (context, _ ("There is no other version of the master chain yet; keep one first"), FALSE);
      return;
    }

  const LtSnapshot *next = g_ptr_array_index (session->versions, at < 0 ? 0 : (at + by + n) % n);
  g_autofree char  *title = lt_edit_version_dup_title (next);
  g_autofree char  *said = g_strdup_printf (_ ("Version %s"), title);

  choose (context, next->id, said);
}

void
lt_version_menu_keep (LtContext *context, const char *name)
{
  const LtSession *session = session_of (context);
  LtId             id;

  if (session == NULL)
    return;
  uint32_t         is_first = lt_session_find_version (session, session->version_id) == NULL; /* the chain as it is has a number then, too */
  g_autofree char *own = name == NULL ? g_strdup_printf (_ ("Version %u"), lt_edit_version_next_number (session) + is_first) : NULL;
  LtSession       *next = lt_edit_version_keep (session, name != NULL ? name : own, &id);
  g_autofree char *title = lt_edit_version_dup_title (lt_session_find_version (next, id));
  g_autofree char *label = g_strdup_printf (_ ("Keep master version “%s”"), title);
  g_autofree char *said = g_strdup_printf (_ ("You now work on version %s"), title);

  if (apply (context, next, label, NULL))
    lt_context_toast (context, said, TRUE);
}

static const LtSnapshot *
version_of (LtVersionMenu *self, GVariant *parameter)
{
  const LtSession *session = session_of (self->context);

  return session != NULL ? lt_session_find_version (session, (LtId) g_variant_get_uint64 (parameter)) : NULL;
}

static void
on_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtVersionMenu    *self = LT_VERSION_MENU (widget);
  const LtSnapshot *version = version_of (self, parameter);

  if (version == NULL)
    return;
  g_autofree char *title = lt_edit_version_dup_title (version);
  g_autofree char *label = g_strdup_printf (_ ("Copy master version “%s”"), title);
  apply (self->context, lt_edit_version_copy (session_of (self->context), version->id, NULL, NULL), label, NULL);
}

/* Where the chosen one goes, another one sounds from now on. */
static char *
dup_removed (const LtSession *next, const char *title, gboolean was_chosen)
{
  const LtSnapshot *now = next->version_id != 0 ? lt_session_find_version (next, next->version_id) : NULL;

  if (!was_chosen || now == NULL)
    return g_strdup_printf (_ ("Removed version %s"), title);
  g_autofree char *other = lt_edit_version_dup_title (now);
  return g_strdup_printf (_ ("Removed version %s; you now work on version %s"), title, other);
}

static void
on_remove (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtVersionMenu    *self = LT_VERSION_MENU (widget);
  const LtSnapshot *version = version_of (self, parameter);
  GError           *error = NULL;

  if (version == NULL)
    return;
  g_autofree char *title = lt_edit_version_dup_title (version);
  g_autofree char *label = g_strdup_printf (_ ("Remove master version “%s”"), title);
  gboolean         was_chosen = session_of (self->context)->version_id == version->id;
  LtSession       *next = lt_edit_version_remove (session_of (self->context), version->id, &error);
  g_autofree char *said = next != NULL ? dup_removed (next, title, was_chosen) : NULL;

  if (apply (self->context, next, label, error))
    lt_context_toast (self->context, said, TRUE);
}

static void
on_keep (LtVersionMenu *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  lt_version_menu_keep (self->context, *name != '\0' ? name : NULL);
}

/* --- naming in place --- */

static LtId
id_of (GtkListBoxRow *row)
{
  return (LtId) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "version"));
}

static GtkListBoxRow *
find_row (LtVersionMenu *self, LtId id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (id_of (row) == id)
      return row;
  return NULL;
}

static LtNameStack *
names_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "names");
}

/* Without its number. */
static void
begin_rename (LtVersionMenu *self, GtkListBoxRow *row)
{
  const LtSnapshot *version = lt_session_find_version (session_of (self->context), id_of (row));

  lt_name_stack_begin (names_of (row), version != NULL ? version->name : "");
}

static void
on_rename (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkListBoxRow *row = find_row (LT_VERSION_MENU (widget), (LtId) g_variant_get_uint64 (parameter));

  if (row != NULL)
    begin_rename (LT_VERSION_MENU (widget), row);
}

static void
on_renamed (LtNameStack *names, const char *name, LtVersionMenu *self)
{
  GtkListBoxRow    *row = GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (GTK_WIDGET (names), GTK_TYPE_LIST_BOX_ROW));
  LtId              id = id_of (row);
  const LtSnapshot *version = lt_session_find_version (session_of (self->context), id);

  if (version == NULL)
    return;
  g_autofree char *title = lt_edit_version_dup_title (version);
  g_autofree char *label = g_strdup_printf (_ ("Rename master version “%s”"), title);

  apply (self->context, lt_edit_version_rename (session_of (self->context), id, name), label, NULL);
  row = find_row (self, id); /* another one now */
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- the rows --- */

static void
append (GMenu *menu, const char *label, const char *action, LtId id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_uint64 (id));
  g_menu_append_item (menu, item);
}

static GtkWidget *
new_more (const LtSnapshot *version, const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *more = g_strdup_printf (_ ("More of “%s”"), title);

  append (menu, _ ("Duplicate"), "versions.copy", version->id);
  append (menu, _ ("Rename"), "versions.rename", version->id);
  append (menu, _ ("Remove"), "versions.remove", version->id);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  lt_actions_set_name (button, more);
  return button;
}

static GtkWidget *
new_row (LtVersionMenu *self, const LtSnapshot *version, gboolean is_current)
{
  GtkWidget       *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *title = lt_edit_version_dup_title (version);
  g_autofree char *words = is_current ? g_strdup_printf (_ ("%s, current"), title) : g_strdup (title);
  GtkWidget       *names = lt_name_stack_new (title, _ ("Name of the version"));

  g_object_set_data (G_OBJECT (row), "version", GSIZE_TO_POINTER ((gsize) version->id));
  g_object_set_data (G_OBJECT (row), "names", names);
  g_signal_connect (names, "renamed", G_CALLBACK (on_renamed), self);
  gtk_widget_set_opacity (mark, is_current ? 1.0 : 0.0); /* its room stays */
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), names);
  gtk_box_append (GTK_BOX (box), new_more (version, title));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

static void
fill (LtVersionMenu *self)
{
  const LtSession *session = session_of (self->context);
  GPtrArray       *now = session != NULL ? session->versions : NULL;
  LtId             current = session != NULL ? session->version_id : 0;
  GtkWidget       *child;

  if (now == self->shown && current == self->shown_id)
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = now != NULL ? g_ptr_array_ref (now) : NULL;
  self->shown_id = current;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; now != NULL && i < now->len; i++)
    {
      const LtSnapshot *version = g_ptr_array_index (now, i);

      gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self, version, version->id == current));
    }
  gtk_widget_set_visible (self->scroller, now != NULL && now->len > 0);
}

static void
update (LtVersionMenu *self)
{
  const LtSession  *session = session_of (self->context);
  const LtSnapshot *version = session != NULL ? lt_session_find_version (session, session->version_id) : NULL;
  g_autofree char  *title = version != NULL ? lt_edit_version_dup_title (version) : g_strdup (_ ("The only one"));
  g_autofree char  *words = g_strdup_printf (_ ("Version of the master chain: %s"), title);

  gtk_label_set_label (GTK_LABEL (self->name), title);
  lt_actions_set_name (self->button, words);
  fill (self);
}

/* --- hands --- */

static void
on_row (GtkListBox *list, GtkListBoxRow *row, LtVersionMenu *self)
{
  choose (self->context, id_of (row), NULL);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtVersionMenu *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->list);

  if (row == NULL || lt_name_stack_is_typed (names_of (GTK_LIST_BOX_ROW (row))))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_F2)
    begin_rename (self, GTK_LIST_BOX_ROW (row));
  else if (keyval == GDK_KEY_Delete)
    gtk_widget_activate_action (GTK_WIDGET (self), "versions.remove", "t", (guint64) id_of (GTK_LIST_BOX_ROW (row)));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_shown (LtVersionMenu *self)
{
  GtkListBoxRow *row = find_row (self, self->shown_id);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->entry);
}

/* --- the class --- */

static void
lt_version_menu_dispose (GObject *object)
{
  LtVersionMenu *self = LT_VERSION_MENU (object);
  GtkWidget     *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_version_menu_parent_class)->dispose (object);
}

static void
lt_version_menu_class_init (LtVersionMenuClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_version_menu_dispose;
  gtk_widget_class_set_css_name (widget, "versionmenu");
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget, "versions.copy", "t", on_copy);
  gtk_widget_class_install_action (widget, "versions.rename", "t", on_rename);
  gtk_widget_class_install_action (widget, "versions.remove", "t", on_remove);
}

static GtkWidget *
build_keep (LtVersionMenu *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *keep = gtk_button_new_with_label (_ ("Keep as new version"));

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Name"));
  gtk_widget_set_hexpand (self->entry, TRUE);
  lt_actions_set_name (self->entry, _ ("Name of the new version"));
  gtk_widget_set_tooltip_text (keep, _ ("The chain as it is stays under its version; you go on with a new one"));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_keep), self);
  g_signal_connect_swapped (keep, "clicked", G_CALLBACK (on_keep), self);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (row), keep);
  return row;
}

static void
build_popover (LtVersionMenu *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->popover = gtk_popover_new ();
  self->list = gtk_list_box_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Versions"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_widget_set_visible (self->scroller, FALSE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->list, keys);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), build_keep (self));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_add_css_class (self->popover, "snapshots");
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_shown), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
}

static void
lt_version_menu_init (LtVersionMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  self->caption = gtk_label_new (_ ("Version"));
  gtk_widget_add_css_class (self->caption, "caption");
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->name), WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), WIDTH_CHARS);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_valign (self->caption, GTK_ALIGN_CENTER);
  build_popover (self);
}

GtkWidget *
lt_version_menu_get_caption (GtkWidget *self)
{
  return LT_VERSION_MENU (self)->caption;
}

GtkWidget *
lt_version_menu_new (LtContext *context)
{
  LtVersionMenu *self = g_object_new (LT_TYPE_VERSION_MENU, NULL);

  self->context = context;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Version of the master chain"), -1);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
