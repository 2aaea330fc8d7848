// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Heads of files are read in threads, and only of those that are looked at.
// Layer: app.

#include "app/edit/browser-item.h"

#include "media/file-format.h"
#include "media/reader.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LtBrowserItem
{
  GObject parent_instance;

  char    *path, *name, *key; /* the latter: to sort by */
  char    *facts;             /* NULL: not asked for yet */
  gboolean is_folder;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtBrowserItem, lt_browser_item, G_TYPE_OBJECT)

static void
lt_browser_item_finalize (GObject *object)
{
  LtBrowserItem *self = LT_BROWSER_ITEM (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->key);
  g_free (self->facts);
  G_OBJECT_CLASS (lt_browser_item_parent_class)->finalize (object);
}

static void
lt_browser_item_class_init (LtBrowserItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_browser_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_BROWSER_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_browser_item_init (LtBrowserItem *self)
{
}

static LtBrowserItem *
item_new (const char *path, gboolean is_folder)
{
  LtBrowserItem   *self = g_object_new (LT_TYPE_BROWSER_ITEM, NULL);
  g_autofree char *folded = NULL;

  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  folded = g_utf8_casefold (self->name, -1);
  self->key = g_utf8_collate_key_for_filename (folded, -1);
  self->is_folder = is_folder;
  return self;
}

const char *
lt_browser_item_get_path (LtBrowserItem *self)
{
  return self->path;
}

const char *
lt_browser_item_get_name (LtBrowserItem *self)
{
  return self->name;
}

gboolean
lt_browser_item_is_folder (LtBrowserItem *self)
{
  return self->is_folder;
}

/* --- what the head says --- */

char *
lt_browser_item_dup_facts (gint64 n_frames, guint rate_hz, guint n_channels)
{
  double           seconds = (double) n_frames / MAX (rate_hz, 1);
  gint64           tenths = (gint64) (seconds * 10.0 + 0.5);
  g_autofree char *channels = n_channels == 1   ? g_strdup (_ ("mono"))
                              : n_channels == 2 ? g_strdup (_ ("stereo"))
                                                : g_strdup_printf (ngettext ("%u channel", "%u channels", n_channels), n_channels);

  return g_strdup_printf ("%d:%02d.%d · %g kHz · %s", (int) (tenths / 600), (int) (tenths / 10 % 60), (int) (tenths % 10), rate_hz / 1000.0, channels);
}

static void
read_head (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError             *error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (data, &error);
  const LtReaderInfo *info = reader != NULL ? lt_reader_get_info (reader) : NULL;

  if (info != NULL)
    g_task_return_pointer (task, lt_browser_item_dup_facts (info->n_frames, info->rate_hz, info->n_channels), g_free);
  else
    g_task_return_error (task, error);
}

static void
on_head (GObject *source, GAsyncResult *result, gpointer data)
{
  LtBrowserItem     *self = LT_BROWSER_ITEM (source);
  g_autoptr (GError) error = NULL;
  char              *facts = g_task_propagate_pointer (G_TASK (result), &error);

  g_free (self->facts);
  self->facts = facts != NULL ? facts : g_strdup (_ ("can’t be read"));
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
lt_browser_item_get_facts (LtBrowserItem *self)
{
  if (self->facts == NULL)
    self->facts = g_strdup ("");
  else
    return self->facts;
  if (!self->is_folder)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, on_head, NULL);

      g_task_set_task_data (task, g_strdup (self->path), g_free);
      g_task_run_in_thread (task, read_head);
    }
  return self->facts;
}

/* --- a folder --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  const LtBrowserItem *one = *(LtBrowserItem *const *) a, *other = *(LtBrowserItem *const *) b;

  return one->is_folder != other->is_folder ? (int) other->is_folder - (int) one->is_folder : strcmp (one->key, other->key);
}

GListStore *
lt_browser_item_list (const char *folder, GError **error)
{
  g_autoptr (GDir)      dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore           *store;
  const char           *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean         is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

      if (name[0] != '.' && (is_folder ? !g_str_has_suffix (name, ".lathe") : lt_file_format_for_path (path) != NULL))
        g_ptr_array_add (items, item_new (path, is_folder));
    }
  g_ptr_array_sort (items, compare);
  store = g_list_store_new (LT_TYPE_BROWSER_ITEM);
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return store;
}
