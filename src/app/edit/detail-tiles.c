// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table of tiles by what they show; two threads draw, newest wishes first.
// Layer: app.

#include "app/edit/detail-tiles.h"

#include "app/widgets/palette.h"
#include "media/spectrum-columns.h"

#include <math.h>
#include <string.h>

#define N_THREADS 2
#define MOST 400        /* tiles that are kept: of usual size about 60 MB */
#define STALE_US 400000 /* wishes that nobody repeats */
#define RANGE_DB 90.0f
#define WIDTH LT_DETAIL_TILES_WIDTH

typedef struct
{
  char    *path;
  gint64   index;
  gint     zoom, height;
  guint    size;
  gboolean is_log;
  double   low_hz, high_hz;
} Key;

typedef struct
{
  gint             refs;
  Key              key;
  LtDetailTiles   *owner; /* of those under way: a reference */
  gint64           wished_us;
  gint64           shown_us;
  gboolean         is_pending, is_drawn;
  float           *levels; /* height × WIDTH, a column after the other, from the bottom; written by the thread */
  cairo_surface_t *surface;
} Tile;

struct _LtDetailTiles
{
  GObject parent_instance;

  GHashTable  *tiles;
  GThreadPool *threads;
};

G_DEFINE_FINAL_TYPE (LtDetailTiles, lt_detail_tiles, G_TYPE_OBJECT)

static guint ready_signal;

/* --- keys --- */

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->path) ^ (guint) key->index * 2654435761u ^ (guint) key->zoom * 97u ^ (guint) key->height * 31u ^ key->size ^ (guint) key->is_log;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->index == y->index && x->zoom == y->zoom && x->height == y->height && x->size == y->size && x->is_log == y->is_log && x->low_hz == y->low_hz
         && x->high_hz == y->high_hz && strcmp (x->path, y->path) == 0;
}

static void
tile_unref (gpointer data)
{
  Tile *tile = data;

  if (!g_atomic_int_dec_and_test (&tile->refs))
    return;
  if (tile->surface != NULL)
    cairo_surface_destroy (tile->surface);
  g_free (tile->levels);
  g_free (tile->key.path);
  g_free (tile);
}

/* --- frequencies --- */

double
lt_detail_tiles_share (const LtDetailTilesPicture *picture, double freq_hz)
{
  if (!picture->is_log)
    return (freq_hz - picture->low_hz) / (picture->high_hz - picture->low_hz);
  return log (MAX (freq_hz, 1.0) / picture->low_hz) / log (picture->high_hz / picture->low_hz);
}

double
lt_detail_tiles_freq (const LtDetailTilesPicture *picture, double share)
{
  return picture->is_log ? picture->low_hz * pow (picture->high_hz / picture->low_hz, share) : picture->low_hz + share * (picture->high_hz - picture->low_hz);
}

/* --- drawing threads --- */

static float *
measure (const Key *key)
{
  LtDetailTilesPicture picture = { .is_log = key->is_log, .low_hz = key->low_hz, .high_hz = key->high_hz };
  double               step = exp2 (key->zoom / 4.0);
  g_autoptr (LtReader) reader = lt_reader_open (key->path, NULL);
  g_autoptr (LtSpectrumColumns) columns = reader != NULL ? lt_spectrum_columns_new (key->size) : NULL;
  g_autofree double   *edges = g_new (double, key->height + 1);
  LtSpectrumGrid       grid = { (double) key->index * WIDTH * step, step, WIDTH, (uint32_t) key->height, edges };
  float               *levels;

  if (columns == NULL)
    return NULL;
  for (int i = 0; i <= key->height; i++)
    edges[i] = lt_detail_tiles_freq (&picture, (double) i / key->height);
  levels = g_new (float, (gsize) key->height * WIDTH);
  lt_spectrum_columns_run (columns, reader, &grid, levels);
  return levels;
}

static gboolean
on_done (gpointer data)
{
  Tile          *tile = data;
  LtDetailTiles *self = tile->owner;

  tile->owner = NULL;
  tile->is_pending = FALSE;
  if (!tile->is_drawn) /* nobody wanted it any more */
    g_hash_table_remove (self->tiles, &tile->key);
  g_signal_emit (self, ready_signal, 0);
  tile_unref (tile);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static void
draw_tile (gpointer data, gpointer pool_data)
{
  Tile *tile = data;

  tile->is_drawn = g_get_monotonic_time () - tile->wished_us < STALE_US;
  if (tile->is_drawn)
    tile->levels = measure (&tile->key);
  g_idle_add (on_done, tile);
}

static int
newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  const Tile *first = a, *second = b;

  return first->wished_us > second->wished_us ? -1 : first->wished_us < second->wished_us;
}

/* --- the table --- */

static gboolean
is_old (gpointer key, gpointer value, gpointer data)
{
  const Tile *tile = value;

  return !tile->is_pending && tile->shown_us < *(gint64 *) data;
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* Half of the tiles, those not shown for longest, go. */
static void
shrink (LtDetailTiles *self)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter     iter;
  gpointer           value;
  gint64             middle;

  if (g_hash_table_size (self->tiles) <= MOST)
    return;
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_append_val (times, ((Tile *) value)->shown_us);
  g_array_sort (times, by_time);
  middle = g_array_index (times, gint64, times->len / 2);
  g_hash_table_foreach_remove (self->tiles, is_old, &middle);
}

static Key
key_of (const LtDetailTilesPicture *picture, gint64 index)
{
  return (Key) { (char *) picture->path, index, picture->zoom, MAX ((gint) picture->area.size.height, 1), picture->size, picture->is_log, picture->low_hz, picture->high_hz };
}

static Tile *
wish (LtDetailTiles *self, const LtDetailTilesPicture *picture, gint64 index)
{
  Key   key = key_of (picture, index);
  Tile *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile == NULL)
    {
      tile = g_new0 (Tile, 1);
      tile->refs = 1;
      tile->key = key;
      tile->key.path = g_strdup (key.path);
      g_hash_table_insert (self->tiles, &tile->key, tile);
    }
  tile->wished_us = tile->shown_us = g_get_monotonic_time ();
  if (!tile->is_pending && !tile->is_drawn)
    {
      tile->is_pending = TRUE;
      tile->owner = g_object_ref (self);
      g_atomic_int_inc (&tile->refs);
      g_thread_pool_push (self->threads, tile, NULL);
    }
  return tile;
}

/* --- pictures --- */

static void
paint (Tile *tile)
{
  int      height = tile->key.height, stride;
  guint32  ramp[256];
  guchar  *pixels;

  for (int i = 0; i < 256; i++)
    {
      GdkRGBA c = lt_palette_heat (i / 255.0);

      ramp[i] = 0xff000000u | (guint32) lrintf (c.red * 255.0f) << 16 | (guint32) lrintf (c.green * 255.0f) << 8 | (guint32) lrintf (c.blue * 255.0f);
    }
  tile->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, height);
  pixels = cairo_image_surface_get_data (tile->surface);
  stride = cairo_image_surface_get_stride (tile->surface);
  cairo_surface_flush (tile->surface);
  for (int y = 0; y < height; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (pixels + (gsize) (height - 1 - y) * (gsize) stride);

      for (int x = 0; x < WIDTH; x++)
        row[x] = ramp[(int) (CLAMP (1.0f + tile->levels[x * height + y] / RANGE_DB, 0.0f, 1.0f) * 255.0f)];
    }
  cairo_surface_mark_dirty (tile->surface);
}

static void
append (GtkSnapshot *snapshot, Tile *tile, double x, double width, const graphene_rect_t *area)
{
  graphene_rect_t to = GRAPHENE_RECT_INIT ((float) x, area->origin.y, (float) width, area->size.height), shown;
  cairo_t        *cr;

  if (!graphene_rect_intersection (&to, area, &shown))
    return;
  if (tile->surface == NULL)
    paint (tile);
  cr = gtk_snapshot_append_cairo (snapshot, &shown);
  cairo_translate (cr, x, area->origin.y);
  cairo_scale (cr, width / WIDTH, area->size.height / tile->key.height);
  cairo_set_source_surface (cr, tile->surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

/* Another zoom or window that shows the same place. */
static void
append_other (LtDetailTiles *self, GtkSnapshot *snapshot, const LtDetailTilesPicture *picture, gint64 index, double x)
{
  double          step = exp2 (picture->zoom / 4.0), from = (double) index * WIDTH * step, middle = from + WIDTH / 2.0 * step;
  graphene_rect_t place = GRAPHENE_RECT_INIT ((float) x, picture->area.origin.y, WIDTH, picture->area.size.height);
  GHashTableIter  iter;
  gpointer        value;
  Tile           *best = NULL;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Tile  *tile = value;
      double other = exp2 (tile->key.zoom / 4.0), start = (double) tile->key.index * WIDTH * other;

      if (tile->levels != NULL && !tile->is_pending && tile->key.is_log == picture->is_log && start <= middle && middle < start + WIDTH * other
          && strcmp (tile->key.path, picture->path) == 0
          && (best == NULL || abs (tile->key.zoom - picture->zoom) < abs (best->key.zoom - picture->zoom)))
        best = tile;
    }
  if (best == NULL || !graphene_rect_intersection (&place, &picture->area, &place))
    return;
  double other = exp2 (best->key.zoom / 4.0);
  append (snapshot, best, x + ((double) best->key.index * WIDTH * other - from) / step, WIDTH * other / step, &place);
}

static void
snapshot_forward (LtDetailTiles *self, GtkSnapshot *snapshot, const LtDetailTilesPicture *picture)
{
  double left = picture->first / exp2 (picture->zoom / 4.0), right = left + picture->area.size.width;

  for (gint64 i = (gint64) floor (left / WIDTH); (double) i * WIDTH < right; i++)
    {
      double x = rint (picture->area.origin.x + (double) i * WIDTH - left);
      Tile  *tile = wish (self, picture, i);

      if (tile->levels != NULL && !tile->is_pending)
        append (snapshot, tile, x, WIDTH, &picture->area);
      else
        append_other (self, snapshot, picture, i, x);
    }
  shrink (self);
}

void
lt_detail_tiles_snapshot (LtDetailTiles *self, GtkSnapshot *snapshot, const LtDetailTilesPicture *picture)
{
  const graphene_rect_t *area = &picture->area;
  LtDetailTilesPicture   forward = *picture;

  if (area->size.width < 1.0f || area->size.height < 1.0f)
    return;
  gtk_snapshot_push_clip (snapshot, area);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0.07f, 0.07f, 0.078f, 1.0f }, area); /* the ramp's quiet end */
  if (!picture->reverse)
    snapshot_forward (self, snapshot, picture);
  else
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area->origin.x + area->size.width, 0.0f));
      gtk_snapshot_scale (snapshot, -1.0f, 1.0f);
      forward.area.origin.x = 0.0f;
      snapshot_forward (self, snapshot, &forward);
      gtk_snapshot_restore (snapshot);
    }
  gtk_snapshot_pop (snapshot);
}

gboolean
lt_detail_tiles_get_level (LtDetailTiles *self, const LtDetailTilesPicture *picture, double frame, double freq_hz, double *level_db)
{
  double      step = exp2 (picture->zoom / 4.0), column = floor (frame / step);
  gint64      index = (gint64) floor (column / WIDTH);
  Key         key = key_of (picture, index);
  const Tile *tile = g_hash_table_lookup (self->tiles, &key);
  int         x = (int) (column - (double) index * WIDTH), y = (int) (lt_detail_tiles_share (picture, freq_hz) * key.height);

  if (tile == NULL || tile->is_pending || tile->levels == NULL)
    return FALSE;
  *level_db = (double) tile->levels[CLAMP (x, 0, WIDTH - 1) * key.height + CLAMP (y, 0, key.height - 1)];
  return TRUE;
}

/* --- the class --- */

static void
lt_detail_tiles_finalize (GObject *object)
{
  LtDetailTiles *self = LT_DETAIL_TILES (object);

  g_thread_pool_free (self->threads, FALSE, TRUE);
  g_hash_table_unref (self->tiles);
  G_OBJECT_CLASS (lt_detail_tiles_parent_class)->finalize (object);
}

static void
lt_detail_tiles_class_init (LtDetailTilesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_detail_tiles_finalize;
  ready_signal = g_signal_new ("ready", LT_TYPE_DETAIL_TILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_detail_tiles_init (LtDetailTiles *self)
{
  self->tiles = g_hash_table_new_full (key_hash, key_equal, NULL, tile_unref);
  self->threads = g_thread_pool_new (draw_tile, NULL, N_THREADS, FALSE, NULL);
  g_thread_pool_set_sort_function (self->threads, newest_first, NULL);
}

LtDetailTiles *
lt_detail_tiles_new (void)
{
  return g_object_new (LT_TYPE_DETAIL_TILES, NULL);
}
