// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table by path. Files are opened two at a time and built one at a time (which itself takes two threads).
// Layer: app.

#include "app/shell/peaks-pool.h"

#include <string.h>

#define MAX_OPENING 2
#define PROGRESS_MS 250

/* What the drawing threads hold; the peaks come when the file is open. */
typedef struct
{
  gatomicrefcount refs;
  GMutex          lock;
  LtPeaks        *peaks;
} Shared;

typedef struct
{
  char            *path;
  LtPeaksPoolState state;
  gboolean         looks_again; /* ready, and to be opened once more */
  const char      *problem; /* NULL but of what is missing or failed */
  Shared          *shared;
  LtWaveSource    *source;
  GPtrArray       *others; /* of LtWaveSource: the same at other ratios; NULL: there are none */
  guint            n_channels;
} Item;

struct _LtPeaksPool
{
  GObject parent_instance;

  GHashTable *items;    /* path to Item */
  GQueue      to_open;  /* of Item */
  GQueue      to_build; /* of Item */
  guint       n_opening;
  Item       *building;
  guint       progress; /* timer */
};

G_DEFINE_FINAL_TYPE (LtPeaksPool, lt_peaks_pool, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static Shared *
shared_new (void)
{
  Shared *self = g_new0 (Shared, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  return self;
}

static void
shared_unref (gpointer data)
{
  Shared *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lt_peaks_unref (self->peaks);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static LtPeaks *
shared_dup_peaks (Shared *self)
{
  g_mutex_lock (&self->lock);
  LtPeaks *peaks = self->peaks != NULL ? lt_peaks_ref (self->peaks) : NULL;
  g_mutex_unlock (&self->lock);
  return peaks;
}

static guint
query (gpointer data, guint channel, double start, double per_value, guint n, float *min, float *max, float *rms)
{
  g_autoptr (LtPeaks) peaks = shared_dup_peaks (data);

  if (peaks == NULL || channel >= lt_peaks_get_n_channels (peaks))
    {
      memset (min, 0, n * sizeof *min);
      memset (max, 0, n * sizeof *max);
      memset (rms, 0, n * sizeof *rms);
      return peaks == NULL ? 0 : n;
    }
  return lt_peaks_query (peaks, channel, start, per_value, n, &(LtPeaksRow) { min, max, rms });
}

static void
tell (LtPeaksPool *self, Item *item)
{
  lt_wave_source_touch (item->source);
  for (guint i = 0; item->others != NULL && i < item->others->len; i++)
    lt_wave_source_touch (g_ptr_array_index (item->others, i));
  g_signal_emit (self, signals[CHANGED], 0, item->path);
}

/* Sentences are few, and who shows one may keep it. */
static void
fail (Item *item, const GError *error)
{
  item->state = g_file_test (item->path, G_FILE_TEST_EXISTS) ? LT_PEAKS_POOL_FAILED : LT_PEAKS_POOL_MISSING;
  item->problem = g_intern_string (error->message);
}

/* --- building --- */

static void build_next (LtPeaksPool *self);

static gboolean
on_progress (gpointer data)
{
  LtPeaksPool *self = data;

  if (self->building != NULL)
    tell (self, self->building);
  return G_SOURCE_CONTINUE;
}

static void
on_built (GObject *object, GAsyncResult *result, gpointer data)
{
  LtPeaksPool        *self = data;
  Item               *item = self->building;
  g_autoptr (GError)  error = NULL;
  g_autoptr (LtPeaks) peaks = shared_dup_peaks (item->shared);

  if (lt_peaks_build_finish (peaks, result, &error))
    item->state = LT_PEAKS_POOL_READY;
  else
    fail (item, error);
  self->building = NULL;
  g_clear_handle_id (&self->progress, g_source_remove);
  tell (self, item);
  build_next (self);
}

static void
build_next (LtPeaksPool *self)
{
  if (self->building != NULL || self->to_build.length == 0)
    return;

  self->building = g_queue_pop_head (&self->to_build);
  g_autoptr (LtPeaks) peaks = shared_dup_peaks (self->building->shared);
  self->progress = g_timeout_add (PROGRESS_MS, on_progress, self);
  lt_peaks_build_async (peaks, NULL, on_built, self);
}

/* --- opening --- */

static void open_next (LtPeaksPool *self);

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError  *error = NULL;
  LtPeaks *peaks = lt_peaks_open (data, &error);

  if (peaks != NULL)
    g_task_return_pointer (task, peaks, (GDestroyNotify) lt_peaks_unref);
  else
    g_task_return_error (task, error);
}

/* @peaks: (nullable) (transfer full); NULL: @error says why. */
static void
take (LtPeaksPool *self, Item *item, LtPeaks *peaks, const GError *error)
{
  if (peaks == NULL)
    {
      fail (item, error);
      return;
    }
  g_mutex_lock (&item->shared->lock);
  g_clear_pointer (&item->shared->peaks, lt_peaks_unref);
  item->shared->peaks = peaks;
  g_mutex_unlock (&item->shared->lock);
  item->state = lt_peaks_is_complete (peaks) ? LT_PEAKS_POOL_READY : LT_PEAKS_POOL_BUILDING;
  if (item->state == LT_PEAKS_POOL_BUILDING)
    g_queue_push_tail (&self->to_build, item);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer data)
{
  LtPeaksPool       *self = LT_PEAKS_POOL (object);
  Item              *item = data;
  g_autoptr (GError) error = NULL;
  LtPeaks           *peaks = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_opening--;
  if (peaks != NULL && item->looks_again && lt_peaks_is_same (peaks, item->shared->peaks)) /* nothing to draw anew */
    {
      lt_peaks_unref (peaks);
      g_signal_emit (self, signals[CHANGED], 0, item->path);
    }
  else
    {
      take (self, item, peaks, error);
      tell (self, item);
    }
  item->looks_again = FALSE;
  open_next (self);
  build_next (self);
}

static void
open_next (LtPeaksPool *self)
{
  while (self->n_opening < MAX_OPENING && self->to_open.length > 0)
    {
      Item             *item = g_queue_pop_head (&self->to_open);
      g_autoptr (GTask) task = g_task_new (self, NULL, on_opened, item);

      self->n_opening++;
      g_task_set_task_data (task, g_strdup (item->path), g_free);
      g_task_run_in_thread (task, open_in_thread);
    }
}

/* --- asking --- */

static void
item_free (gpointer data)
{
  Item *item = data;

  lt_wave_source_unref (item->source);
  g_clear_pointer (&item->others, g_ptr_array_unref);
  shared_unref (item->shared);
  g_free (item->path);
  g_free (item);
}

static LtWaveSource *
source_new (Item *item, double ratio)
{
  g_atomic_ref_count_inc (&item->shared->refs); /* the source's */
  return lt_wave_source_new (query, item->shared, shared_unref, item->n_channels, ratio);
}

static LtWaveSource *
source_at (Item *item, double ratio)
{
  if (lt_wave_source_get_ratio (item->source) == ratio)
    return item->source;
  if (item->others == NULL)
    item->others = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_wave_source_unref);
  for (guint i = 0; i < item->others->len; i++)
    if (lt_wave_source_get_ratio (g_ptr_array_index (item->others, i)) == ratio)
      return g_ptr_array_index (item->others, i);
  g_ptr_array_add (item->others, source_new (item, ratio));
  return g_ptr_array_index (item->others, item->others->len - 1);
}

LtWaveSource *
lt_peaks_pool_get_source (LtPeaksPool *self, const char *path, guint n_channels, double ratio)
{
  Item *item = g_hash_table_lookup (self->items, path);

  if (item != NULL)
    return source_at (item, ratio);

  item = g_new0 (Item, 1);
  item->path = g_strdup (path);
  item->shared = shared_new ();
  item->n_channels = n_channels;
  item->source = source_new (item, ratio);
  g_hash_table_insert (self->items, item->path, item);
  g_queue_push_tail (&self->to_open, item);
  open_next (self);
  return item->source;
}

LtPeaksPoolState
lt_peaks_pool_get_state (LtPeaksPool *self, const char *path)
{
  Item *item = g_hash_table_lookup (self->items, path);

  return item != NULL ? item->state : LT_PEAKS_POOL_OPENING;
}

const char *
lt_peaks_pool_get_problem (LtPeaksPool *self, const char *path)
{
  Item *item = g_hash_table_lookup (self->items, path);

  return item != NULL ? item->problem : NULL;
}

LtPeaks *
lt_peaks_pool_dup_peaks (LtPeaksPool *self, const char *path)
{
  Item *item = g_hash_table_lookup (self->items, path);

  return item != NULL ? shared_dup_peaks (item->shared) : NULL;
}

void
lt_peaks_pool_retry (LtPeaksPool *self, const char *path)
{
  Item *item = g_hash_table_lookup (self->items, path);

  if (item == NULL || item->state == LT_PEAKS_POOL_OPENING || item->state == LT_PEAKS_POOL_BUILDING || item->looks_again)
    return;
  g_queue_push_tail (&self->to_open, item);
  if (item->state == LT_PEAKS_POOL_READY)
    item->looks_again = TRUE; /* what is known of it stands until then */
  else
    {
      item->state = LT_PEAKS_POOL_OPENING;
      item->problem = NULL;
      tell (self, item);
    }
  open_next (self);
}

/* --- the class --- */

static void
lt_peaks_pool_finalize (GObject *object)
{
  LtPeaksPool *self = LT_PEAKS_POOL (object);

  g_queue_clear (&self->to_open);
  g_queue_clear (&self->to_build);
  g_clear_handle_id (&self->progress, g_source_remove);
  g_hash_table_unref (self->items);
  G_OBJECT_CLASS (lt_peaks_pool_parent_class)->finalize (object);
}

static void
lt_peaks_pool_class_init (LtPeaksPoolClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_peaks_pool_finalize;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_PEAKS_POOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lt_peaks_pool_init (LtPeaksPool *self)
{
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, item_free);
}

LtPeaksPool *
lt_peaks_pool_get_default (void)
{
  static LtPeaksPool *all;

  if (all == NULL)
    all = g_object_new (LT_TYPE_PEAKS_POOL, NULL);
  return all;
}
