// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table of tiles by what they show; two threads draw, newest wishes first; an idle takes them in.
// Layer: app/widgets.

#include "app/widgets/wave-tiles.h"

#include "app/widgets/palette.h"
#include "app/widgets/wave-draw.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#define N_THREADS 2
#define BUDGET (96u << 20)
#define STALE_US 400000 /* wishes that nobody repeats */
#define TAKE_IN_US 1000 /* a frame's share of the main thread */
#define COARSER 16      /* zoom steps to look for what can be stretched */
#define FINER 6

/* Compared as bytes: cleared before it is filled. */
typedef struct
{
  guint64 source;
  gint64  index; /* pixels of the zoom: index × 256 */
  gint32  zoom, height, gain_tenths, scale;
  guint32 n_rows, serial;
  guint32 invert, spare; /* no gap, which memcmp would see */
  guint32 peak, rms; /* 8 bits a part */
} Key;

typedef struct
{
  int           refs; /* atomic: the table, a drawing thread */
  Key           key;
  LtWaveDraw    draw; /* its source is referenced */
  gint64        wished_us;
  GdkTexture   *texture; /* main thread; NULL: pending for the first time */
  GBytes       *bytes;   /* its pixels */
  gboolean      is_pending;
  gboolean      is_whole;
  guint         touches; /* of the source, when it was drawn */
  guint8       *pixels;  /* drawn, not yet taken in */
  gboolean      is_drawn;
  LtWaveTiles  *owner;
  GList         link; /* in shown order */
} Tile;

struct _LtWaveTiles
{
  GObject parent_instance;

  gsize        budget, used;
  GHashTable  *tiles;  /* Key to Tile */
  GHashTable  *latest; /* Key of source, zoom and index alone to the Tile with a texture, borrowed */
  GQueue       shown;  /* of Tile: the one shown last at the head */
  GThreadPool *threads;
  GAsyncQueue *done;
  guint        idle; /* main thread and drawing threads, under the queue's lock */
  guint        n_pending;
};

G_DEFINE_FINAL_TYPE (LtWaveTiles, lt_wave_tiles, G_TYPE_OBJECT)

enum
{
  READY,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static guint
key_hash (gconstpointer key)
{
  const guint32 *words = key;
  guint          hash = 5381;

  for (gsize i = 0; i < sizeof (Key) / 4; i++)
    hash = (hash ^ words[i]) * 16777619u;
  return hash;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static void
tile_unref (Tile *tile)
{
  if (!g_atomic_int_dec_and_test (&tile->refs))
    return;
  g_clear_object (&tile->texture);
  g_clear_pointer (&tile->bytes, g_bytes_unref);
  lt_wave_source_unref (tile->draw.source);
  g_free (tile->pixels);
  g_free (tile);
}

static Key
place_of (const Key *key)
{
  Key place;

  memset (&place, 0, sizeof place);
  place.source = key->source;
  place.index = key->index;
  place.zoom = key->zoom;
  return place;
}

static gsize
size_of (const Tile *tile)
{
  return (gsize) tile->draw.width * (gsize) tile->draw.height * 4;
}

/* --- taking in --- */

static void
forget (LtWaveTiles *self, Tile *tile)
{
  Key place = place_of (&tile->key);

  if (g_hash_table_lookup (self->latest, &place) == tile)
    g_hash_table_remove (self->latest, &place);
  if (tile->texture != NULL)
    {
      g_queue_unlink (&self->shown, &tile->link);
      self->used -= size_of (tile);
    }
  g_hash_table_remove (self->tiles, &tile->key);
}

static void
shrink (LtWaveTiles *self)
{
  while (self->used > self->budget && self->shown.tail != NULL && self->shown.tail != self->shown.head)
    {
      Tile *last = self->shown.tail->data;

      if (last->is_pending)
        break;
      forget (self, last);
    }
}

static void
take_in (LtWaveTiles *self, Tile *tile)
{
  Key place = place_of (&tile->key);

  self->n_pending--;
  tile->is_pending = FALSE;
  if (!tile->is_drawn) /* nobody wanted it any more */
    {
      if (tile->texture == NULL)
        forget (self, tile);
      return;
    }
  if (tile->texture == NULL)
    {
      g_queue_push_head_link (&self->shown, &tile->link);
      self->used += size_of (tile);
    }
  g_clear_object (&tile->texture);
  g_clear_pointer (&tile->bytes, g_bytes_unref);
  tile->bytes = g_bytes_new_take (g_steal_pointer (&tile->pixels), size_of (tile));
  tile->texture = gdk_memory_texture_new (tile->draw.width, tile->draw.height, GDK_MEMORY_DEFAULT, tile->bytes, (gsize) tile->draw.width * 4);
  g_hash_table_replace (self->latest, g_memdup2 (&place, sizeof place), tile);
}

static gboolean
on_done (gpointer data)
{
  LtWaveTiles *self = data;
  gint64       until = g_get_monotonic_time () + TAKE_IN_US;
  Tile        *tile;
  gboolean     more = TRUE;

  while (g_get_monotonic_time () < until && (tile = g_async_queue_try_pop (self->done)) != NULL)
    {
      take_in (self, tile);
      tile_unref (tile);
      g_object_unref (self);
    }
  shrink (self);

  g_async_queue_lock (self->done);
  if (g_async_queue_length_unlocked (self->done) <= 0)
    {
      self->idle = 0;
      more = FALSE;
    }
  g_async_queue_unlock (self->done);
  g_signal_emit (self, signals[READY], 0);
  return more;
}

/* --- drawing threads --- */

static void
draw_tile (gpointer data, gpointer pool_data)
{
  Tile        *tile = data;
  LtWaveTiles *self = tile->owner;

  tile->is_drawn = g_get_monotonic_time () - tile->wished_us < STALE_US;
  if (tile->is_drawn)
    {
      g_clear_pointer (&tile->pixels, g_free);
      tile->touches = lt_wave_source_get_touches (tile->draw.source);
      tile->pixels = lt_wave_draw_pixels (&tile->draw, &tile->is_whole);
    }

  g_async_queue_lock (self->done);
  g_async_queue_push_unlocked (self->done, tile);
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, on_done, g_object_ref (self), g_object_unref);
  g_async_queue_unlock (self->done);
}

static int
newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  const Tile *first = a, *second = b;
  gint64      x = first->wished_us, y = second->wished_us;

  return x > y ? -1 : x < y;
}

static void
send (LtWaveTiles *self, Tile *tile)
{
  tile->is_pending = TRUE;
  self->n_pending++;
  g_atomic_int_inc (&tile->refs);
  g_object_ref (self); /* until it is taken in */
  g_thread_pool_push (self->threads, tile, NULL);
}

/* --- asking --- */

static guint32
pack (const GdkRGBA *c)
{
  return (guint32) lrintf (c->red * 255.0f) << 24 | (guint32) lrintf (c->green * 255.0f) << 16 | (guint32) lrintf (c->blue * 255.0f) << 8
         | (guint32) lrintf (c->alpha * 255.0f);
}

static Key
key_of (const LtWavePicture *picture, gint64 index)
{
  Key  key;
  gint height = (int) ceilf (picture->area.size.height);

  memset (&key, 0, sizeof key);
  key.source = lt_wave_source_get_id (picture->source);
  key.index = index;
  key.zoom = picture->zoom;
  key.height = height;
  key.gain_tenths = (gint32) lrint (CLAMP (picture->gain_db, -144.0, 144.0) * 10.0);
  key.scale = picture->widget != NULL ? gtk_widget_get_scale_factor (picture->widget) : 1;
  key.n_rows = lt_wave_source_get_n_channels (picture->source) > 1 && height >= LT_WAVE_DRAW_FOLD_PX ? 2 : 1;
  key.invert = picture->invert;
  key.serial = lt_palette_get_serial ();
  key.peak = pack (&picture->peak);
  key.rms = pack (&picture->rms);
  return key;
}

static Tile *
tile_new (LtWaveTiles *self, const LtWavePicture *picture, const Key *key)
{
  Tile *tile = g_new0 (Tile, 1);

  tile->refs = 1;
  tile->key = *key;
  tile->owner = self;
  tile->link.data = tile;
  tile->draw = (LtWaveDraw) {
    .source = lt_wave_source_ref (picture->source),
    .first = (double) key->index * LT_WAVE_TILES_WIDTH * exp2 (key->zoom / 4.0),
    .frames_per_pixel = exp2 (key->zoom / 4.0) / key->scale,
    .width = LT_WAVE_TILES_WIDTH * key->scale,
    .height = key->height * key->scale,
    .scale = key->scale,
    .n_rows = key->n_rows,
    .gain = (key->invert ? -1.0 : 1.0) * pow (10.0, key->gain_tenths / 200.0),
    .peak = picture->peak,
    .rms = picture->rms,
  };
  g_hash_table_insert (self->tiles, &tile->key, tile);
  return tile;
}

/* The tile, asked for if it isn't there or lacks what is known by now. */
static Tile *
wish (LtWaveTiles *self, const LtWavePicture *picture, gint64 index)
{
  Key   key = key_of (picture, index);
  Tile *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile == NULL)
    tile = tile_new (self, picture, &key);
  tile->wished_us = g_get_monotonic_time ();
  if (tile->texture != NULL)
    {
      g_queue_unlink (&self->shown, &tile->link);
      g_queue_push_head_link (&self->shown, &tile->link);
    }
  if (!tile->is_pending && (tile->texture == NULL || (!tile->is_whole && tile->touches != lt_wave_source_get_touches (picture->source))))
    send (self, tile);
  return tile;
}

static gboolean
is_software (const LtWavePicture *picture)
{
  GtkNative *native = picture->widget != NULL ? gtk_widget_get_native (picture->widget) : NULL;

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

static void
bytes_unref (gpointer bytes)
{
  g_bytes_unref (bytes);
}

/* Without a graphics card GTK 4.8 converts a texture by way of floats each time it is drawn: cairo takes it as it is. */
static void
append_surface (GtkSnapshot *snapshot, const Tile *tile, const graphene_rect_t *to, const graphene_rect_t *clip)
{
  static const cairo_user_data_key_t key;
  graphene_rect_t                    seen;

  if (!graphene_rect_intersection (to, clip, &seen))
    return;
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (tile->bytes, NULL), CAIRO_FORMAT_ARGB32, tile->draw.width,
                                                                  tile->draw.height, tile->draw.width * 4);
  cairo_t         *cr = gtk_snapshot_append_cairo (snapshot, &seen);

  cairo_surface_set_user_data (surface, &key, g_bytes_ref (tile->bytes), bytes_unref);
  cairo_translate (cr, to->origin.x, to->origin.y);
  cairo_scale (cr, to->size.width / tile->draw.width, to->size.height / tile->draw.height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The tile from @x over @width pixels; its own gain and height may differ. */
static void
append_stretched (GtkSnapshot *snapshot, const Tile *tile, double x, double width, const LtWavePicture *picture)
{
  double          gain = pow (10.0, (lrint (picture->gain_db * 10.0) - tile->key.gain_tenths) / 200.0);
  double          h = picture->area.size.height, tall = CLAMP (gain, 0.1, 10.0) * h;
  graphene_rect_t to;

  if (tile->key.n_rows > 1) /* each row grows about its own middle: not worth a stretch */
    tall = h;
  to = GRAPHENE_RECT_INIT ((float) x, picture->area.origin.y + (float) ((h - tall) / 2.0), (float) width, (float) tall);
  if (is_software (picture))
    append_surface (snapshot, tile, &to, &picture->area);
  else
    gtk_snapshot_append_texture (snapshot, tile->texture, &to);
}

/* Something that shows the same frames, of another zoom or look. */
static void
append_fallback (LtWaveTiles *self, GtkSnapshot *snapshot, const LtWavePicture *picture, gint64 index, double x)
{
  static const int order[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, COARSER, -1, -2, -3, -4, -5, -FINER };
  double fpp = exp2 (picture->zoom / 4.0), from = (double) index * LT_WAVE_TILES_WIDTH * fpp, middle = from + LT_WAVE_TILES_WIDTH / 2.0 * fpp;

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      Key    place;
      double other = exp2 ((picture->zoom + order[i]) / 4.0);
      Tile  *tile;

      memset (&place, 0, sizeof place);
      place.source = lt_wave_source_get_id (picture->source);
      place.zoom = picture->zoom + order[i];
      place.index = (gint64) floor (middle / (LT_WAVE_TILES_WIDTH * other));
      tile = g_hash_table_lookup (self->latest, &place);
      if (tile == NULL)
        continue;
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) x, picture->area.origin.y, LT_WAVE_TILES_WIDTH, picture->area.size.height));
      append_stretched (snapshot, tile, x + ((double) place.index * LT_WAVE_TILES_WIDTH * other - from) / fpp, LT_WAVE_TILES_WIDTH * other / fpp,
                        picture);
      gtk_snapshot_pop (snapshot);
      return;
    }
}

static gboolean
snapshot_forward (LtWaveTiles *self, GtkSnapshot *snapshot, const LtWavePicture *picture)
{
  double   left = picture->first / exp2 (picture->zoom / 4.0); /* pixels of the zoom */
  double   right = left + picture->area.size.width;
  gboolean whole = TRUE;

  for (gint64 i = (gint64) floor (left / LT_WAVE_TILES_WIDTH); (double) i * LT_WAVE_TILES_WIDTH < right; i++)
    {
      double x = rint (picture->area.origin.x + (double) i * LT_WAVE_TILES_WIDTH - left);
      Tile  *tile = wish (self, picture, i);

      if (tile->texture != NULL)
        append_stretched (snapshot, tile, x, LT_WAVE_TILES_WIDTH, picture);
      else
        append_fallback (self, snapshot, picture, i, x);
      whole &= tile->texture != NULL && !tile->is_pending && tile->is_whole;
    }
  return whole;
}

/* Less than a frame of the file a pixel: it is drawn as a line from sample to sample. */
static gboolean
is_line (const LtWavePicture *picture)
{
  int scale = picture->widget != NULL ? gtk_widget_get_scale_factor (picture->widget) : 1;

  return exp2 (picture->zoom / 4.0) / scale * lt_wave_source_get_ratio (picture->source) < 1.0;
}

gboolean
lt_wave_tiles_snapshot (LtWaveTiles *self, GtkSnapshot *snapshot, const LtWavePicture *picture)
{
  const graphene_rect_t *area = &picture->area;
  LtWavePicture          forward = *picture;
  gboolean               whole;

  if (area->size.width < 1.0f || area->size.height < 1.0f)
    return TRUE;

  gtk_snapshot_push_clip (snapshot, area);
  if (!picture->reverse)
    whole = snapshot_forward (self, snapshot, picture);
  else
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area->origin.x + area->size.width, 0.0f));
      gtk_snapshot_scale (snapshot, -1.0f, 1.0f);
      forward.area.origin.x = 0.0f;
      if (is_line (picture)) /* a sample is drawn where its frame begins, which is now its other side */
        forward.first -= 1.0 / lt_wave_source_get_ratio (picture->source);
      whole = snapshot_forward (self, snapshot, &forward);
      gtk_snapshot_restore (snapshot);
    }
  gtk_snapshot_pop (snapshot);
  return whole;
}

guint
lt_wave_tiles_get_n_ready (LtWaveTiles *self)
{
  return self->shown.length;
}

guint
lt_wave_tiles_get_n_pending (LtWaveTiles *self)
{
  return self->n_pending;
}

/* --- the class --- */

static void
lt_wave_tiles_finalize (GObject *object)
{
  LtWaveTiles *self = LT_WAVE_TILES (object);

  g_thread_pool_free (self->threads, FALSE, TRUE);
  g_async_queue_unref (self->done);
  g_hash_table_unref (self->latest);
  g_hash_table_unref (self->tiles);
  G_OBJECT_CLASS (lt_wave_tiles_parent_class)->finalize (object);
}

static void
lt_wave_tiles_class_init (LtWaveTilesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_wave_tiles_finalize;
  signals[READY] = g_signal_new ("ready", LT_TYPE_WAVE_TILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_wave_tiles_init (LtWaveTiles *self)
{
  self->budget = BUDGET;
  self->tiles = g_hash_table_new_full (key_hash, key_equal, NULL, (GDestroyNotify) tile_unref);
  self->latest = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  self->done = g_async_queue_new ();
  self->threads = g_thread_pool_new (draw_tile, NULL, N_THREADS, FALSE, NULL);
  g_thread_pool_set_sort_function (self->threads, newest_first, NULL);
}

LtWaveTiles *
lt_wave_tiles_new (gsize budget)
{
  LtWaveTiles *self = g_object_new (LT_TYPE_WAVE_TILES, NULL);

  self->budget = budget;
  return self;
}

LtWaveTiles *
lt_wave_tiles_get_default (void)
{
  static LtWaveTiles *all;

  if (all == NULL)
    all = g_object_new (LT_TYPE_WAVE_TILES, NULL);
  return all;
}
