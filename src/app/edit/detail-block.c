// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One block, one question at a time; the newest wins.
// Layer: app.

#include "app/edit/detail-block.h"

#include "media/reader.h"

#include <gio/gio.h>

typedef struct
{
  char   *path;
  int64_t from;
  guint   n;
  float  *x[2];
} Block;

struct _LtDetailBlock
{
  GObject parent_instance;

  Block        *block;       /* what is there; NULL: nothing */
  GCancellable *cancellable; /* of the question that is open; NULL: none */
  char         *asked;       /* its file */
  int64_t       asked_from, asked_to;
};

G_DEFINE_FINAL_TYPE (LtDetailBlock, lt_detail_block, G_TYPE_OBJECT)

static guint ready_signal;

static void
block_free (gpointer data)
{
  Block *self = data;

  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->x[0]);
  g_free (self->x[1]);
  g_free (self);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Block               *block = data;
  Block               *read = g_new0 (Block, 1);
  GError              *error = NULL;
  g_autoptr (LtReader) reader = lt_reader_open (block->path, &error);
  guint                n_channels;

  if (reader == NULL)
    {
      g_free (read);
      g_task_return_error (task, error);
      return;
    }
  n_channels = MIN (lt_reader_get_info (reader)->n_channels, 2u);
  lt_reader_pick (reader, 0, n_channels);
  *read = (Block) { .path = g_strdup (block->path), .from = block->from, .n = block->n };
  for (guint c = 0; c < n_channels; c++)
    read->x[c] = g_new (float, read->n);
  lt_reader_read (reader, read->from, read->n, read->x);
  g_task_return_pointer (task, read, block_free);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer data)
{
  LtDetailBlock     *self = LT_DETAIL_BLOCK (object);
  g_autoptr (GError) error = NULL;
  Block             *read = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another question is open */
  g_clear_object (&self->cancellable);
  if (read != NULL)
    {
      block_free (self->block);
      self->block = read;
    }
  g_signal_emit (self, ready_signal, 0);
}

void
lt_detail_block_ask (LtDetailBlock *self, const char *path, int64_t from, int64_t to)
{
  int64_t            pad = (to - from) / 2 + 64;
  Block             *wanted;
  g_autoptr (GTask) task = NULL;

  if (self->block != NULL && g_strcmp0 (self->block->path, path) == 0 && self->block->from <= from && to <= self->block->from + self->block->n)
    return;
  if (g_strcmp0 (self->asked, path) == 0 && self->asked_from <= from && to <= self->asked_to)
    return; /* under way, or it can't be read */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_free (self->asked);
  self->asked = g_strdup (path);
  self->asked_from = from - pad;
  self->asked_to = MIN (to + pad, self->asked_from + LT_DETAIL_BLOCK_MOST);
  self->cancellable = g_cancellable_new ();
  wanted = g_new0 (Block, 1);
  wanted->path = g_strdup (path);
  wanted->from = self->asked_from;
  wanted->n = (guint) (self->asked_to - self->asked_from);
  task = g_task_new (self, self->cancellable, on_read, NULL);
  g_task_set_task_data (task, wanted, block_free);
  g_task_run_in_thread (task, read_in_thread);
}

const float *
lt_detail_block_get (LtDetailBlock *self, const char *path, guint channel, int64_t *from, guint *n)
{
  if (self->block == NULL || g_strcmp0 (self->block->path, path) != 0 || channel > 1)
    return NULL;
  *from = self->block->from;
  *n = self->block->n;
  return self->block->x[channel];
}

static void
lt_detail_block_dispose (GObject *object)
{
  LtDetailBlock *self = LT_DETAIL_BLOCK (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->block, block_free);
  G_OBJECT_CLASS (lt_detail_block_parent_class)->dispose (object);
}

static void
lt_detail_block_class_init (LtDetailBlockClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_detail_block_dispose;
  ready_signal = g_signal_new ("ready", LT_TYPE_DETAIL_BLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_detail_block_init (LtDetailBlock *self)
{
}

LtDetailBlock *
lt_detail_block_new (void)
{
  return g_object_new (LT_TYPE_DETAIL_BLOCK, NULL);
}
