// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cache file: a head with the sizes and checksums, then the levels from the coarsest to the finest.
// Layer: media.

#include "media/peak-cache.h"

#include "media/file-io.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAMPLE (64 * 1024)
#define VERSION 2u /* 1 took a silence of −0.0 for the loudest sample */
#define ORDER_MARK 0x01020304u
#define PIECE (1024 * 1024)

typedef struct
{
  char     magic[8];
  uint32_t order_mark, version;
  uint8_t  key[32];
  uint32_t n_channels, n_levels;
  int64_t  n_frames;
  uint64_t checksums[LT_PEAKS_N_LEVELS];
  uint64_t head_checksum; /* of all before it */
} Head;

static const char magic[8] = "LtPeaks";

#define N_LANES 4u

/* Lanes of multiply and xor: as fast as memory, and any changed bit shows. */
static void
run_lanes (uint64_t h[N_LANES], const void *data, size_t n)
{
  const uint8_t *p = data;
  uint64_t       word;
  size_t         at = 0;

  for (; at + 8 * N_LANES <= n; at += 8 * N_LANES)
    for (uint32_t k = 0; k < N_LANES; k++)
      {
        memcpy (&word, p + at + 8 * k, 8);
        h[k] = (h[k] ^ word) * UINT64_C (0x9e3779b97f4a7c15);
        h[k] ^= h[k] >> 29;
      }
  for (; at < n; at++)
    h[0] = (h[0] ^ p[at]) * UINT64_C (0x100000001b3);
}

static uint64_t
checksum_of (const void *data, size_t n, uint64_t seed)
{
  uint64_t h[N_LANES] = { seed, seed + 1, seed + 2, seed + 3 };

  run_lanes (h, data, n);
  for (uint32_t k = 1; k < N_LANES; k++)
    h[0] = (h[0] ^ h[k]) * UINT64_C (0x9e3779b97f4a7c15) + (h[0] >> 31);
  return h[0];
}

static int64_t
level_bytes (const LtPeaks *self, uint32_t level)
{
  return self->levels[level].n_bins * self->n_channels * (int64_t) sizeof (LtPeakBin);
}

/* Its name is its content's: size, time and both ends. No secret hangs on it, so a hash that is as fast as memory will do:
   with a cryptographic one, opening the pictures of 200 tracks spent most of its time there. */
bool
lt_peak_cache_find (LtPeaks *self)
{
  int         fd = open (self->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat st;

  if (fd < 0 || fstat (fd, &st) != 0)
    {
      if (fd >= 0)
        close (fd);
      return false;
    }

  g_autofree uint8_t *sample = g_malloc (SAMPLE);
  const int64_t       about[N_LANES] = { st.st_size, st.st_mtim.tv_sec, st.st_mtim.tv_nsec, VERSION };
  const int64_t       places[] = { 0, MAX (st.st_size - SAMPLE, 0) };
  uint64_t            h[N_LANES] = { 1, 2, 3, 4 };
  LtFileIo            io;

  lt_file_io_init (&io, fd, st.st_size);
  run_lanes (h, about, sizeof about);
  for (int i = 0; i < 2; i++)
    run_lanes (h, sample, (size_t) MAX (lt_file_io_read_at (&io, sample, SAMPLE, places[i]), 0));
  close (fd);

  g_autofree char *name = g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x.peaks", h[0], h[1], h[2], h[3]);
  G_STATIC_ASSERT (sizeof self->key == sizeof h);
  memcpy (self->key, h, sizeof h);
  self->cache_path = g_build_filename (g_get_user_cache_dir (), "lathe", "peaks", name, NULL);
  return io.errnum == 0;
}

/* Where each level lies; returns the size of the file. */
static int64_t
place_levels (LtPeaks *self)
{
  int64_t at = sizeof (Head);

  for (int l = LT_PEAKS_N_LEVELS - 1; l >= 0; l--)
    {
      self->levels[l].at = at;
      at += level_bytes (self, (uint32_t) l);
    }
  return at;
}

bool
lt_peak_cache_prove (LtPeaks *self, uint32_t level)
{
  LtPeaksLevel       *l = &self->levels[level];
  int64_t             bytes = level_bytes (self, level);
  g_autofree uint8_t *all = g_try_malloc ((gsize) bytes);
  LtFileIo            io;

  lt_file_io_init (&io, self->cache_fd, 0);
  return all != NULL && lt_file_io_read_at (&io, all, bytes, l->at) == bytes
         && checksum_of (all, (size_t) bytes, level) == l->checksum;
}

static bool
load_kept_levels (LtPeaks *self)
{
  LtFileIo io;

  lt_file_io_init (&io, self->cache_fd, 0);
  for (uint32_t l = LT_PEAKS_KEPT; l < LT_PEAKS_N_LEVELS; l++)
    {
      LtPeaksLevel *level = &self->levels[l];
      int64_t       bytes = level_bytes (self, l);

      level->bins = g_malloc ((gsize) bytes);
      if (lt_file_io_read_at (&io, level->bins, bytes, level->at) != bytes
          || checksum_of (level->bins, (size_t) bytes, l) != level->checksum)
        return false;
    }
  return true;
}

bool
lt_peak_cache_load (LtPeaks *self)
{
  struct stat st;
  Head        head;
  LtFileIo    io;

  self->cache_fd = open (self->cache_path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
  if (self->cache_fd < 0)
    return false;

  lt_file_io_init (&io, self->cache_fd, 0);
  bool ok = fstat (self->cache_fd, &st) == 0 && S_ISREG (st.st_mode)
            && lt_file_io_read_at (&io, &head, sizeof head, 0) == sizeof head
            && memcmp (head.magic, magic, sizeof magic) == 0 && head.order_mark == ORDER_MARK
            && head.version == VERSION && memcmp (head.key, self->key, sizeof head.key) == 0
            && head.n_channels == self->n_channels && head.n_levels == LT_PEAKS_N_LEVELS
            && head.n_frames == self->n_frames
            && head.head_checksum == checksum_of (&head, offsetof (Head, head_checksum), VERSION)
            && place_levels (self) == st.st_size;

  for (uint32_t l = 0; ok && l < LT_PEAKS_N_LEVELS; l++)
    self->levels[l].checksum = head.checksums[l];
  if (ok && load_kept_levels (self))
    return true;

  for (uint32_t l = 0; l < LT_PEAKS_N_LEVELS; l++)
    g_clear_pointer (&self->levels[l].bins, g_free);
  close (self->cache_fd);
  self->cache_fd = -1;
  return false;
}

static bool
write_all (LtPeaks *self, int fd)
{
  Head     head = { .order_mark = ORDER_MARK, .version = VERSION, .n_channels = self->n_channels,
                    .n_levels = LT_PEAKS_N_LEVELS, .n_frames = self->n_frames };
  LtFileIo io;

  memcpy (head.magic, magic, sizeof magic);
  memcpy (head.key, self->key, sizeof head.key);
  lt_file_io_init (&io, fd, 0);
  place_levels (self);
  for (uint32_t l = 0; l < LT_PEAKS_N_LEVELS; l++)
    {
      LtPeaksLevel *level = &self->levels[l];
      int64_t       bytes = level_bytes (self, l);

      level->checksum = head.checksums[l] = checksum_of (level->bins, (size_t) bytes, l);
      if (lt_file_io_write_at (&io, level->bins, bytes, level->at) != bytes)
        return false;
    }
  head.head_checksum = checksum_of (&head, offsetof (Head, head_checksum), VERSION);
  return lt_file_io_write_at (&io, &head, sizeof head, 0) == sizeof head;
}

/* No sync: a power cut costs a picture, which the checksums notice. */
bool
lt_peak_cache_save (LtPeaks *self)
{
  g_autofree char *folder = g_path_get_dirname (self->cache_path);
  g_autofree char *hidden = g_strdup_printf ("%s/.%08x%08x.tmp", folder, g_random_int (), g_random_int ());
  int              fd = -1;

  if (g_mkdir_with_parents (folder, 0700) != 0
      || (fd = open (hidden, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) < 0)
    return false;
  if (!write_all (self, fd) || g_rename (hidden, self->cache_path) != 0)
    {
      close (fd);
      g_unlink (hidden);
      return false;
    }

  self->cache_fd = fd;
  for (uint32_t l = 0; l < LT_PEAKS_KEPT; l++)
    {
      g_clear_pointer (&self->levels[l].bins, g_free);
      self->levels[l].is_checked = true;
    }
  return true;
}
