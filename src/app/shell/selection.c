// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ids and a range; one signal for all.
// Layer: app.

#include "app/shell/selection.h"

#include "session/edit-clips.h"
#include "session/ids.h"

#include <string.h>

struct _LtSelection
{
  GObject parent_instance;

  LtSession  *session; /* as last told; NULL: none yet */
  LtId        strip_id, slot_id, anchor_id;
  GArray     *strips; /* of LtId */
  GHashTable *shown;  /* a strip's id to the insert that it showed last, as pointers */
  GArray     *clips;  /* of LtId */
  GHashTable *has_clip; /* the same, to be asked */
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
  LtSelection *self = LT_SELECTION (object);

  g_array_unref (self->strips);
  g_array_unref (self->clips);
  g_hash_table_unref (self->has_clip);
  g_hash_table_unref (self->shown);
  g_clear_pointer (&self->session, lt_session_unref);
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
  self->strips = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->clips = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->has_clip = g_hash_table_new (NULL, NULL);
  self->shown = g_hash_table_new (NULL, NULL);
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

static int
index_in (const GArray *ids, LtId id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, LtId, i) == id)
      return (int) i;
  return -1;
}

/* --- strips --- */

LtId
lt_selection_get_strip (LtSelection *self)
{
  return self->strip_id;
}

guint
lt_selection_n_strips (LtSelection *self)
{
  return self->strips->len;
}

const LtId *
lt_selection_get_strips (LtSelection *self)
{
  return (const LtId *) (gpointer) self->strips->data;
}

gboolean
lt_selection_has_strip (LtSelection *self, LtId strip_id)
{
  return index_in (self->strips, strip_id) >= 0;
}

LtId
lt_selection_get_anchor (LtSelection *self)
{
  return self->anchor_id;
}

/* What the editor shows for a strip; 0: it has none. */
static LtId
slot_to_show (LtSelection *self, LtId strip_id)
{
  const LtStrip *strip = self->session != NULL && strip_id != 0 ? lt_session_find_strip (self->session, strip_id) : NULL;
  LtId           last = (LtId) GPOINTER_TO_SIZE (g_hash_table_lookup (self->shown, GSIZE_TO_POINTER (strip_id)));

  if (strip == NULL || strip->slots->len == 0)
    return 0;
  return lt_strip_find_slot (strip, last) != NULL ? last : ((const LtSlot *) g_ptr_array_index (strip->slots, 0))->id;
}

static void
lead (LtSelection *self, LtId strip_id)
{
  if (self->strip_id == strip_id)
    return;
  self->strip_id = strip_id;
  self->slot_id = slot_to_show (self, strip_id);
}

void
lt_selection_set_strip (LtSelection *self, LtId strip_id)
{
  gboolean is_alone = strip_id == 0 ? self->strips->len == 0 : self->strips->len == 1 && lt_selection_has_strip (self, strip_id);

  self->anchor_id = strip_id;
  if (is_alone && self->strip_id == strip_id)
    return;
  g_array_set_size (self->strips, 0);
  if (strip_id != 0)
    g_array_append_val (self->strips, strip_id);
  lead (self, strip_id);
  changed (self);
}

void
lt_selection_lead_strip (LtSelection *self, LtId strip_id)
{
  if (!lt_selection_has_strip (self, strip_id))
    {
      lt_selection_set_strip (self, strip_id);
      return;
    }
  self->anchor_id = strip_id;
  if (self->strip_id == strip_id)
    return;
  lead (self, strip_id);
  changed (self);
}

void
lt_selection_toggle_strip (LtSelection *self, LtId strip_id)
{
  int at = index_in (self->strips, strip_id);

  self->anchor_id = strip_id;
  if (at < 0)
    {
      g_array_append_val (self->strips, strip_id);
      lead (self, strip_id);
    }
  else
    {
      g_array_remove_index (self->strips, (guint) at);
      if (self->strip_id == strip_id)
        lead (self, self->strips->len > 0 ? g_array_index (self->strips, LtId, self->strips->len - 1) : 0);
    }
  changed (self);
}

void
lt_selection_set_strips (LtSelection *self, const LtId *ids, guint n_ids, LtId anchor_id, LtId lead_id)
{
  g_return_if_fail (n_ids > 0);

  g_array_set_size (self->strips, 0);
  g_array_append_vals (self->strips, ids, n_ids);
  self->anchor_id = anchor_id;
  lead (self, lead_id);
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
  if (slot_id != 0)
    g_hash_table_insert (self->shown, GSIZE_TO_POINTER (strip_id), GSIZE_TO_POINTER (slot_id));
  if (!lt_selection_has_strip (self, strip_id))
    {
      g_array_set_size (self->strips, 0);
      g_array_append_val (self->strips, strip_id);
    }
  self->anchor_id = self->strip_id = strip_id;
  self->slot_id = slot_id;
  changed (self);
}

/* --- clips and time --- */

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

gboolean
lt_selection_has_clip (LtSelection *self, LtId clip_id)
{
  return g_hash_table_contains (self->has_clip, GSIZE_TO_POINTER (clip_id));
}

/* @ids in place of those that are picked; each once. FALSE: they are picked already, in this order. */
static gboolean
put_clips (LtSelection *self, const LtId *ids, guint n_ids)
{
  if (n_ids == self->clips->len && (n_ids == 0 || memcmp (self->clips->data, ids, n_ids * sizeof *ids) == 0))
    return FALSE;
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LtId)); /* @ids may be our own */
  g_hash_table_remove_all (self->has_clip);
  for (guint i = 0; i < n_ids; i++)
    if (g_hash_table_add (self->has_clip, GSIZE_TO_POINTER (ids[i])))
      g_array_append_val (kept, ids[i]);
  g_array_set_size (self->clips, 0);
  g_array_append_vals (self->clips, kept->data, kept->len);
  return TRUE;
}

/* (transfer full): the clip, and those of its group. */
static GArray *
group_of (LtSelection *self, LtId clip_id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  GArray *all;

  if (clip_id != 0)
    g_array_append_val (ids, clip_id);
  if (self->session == NULL)
    return ids;
  all = lt_edit_clips_with_groups (self->session, ids);
  g_array_unref (ids);
  return all;
}

void
lt_selection_set_clip (LtSelection *self, LtId clip_id)
{
  g_autoptr (GArray) ids = group_of (self, clip_id);

  if (put_clips (self, (const LtId *) (gpointer) ids->data, ids->len))
    changed (self);
}

void
lt_selection_set_clips (LtSelection *self, const LtId *ids, guint n_ids)
{
  if (put_clips (self, ids, n_ids))
    changed (self);
}

void
lt_selection_toggle_clip (LtSelection *self, LtId clip_id)
{
  g_autoptr (GArray) ids = group_of (self, clip_id), next = g_array_new (FALSE, FALSE, sizeof (LtId));
  gboolean add = !lt_selection_has_clip (self, clip_id);

  for (guint i = 0; i < self->clips->len; i++)
    if (add || !lt_ids_has (ids, g_array_index (self->clips, LtId, i)))
      g_array_append_val (next, g_array_index (self->clips, LtId, i));
  if (add)
    g_array_append_vals (next, ids->data, ids->len);
  put_clips (self, (const LtId *) (gpointer) next->data, next->len);
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

/* --- what is gone --- */

static gboolean
prune_strips (LtSelection *self, const LtSession *session)
{
  guint before = self->strips->len;

  for (guint i = self->strips->len; i-- > 0;)
    if (lt_session_find_strip (session, g_array_index (self->strips, LtId, i)) == NULL)
      g_array_remove_index (self->strips, i);
  if (!lt_selection_has_strip (self, self->anchor_id))
    self->anchor_id = 0;
  if (!lt_selection_has_strip (self, self->strip_id))
    lead (self, self->strips->len > 0 ? g_array_index (self->strips, LtId, self->strips->len - 1) : 0);
  return before != self->strips->len;
}

static gboolean
prune_clips (LtSelection *self, const LtSession *session)
{
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (self->clips->len == 0)
    return FALSE;
  for (guint t = 0; t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) g_ptr_array_index (session->tracks, t))->clips;

      for (guint i = 0; i < clips->len; i++)
        g_hash_table_add (there, GSIZE_TO_POINTER (((const LtClip *) clips->pdata[i])->id));
    }
  for (guint i = 0; i < self->clips->len; i++)
    if (g_hash_table_contains (there, GSIZE_TO_POINTER (g_array_index (self->clips, LtId, i))))
      g_array_append_val (next, g_array_index (self->clips, LtId, i));
  return put_clips (self, (const LtId *) (gpointer) next->data, next->len);
}

void
lt_selection_prune (LtSelection *self, const LtSession *session)
{
  gboolean any;

  lt_session_take (&self->session, lt_session_ref (session));
  any = prune_strips (self, session);
  if (self->slot_id != 0 && lt_session_find_slot (session, self->slot_id, NULL) == NULL)
    {
      self->slot_id = 0;
      any = TRUE;
    }
  if (prune_clips (self, session) || any)
    changed (self);
}
