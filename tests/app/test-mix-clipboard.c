// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Copy, cut and paste in the mixer, through the desktop's clipboard; what an insert's menu does.
// Layer: tests.

#include "app/mix/insert-slot.h"
#include "app/mix/mix-editor.h"
#include "app/shell/board.h"
#include "app/shell/window.h"
#include "app/widgets/fader.h"
#include "app/widgets/plot-node.h"
#include "mix-fixture.h"

#include <adwaita.h>
#include <string.h>

static const LtSession *
now (LtTestMix *f)
{
  return lt_document_get_session (f->document);
}

/* The clipboard answers later; the program that asks itself never fails to. */
static void
wait_for_change (LtTestMix *f, const LtSession *from)
{
  while (now (f) == from)
    g_main_context_iteration (NULL, TRUE);
}

static void
act (LtTestMix *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (f->view, action, NULL));
}

static void
focus_insert (LtTestMix *f, guint i)
{
  g_assert_true (gtk_widget_child_focus (lt_test_mix_nth (f, i, LT_TYPE_INSERT_SLOT, 0), GTK_DIR_TAB_FORWARD));
}

static void
focus_fader (LtTestMix *f, guint i)
{
  gtk_widget_grab_focus (lt_test_mix_nth (f, i, LT_TYPE_FADER, 1));
  lt_selection_set_strip (f->selection, f->tracks[i]);
}

static const LtSlot *
slot_at (LtTestMix *f, guint i, guint index)
{
  return g_ptr_array_index (lt_test_mix_strip (f, i)->slots, index);
}

static void
set_ratio (LtTestMix *f, guint i, float ratio)
{
  const LtSlot *slot = slot_at (f, i, 0);
  int           at = lt_param_find (slot->type->params, slot->type->n_params, "ratio");

  lt_document_apply (f->document, lt_edit_slot_value (now (f), slot->id, (uint32_t) at, ratio), "Ratio", NULL);
}

static float
ratio_of (const LtSlot *slot)
{
  return slot->values[lt_param_find (slot->type->params, slot->type->n_params, "ratio")];
}

/* Behind the one in focus; to the end of every picked strip when none is. */
static void
test_effects (LtTestMix *f, gconstpointer data)
{
  const LtSession *before;

  set_ratio (f, 0, 7.0f);
  focus_insert (f, 0);
  act (f, "mix.copy");
  focus_insert (f, 1);
  before = now (f);
  act (f, "mix.paste");
  wait_for_change (f, before);
  g_assert_cmpuint (lt_test_mix_strip (f, 1)->slots->len, ==, 2);
  g_assert_cmpuint (slot_at (f, 1, 0)->id, ==, f->slots[1]);
  g_assert_cmpfloat (ratio_of (slot_at (f, 1, 1)), ==, 7.0f);
  g_assert_cmpuint (lt_selection_get_slot (f->selection), ==, slot_at (f, 1, 1)->id);

  focus_insert (f, 0);
  act (f, "mix.copy"); /* again: what pastes at once is not told late by the display whose the clipboard is */
  focus_fader (f, 2);
  lt_selection_toggle_strip (f->selection, f->tracks[3]);
  before = now (f);
  act (f, "mix.paste");
  wait_for_change (f, before);
  g_assert_cmpuint (lt_test_mix_strip (f, 2)->slots->len, ==, 2);
  g_assert_cmpuint (lt_test_mix_strip (f, 3)->slots->len, ==, 2);
  g_assert_cmpuint (lt_test_mix_strip (f, 0)->slots->len, ==, 1);
  g_assert_true (lt_document_undo (f->document)); /* one step for both */
  g_assert_cmpuint (lt_test_mix_strip (f, 2)->slots->len + lt_test_mix_strip (f, 3)->slots->len, ==, 2);

  focus_insert (f, 0);
  act (f, "mix.cut");
  g_assert_cmpuint (lt_test_mix_strip (f, 0)->slots->len, ==, 0);
}

static GtkWidget *
find_menu (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      return child;
  return NULL;
}

/* A menu asks which part. */
static void
test_settings (LtTestMix *f, gconstpointer data)
{
  GtkWidget       *menu = NULL, *strip;
  const LtSession *before;

  focus_fader (f, 2);
  act (f, "mix.copy");
  focus_fader (f, 0);
  strip = GTK_WIDGET (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->tracks[0]));
  before = now (f);
  act (f, "mix.paste");
  while ((menu = find_menu (strip)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (now (f) == before);
  g_assert_true (gtk_widget_activate_action (menu, "paste.part", "i", LT_COPY_LEVELS));
  g_assert_cmpfloat (lt_test_mix_strip (f, 0)->fader_db, ==, -6.0);
  g_assert_cmpuint (slot_at (f, 0, 0)->id, ==, f->slots[0]);
  g_assert_true (gtk_widget_activate_action (menu, "paste.part", "i", LT_COPY_WHOLE));
  g_assert_cmpuint (slot_at (f, 0, 0)->id, !=, f->slots[0]);
  g_assert_cmpfloat (((const LtSend *) lt_test_mix_strip (f, 0)->sends->pdata[0])->level_db, ==, -12.0);
  gtk_popover_popdown (GTK_POPOVER (menu));
}

/* The same text in plain, for other programs. */
static void
test_plain_text (LtTestMix *f, gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  focus_insert (f, 0);
  act (f, "mix.copy");
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (gtk_widget_get_clipboard (f->view)), &value, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_value_get_string (&value), "\"effect\": \"comp\""));
}

/* What is no effect is left where it is, and said. */
static void
on_toast (LtContext *context, const char *text, gboolean undo, guint *n)
{
  ++*n;
}

static void
test_nothing_of_ours (LtTestMix *f, gconstpointer data)
{
  const LtSession *before = now (f);
  guint            n = 0;

  g_signal_connect (f->context, "toast", G_CALLBACK (on_toast), &n);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (f->view), "−3.5 dB");
  focus_fader (f, 0);
  act (f, "mix.paste");
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (now (f) == before);
  g_signal_handlers_disconnect_by_data (f->context, &n);
}

static float
eq_value (LtTestMix *f, guint i, const char *key)
{
  const LtSlot *slot = slot_at (f, i, 0);

  return slot->values[lt_param_find (slot->type->params, slot->type->n_params, key)];
}

/* From one equaliser's editor to another strip, which gets one. */
static void
test_bands (LtTestMix *f, gconstpointer data)
{
  LtId             eq = 0;
  const LtSession *before;
  int              gain;

  lt_mix_edit_add_slot (f->context, f->tracks[0], lt_fx_find ("eq"), 0);
  eq = slot_at (f, 0, 0)->id;
  gain = lt_param_find (slot_at (f, 0, 0)->type->params, slot_at (f, 0, 0)->type->n_params, "b4-gain");
  lt_document_apply (f->document, lt_edit_slot_value (now (f), eq, (uint32_t) gain, 5.5f), "Gain", NULL);
  lt_selection_set_slot (f->selection, f->tracks[0], eq);
  GtkWidget *node = lt_test_find (lt_test_find (f->view, LT_TYPE_MIX_EDITOR, 0), LT_TYPE_PLOT_NODE, 3);
  g_assert_nonnull (node);
  g_signal_emit_by_name (node, "picked"); /* as its focus does, which a small window's editor may lose */
  g_assert_true (gtk_widget_activate_action (node, "bands.copy", NULL));

  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  focus_fader (f, 1);
  before = now (f);
  act (f, "mix.paste");
  wait_for_change (f, before);
  g_assert_cmpuint (lt_test_mix_strip (f, 1)->slots->len, ==, 2);
  g_assert_cmpstr (slot_at (f, 1, 0)->effect, ==, "eq");
  g_assert_cmpfloat (eq_value (f, 1, "b4-gain"), ==, 5.5f);
}

/* Ctrl+X among the bands takes the one that is picked, never the equaliser. */
static void
test_cut_band (LtTestMix *f, gconstpointer data)
{
  LtId eq;

  lt_mix_edit_add_slot (f->context, f->tracks[0], lt_fx_find ("eq"), 0);
  eq = slot_at (f, 0, 0)->id;
  lt_selection_set_slot (f->selection, f->tracks[0], eq);
  GtkWidget *node = lt_test_find (lt_test_find (f->view, LT_TYPE_MIX_EDITOR, 0), LT_TYPE_PLOT_NODE, 3);
  g_assert_nonnull (node);
  g_signal_emit_by_name (node, "picked");
  for (guint i = 0; i < 2; i++) /* the second time there is nothing left to cut */
    {
      const LtSession *before = now (f);

      g_assert_true (gtk_widget_grab_focus (node));
      act (f, "mix.cut");
      g_assert_cmpuint (slot_at (f, 0, 0)->id, ==, eq);
      g_assert_cmpfloat (eq_value (f, 0, "b4-on"), ==, 0.0f);
      g_assert_cmpfloat (eq_value (f, 0, "b3-on"), ==, 1.0f);
      g_assert_true ((now (f) == before) == (i == 1));
    }
  g_assert_true (lt_document_undo (f->document)); /* one step */
  g_assert_cmpfloat (eq_value (f, 0, "b4-on"), ==, 1.0f);
}

/* From the editor of an effect whose strip is hidden. */
static void
test_hidden_strip (LtTestMix *f, gconstpointer data)
{
  GtkWidget       *editor = lt_test_find (f->view, LT_TYPE_MIX_EDITOR, 0);
  const LtSession *before;

  focus_insert (f, 0);
  act (f, "mix.copy");
  lt_selection_set_slot (f->selection, f->tracks[1], f->slots[1]);
  g_object_set (f->view, "show-tracks", FALSE, NULL);
  g_assert_null (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->tracks[1]));
  g_assert_true (gtk_widget_child_focus (editor, GTK_DIR_TAB_FORWARD));
  before = now (f);
  act (f, "mix.paste");
  wait_for_change (f, before);
  g_assert_cmpuint (lt_test_mix_strip (f, 1)->slots->len, ==, 2);
  g_object_set (f->view, "show-tracks", TRUE, NULL); /* a setting, which the next test would find */
}

static void
test_insert_menu (LtTestMix *f, gconstpointer data)
{
  GtkWidget *insert = lt_test_mix_nth (f, 0, LT_TYPE_INSERT_SLOT, 0), *menu;

  lt_insert_slot_popup_menu (LT_INSERT_SLOT (insert), 4.0, 4.0);
  menu = find_menu (insert);
  g_assert_nonnull (menu);
  g_assert_cmpuint (lt_selection_get_slot (f->selection), ==, f->slots[0]);
  g_assert_true (gtk_widget_activate_action (menu, "insert.preset", "u", 0));
  g_assert_false (lt_slot_has_values (slot_at (f, 0, 0), slot_at (f, 1, 0)->values));
  gtk_popover_popdown (GTK_POPOVER (menu));

  lt_mix_edit_bypass_all (f->context, f->tracks[0], TRUE);
  g_assert_true (slot_at (f, 0, 0)->bypass);
  lt_mix_edit_replace_slot (f->context, f->slots[0], lt_fx_find ("gate"));
  g_assert_cmpstr (slot_at (f, 0, 0)->effect, ==, "gate");
  g_assert_cmpuint (lt_test_mix_strip (f, 0)->slots->len, ==, 1);
  g_assert_cmpuint (lt_selection_get_slot (f->selection), ==, slot_at (f, 0, 0)->id);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpuint (slot_at (f, 0, 0)->id, ==, f->slots[0]);
}

#define ADD(name, func) g_test_add ("/app/mix-clipboard/" name, LtTestMix, NULL, lt_test_mix_set_up, func, lt_test_mix_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_type_class_ref (LT_TYPE_WINDOW); /* its actions have their rows */
  ADD ("effects", test_effects);
  ADD ("settings", test_settings);
  ADD ("plain-text", test_plain_text);
  ADD ("nothing-of-ours", test_nothing_of_ours);
  ADD ("bands", test_bands);
  ADD ("cut-band", test_cut_band);
  ADD ("hidden-strip", test_hidden_strip);
  ADD ("insert-menu", test_insert_menu);
  return g_test_run ();
}
