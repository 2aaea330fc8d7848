// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of prints: names, checksums, age.
// Layer: studio.

#include "studio/clip-print-files.h"

#include "media/reader.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAMPLE (64 * 1024)
#define LEFT_OVER_S (24 * 60 * 60)

/* Size and time of change of a file, and what is known of it. */
typedef struct
{
  int64_t size, time_s, time_ns;
  char   *text; /* NULL: nothing but that it is ready */
} Known;

static GMutex      lock;
static GHashTable *ready;      /* path → Known */
static GHashTable *identities; /* path → Known */
static GHashTable *claimed;    /* path */
static GCond       released;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->text);
  g_free (known);
}

static Known
known_of (const struct stat *st)
{
  return (Known) { .size = st->st_size, .time_s = st->st_mtim.tv_sec, .time_ns = st->st_mtim.tv_nsec };
}

/* Under the lock. */
static const Known *
find (GHashTable *table, const char *path, const Known *now)
{
  const Known *known = table != NULL ? g_hash_table_lookup (table, path) : NULL;

  return known != NULL && known->size == now->size && known->time_s == now->time_s && known->time_ns == now->time_ns ? known : NULL;
}

/* Under the lock. */
static void
remember (GHashTable **table, const char *path, const Known *now, const char *text)
{
  Known *known = g_memdup2 (now, sizeof *now);

  if (*table == NULL)
    *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  known->text = g_strdup (text);
  g_hash_table_replace (*table, g_strdup (path), known);
}

uint64_t
lt_clip_print_files_sum (uint64_t sum, const float *samples, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      uint32_t bits;

      memcpy (&bits, &samples[i], sizeof bits);
      sum = (sum ^ bits) * UINT64_C (0x9e3779b97f4a7c15);
      sum ^= sum >> 29;
    }
  return sum;
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "lathe", "clips", NULL);
}

char *
lt_clip_print_files_dup_path (const char *key)
{
  g_autofree char *folder = dup_folder (), *name = g_strconcat (key, ".wav", NULL);

  return g_build_filename (folder, name, NULL);
}

static char *
dup_sum_path (const char *path)
{
  g_autofree char *bare = g_strndup (path, strlen (path) - strlen (".wav"));

  return g_strconcat (bare, ".sum", NULL);
}

/* --- recordings --- */

static char *
read_identity (int fd, const struct stat *st)
{
  g_autoptr (GChecksum) hash = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar    *sample = g_malloc (SAMPLE);
  g_autofree char *head = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %ld\n", (gint64) st->st_size, (gint64) st->st_mtim.tv_sec,
                                           st->st_mtim.tv_nsec);
  const off_t places[] = { 0, MAX (st->st_size - SAMPLE, 0) };

  g_checksum_update (hash, (const guchar *) head, -1);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      ssize_t n = pread (fd, sample, SAMPLE, places[i]);

      if (n < 0)
        return NULL;
      g_checksum_update (hash, sample, n);
    }
  return g_strdup (g_checksum_get_string (hash));
}

char *
lt_clip_print_files_dup_identity (const char *path)
{
  struct stat st;
  int         fd = -1;
  char       *text = NULL;

  if (stat (path, &st) != 0 || !S_ISREG (st.st_mode))
    return NULL;

  Known now = known_of (&st);
  g_mutex_lock (&lock);
  const Known *known = find (identities, path, &now);
  if (known != NULL)
    text = g_strdup (known->text);
  g_mutex_unlock (&lock);
  if (text != NULL || (fd = open (path, O_RDONLY | O_CLOEXEC)) < 0)
    return text;

  text = read_identity (fd, &st);
  close (fd);
  if (text == NULL)
    return NULL;
  g_mutex_lock (&lock);
  remember (&identities, path, &now, text);
  g_mutex_unlock (&lock);
  return text;
}

/* --- prints --- */

bool
lt_clip_print_files_is_ready (const char *path)
{
  struct stat st;

  if (stat (path, &st) != 0)
    return false;

  Known now = known_of (&st);
  g_mutex_lock (&lock);
  bool is_ready = find (ready, path, &now) != NULL;
  g_mutex_unlock (&lock);
  return is_ready;
}

/* Of every sample in the file. */
static bool
sum_file (LtReader *reader, uint64_t *sum)
{
  const LtReaderInfo *info = lt_reader_get_info (reader);
  g_autofree float   *memory = g_new (float, (gsize) info->n_channels * LT_CLIP_PRINT_FILES_BLOCK);
  float              *planes[LT_READER_MAX_CHANNELS];

  for (uint32_t c = 0; c < info->n_channels; c++)
    planes[c] = memory + (gsize) c * LT_CLIP_PRINT_FILES_BLOCK;
  *sum = 0;
  for (int64_t at = 0; at < info->n_frames; at += LT_CLIP_PRINT_FILES_BLOCK)
    {
      uint32_t n = (uint32_t) MIN (info->n_frames - at, (int64_t) LT_CLIP_PRINT_FILES_BLOCK);

      if (lt_reader_read (reader, at, n, planes) < n)
        return false;
      for (uint32_t c = 0; c < info->n_channels; c++)
        *sum = lt_clip_print_files_sum (*sum, planes[c], n);
    }
  return true;
}

static bool
is_whole (const char *path, const char *sum_path, int64_t n_frames, uint32_t n_channels, uint32_t rate_hz)
{
  g_autofree char *text = NULL;
  uint64_t         sum;

  if (!g_file_get_contents (sum_path, &text, NULL, NULL))
    return false;
  g_autoptr (LtReader) reader = lt_reader_open (path, NULL);
  const LtReaderInfo *info = reader != NULL ? lt_reader_get_info (reader) : NULL;

  return info != NULL && !info->is_truncated && info->n_frames == n_frames && info->n_channels == n_channels && info->rate_hz == rate_hz
         && sum_file (reader, &sum) && g_ascii_strtoull (text, NULL, 16) == sum;
}

bool
lt_clip_print_files_prove (const char *path, int64_t n_frames, uint32_t n_channels, uint32_t rate_hz)
{
  g_autofree char *sum_path = dup_sum_path (path);
  struct stat      st;

  if (stat (path, &st) != 0)
    return false;

  Known now = known_of (&st);
  if (!is_whole (path, sum_path, n_frames, n_channels, rate_hz))
    return false;
  (void) utimensat (AT_FDCWD, sum_path, NULL, 0); /* its age is that of the last use */
  g_mutex_lock (&lock);
  remember (&ready, path, &now, NULL);
  g_mutex_unlock (&lock);
  return true;
}

bool
lt_clip_print_files_claim (const char *path, GCancellable *cancellable)
{
  bool is_ours = false;

  g_mutex_lock (&lock);
  if (claimed == NULL)
    claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (!g_cancellable_is_cancelled (cancellable) && !is_ours)
    if (!(is_ours = g_hash_table_add (claimed, g_strdup (path))))
      g_cond_wait_until (&released, &lock, g_get_monotonic_time () + G_USEC_PER_SEC / 10);
  g_mutex_unlock (&lock);
  return is_ours;
}

void
lt_clip_print_files_release (const char *path)
{
  g_mutex_lock (&lock);
  g_hash_table_remove (claimed, path);
  g_cond_broadcast (&released);
  g_mutex_unlock (&lock);
}

bool
lt_clip_print_files_write_sum (const char *path, uint64_t sum, GError **error)
{
  g_autofree char *sum_path = dup_sum_path (path), *text = g_strdup_printf ("%016" G_GINT64_MODIFIER "x\n", sum);

  return g_file_set_contents (sum_path, text, -1, error);
}

/* --- how many are kept --- */

typedef struct
{
  char   *path;
  int64_t bytes, used_s;
} Aged;

static void
aged_clear (gpointer data)
{
  g_free (((Aged *) data)->path);
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  const Aged *x = a, *y = b;

  return x->used_s != y->used_s ? (x->used_s > y->used_s) - (x->used_s < y->used_s) : strcmp (x->path, y->path);
}

/* Half-written by a program that ended meanwhile, a day ago or more. */
static void
remove_if_left_over (const char *path, const char *name)
{
  struct stat st;

  if (g_str_has_prefix (name, ".lathe-") && stat (path, &st) == 0 && g_get_real_time () / G_USEC_PER_SEC - st.st_mtime > LEFT_OVER_S)
    g_unlink (path);
}

/* All prints, the one used longest ago first. */
static GArray *
list_prints (int64_t *bytes)
{
  GArray          *out = g_array_new (FALSE, TRUE, sizeof (Aged));
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  *bytes = 0;
  g_array_set_clear_func (out, aged_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat      st, sum;

      remove_if_left_over (path, name);
      if (!g_str_has_suffix (name, ".wav") || *name == '.' || stat (path, &st) != 0)
        continue;
      g_autofree char *sum_path = dup_sum_path (path);
      Aged             aged = { g_steal_pointer (&path), st.st_size, stat (sum_path, &sum) == 0 ? sum.st_mtime : 0 };

      *bytes += aged.bytes;
      g_array_append_val (out, aged);
    }
  g_array_sort (out, compare_age);
  return out;
}

void
lt_clip_print_files_tidy (int64_t max_bytes)
{
  int64_t bytes;
  g_autoptr (GArray) prints = list_prints (&bytes);

  for (guint i = 0; i < prints->len && bytes > max_bytes; i++)
    {
      const Aged *aged = &g_array_index (prints, Aged, i);

      if (lt_clip_print_files_is_ready (aged->path))
        continue;
      g_autofree char *sum_path = dup_sum_path (aged->path);
      g_unlink (aged->path);
      g_unlink (sum_path);
      bytes -= aged->bytes;
    }
}
