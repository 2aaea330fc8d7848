// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What was given is held, and what has other keys because of it is worked out after each change.
// Layer: app.

#include "app/shell/keymap.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LtKeymap
{
  GObject parent_instance;

  LtKeymap   *base;  /* NULL: the table */
  GHashTable *given; /* action → keys; "": none */
  GHashTable *now;   /* the same, with those who lose keys by it; who is in neither has those of the base */
};

G_DEFINE_FINAL_TYPE (LtKeymap, lt_keymap, G_TYPE_OBJECT)

static guint changed_signal;

LtKeymap *
lt_keymap_new (void)
{
  return g_object_new (LT_TYPE_KEYMAP, NULL);
}

LtKeymap *
lt_keymap_get_default (void)
{
  static LtKeymap *keymap;

  if (keymap == NULL)
    keymap = lt_keymap_new ();
  return keymap;
}

LtKeymap *
lt_keymap_get_base (LtKeymap *self)
{
  return self->base;
}

const char *
lt_keymap_get_base_keys (LtKeymap *self, const LtActionRow *row)
{
  return self->base != NULL ? lt_keymap_get_keys (self->base, row) : row->keys;
}

const char *
lt_keymap_get_keys (LtKeymap *self, const LtActionRow *row)
{
  const char *keys = g_hash_table_lookup (self->now, row->action);

  if (keys == NULL)
    return lt_keymap_get_base_keys (self, row);
  return *keys != '\0' ? keys : NULL;
}

gboolean
lt_keymap_is_given (LtKeymap *self, const LtActionRow *row)
{
  return g_hash_table_contains (self->given, row->action);
}

guint
lt_keymap_count_given (LtKeymap *self)
{
  return g_hash_table_size (self->given);
}

/* --- lists of keys --- */

/* (transfer full): as GTK writes it; NULL: it is none. */
static char *
normal_key (const char *key)
{
  guint           keyval;
  GdkModifierType mods;

  if (!gtk_accelerator_parse (key, &keyval, &mods) || keyval == 0 || !gtk_accelerator_valid (keyval, mods))
    return NULL;
  return gtk_accelerator_name (keyval, mods);
}

/* (transfer full): each once, as GTK writes them. */
static GPtrArray *
normal_keys (const char *keys)
{
  GPtrArray      *list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (keys != NULL ? keys : "", " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      char *key = normal_key (*word);

      if (key != NULL && !g_ptr_array_find_with_equal_func (list, key, g_str_equal, NULL))
        g_ptr_array_add (list, key);
      else
        g_free (key);
    }
  return list;
}

static char *
join (GPtrArray *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) list->pdata[i]);
  return g_string_free (text, FALSE);
}

static gboolean
has_normal (const char *keys, const char *key)
{
  g_autoptr (GPtrArray) list = normal_keys (keys);

  return g_ptr_array_find_with_equal_func (list, key, g_str_equal, NULL);
}

/* (transfer full): the keys as they are compared. */
static char *
dup_normal (const char *keys)
{
  g_autoptr (GPtrArray) list = normal_keys (keys);

  return join (list);
}

gboolean
lt_keymap_is_changed (LtKeymap *self, const LtActionRow *row)
{
  const char *keys = g_hash_table_lookup (self->now, row->action);

  if (keys == NULL)
    return FALSE;
  g_autofree char *base = dup_normal (lt_keymap_get_base_keys (self, row)), *now = dup_normal (keys);
  return strcmp (base, now) != 0;
}

/* --- who has what --- */

static gboolean
overlap (const LtActionRow *a, const LtActionRow *b)
{
  return a != b && (a->scope == b->scope || a->scope == LT_ACTIONS_ANYWHERE || b->scope == LT_ACTIONS_ANYWHERE);
}

/* What the table gives to both is meant so. */
gboolean
lt_keymap_clash (const LtActionRow *a, const LtActionRow *b, const char *key)
{
  return overlap (a, b) && !(has_normal (a->keys, key) && has_normal (b->keys, key));
}

static gboolean
is_taken_by (LtKeymap *self, const LtActionRow *row, const LtActionRow *other, const char *key)
{
  return overlap (row, other) && has_normal (lt_keymap_get_keys (self, other), key) && lt_keymap_clash (row, other, key);
}

GPtrArray *
lt_keymap_find_taken (LtKeymap *self, const LtActionRow *row, const char *keys)
{
  g_autoptr (GPtrArray) list = normal_keys (keys), found = g_ptr_array_new ();

  for (guint i = 0, n = list->len > 0 ? lt_actions_get_n () : 0; i < n; i++)
    for (guint k = 0; k < list->len; k++)
      if (is_taken_by (self, row, lt_actions_get (i), list->pdata[k]))
        {
          g_ptr_array_add (found, (gpointer) lt_actions_get (i));
          break;
        }
  return found->len > 0 ? g_steal_pointer (&found) : NULL;
}

/* --- giving --- */

/* key → GPtrArray of the rows that were given it. */
static GHashTable *
new_owners (LtKeymap *self)
{
  GHashTable *owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0, n = lt_actions_get_n (); i < n; i++)
    {
      const LtActionRow    *row = lt_actions_get (i);
      g_autoptr (GPtrArray) list = normal_keys (g_hash_table_lookup (self->given, row->action));

      for (guint k = 0; k < list->len; k++)
        {
          GPtrArray *rows = g_hash_table_lookup (owners, list->pdata[k]);

          if (rows == NULL)
            g_hash_table_insert (owners, g_strdup (list->pdata[k]), rows = g_ptr_array_new ());
          g_ptr_array_add (rows, (gpointer) row);
        }
    }
  return owners;
}

static gboolean
is_lost (GHashTable *owners, const LtActionRow *row, const char *key)
{
  const GPtrArray *rows = g_hash_table_lookup (owners, key);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (lt_keymap_clash (row, rows->pdata[i], key))
      return TRUE;
  return FALSE;
}

/* Who was given nothing keeps what nobody was given in its place. */
static void
leave_rest (LtKeymap *self, const LtActionRow *row, GHashTable *owners)
{
  g_autoptr (GPtrArray) list = normal_keys (lt_keymap_get_base_keys (self, row));
  guint n = list->len;

  for (guint k = n; k > 0; k--)
    if (is_lost (owners, row, list->pdata[k - 1]))
      g_ptr_array_remove_index (list, k - 1);
  if (list->len < n)
    g_hash_table_insert (self->now, g_strdup (row->action), join (list));
}

static void
settle (LtKeymap *self)
{
  g_autoptr (GHashTable) owners = g_hash_table_size (self->given) > 0 ? new_owners (self) : NULL;

  g_hash_table_remove_all (self->now);
  for (guint i = 0, n = owners != NULL ? lt_actions_get_n () : 0; i < n; i++)
    {
      const LtActionRow *row = lt_actions_get (i);
      const char        *given = g_hash_table_lookup (self->given, row->action);

      if (given != NULL)
        g_hash_table_insert (self->now, g_strdup (row->action), g_strdup (given));
      else
        leave_rest (self, row, owners);
    }
  g_signal_emit (self, changed_signal, 0);
}

/* What the base says is not held. */
static void
give (LtKeymap *self, const LtActionRow *row, const char *keys)
{
  g_autofree char *base = dup_normal (lt_keymap_get_base_keys (self, row));

  if (strcmp (base, keys) == 0)
    g_hash_table_remove (self->given, row->action);
  else
    g_hash_table_insert (self->given, g_strdup (row->action), g_strdup (keys));
}

/* @row, which was given it. */
static void
lose (LtKeymap *self, const LtActionRow *row, const char *key)
{
  g_autoptr (GPtrArray) list = normal_keys (g_hash_table_lookup (self->given, row->action));
  guint at;

  if (g_ptr_array_find_with_equal_func (list, key, g_str_equal, &at))
    g_ptr_array_remove_index (list, at);
  g_autofree char *rest = join (list);
  give (self, row, rest);
}

void
lt_keymap_set_keys (LtKeymap *self, const LtActionRow *row, const char *keys)
{
  g_autoptr (GPtrArray) list = normal_keys (keys);
  g_autofree char *text = join (list);

  for (guint k = 0; k < list->len; k++)
    for (guint i = 0, n = lt_actions_get_n (); i < n; i++)
      if (lt_keymap_is_given (self, lt_actions_get (i)) && is_taken_by (self, row, lt_actions_get (i), list->pdata[k]))
        lose (self, lt_actions_get (i), list->pdata[k]);
  give (self, row, text);
  settle (self);
}

void
lt_keymap_reset (LtKeymap *self, const LtActionRow *row)
{
  g_autofree char *keys = g_strdup (lt_keymap_get_base_keys (self, row));

  lt_keymap_set_keys (self, row, keys);
}

void
lt_keymap_reset_all (LtKeymap *self)
{
  g_hash_table_remove_all (self->given);
  settle (self);
}

void
lt_keymap_set_base (LtKeymap *self, LtKeymap *base)
{
  g_return_if_fail (base != self);

  if (g_set_object (&self->base, base))
    settle (self);
}

void
lt_keymap_replace (LtKeymap *self, LtKeymap *base, GHashTable *given)
{
  g_set_object (&self->base, base);
  g_hash_table_unref (self->given);
  self->given = given;
  settle (self);
}

/* --- presses --- */

char *
lt_keymap_dup_key (guint keyval, GdkModifierType state, const char **why)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  guint    plain = gdk_keyval_to_lower (keyval);
  const char *unused;

  why = why != NULL ? why : &unused;
  *why = NULL;
  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_KP_Tab)
    *why = _ ("Tab moves the keyboard from one thing to the next.");
  else if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter) && state == 0)
    *why = _ ("Enter presses what has the keyboard.");
  else if (keyval == GDK_KEY_Escape && state == 0)
    *why = _ ("Escape gives up and closes.");
  else if (!gtk_accelerator_valid (plain, state))
    *why = _ ("This key can't be used alone.");
  if (*why != NULL)
    return NULL;

  if (plain == gdk_keyval_to_upper (keyval) && letter > ' ' && letter != 0x7f) /* the character says it */
    state &= ~GDK_SHIFT_MASK;
  return gtk_accelerator_name (plain, state);
}

char *
lt_keymap_dup_label (const char *keys)
{
  g_autoptr (GPtrArray) list = normal_keys (keys);
  GString *text;

  if (list->len == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < list->len; i++)
    {
      guint            keyval;
      GdkModifierType  mods;
      g_autofree char *label = NULL;

      gtk_accelerator_parse (list->pdata[i], &keyval, &mods);
      label = gtk_accelerator_get_label (keyval, mods);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
    }
  return g_string_free (text, FALSE);
}

/* --- the class --- */

static void
lt_keymap_finalize (GObject *object)
{
  LtKeymap *self = LT_KEYMAP (object);

  g_clear_object (&self->base);
  g_hash_table_unref (self->given);
  g_hash_table_unref (self->now);
  G_OBJECT_CLASS (lt_keymap_parent_class)->finalize (object);
}

static void
lt_keymap_class_init (LtKeymapClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_keymap_finalize;
  changed_signal = g_signal_new ("changed", LT_TYPE_KEYMAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_keymap_init (LtKeymap *self)
{
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
