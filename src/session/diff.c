// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between two sessions, in words.
// Layer: session.

#include "session/diff.h"

#include "session/diff-private.h"
#include "session/strip.h"

#include <glib/gi18n.h>
#include <string.h>

static void
strip_gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Removed %s"), ((const LtStrip *) node)->name);
}

static void
strip_came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Added %s"), ((const LtStrip *) node)->name);
}

static void
strip_both (LtDiff        *self,
            const LtStrip *unused,
            gconstpointer  from,
            const LtStrip *unused_too,
            gconstpointer  to)
{
  lt_diff_strip_compare (self, from, to);
}

/* ---- Clips ---- */

static void
clip_gone (LtDiff *self, const LtStrip *strip, gconstpointer node)
{
  if (lt_session_find_clip (self->to, lt_nodes_id (node), NULL) == NULL)
    lt_diff_nodes_say (self, _ ("%s: removed clip “%s”"), strip->name,
                       ((const LtClip *) node)->name);
}

static void
compare_clip_sound (LtDiff *self, const char *where, const LtClip *from, const LtClip *to)
{
  static const LtParamSpec gain
      = { .key = "gain", .label = N_ ("Gain"), .unit = LT_UNIT_DB, .min = -144.0f, .max = 24.0f };

  lt_diff_nodes_value (self, where, _ ("gain"), &gain, from->gain_db, to->gain_db);
  lt_diff_nodes_value (self, where, _ ("mute"), &lt_strip_rows[LT_STRIP_MUTE], from->mute,
                       to->mute);
  lt_diff_nodes_value (self, where, _ ("polarity"), &lt_strip_rows[LT_STRIP_POLARITY],
                       from->polarity, to->polarity);
  if (from->reverse != to->reverse)
    lt_diff_nodes_say (self, to->reverse ? _ ("%s: plays backwards") : _ ("%s: plays forwards"),
                       where);
  if (from->fade_in_frames != to->fade_in_frames || from->fade_in_curve != to->fade_in_curve
      || from->fade_out_frames != to->fade_out_frames || from->fade_out_curve != to->fade_out_curve)
    lt_diff_nodes_say (self, _ ("%s: other fades"), where);
  if (!lt_lane_points_equal (from->envelope, to->envelope))
    lt_diff_nodes_say (self, _ ("%s: another envelope"), where);
  lt_diff_clip_sound (self, where, from, to);
  if (from->source_id != to->source_id)
    lt_diff_nodes_say (self, _ ("%s: plays another source"), where);
  if (from->locked != to->locked)
    lt_diff_nodes_say (self, to->locked ? _ ("%s: locked") : _ ("%s: unlocked"), where);
}

static void
compare_clip_family (LtDiff *self, const char *where, const LtClip *from, const LtClip *to)
{
  if (from->colour != to->colour)
    lt_diff_nodes_say (self, _ ("%s: another colour"), where);
  if (from->group_id != to->group_id)
    lt_diff_nodes_say (self, to->group_id == 0 ? _ ("%s: in no group") : _ ("%s: in another group"), where);
}

static void
clip_both (
    LtDiff *self, const LtStrip *from_strip, gconstpointer a, const LtStrip *strip, gconstpointer b)
{
  const LtClip    *from = a;
  const LtClip    *to = b;
  g_autofree char *where = g_strdup_printf (_ ("%s: clip “%s”"), strip->name, to->name);
  g_autofree char *moved = lt_diff_nodes_seconds (self, to->pos_frames - from->pos_frames);
  g_autofree char *before = lt_diff_nodes_seconds (self, from->length_frames);
  g_autofree char *after = lt_diff_nodes_seconds (self, to->length_frames);
  bool trimmed = !lt_diff_clip_is_as_long (from, to);
  bool same_end = from->pos_frames + from->length_frames == to->pos_frames + to->length_frames;

  if (strcmp (from->name, to->name) != 0)
    lt_diff_nodes_say (self, _ ("%s: renamed from “%s”"), where, from->name);
  if (trimmed && same_end)
    lt_diff_nodes_say (self, _ ("%s start trimmed, %s → %s"), where, before, after);
  else if (trimmed)
    lt_diff_nodes_say (self, _ ("%s trimmed, %s → %s"), where, before, after);
  if (from->pos_frames != to->pos_frames && !(same_end && from->length_frames != to->length_frames))
    lt_diff_nodes_say (self, _ ("%s moved by %s"), where, moved);
  if (from->offset_frames != to->offset_frames && from->length_frames == to->length_frames)
    lt_diff_nodes_say (self, _ ("%s plays another part of its source"), where);
  compare_clip_sound (self, where, from, to);
  compare_clip_family (self, where, from, to);
}

static void
clip_came (LtDiff *self, const LtStrip *strip, gconstpointer node)
{
  const LtTrack *before = NULL;
  const LtClip  *old = lt_session_find_clip (self->from, lt_nodes_id (node), &before);

  if (old == NULL)
    {
      g_autofree char *at = lt_diff_nodes_seconds (self, ((const LtClip *) node)->pos_frames);

      lt_diff_nodes_say (self, _ ("%s: added clip “%s” at %s"), strip->name,
                         ((const LtClip *) node)->name, at);
      return;
    }
  lt_diff_nodes_say (self, _ ("%s: clip “%s” came from %s"), strip->name,
                     ((const LtClip *) node)->name, before->strip->name);
  if (old != node)
    clip_both (self, before->strip, old, strip, node);
}

/* ---- References ---- */

static void
reference_gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Removed reference “%s”"), ((const LtReference *) node)->name);
}

static void
reference_came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Added reference “%s”"), ((const LtReference *) node)->name);
}

static void
reference_both (LtDiff        *self,
                const LtStrip *unused,
                gconstpointer  a,
                const LtStrip *unused_too,
                gconstpointer  b)
{
  const LtReference *from = a, *to = b;
  g_autofree char   *moved = lt_diff_nodes_seconds (self, from->offset_frames - to->offset_frames);

  if (strcmp (from->name, to->name) != 0)
    lt_diff_nodes_say (self, _ ("Reference “%s” renamed to “%s”"), from->name, to->name);
  if (from->offset_frames != to->offset_frames)
    lt_diff_nodes_say (self, _ ("Reference “%s” moved by %s"), to->name, moved);
  if (from->source_id != to->source_id)
    lt_diff_nodes_say (self, _ ("Reference “%s” plays another file"), to->name);
  if (from->weight != to->weight)
    lt_diff_nodes_say (self, _ ("Reference “%s” has weight %g, had %g"), to->name, to->weight, from->weight);
  if (from->loop_from == to->loop_from && from->loop_to == to->loop_to)
    return;
  if (to->loop_to <= to->loop_from)
    lt_diff_nodes_say (self, _ ("Reference “%s” plays through"), to->name);
  else
    {
      g_autofree char *begin = lt_diff_nodes_seconds (self, to->loop_from), *end = lt_diff_nodes_seconds (self, to->loop_to);

      lt_diff_nodes_say (self, _ ("Reference “%s” loops from %s to %s"), to->name, begin, end);
    }
}

/* ---- Blind tests ---- */

static void
trial_gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  const LtTrial *trial = node;

  lt_diff_nodes_say (self, _ ("Removed a blind test: %u of %u right"), trial->n_right, trial->n_answers);
}

static void
trial_came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  const LtTrial *trial = node;

  lt_diff_nodes_say (self, _ ("Added a blind test: %u of %u right"), trial->n_right, trial->n_answers);
}

static void
trial_both (LtDiff *self, const LtStrip *unused, gconstpointer a, const LtStrip *unused_too, gconstpointer b)
{
  const LtTrial *from = a, *to = b;

  if (from->n_right == to->n_right && from->n_answers == to->n_answers && from->n_planned == to->n_planned && from->end_s == to->end_s
      && memcmp (from->sides, to->sides, sizeof from->sides) == 0 && strcmp (from->reference, to->reference) == 0)
    return;
  lt_diff_nodes_say (self, _ ("A blind test says %u of %u right, said %u of %u"), to->n_right, to->n_answers, from->n_right, from->n_answers);
}

/* ---- The session ---- */

static void
marker_gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Removed marker “%s”"), ((const LtMarker *) node)->name);
}

static void
marker_came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  g_autofree char *at = lt_diff_nodes_seconds (self, ((const LtMarker *) node)->pos_frames);

  lt_diff_nodes_say (self, _ ("Added marker “%s” at %s"), ((const LtMarker *) node)->name, at);
}

static void
marker_both (LtDiff        *self,
             const LtStrip *unused,
             gconstpointer  a,
             const LtStrip *unused_too,
             gconstpointer  b)
{
  const LtMarker  *from = a;
  const LtMarker  *to = b;
  g_autofree char *moved = lt_diff_nodes_seconds (self, to->pos_frames - from->pos_frames);

  if (strcmp (from->name, to->name) != 0)
    lt_diff_nodes_say (self, _ ("Marker “%s” renamed to “%s”"), from->name, to->name);
  if (from->pos_frames != to->pos_frames)
    lt_diff_nodes_say (self, _ ("Marker “%s” moved by %s"), to->name, moved);
  if (from->length_frames != to->length_frames)
    lt_diff_nodes_say (self, _ ("Marker “%s” has another length"), to->name);
}

/* ---- Groups ---- */

static void
group_gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Removed group %s"), ((const LtGroup *) node)->name);
}

static void
group_came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Added group %s"), ((const LtGroup *) node)->name);
}

/* "fader, mute", or "nothing" */
static char *
dup_links (const LtGroup *group)
{
  const bool       links[] = { group->fader, group->mute, group->solo, group->pan };
  const char      *words[] = { _ ("fader"), _ ("mute"), _ ("solo"), _ ("pan") };
  GString         *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (links[i])
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words[i]);
  return text->len > 0 ? g_string_free (text, FALSE) : (g_string_free (text, TRUE), g_strdup (_ ("nothing")));
}

static void
group_both (LtDiff *self, const LtStrip *unused, gconstpointer a, const LtStrip *unused_too, gconstpointer b)
{
  const LtGroup   *from = a;
  const LtGroup   *to = b;
  g_autofree char *before = dup_links (from), *after = dup_links (to);

  if (strcmp (from->name, to->name) != 0)
    lt_diff_nodes_say (self, _ ("Group %s renamed to %s"), from->name, to->name);
  if (from->on != to->on)
    lt_diff_nodes_say (self, to->on ? _ ("Group %s: on") : _ ("Group %s: off"), to->name);
  if (strcmp (before, after) != 0)
    lt_diff_nodes_say (self, _ ("Group %s: links %s → %s"), to->name, before, after);
  if (from->colour != to->colour)
    lt_diff_nodes_say (self, _ ("Group %s: colour %u → %u"), to->name, from->colour, to->colour);
}

/* ---- Snapshots ---- */

/* One sentence, however much of it: what it holds differs. */
static void
compare_snapshot_strips (LtDiff *self, const LtSnapshot *from, const LtSnapshot *to)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  LtDiff inner = { self->from, self->to, words };

  lt_diff_nodes_lists (&inner, NULL, from->strips, NULL, to->strips, strip_gone, strip_came, strip_both);
  if (words->len > 0)
    lt_diff_nodes_say (self, _ ("Snapshot “%s” holds another mix"), to->name);
}

static void
snapshot_gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Removed snapshot “%s”"), ((const LtSnapshot *) node)->name);
}

static void
snapshot_came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Added snapshot “%s”"), ((const LtSnapshot *) node)->name);
}

static void
snapshot_both (LtDiff        *self,
               const LtStrip *unused,
               gconstpointer  a,
               const LtStrip *unused_too,
               gconstpointer  b)
{
  const LtSnapshot *from = a;
  const LtSnapshot *to = b;

  if (strcmp (from->name, to->name) != 0)
    lt_diff_nodes_say (self, _ ("Snapshot “%s” renamed to “%s”"), from->name, to->name);
  if (from->strips != to->strips)
    compare_snapshot_strips (self, from, to);
}

static void
source_gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Removed source “%s”"), ((const LtSource *) node)->name);
}

static void
source_came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Added source “%s”"), ((const LtSource *) node)->name);
}

static void
source_both (LtDiff        *self,
             const LtStrip *unused,
             gconstpointer  a,
             const LtStrip *unused_too,
             gconstpointer  b)
{
  const LtSource *from = a;
  const LtSource *to = b;

  lt_diff_nodes_text (self, to->name, _ ("file"), from->path, to->path);
  if (strcmp (from->path, to->path) == 0 && g_strcmp0 (from->hash, to->hash) != 0)
    lt_diff_nodes_say (self, _ ("%s: the file has other content"), to->name);
}

static void
compare_tags (LtDiff *self)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->from->tags);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (all, key);
  g_hash_table_iter_init (&iter, self->to->tags);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (all, key);

  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (all), (GCompareFunc) strcmp);
  for (GList *l = keys; l != NULL; l = l->next)
    lt_diff_nodes_text (self, _ ("Tags"), l->data, g_hash_table_lookup (self->from->tags, l->data),
                        g_hash_table_lookup (self->to->tags, l->data));
}

static void
compare_head (LtDiff *self)
{
  static const LtParamSpec rate = { .key = "rate",
                                    .label = N_ ("rate"),
                                    .unit = LT_UNIT_NONE,
                                    .curve = LT_CURVE_LINEAR,
                                    .max = 384000.0f };
  static const char *const laws[] = { "−3 dB", "−4.5 dB", "−6 dB", "0 dB" };
  static const char *const solo_modes[] = { N_ ("in place"), N_ ("after the fader (AFL)"), N_ ("before the fader (PFL)") };
  static const char *const meter_points[] = { N_ ("after the fader"), N_ ("before the fader"), N_ ("at the input") };
  const LtSession         *from = self->from;
  const LtSession         *to = self->to;
  const char              *where = _ ("Session");

  lt_diff_nodes_text (self, where, _ ("title"), from->title, to->title);
  lt_diff_nodes_value (self, where, _ ("rate"), &rate, from->rate_hz, to->rate_hz);
  lt_diff_tempo (self);
  if (from->pan_law != to->pan_law)
    lt_diff_nodes_say (self, _ ("%s: pan law %s → %s"), where, laws[from->pan_law],
                       laws[to->pan_law]);
  if (from->solo_mode != to->solo_mode)
    lt_diff_nodes_say (self, _ ("%s: solo %s → %s"), where, _ (solo_modes[from->solo_mode]), _ (solo_modes[to->solo_mode]));
  if (from->meter_point != to->meter_point)
    lt_diff_nodes_say (self, _ ("%s: meters %s → %s"), where, _ (meter_points[from->meter_point]), _ (meter_points[to->meter_point]));
  if (from->loop != to->loop)
    lt_diff_nodes_say (self, to->loop ? _ ("%s: loop on") : _ ("%s: loop off"), where);
  if (from->loop_from_frames != to->loop_from_frames || from->loop_to_frames != to->loop_to_frames)
    lt_diff_nodes_say (self, _ ("%s: the loop is elsewhere"), where);
  if (from->punch != to->punch)
    lt_diff_nodes_say (self, to->punch ? _ ("%s: punch on") : _ ("%s: punch off"), where);
  if (from->punch_from_frames != to->punch_from_frames || from->punch_to_frames != to->punch_to_frames)
    lt_diff_nodes_say (self, _ ("%s: the punch range is elsewhere"), where);
  if (from->tags != to->tags)
    compare_tags (self);
}

static LtId
track_id (gconstpointer track)
{
  return ((const LtTrack *) track)->strip->id;
}

static GPtrArray *
strips_of (const GPtrArray *tracks)
{
  GPtrArray *strips = g_ptr_array_new ();

  for (guint i = 0; i < tracks->len; i++)
    g_ptr_array_add (strips, ((LtTrack *) tracks->pdata[i])->strip);
  return strips;
}

static void
compare_tracks (LtDiff *self)
{
  g_autoptr (GPtrArray) from = strips_of (self->from->tracks);
  g_autoptr (GPtrArray) to = strips_of (self->to->tracks);

  lt_diff_nodes_lists (self, NULL, from, NULL, to, strip_gone, strip_came, strip_both);
  if (!lt_diff_nodes_same_order (self->from->tracks, self->to->tracks, track_id))
    lt_diff_nodes_say (self, "%s", _ ("The tracks are in another order"));
  for (guint i = 0; i < self->to->tracks->len; i++)
    {
      const LtTrack *track = self->to->tracks->pdata[i];
      const LtTrack *before = lt_session_find_track (self->from, track->strip->id);

      if (before != NULL && before != track)
        {
          lt_diff_nodes_lists (self, before->strip, before->clips, track->strip, track->clips,
                               clip_gone, clip_came, clip_both);
          lt_diff_takes (self, before, track);
        }
    }
}

GPtrArray *
lt_diff_list (const LtSession *from, const LtSession *to)
{
  LtDiff self = { from, to, g_ptr_array_new_with_free_func (g_free) };

  compare_head (&self);
  lt_diff_nodes_lists (&self, NULL, from->sources, NULL, to->sources, source_gone, source_came,
                       source_both);
  lt_diff_nodes_lists (&self, NULL, from->references, NULL, to->references, reference_gone,
                       reference_came, reference_both);
  compare_tracks (&self);
  lt_diff_nodes_lists (&self, NULL, from->buses, NULL, to->buses, strip_gone, strip_came,
                       strip_both);
  if (!lt_diff_nodes_same_order (from->buses, to->buses, lt_nodes_id))
    lt_diff_nodes_say (&self, "%s", _ ("The buses are in another order"));
  lt_diff_nodes_lists (&self, NULL, from->vcas, NULL, to->vcas, strip_gone, strip_came,
                       strip_both);
  if (!lt_diff_nodes_same_order (from->vcas, to->vcas, lt_nodes_id))
    lt_diff_nodes_say (&self, "%s", _ ("The VCAs are in another order"));
  lt_diff_nodes_lists (&self, NULL, from->groups, NULL, to->groups, group_gone, group_came,
                       group_both);
  lt_diff_strip_compare (&self, from->mix, to->mix);
  lt_diff_versions (&self);
  lt_diff_strip_compare (&self, from->master, to->master);
  lt_diff_nodes_lists (&self, NULL, from->markers, NULL, to->markers, marker_gone, marker_came,
                       marker_both);
  lt_diff_nodes_lists (&self, NULL, from->snapshots, NULL, to->snapshots, snapshot_gone,
                       snapshot_came, snapshot_both);
  lt_diff_nodes_lists (&self, NULL, from->trials, NULL, to->trials, trial_gone, trial_came, trial_both);
  lt_diff_delivery_lists (&self);
  return self.out;
}

char *
lt_diff_label (const LtSession *from, const LtSession *to)
{
  g_autoptr (GPtrArray) list = lt_diff_list (from, to);

  if (list->len == 0)
    return g_strdup (_ ("No change"));
  if (list->len == 1)
    return g_strdup (list->pdata[0]);
  return g_strdup_printf (ngettext ("%s, and %u more", "%s, and %u more", list->len - 1),
                          (const char *) list->pdata[0], list->len - 1);
}
