// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several strips picked at once: how they are picked, and that one hand moves them all in one step.
// Layer: tests.

#include "app/shell/monitor-actions.h"
#include "app/mix/strip-popover.h"
#include "app/shell/window.h"
#include "app/widgets/arc-knob.h"
#include "app/widgets/fader.h"
#include "app/widgets/seg.h"
#include "app/widgets/value-field.h"
#include "mix-fixture.h"

#include <adwaita.h>

#define strip(f, i) lt_test_mix_strip (f, i)
#define nth(f, i, type, n) lt_test_mix_nth (f, i, type, n)

/* Upright: the first is the pan. */
static GtkWidget *
fader (LtTestMix *f, guint i)
{
  return nth (f, i, LT_TYPE_FADER, 1);
}

/* @wanted: a letter for each track, x: it is picked. */
static void
assert_picked (LtTestMix *f, const char *wanted, LtId lead)
{
  char picked[LT_TEST_MIX_N + 1] = { 0 };

  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    {
      gboolean has = lt_selection_has_strip (f->selection, f->tracks[i]);

      picked[i] = has ? 'x' : '-';
      g_assert_true (has == gtk_widget_has_css_class (GTK_WIDGET (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->tracks[i])), "selected"));
    }
  g_assert_cmpstr (picked, ==, wanted);
  g_assert_cmpuint (lt_selection_get_strip (f->selection), ==, lead);
}

static void
test_picking (LtTestMix *f, gconstpointer data)
{
  lt_selection_set_strip (f->selection, f->tracks[1]);
  assert_picked (f, "-x--", f->tracks[1]);
  lt_selection_toggle_strip (f->selection, f->tracks[3]);
  assert_picked (f, "-x-x", f->tracks[3]);
  lt_selection_lead_strip (f->selection, f->tracks[1]); /* a hand on one of them: all stay */
  assert_picked (f, "-x-x", f->tracks[1]);
  lt_selection_toggle_strip (f->selection, f->tracks[1]);
  assert_picked (f, "---x", f->tracks[3]);
  lt_selection_lead_strip (f->selection, f->tracks[0]); /* on another one: it alone */
  assert_picked (f, "x---", f->tracks[0]);

  g_assert_true (gtk_widget_activate_action (f->view, "mix.select-to", "t", (guint64) f->tracks[2]));
  assert_picked (f, "xxx-", f->tracks[2]);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.select-to", "t", (guint64) f->tracks[1])); /* the first end stays */
  assert_picked (f, "xx--", f->tracks[1]);
  lt_selection_set_strip (f->selection, f->tracks[3]);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.select-to", "t", (guint64) f->tracks[2]));
  assert_picked (f, "--xx", f->tracks[2]);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.select-none", NULL));
  assert_picked (f, "----", 0);
}

static void
test_picking_by_keys (LtTestMix *f, gconstpointer data)
{
  gtk_widget_grab_focus (fader (f, 1));
  g_assert_true (lt_test_key (f->view, GDK_KEY_Right, GDK_SHIFT_MASK));
  assert_picked (f, "-xx-", f->tracks[2]);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == fader (f, 2));
  g_assert_true (lt_test_key (f->view, GDK_KEY_Left, GDK_SHIFT_MASK));
  assert_picked (f, "-x--", f->tracks[1]);
  g_assert_true (lt_test_key (f->view, GDK_KEY_Left, GDK_SHIFT_MASK));
  assert_picked (f, "xx--", f->tracks[0]);
  g_assert_true (lt_test_key (f->view, GDK_KEY_Right, 0));
  assert_picked (f, "-x--", f->tracks[1]);

  g_assert_true (gtk_widget_activate_action (f->view, "mix.select-all", NULL));
  assert_picked (f, "xxxx", f->tracks[1]);
  g_assert_true (lt_selection_has_strip (f->selection, f->verb));
  g_assert_false (lt_selection_has_strip (f->selection, lt_document_get_session (f->document)->mix->id));
}

static void
pick_three (LtTestMix *f)
{
  const LtId ids[] = { f->tracks[0], f->tracks[1], f->tracks[3] };

  lt_selection_set_strips (f->selection, ids, 3, f->tracks[0], f->tracks[0]);
}

/* One step of undo; what a range stops comes back in the same gesture. */
static void
test_faders (LtTestMix *f, gconstpointer data)
{
  GtkWidget *control = fader (f, 1);

  pick_three (f);
  lt_test_drag (control, 0.0, -400.0);
  g_assert_cmpfloat (strip (f, 0)->fader_db, ==, 6.0);
  g_assert_cmpfloat (strip (f, 1)->fader_db, ==, 6.0);
  g_signal_emit_by_name (lt_test_controller (control, GTK_TYPE_GESTURE_DRAG), "drag-update", 0.0, -345.0);
  lt_test_release (control);
  double moved = strip (f, 1)->fader_db + 3.0;
  g_assert_cmpfloat (moved, <, 5.5);
  g_assert_cmpfloat_with_epsilon (strip (f, 0)->fader_db, moved, 1e-9);
  g_assert_cmpfloat_with_epsilon (strip (f, 3)->fader_db, moved - 9.0, 1e-9);
  g_assert_cmpfloat (strip (f, 2)->fader_db, ==, -6.0);
  g_assert_cmpfloat (lt_control_get_value (LT_CONTROL (fader (f, 3))), ==, strip (f, 3)->fader_db);
  g_assert_true (lt_document_undo (f->document));
  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    g_assert_cmpfloat (strip (f, i)->fader_db, ==, -3.0 * i);
  g_assert_false (lt_document_get_can_undo (f->document));
}

static void
test_hand_on_another (LtTestMix *f, gconstpointer data)
{
  pick_three (f);
  lt_control_enter_value (LT_CONTROL (fader (f, 2)), -1.0);
  g_assert_cmpfloat (strip (f, 2)->fader_db, ==, -1.0);
  g_assert_cmpfloat (strip (f, 0)->fader_db, ==, 0.0);
}

static void
test_switches (LtTestMix *f, gconstpointer data)
{
  pick_three (f);
  g_assert_true (lt_mix_edit_value (f->context, f->tracks[1], LT_STRIP_MUTE, 1.0, "Mute"));
  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    g_assert_true (strip (f, i)->mute == (i != 2));
  lt_monitor_actions_toggle_solo (f->context, f->tracks[0], TRUE);
  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    g_assert_true (strip (f, i)->solo == (i != 2));
  lt_mix_edit_bypass (f->context, f->slots[3], TRUE);
  lt_mix_edit_colour (f->context, f->tracks[3], 5);
  lt_mix_edit_output (f->context, f->tracks[0], f->verb);
  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    {
      g_assert_true (lt_strip_find_slot (strip (f, i), f->slots[i])->bypass == (i != 2));
      g_assert_cmpuint (strip (f, i)->colour == 5, ==, i != 2);
      g_assert_cmpuint (strip (f, i)->output_id, ==, i != 2 ? f->verb : 0);
    }
}

static void
test_sends (LtTestMix *f, gconstpointer data)
{
  pick_three (f);
  lt_test_type (nth (f, 3, LT_TYPE_ARC_KNOB, 0), "-20", GDK_KEY_Return);
  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    g_assert_cmpfloat (lt_strip_find_send (strip (f, i), f->sends[i])->level_db, ==, -10.0 - i - (i != 2 ? 7.0 : 0.0));
}

static void
test_remove (LtTestMix *f, gconstpointer data)
{
  pick_three (f);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.remove", NULL));
  g_assert_cmpuint (lt_document_get_session (f->document)->tracks->len, ==, 1);
  g_assert_cmpuint (lt_selection_n_strips (f->selection), ==, 0);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpuint (lt_document_get_session (f->document)->tracks->len, ==, LT_TEST_MIX_N);
}

static void
test_adding (LtTestMix *f, gconstpointer data)
{
  pick_three (f);
  lt_mix_edit_add_slot (f->context, f->tracks[1], lt_fx_find ("gate"), -1);
  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    g_assert_cmpuint (strip (f, i)->slots->len, ==, i != 2 ? 2 : 1);
  g_assert_cmpuint (lt_selection_get_slot (f->selection), ==, ((const LtSlot *) strip (f, 1)->slots->pdata[1])->id);
  g_assert_cmpuint (lt_selection_n_strips (f->selection), ==, 3);
  lt_mix_edit_add_slot (f->context, f->tracks[1], lt_fx_find ("eq"), 0); /* to a place of one strip */
  g_assert_cmpuint (strip (f, 0)->slots->len, ==, 2);

  LtId bus = 0;
  lt_mix_edit_add_send (f->context, f->tracks[0], bus); /* one bus for all of them */
  bus = ((const LtSend *) strip (f, 0)->sends->pdata[1])->to_id;
  g_assert_cmpuint (((const LtSend *) strip (f, 3)->sends->pdata[1])->to_id, ==, bus);
  g_assert_cmpuint (strip (f, 2)->sends->len, ==, 1);

  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  g_assert_true (gtk_widget_activate_action (f->view, "mix.duplicate", NULL));
  g_assert_cmpuint (lt_document_get_session (f->document)->tracks->len, ==, LT_TEST_MIX_N + 3);
  g_assert_cmpuint (lt_selection_n_strips (f->selection), ==, 3);
  g_assert_false (lt_selection_has_strip (f->selection, f->tracks[0]));
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpuint (lt_document_get_session (f->document)->tracks->len, ==, LT_TEST_MIX_N);
}

/* What has no room in a strip is in a popover; there, too, the picked ones follow. */
static GtkWidget *
find_field (GtkWidget *root, const char *name)
{
  for (int i = 0;; i++)
    {
      GtkWidget *field = lt_test_find (root, LT_TYPE_VALUE_FIELD, i);

      g_assert_nonnull (field);
      if (g_strcmp0 (lt_control_get_name (LT_CONTROL (field)), name) == 0)
        return field;
    }
}

static void
test_place (LtTestMix *f, gconstpointer data)
{
  GtkWidget *row = GTK_WIDGET (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->tracks[0]));

  pick_three (f);
  g_assert_true (gtk_widget_activate_action (row, "channel.delay", NULL));
  lt_test_type (find_field (row, "Milliseconds"), "10", GDK_KEY_Return);
  g_assert_cmpint (strip (f, 0)->delay_frames, ==, 480);
  g_assert_cmpint (strip (f, 3)->delay_frames, ==, 480);
  g_assert_cmpint (strip (f, 2)->delay_frames, ==, 0);
  g_assert_cmpfloat (lt_control_get_value (LT_CONTROL (find_field (row, "Samples"))), ==, 480.0);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpint (strip (f, 3)->delay_frames, ==, 0);

  lt_strip_popover_pan (row, f->context, f->tracks[0]);
  lt_test_type (find_field (row, "Width"), "50", GDK_KEY_Return);
  g_assert_cmpfloat (strip (f, 0)->width, ==, 0.5);
  g_assert_cmpfloat (strip (f, 1)->width, ==, 0.5);
  g_signal_emit_by_name (lt_seg_get_button (LT_SEG (lt_test_find (row, LT_TYPE_SEG, 0)), 1), "clicked");
  g_assert_cmpint (strip (f, 1)->pan_mode, ==, LT_PAN_MODE_DUAL);
  g_assert_false (gtk_widget_get_visible (lt_test_find (row, LT_TYPE_FADER, 0))); /* two fields in its place */
  lt_test_type (find_field (row, "Track pan of the left channel"), "L20", GDK_KEY_Return);
  g_assert_cmpfloat (strip (f, 0)->pan_left, ==, -0.2);
  g_assert_cmpfloat_with_epsilon (strip (f, 1)->pan_left, -0.2, 1e-9);

  lt_strip_popover_send (row, f->context, f->sends[0]);
  lt_test_type (find_field (row, "Send pan"), "R40", GDK_KEY_Return);
  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    g_assert_cmpfloat (lt_strip_find_send (strip (f, i), f->sends[i])->pan, ==, i != 2 ? 0.4 : 0.0);
}

/* The editor shows the insert that a strip showed last. */
static void
test_insert_follows (LtTestMix *f, gconstpointer data)
{
  LtId second;

  lt_document_apply (f->document, lt_edit_slot_add (lt_document_get_session (f->document), f->tracks[0], lt_fx_find ("eq"), -1, NULL, &second), "Add", NULL);
  lt_selection_set_strip (f->selection, f->tracks[0]);
  g_assert_cmpuint (lt_selection_get_slot (f->selection), ==, f->slots[0]);
  lt_selection_set_slot (f->selection, f->tracks[0], second);
  lt_selection_set_strip (f->selection, f->tracks[1]);
  g_assert_cmpuint (lt_selection_get_slot (f->selection), ==, f->slots[1]);
  lt_selection_set_strip (f->selection, f->verb);
  g_assert_cmpuint (lt_selection_get_slot (f->selection), ==, 0);
  lt_selection_set_strip (f->selection, f->tracks[0]);
  g_assert_cmpuint (lt_selection_get_slot (f->selection), ==, second);
}

#define ADD(name, func) g_test_add ("/app/mix-many/" name, LtTestMix, NULL, lt_test_mix_set_up, func, lt_test_mix_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_type_class_ref (LT_TYPE_WINDOW); /* its actions have their rows */
  ADD ("picking", test_picking);
  ADD ("picking-by-keys", test_picking_by_keys);
  ADD ("faders", test_faders);
  ADD ("hand-on-another", test_hand_on_another);
  ADD ("switches", test_switches);
  ADD ("sends", test_sends);
  ADD ("remove", test_remove);
  ADD ("adding", test_adding);
  ADD ("place", test_place);
  ADD ("insert-follows", test_insert_follows);
  return g_test_run ();
}
