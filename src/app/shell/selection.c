// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ids and a range; one signal for all.
// Layer: app.

#include "app/shell/selection.h"

struct _LtSelection
{
  GObject parent_instance;

  LtId    strip_id, slot_id;
  GArray *clips; /* of LtId */
  int64_t from, to;
};

G_DEFINE_FINAL_TYPE (LtSelection, lt_selection, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
lt_selection_finalize (GObject *object)
{
  g_array_unref (LT_SELECTION (object)->clips);
  G_OBJECT_CLASS (lt_selection_parent_class)->finalize (object);
}

static void
lt_selection_class_init (LtSelectionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_selection_finalize;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_selection_init (LtSelection *self)
{
  self->clips = g_array_new (FALSE, FALSE, sizeof (LtId));
}

LtSelection *
lt_selection_new (void)
{
  return g_object_new (LT_TYPE_SELECTION, NULL);
}

static void
changed (LtSelection *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

LtId
lt_selection_get_strip (LtSelection *self)
{
  return self->strip_id;
}

void
lt_selection_set_strip (LtSelection *self, LtId strip_id)
{
  if (self->strip_id == strip_id)
    return;
  self->strip_id = strip_id;
  changed (self);
}

LtId
lt_selection_get_slot (LtSelection *self)
{
  return self->slot_id;
}

void
lt_selection_set_slot (LtSelection *self, LtId strip_id, LtId slot_id)
{
  if (self->slot_id == slot_id && self->strip_id == strip_id)
    return;
  self->strip_id = strip_id;
  self->slot_id = slot_id;
  changed (self);
}

guint
lt_selection_n_clips (LtSelection *self)
{
  return self->clips->len;
}

LtId
lt_selection_get_clip (LtSelection *self, guint index)
{
  return index < self->clips->len ? g_array_index (self->clips, LtId, index) : 0;
}

static int
index_of (LtSelection *self, LtId clip_id)
{
  for (guint i = 0; i < self->clips->len; i++)
    if (g_array_index (self->clips, LtId, i) == clip_id)
      return (int) i;
  return -1;
}

gboolean
lt_selection_has_clip (LtSelection *self, LtId clip_id)
{
  return index_of (self, clip_id) >= 0;
}

void
lt_selection_set_clip (LtSelection *self, LtId clip_id)
{
  if (clip_id == 0 ? self->clips->len == 0 : self->clips->len == 1 && index_of (self, clip_id) == 0)
    return;
  g_array_set_size (self->clips, 0);
  if (clip_id != 0)
    g_array_append_val (self->clips, clip_id);
  changed (self);
}

void
lt_selection_toggle_clip (LtSelection *self, LtId clip_id)
{
  int at = index_of (self, clip_id);

  if (at >= 0)
    g_array_remove_index (self->clips, (guint) at);
  else
    g_array_append_val (self->clips, clip_id);
  changed (self);
}

gboolean
lt_selection_get_range (LtSelection *self, int64_t *from, int64_t *to)
{
  *from = self->from;
  *to = self->to;
  return self->from != self->to;
}

void
lt_selection_set_range (LtSelection *self, int64_t from, int64_t to)
{
  if (self->from == MIN (from, to) && self->to == MAX (from, to))
    return;
  self->from = MIN (from, to);
  self->to = MAX (from, to);
  changed (self);
}

void
lt_selection_prune (LtSelection *self, const LtSession *session)
{
  gboolean any = FALSE;

  if (self->strip_id != 0 && lt_session_find_strip (session, self->strip_id) == NULL)
    {
      self->strip_id = 0;
      any = TRUE;
    }
  if (self->slot_id != 0 && lt_session_find_slot (session, self->slot_id, NULL) == NULL)
    {
      self->slot_id = 0;
      any = TRUE;
    }
  for (guint i = self->clips->len; i-- > 0;)
    if (lt_session_find_clip (session, g_array_index (self->clips, LtId, i), NULL) == NULL)
      {
        g_array_remove_index (self->clips, i);
        any = TRUE;
      }
  if (any)
    changed (self);
}
