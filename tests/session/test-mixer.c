// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// VCAs, groups, snapshots, references, pans, delays and side-chains of sends: on the disk, repaired, in patches.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/check.h"
#include "session/edit-bus.h"
#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/patch.h"
#include "session/session-private.h"
#include "session/store.h"

#include <string.h>

static LtSession *
load_text (const char *text, GPtrArray *losses)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  LtSession *session = lt_store_load (bytes, losses, &error);

  g_assert_no_error (error);
  return session;
}

/* A track under a VCA and in a group, a bus, a send with automation that keys a compressor, a snapshot, a reference. */
static LtSession *
new_mixer (void)
{
  g_autoptr (GError) error = NULL;
  LtSession *s = lt_session_new (48000.0, "Song");
  LtId       track, bus, send, slot;

  lt_session_take (&s, lt_edit_track_add (s, "Vox", -1, &track));
  lt_session_take (&s, lt_edit_bus_add (s, "Room", &bus));
  lt_session_take (&s, lt_edit_send_add (s, track, bus, -12.0, &send, &error));
  lt_session_take (&s, lt_edit_send_pan (s, send, 0.25));
  lt_session_take (&s, lt_edit_lane_set (s, track, send, "level", (LtPoint[]){ { 0, -20.0, false }, { 480, -INFINITY, true } }, 2, &error));
  lt_session_take (&s, lt_edit_slot_add (s, bus, lt_fx_find ("comp"), -1, NULL, &slot));
  lt_session_take (&s, lt_edit_slot_key (s, slot, send, false, &error));
  g_assert_no_error (error);
  lt_session_take (&s, lt_edit_strip_value (s, track, LT_STRIP_PAN_MODE, LT_PAN_MODE_DUAL));
  lt_session_take (&s, lt_edit_strip_value (s, track, LT_STRIP_WIDTH, -0.5));
  lt_session_take (&s, lt_edit_strip_value (s, track, LT_STRIP_AUTOMATION, LT_AUTOMATION_LATCH));
  lt_session_take (&s, lt_edit_strip_delay (s, track, -441));

  /* What has edits of its own elsewhere is put in by hand. */
  g_autoptr (LtSession) own = lt_session_copy (s);
  g_autoptr (LtSource) source = lt_source_new (own->next_id++);
  source->path = g_strdup ("audio/ref.wav");
  source->name = g_strdup ("ref");
  source->rate_hz = 48000.0;
  source->n_channels = 2;
  source->n_frames = 100;
  lt_nodes_take (&own->sources, lt_nodes_insert (own->sources, 0, lt_source_ref (source), (GDestroyNotify) lt_source_unref));
  LtReference *reference = lt_reference_new (own->next_id++, source->id, "Theirs");
  reference->offset_frames = -50;
  lt_nodes_take (&own->references, lt_nodes_insert (own->references, 0, reference, (GDestroyNotify) lt_reference_unref));
  LtStrip *vca = lt_strip_new (own->next_id++, LT_STRIP_VCA, "All");
  lt_nodes_take (&own->vcas, lt_nodes_insert (own->vcas, 0, vca, (GDestroyNotify) lt_strip_unref));
  LtGroup *group = lt_group_new (own->next_id++, "Voices");
  group->pan = true;
  lt_nodes_take (&own->groups, lt_nodes_insert (own->groups, 0, group, (GDestroyNotify) lt_group_unref));
  LtSnapshot *snapshot = lt_snapshot_new (own->next_id++, "Before");
  for (guint i = 0; i < lt_session_n_strips (own); i++)
    g_ptr_array_add (snapshot->strips, lt_strip_ref (lt_session_get_strip (own, i)));
  lt_nodes_take (&own->snapshots, lt_nodes_insert (own->snapshots, 0, snapshot, (GDestroyNotify) lt_snapshot_unref));

  g_autoptr (LtStrip) member = lt_strip_copy (lt_session_find_strip (own, track));
  member->vca_id = vca->id;
  member->group_id = group->id;
  lt_session_take (&s, lt_session_with_strip (own, member));
  return s;
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = new_mixer ();

  lt_check_session (session, &error);
  g_assert_no_error (error);
  lt_test_session_assert_round_trip (session);

  g_autoptr (GBytes) bytes = lt_store_save (session);
  g_autoptr (LtSession) loaded = lt_store_load (bytes, NULL, &error);
  const LtStrip *vox = lt_session_find_strip_named (loaded, "Vox");
  const LtSend  *send = vox->sends->pdata[0], *key = NULL;
  const LtSnapshot *snapshot = loaded->snapshots->pdata[0];
  const LtStrip *past = snapshot->strips->pdata[0];

  g_assert_cmpint (vox->delay_frames, ==, -441);
  g_assert_cmpint (vox->pan_mode, ==, LT_PAN_MODE_DUAL);
  g_assert_cmpint (vox->automation, ==, LT_AUTOMATION_LATCH);
  g_assert_cmpfloat (vox->width, ==, -0.5);
  g_assert_cmpfloat (send->pan, ==, 0.25);
  g_assert_true (isinf (g_array_index (lt_strip_find_lane (vox, send->id, "level")->points, LtPoint, 1).value));
  g_assert_true (lt_session_find_key (loaded, ((LtSlot *) lt_session_find_strip_named (loaded, "Room")->slots->pdata[0])->key_id, &key) == vox);
  g_assert_true (key == send);
  g_assert_cmpuint (snapshot->strips->len, ==, 5);
  g_assert_cmpint (((LtStrip *) snapshot->strips->pdata[2])->kind, ==, LT_STRIP_VCA);
  g_assert_cmpuint (past->id, ==, vox->id);
  g_assert_cmpuint (past->vca_id, ==, 0);
  g_assert_cmpint (((LtReference *) loaded->references->pdata[0])->offset_frames, ==, -50);
  g_assert_true (((LtGroup *) loaded->groups->pdata[0])->pan);
}

static void
test_patch (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");
  g_autoptr (LtSession) full = new_mixer ();
  const LtSession *ways[2][2] = { { empty, full }, { full, empty } };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) patch = lt_patch_make (ways[i][0], ways[i][1]);
      g_autoptr (LtSession) got = lt_patch_apply (ways[i][0], patch, &error);
      g_assert_no_error (error);
      g_autoptr (GBytes) a = lt_store_save (ways[i][1]), b = lt_store_save (got);

      g_assert_true (g_bytes_equal (a, b));
    }
}

/* What leads to nothing is told and cut; what stands is kept. */
static void
test_repaired (void)
{
  static const char text[] = "{\"format\":1,\"rate\":48000,\"mix\":{\"id\":1,\"vca\":12},\"master\":{\"id\":2},"
                             "\"tracks\":[{\"strip\":{\"id\":10,\"name\":\"A\",\"vca\":11,\"group\":99,\"folder\":true,"
                             "\"slots\":[{\"id\":20,\"effect\":\"comp\",\"key\":12}]},\"clips\":[]}],"
                             "\"buses\":[{\"id\":11,\"name\":\"B\",\"delay\":99999999}],"
                             "\"vcas\":[{\"id\":12,\"name\":\"V\",\"vca\":13},{\"id\":13,\"name\":\"W\",\"vca\":12}],"
                             "\"references\":[{\"id\":14,\"source\":77}],\"snapshots\":[5,{\"id\":15,\"name\":\"S\",\"strips\":[{\"id\":10,\"kind\":\"bus\",\"vca\":4}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) session = load_text (text, losses);
  const LtStrip *track = lt_session_find_strip (session, 10);

  g_assert_cmpuint (losses->len, ==, 9);
  g_assert_cmpuint (track->vca_id, ==, 0);
  g_assert_cmpuint (track->group_id, ==, 0);
  g_assert_false (track->folder);
  g_assert_cmpuint (((LtSlot *) track->slots->pdata[0])->key_id, ==, 0);
  g_assert_cmpint (lt_session_find_strip (session, 11)->delay_frames, ==, (int64_t) (LT_STRIP_DELAY_MAX_S * 48000));
  g_assert_cmpuint (session->references->len, ==, 0);
  g_assert_cmpuint (((LtStrip *) ((LtSnapshot *) session->snapshots->pdata[0])->strips->pdata[0])->vca_id, ==, 4);
  lt_check_session (session, &error);
  g_assert_no_error (error);
  lt_test_session_assert_round_trip (session);
}

/* A send that goes takes its automation along, and what listened to it listens to nobody. */
static void
test_send_goes (void)
{
  g_autoptr (LtSession) session = new_mixer ();
  const LtStrip *vox = lt_session_find_strip_named (session, "Vox"), *room = lt_session_find_strip_named (session, "Room");
  const LtSend  *send = vox->sends->pdata[0];
  g_autoptr (LtSession) without = lt_edit_send_remove (session, send->id);
  g_autoptr (LtSession) no_track = lt_edit_track_remove (session, vox->id);
  g_autoptr (LtSession) no_bus = lt_edit_bus_remove (session, room->id);
  const LtSession *all[] = { without, no_track, no_bus };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GError) error = NULL;

      lt_check_session (all[i], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (lt_session_find_strip (without, vox->id)->lanes->len, ==, 0);
  g_assert_cmpuint (((LtSlot *) lt_session_find_strip (without, room->id)->slots->pdata[0])->key_id, ==, 0);
  g_assert_cmpuint (((LtSlot *) lt_session_find_strip (no_track, room->id)->slots->pdata[0])->key_id, ==, 0);
}

/* The key of a send is a way like any other. */
static void
test_send_loops (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = new_mixer ();
  const LtStrip *vox = lt_session_find_strip_named (session, "Vox"), *room = lt_session_find_strip_named (session, "Room");
  LtId           slot;
  g_autoptr (LtSession) with = lt_edit_slot_add (session, vox->id, lt_fx_find ("gate"), -1, NULL, &slot);

  g_assert_true (lt_session_would_loop (session, room->id, vox->id));
  g_assert_null (lt_edit_slot_key (with, slot, ((LtSend *) vox->sends->pdata[0])->id, false, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
}

/* A VCA has no pan, no output, no delay. */
static void
test_vca_values (void)
{
  g_autoptr (LtSession) session = new_mixer ();
  LtId vca = ((LtStrip *) session->vcas->pdata[0])->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) panned = lt_edit_strip_pan (session, vca, 0.5);
  g_autoptr (LtSession) delayed = lt_edit_strip_delay (session, vca, 5);
  g_autoptr (LtSession) lower = lt_edit_strip_fader (session, vca, -6.0);

  g_assert_true (panned == session);
  g_assert_true (delayed == session);
  g_assert_cmpfloat (lt_session_find_strip (lower, vca)->fader_db, ==, -6.0);
  g_assert_null (lt_edit_strip_output (session, vca, 0, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID);
  g_assert_null (lt_strip_find_row (lt_session_find_strip (session, vca), 0, "pan"));
  g_assert_nonnull (lt_strip_find_row (lt_session_find_strip (session, vca), 0, "fader"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/mixer/round-trip", test_round_trip);
  g_test_add_func ("/session/mixer/patch", test_patch);
  g_test_add_func ("/session/mixer/repaired", test_repaired);
  g_test_add_func ("/session/mixer/send-goes", test_send_goes);
  g_test_add_func ("/session/mixer/send-loops", test_send_loops);
  g_test_add_func ("/session/mixer/vca-values", test_vca_values);
  return g_test_run ();
}
