// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tables in the order they were added; few enough to be searched one by one.
// Layer: app.

#include "app/shell/actions.h"

#include "app/shell/keymap.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const LtActionRow *rows;
  guint              n;
} Table;

static GArray *tables;

void
lt_actions_add (const LtActionRow *rows, guint n_rows)
{
  Table table = { rows, n_rows };

  if (tables == NULL)
    tables = g_array_new (FALSE, FALSE, sizeof (Table));
  g_array_append_val (tables, table);
}

guint
lt_actions_get_n (void)
{
  guint n = 0;

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    n += g_array_index (tables, Table, i).n;
  return n;
}

const LtActionRow *
lt_actions_get (guint index)
{
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      const Table *table = &g_array_index (tables, Table, i);

      if (index < table->n)
        return &table->rows[index];
      index -= table->n;
    }
  return NULL;
}

const LtActionRow *
lt_actions_find (const char *action)
{
  for (guint i = 0, n = lt_actions_get_n (); i < n; i++)
    if (strcmp (lt_actions_get (i)->action, action) == 0)
      return lt_actions_get (i);
  return NULL;
}

const char *
lt_actions_get_keys (const LtActionRow *row)
{
  return lt_keymap_get_keys (lt_keymap_get_default (), row);
}

/* Shift is part of the key where it makes another character: "?" is Shift and something, and just "?". With an arrow it is
   a key of its own. */
static gboolean
same_key (const char *accel, guint keyval, GdkModifierType state)
{
  guint           wanted;
  GdkModifierType mods;
  guint           plain = gdk_keyval_to_lower (keyval);

  if (!gtk_accelerator_parse (accel, &wanted, &mods))
    return FALSE;
  state &= gtk_accelerator_get_default_mod_mask ();
  if (wanted == plain && mods == state)
    return TRUE;
  return wanted == keyval && mods == (state & ~GDK_SHIFT_MASK) && plain == gdk_keyval_to_upper (keyval) && gdk_keyval_to_unicode (keyval) > ' ';
}

static gboolean
has_key (const LtActionRow *row, guint keyval, GdkModifierType state)
{
  const char    *now = lt_actions_get_keys (row);
  g_auto (GStrv) keys = now != NULL ? g_strsplit (now, " ", -1) : NULL;

  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (same_key (*key, keyval, state))
      return TRUE;
  return FALSE;
}

const LtActionRow *
lt_actions_find_key (guint keyval, GdkModifierType state, LtActionsScope scope)
{
  const LtActionRow *anywhere = NULL;

  for (guint i = 0, n = lt_actions_get_n (); i < n; i++)
    {
      const LtActionRow *row = lt_actions_get (i);

      if (row->scope == scope && has_key (row, keyval, state))
        return row;
      if (row->scope == LT_ACTIONS_ANYWHERE && anywhere == NULL && has_key (row, keyval, state))
        anywhere = row;
    }
  return anywhere;
}

gboolean
lt_actions_activate (const LtActionRow *row, GtkWidget *widget)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  return g_action_parse_detailed_name (row->action, &name, &target, NULL) && gtk_widget_activate_action_variant (widget, name, target);
}

gboolean
lt_actions_is_text_key (guint keyval, GdkModifierType state)
{
  static const guint editing[] = {
    GDK_KEY_a, GDK_KEY_c, GDK_KEY_v, GDK_KEY_x, GDK_KEY_z, GDK_KEY_y, GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up, GDK_KEY_Down,
    GDK_KEY_Home, GDK_KEY_End, GDK_KEY_BackSpace, GDK_KEY_Delete, GDK_KEY_Insert,
  };

  if (state & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK))
    return FALSE;
  if ((state & GDK_CONTROL_MASK) == 0)
    return keyval < GDK_KEY_F1 || keyval > GDK_KEY_F35;
  for (gsize i = 0; i < G_N_ELEMENTS (editing); i++)
    if (gdk_keyval_to_lower (keyval) == editing[i])
      return TRUE;
  return FALSE;
}

char *
lt_actions_dup_key_label (const LtActionRow *row)
{
  const char     *now = lt_actions_get_keys (row);
  g_auto (GStrv)  keys = now != NULL ? g_strsplit (now, " ", 2) : NULL;
  guint           keyval;
  GdkModifierType mods;

  if (keys == NULL || keys[0] == NULL || !gtk_accelerator_parse (keys[0], &keyval, &mods))
    return NULL;
  return gtk_accelerator_get_label (keyval, mods);
}

/* @name: NULL: the label. */
static char *
dup_tooltip (const LtActionRow *row, const char *name)
{
  g_autofree char *key = lt_actions_dup_key_label (row);

  name = name != NULL ? name : _ (row->label);
  return key != NULL ? g_strdup_printf ("%s (%s)", name, key) : g_strdup (name);
}

char *
lt_actions_dup_tooltip (const char *action)
{
  const LtActionRow *row = lt_actions_find (action);

  g_return_val_if_fail (row != NULL, NULL);
  return dup_tooltip (row, NULL);
}

static void
set_label (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if ((GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget)) && gtk_widget_get_first_child (widget) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (widget)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

#define SHOWN_ACTION "lathe-shown-action"
#define SHOWN_NAME   "lathe-shown-name" /* in place of the action's label; NULL: that */
#define SHOWN_MORE   "lathe-shown-more" /* the tooltip's second line; NULL: none */

static GHashTable *with_tooltips; /* of GtkWidget, borrowed */

static void
show_tooltip (GtkWidget *widget)
{
  const char *action = g_object_get_data (G_OBJECT (widget), SHOWN_ACTION), *name = g_object_get_data (G_OBJECT (widget), SHOWN_NAME);
  const char *more = g_object_get_data (G_OBJECT (widget), SHOWN_MORE);

  if (action == NULL)
    return;

  g_autofree char *text = dup_tooltip (lt_actions_find (action), name);
  g_autofree char *whole = more != NULL ? g_strdup_printf ("%s\n%s", text, more) : g_strdup (text);
  gtk_widget_set_tooltip_text (widget, whole);
}

static void
on_keymap (void)
{
  GHashTableIter iter;
  gpointer       widget;

  g_hash_table_iter_init (&iter, with_tooltips);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    show_tooltip (widget);
}

static void
on_gone (gpointer data, GObject *widget)
{
  g_hash_table_remove (with_tooltips, widget);
}

static void
watch (GtkWidget *widget, const char *action)
{
  if (with_tooltips == NULL)
    {
      with_tooltips = g_hash_table_new (NULL, NULL);
      g_signal_connect (lt_keymap_get_default (), "changed", G_CALLBACK (on_keymap), NULL);
    }
  if (g_hash_table_add (with_tooltips, widget))
    g_object_weak_ref (G_OBJECT (widget), on_gone, NULL);
  g_object_set_data_full (G_OBJECT (widget), SHOWN_ACTION, g_strdup (action), g_free);
}

void
lt_actions_set_tooltip (GtkWidget *widget, const char *action)
{
  lt_actions_set_tooltip_named (widget, action, NULL, NULL);
}

void
lt_actions_set_tooltip_named (GtkWidget *widget, const char *action, const char *name, const char *more)
{
  const LtActionRow *row = lt_actions_find (action);

  g_return_if_fail (row != NULL);
  watch (widget, action);
  g_object_set_data_full (G_OBJECT (widget), SHOWN_NAME, g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (widget), SHOWN_MORE, g_strdup (more), g_free);
  show_tooltip (widget);
  set_label (widget, name != NULL ? name : _ (row->label));
}

void
lt_actions_set_name (GtkWidget *widget, const char *name)
{
  gtk_widget_set_tooltip_text (widget, name);
  set_label (widget, name);
  g_object_set_data (G_OBJECT (widget), SHOWN_ACTION, NULL);
}

char *
lt_actions_dup_label (const char *text)
{
  GString *label = g_string_new (text);

  g_string_replace (label, "_", "__", 0);
  return g_string_free (label, FALSE);
}

static char *
dup_action_of (GMenuModel *menu, int item)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (menu, item, G_MENU_ATTRIBUTE_TARGET, NULL);

  if (!g_menu_model_get_item_attribute (menu, item, G_MENU_ATTRIBUTE_ACTION, "s", &name))
    return NULL;
  return g_action_print_detailed_name (name, target);
}

/* @keys: NULL: it must show none. */
static gboolean
needs_accel (GMenuModel *menu, int item, const char *keys)
{
  g_autofree char *shown = NULL;

  return g_menu_model_get_item_attribute (menu, item, "accel", "s", &shown) || keys != NULL;
}

void
lt_actions_label_menu (GMenu *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (G_MENU_MODEL (menu)); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (G_MENU_MODEL (menu), i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (G_MENU_MODEL (menu), i, G_MENU_LINK_SUBMENU);
      g_autofree char   *action = dup_action_of (G_MENU_MODEL (menu), i);
      const LtActionRow *row = action != NULL ? lt_actions_find (action) : NULL;

      if (section != NULL && G_IS_MENU (section))
        lt_actions_label_menu (G_MENU (section));
      if (submenu != NULL && G_IS_MENU (submenu))
        lt_actions_label_menu (G_MENU (submenu));
      if (row == NULL || !needs_accel (G_MENU_MODEL (menu), i, lt_actions_get_keys (row)))
        continue;

      g_auto (GStrv) keys = g_strsplit (lt_actions_get_keys (row) != NULL ? lt_actions_get_keys (row) : "", " ", 2);
      g_autoptr (GMenuItem) item = g_menu_item_new_from_model (G_MENU_MODEL (menu), i);
      g_menu_item_set_attribute (item, "accel", keys[0] != NULL ? "s" : NULL, keys[0]);
      g_menu_remove (menu, i);
      g_menu_insert_item (menu, i, item);
    }
}

static GQuark
own_keys (void)
{
  return g_quark_from_static_string ("lathe-own-keys");
}

/* A pointer to a function kept as data: by way of a struct, since the two may differ in size. */
typedef struct
{
  LtActionsTakesKey takes;
} OwnKeys;

void
lt_actions_set_own_keys (GtkWidget *widget, LtActionsTakesKey takes)
{
  OwnKeys *keys = g_new (OwnKeys, 1);

  keys->takes = takes;
  g_object_set_qdata_full (G_OBJECT (widget), own_keys (), keys, g_free);
}

gboolean
lt_actions_has_own_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  const OwnKeys *keys = widget != NULL ? g_object_get_qdata (G_OBJECT (widget), own_keys ()) : NULL;

  return keys != NULL && keys->takes (widget, keyval, state);
}
