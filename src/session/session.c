// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The document: its root, and the look-ups.
// Layer: session.

#include "session/session.h"

#include "session/clip-sound.h"
#include "session/routing.h"
#include "session/session-private.h"
#include "session/tempo.h"

G_DEFINE_QUARK (lt - session - error - quark, lt_session_error)

LtSession *
lt_session_new (double rate_hz, const char *title)
{
  g_return_val_if_fail (rate_hz >= LT_RATE_MIN_HZ && rate_hz <= LT_RATE_MAX_HZ, NULL);

  LtSession *self = g_new0 (LtSession, 1);

  g_atomic_ref_count_init (&self->refs);
  self->title = lt_session_clean_name (title, "Untitled");
  self->rate_hz = rate_hz;
  lt_tempo_give (self, lt_tempo_new (&(LtTempoPoint) { .bpm = 120.0 }, 1, &(LtMetreChange) { .num = 4, .den = 4 }, 1));
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_source_unref);
  self->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_track_unref);
  self->buses = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref);
  self->vcas = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_strip_unref);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_group_unref);
  self->markers = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_marker_unref);
  self->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_snapshot_unref);
  self->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_snapshot_unref);
  self->references = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_reference_unref);
  self->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_trial_unref);
  self->deliveries = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_delivery_spec_unref);
  self->mix = lt_strip_new (1, LT_STRIP_MIX, "Mix");
  self->master = lt_strip_new (2, LT_STRIP_MASTER, "Master");
  self->next_id = 3;
  self->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

LtSession *
lt_session_ref (const LtSession *self)
{
  LtSession *own = (LtSession *) self;

  g_atomic_ref_count_inc (&own->refs);
  return own;
}

void
lt_session_unref (LtSession *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->title);
  lt_tempo_unref (self->tempo);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->tracks);
  g_ptr_array_unref (self->buses);
  g_ptr_array_unref (self->vcas);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->markers);
  g_ptr_array_unref (self->snapshots);
  g_ptr_array_unref (self->versions);
  g_ptr_array_unref (self->references);
  g_ptr_array_unref (self->trials);
  g_ptr_array_unref (self->deliveries);
  lt_strip_unref (self->mix);
  lt_strip_unref (self->master);
  g_hash_table_unref (self->tags);
  g_clear_pointer (&self->extra, json_node_unref);
  g_free (self);
}

LtSession *
lt_session_copy (const LtSession *self)
{
  LtSession *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->title = g_strdup (self->title);
  copy->tempo = lt_tempo_ref (self->tempo);
  copy->sources = g_ptr_array_ref (self->sources);
  copy->tracks = g_ptr_array_ref (self->tracks);
  copy->buses = g_ptr_array_ref (self->buses);
  copy->vcas = g_ptr_array_ref (self->vcas);
  copy->groups = g_ptr_array_ref (self->groups);
  copy->markers = g_ptr_array_ref (self->markers);
  copy->snapshots = g_ptr_array_ref (self->snapshots);
  copy->versions = g_ptr_array_ref (self->versions);
  copy->references = g_ptr_array_ref (self->references);
  copy->trials = g_ptr_array_ref (self->trials);
  copy->deliveries = g_ptr_array_ref (self->deliveries);
  copy->mix = lt_strip_ref (self->mix);
  copy->master = lt_strip_ref (self->master);
  copy->tags = g_hash_table_ref (self->tags);
  copy->extra = self->extra != NULL ? json_node_ref (self->extra) : NULL;
  return copy;
}

void
lt_session_take (LtSession **slot, LtSession *next)
{
  LtSession *old = *slot;

  *slot = next;
  if (old != NULL)
    lt_session_unref (old);
}

static int
find_track_index (const LtSession *self, LtId id)
{
  for (guint i = 0; i < self->tracks->len; i++)
    if (((const LtTrack *) self->tracks->pdata[i])->strip->id == id)
      return (int) i;
  return -1;
}

static void
replace_strip (LtStrip **slot, LtStrip *strip)
{
  lt_strip_unref (*slot);
  *slot = lt_strip_ref (strip);
}

static void
replace_track (LtSession *self, guint at, LtTrack *track) /* takes @track */
{
  lt_nodes_take (&self->tracks,
                 lt_nodes_with (self->tracks, at, track, (GDestroyNotify) lt_track_unref));
}

LtSession *
lt_session_with_strip (const LtSession *self, LtStrip *strip)
{
  LtSession *next = lt_session_copy (self);
  int        at;

  if (strip->id == self->mix->id)
    replace_strip (&next->mix, strip);
  else if (strip->id == self->master->id)
    replace_strip (&next->master, strip);
  else if ((at = lt_nodes_find (self->buses, strip->id)) >= 0)
    lt_nodes_take (&next->buses, lt_nodes_with (self->buses, (guint) at, lt_strip_ref (strip),
                                                (GDestroyNotify) lt_strip_unref));
  else if ((at = lt_nodes_find (self->vcas, strip->id)) >= 0)
    lt_nodes_take (&next->vcas, lt_nodes_with (self->vcas, (guint) at, lt_strip_ref (strip),
                                               (GDestroyNotify) lt_strip_unref));
  else if ((at = find_track_index (self, strip->id)) >= 0)
    {
      LtTrack *track = lt_track_copy (self->tracks->pdata[at]);

      replace_strip (&track->strip, strip);
      replace_track (next, (guint) at, track);
    }
  else
    g_assert_not_reached ();
  return next;
}

LtSession *
lt_session_with_track (const LtSession *self, LtTrack *track)
{
  LtSession *next = lt_session_copy (self);
  int        at = find_track_index (self, track->strip->id);

  g_assert (at >= 0);
  replace_track (next, (guint) at, lt_track_ref (track));
  return next;
}

const LtStrip *
lt_session_find_strip (const LtSession *self, LtId id)
{
  for (guint i = 0; i < lt_session_n_strips (self); i++)
    if (lt_session_get_strip (self, i)->id == id)
      return lt_session_get_strip (self, i);
  return NULL;
}

const LtStrip *
lt_session_find_strip_named (const LtSession *self, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  if (strcmp (name, "mix") == 0)
    return self->mix;
  if (strcmp (name, "master") == 0)
    return self->master;

  for (guint i = 0; i < lt_session_n_strips (self); i++)
    if (strcmp (lt_session_get_strip (self, i)->name, name) == 0)
      return lt_session_get_strip (self, i);

  for (guint i = 0; i < lt_session_n_strips (self); i++)
    {
      g_autofree char *other = g_utf8_casefold (lt_session_get_strip (self, i)->name, -1);

      if (strcmp (other, folded) == 0)
        return lt_session_get_strip (self, i);
    }
  return NULL;
}

const LtTrack *
lt_session_find_track (const LtSession *self, LtId id)
{
  int at = find_track_index (self, id);

  return at < 0 ? NULL : self->tracks->pdata[at];
}

const LtClip *
lt_session_find_clip (const LtSession *self, LtId id, const LtTrack **track)
{
  for (guint i = 0; i < self->tracks->len; i++)
    {
      const LtTrack *candidate = self->tracks->pdata[i];
      int            at = lt_nodes_find (candidate->clips, id);

      if (at < 0)
        continue;
      if (track != NULL)
        *track = candidate;
      return candidate->clips->pdata[at];
    }
  return NULL;
}

const LtSource *
lt_session_find_source (const LtSession *self, LtId id)
{
  int at = lt_nodes_find (self->sources, id);

  return at < 0 ? NULL : self->sources->pdata[at];
}

const LtMarker *
lt_session_find_marker (const LtSession *self, LtId id)
{
  int at = lt_nodes_find (self->markers, id);

  return at < 0 ? NULL : self->markers->pdata[at];
}

const LtGroup *
lt_session_find_group (const LtSession *self, LtId id)
{
  int at = lt_nodes_find (self->groups, id);

  return at < 0 ? NULL : self->groups->pdata[at];
}

const LtSnapshot *
lt_session_find_snapshot (const LtSession *self, LtId id)
{
  int at = lt_nodes_find (self->snapshots, id);

  return at < 0 ? NULL : self->snapshots->pdata[at];
}

const LtSnapshot *
lt_session_find_version (const LtSession *self, LtId id)
{
  int at = lt_nodes_find (self->versions, id);

  return at < 0 ? NULL : self->versions->pdata[at];
}

const LtReference *
lt_session_find_reference (const LtSession *self, LtId id)
{
  int at = lt_nodes_find (self->references, id);

  return at < 0 ? NULL : self->references->pdata[at];
}

const LtTrial *
lt_session_find_trial (const LtSession *self, LtId id)
{
  int at = lt_nodes_find (self->trials, id);

  return at < 0 ? NULL : self->trials->pdata[at];
}

const LtDeliverySpec *
lt_session_find_delivery (const LtSession *self, LtId id)
{
  int at = lt_nodes_find (self->deliveries, id);

  return at < 0 ? NULL : self->deliveries->pdata[at];
}

const LtStrip *
lt_session_find_key (const LtSession *self, LtId key_id, const LtSend **send)
{
  const LtStrip *strip = key_id != 0 ? lt_session_find_strip (self, key_id) : NULL;
  const LtSend  *found = NULL;

  if (strip != NULL && strip->kind == LT_STRIP_VCA)
    strip = NULL;
  else if (strip == NULL && key_id != 0)
    found = lt_session_find_send (self, key_id, &strip);
  if (send != NULL)
    *send = found;
  return strip;
}

static LtStrip *
drop_lost_keys (const LtStrip *strip, gpointer session)
{
  return lt_strip_without_lost_keys (strip, session);
}

LtSession *
lt_session_drop_lost_keys (LtSession *self)
{
  LtSession *next = lt_session_map_strips (self, drop_lost_keys, self);

  lt_session_unref (self);
  return next;
}

const LtSlot *
lt_session_find_slot (const LtSession *self, LtId id, const LtStrip **strip)
{
  for (guint i = 0; i < lt_session_n_strips (self); i++)
    {
      const LtStrip *candidate = lt_session_get_strip (self, i);
      const LtSlot  *slot = lt_strip_find_slot (candidate, id);

      if (slot == NULL)
        continue;
      if (strip != NULL)
        *strip = candidate;
      return slot;
    }

  const LtTrack *track = NULL;
  const LtSlot  *slot = lt_clip_sound_find (self, id, NULL, &track);

  if (slot != NULL && strip != NULL)
    *strip = track->strip;
  return slot;
}

const LtSend *
lt_session_find_send (const LtSession *self, LtId id, const LtStrip **strip)
{
  for (guint i = 0; i < lt_session_n_strips (self); i++)
    {
      const LtStrip *candidate = lt_session_get_strip (self, i);
      const LtSend  *send = lt_strip_find_send (candidate, id);

      if (send == NULL)
        continue;
      if (strip != NULL)
        *strip = candidate;
      return send;
    }
  return NULL;
}

uint32_t
lt_session_n_strips (const LtSession *self)
{
  return self->tracks->len + self->buses->len + self->vcas->len + 2;
}

const LtStrip *
lt_session_get_strip (const LtSession *self, uint32_t index)
{
  const GPtrArray *lists[] = { self->buses, self->vcas };

  if (index < self->tracks->len)
    return ((const LtTrack *) self->tracks->pdata[index])->strip;
  index -= self->tracks->len;
  for (guint i = 0; i < G_N_ELEMENTS (lists); index -= lists[i++]->len)
    if (index < lists[i]->len)
      return lists[i]->pdata[index];
  g_return_val_if_fail (index < 2, NULL);
  return index == 0 ? self->mix : self->master;
}

bool
lt_session_would_loop (const LtSession *self, LtId from, LtId to)
{
  return lt_routing_reaches (self, to, from);
}

int64_t
lt_session_get_length (const LtSession *self)
{
  int64_t end = 0;

  for (guint i = 0; i < self->tracks->len; i++)
    {
      const LtTrack *track = self->tracks->pdata[i];

      for (guint k = 0; k < track->clips->len; k++)
        {
          const LtClip *clip = track->clips->pdata[k];

          end = MAX (end, clip->pos_frames + clip->length_frames);
        }
    }
  return end;
}

char *
lt_session_clean_name (const char *text, const char *fallback)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (char *c = valid; *c != '\0'; c++)
    if ((unsigned char) *c < 0x20 || *c == 0x7f)
      *c = ' ';
  g_strstrip (valid);
  if (g_utf8_strlen (valid, -1) > 200)
    {
      *g_utf8_offset_to_pointer (valid, 200) = '\0';
      g_strchomp (valid);
    }
  return *valid != '\0' ? g_steal_pointer (&valid) : g_strdup (fallback);
}

static bool
is_name_taken (const LtSession *self, const char *name, LtId but_id)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  /* The two words of the command line, whatever the mix and master are called. */
  if (strcmp (folded, "mix") == 0 || strcmp (folded, "master") == 0)
    return but_id != self->mix->id && but_id != self->master->id;

  for (guint i = 0; i < lt_session_n_strips (self); i++)
    {
      const LtStrip   *strip = lt_session_get_strip (self, i);
      g_autofree char *other = g_utf8_casefold (strip->name, -1);

      if (strip->id != but_id && strcmp (other, folded) == 0)
        return true;
    }
  return false;
}

char *
lt_session_unique_name (const LtSession *self, const char *name, LtId but_id)
{
  if (!is_name_taken (self, name, but_id))
    return g_strdup (name);

  for (guint n = 2;; n++)
    {
      g_autofree char *candidate = g_strdup_printf ("%s %u", name, n);

      if (!is_name_taken (self, candidate, but_id))
        return g_steal_pointer (&candidate);
    }
}
