// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Beside an effect's name: a preset is one step of undo and nothing but values; A and B keep apart what each had.
// Layer: tests.

#include "app/fx/fx-head.h"
#include "app/widgets/seg.h"
#include "eyes.h"
#include "helpers/test-session.h"
#include "open-song.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"
#include "studio/fx-preset.h"

#include <adwaita.h>

typedef struct
{
  char       *dir;
  LtContext  *context;
  LtDocument *document;
  LtId        slot_id, trim_id;
  GtkWidget  *head;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");
  LtId track, other;
  g_autoptr (LtSession) one = lt_edit_track_add (empty, "Vox", -1, &track);
  g_autoptr (LtSession) two = lt_edit_track_add (one, "Kick", -1, &other);
  g_autoptr (LtSession) trimmed = lt_edit_slot_add (two, track, lt_fx_find ("trim"), -1, NULL, &f->trim_id);
  g_autoptr (LtSession) plain = lt_edit_slot_add (trimmed, track, lt_fx_find (data), -1, NULL, &f->slot_id);
  g_autoptr (LtSession) off = lt_edit_slot_bypass (plain, f->slot_id, true);
  g_autoptr (LtSession) session = lt_edit_slot_key (off, f->slot_id, other, true, &error);

  g_assert_no_error (error);
  f->dir = lt_test_session_dir ();
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  lt_test_open_song (f->document, f->dir, "Song.lathe", session);
  f->head = g_object_ref_sink (lt_fx_head_new (f->context));
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), f->slot_id);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->head);
  g_clear_object (&f->context);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
}

static const LtSlot *
slot (Fixture *f)
{
  return lt_session_find_slot (lt_document_get_session (f->document), f->slot_id, NULL);
}

static int
row (Fixture *f, const char *key)
{
  return lt_param_find (slot (f)->type->params, slot (f)->type->n_params, key);
}

static float
threshold (Fixture *f)
{
  return slot (f)->values[row (f, "threshold")];
}

static void
set_threshold (Fixture *f, float db)
{
  LtSession *next = lt_edit_slot_value (lt_document_get_session (f->document), f->slot_id, (uint32_t) row (f, "threshold"), db);

  lt_document_apply (f->document, next, "Threshold", NULL);
}

static GtkWidget *
part (GtkWidget *head, GType type)
{
  GtkWidget *found = lt_test_find (head, type, 0);

  g_assert_nonnull (found);
  return found;
}

static const char *
shown_name (Fixture *f)
{
  return gtk_label_get_label (GTK_LABEL (part (part (f->head, GTK_TYPE_MENU_BUTTON), GTK_TYPE_LABEL)));
}

static guint
current (GtkWidget *head)
{
  return lt_seg_get_selected (LT_SEG (part (head, LT_TYPE_SEG)));
}

static void
pick (GtkWidget *head, guint index)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (lt_seg_get_button (LT_SEG (part (head, LT_TYPE_SEG)), index)), TRUE);
}

static void
copy (GtkWidget *head)
{
  for (GtkWidget *child = gtk_widget_get_first_child (head); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      g_signal_emit_by_name (child, "clicked");
}

static void
choose (Fixture *f, const char *preset)
{
  g_assert_true (gtk_widget_activate_action (f->head, "fx-head.preset", "s", preset));
}

static void
assert_values (Fixture *f, const float *values)
{
  for (uint32_t i = 0; i < slot (f)->type->n_params; i++)
    g_assert_cmpfloat (slot (f)->values[i], ==, values[i]);
}

/* Every preset of the menu says who it is, and only its values move. */
static void
test_preset (Fixture *f, gconstpointer data)
{
  const LtFxType  *type = slot (f)->type;
  g_autofree float *before = g_memdup2 (slot (f)->values, type->n_params * sizeof *before);
  LtId             key = slot (f)->key_id;
  g_autoptr (GPtrArray) presets = lt_fx_preset_load (type, NULL);
  GMenuModel      *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (part (f->head, GTK_TYPE_MENU_BUTTON)));

  g_autoptr (GMenuModel) shipped = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 2); /* and what saves */
  g_assert_cmpint (g_menu_model_get_n_items (shipped), ==, presets->len);
  g_assert_cmpstr (shown_name (f), ==, "Presets");
  for (guint i = 0; i < presets->len; i++)
    {
      const LtFxPreset *preset = g_ptr_array_index (presets, i);

      choose (f, preset->name);
      assert_values (f, preset->values);
      g_assert_true (slot (f)->bypass && slot (f)->key_pre);
      g_assert_cmpuint (slot (f)->key_id, ==, key);
      g_assert_cmpstr (shown_name (f), ==, preset->title);
      g_assert_true (lt_document_undo (f->document));
      assert_values (f, before);
      g_assert_cmpstr (shown_name (f), ==, "Presets");
    }
  choose (f, ((const LtFxPreset *) g_ptr_array_index (presets, 0))->name);
  set_threshold (f, -41.5f);
  g_assert_cmpstr (shown_name (f), ==, "Presets");
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpstr (shown_name (f), ==, ((const LtFxPreset *) g_ptr_array_index (presets, 0))->title);
}

static void
test_sets (Fixture *f, gconstpointer data)
{
  float found = threshold (f);

  set_threshold (f, -30.0f);
  pick (f->head, 1);
  g_assert_cmpfloat (threshold (f), ==, found);
  set_threshold (f, -12.0f);
  pick (f->head, 0);
  g_assert_cmpfloat (threshold (f), ==, -30.0f);
  pick (f->head, 1);
  g_assert_cmpfloat (threshold (f), ==, -12.0f);
}

/* What is heard and what is lit stay together. */
static void
test_sets_undo (Fixture *f, gconstpointer data)
{
  float found = threshold (f);

  set_threshold (f, -30.0f);
  pick (f->head, 1);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat (threshold (f), ==, -30.0f);
  g_assert_cmpuint (current (f->head), ==, 0);
  g_assert_true (lt_document_redo (f->document));
  g_assert_cmpfloat (threshold (f), ==, found);
  g_assert_cmpuint (current (f->head), ==, 1);
  g_assert_true (lt_document_undo (f->document));
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat (threshold (f), ==, found);
  g_assert_cmpuint (current (f->head), ==, 0);
}

/* Reaching by hand what the other set has is no switch. */
static void
test_sets_by_hand (Fixture *f, gconstpointer data)
{
  set_threshold (f, -30.0f);
  pick (f->head, 1);
  set_threshold (f, -12.0f);
  set_threshold (f, -30.0f);
  g_assert_cmpuint (current (f->head), ==, 1);
  set_threshold (f, -6.0f);
  pick (f->head, 0);
  g_assert_cmpfloat (threshold (f), ==, -30.0f);
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  set_threshold (f, -30.0f);
  copy (f->head);
  set_threshold (f, -20.0f);
  pick (f->head, 1);
  g_assert_cmpfloat (threshold (f), ==, -30.0f);
  copy (f->head);
  pick (f->head, 0);
  g_assert_cmpfloat (threshold (f), ==, -30.0f);
}

/* Another effect in between, another editor of the same one: the sets are those of the effect. */
static void
test_sets_stay (Fixture *f, gconstpointer data)
{
  GtkWidget *other = g_object_ref_sink (lt_fx_head_new (f->context));

  lt_fx_head_set_slot (LT_FX_HEAD (other), f->slot_id);
  set_threshold (f, -30.0f);
  pick (f->head, 1);
  g_assert_cmpuint (current (other), ==, 1);
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), f->trim_id);
  g_assert_cmpuint (current (f->head), ==, 0);
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), f->slot_id);
  g_assert_cmpuint (current (f->head), ==, 1);
  pick (other, 0);
  g_assert_cmpfloat (threshold (f), ==, -30.0f);
  g_assert_cmpuint (current (f->head), ==, 0);
  g_object_unref (other);
}

static void
test_latency (Fixture *f, gconstpointer data)
{
  GtkWidget *latency = gtk_widget_get_prev_sibling (gtk_widget_get_last_child (f->head)); /* before the tools */

  g_assert_true (gtk_widget_get_visible (latency));
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), f->trim_id);
  g_assert_false (gtk_widget_get_visible (latency));
}

/* An effect without presets has a menu to save some, and sets to compare all the same. */
static void
test_no_presets (Fixture *f, gconstpointer data)
{
  g_autofree char *kept = g_strdup (g_getenv ("LATHE_DATADIR"));
  g_autofree char *folder = g_build_filename (f->dir, "presets", "fx", NULL);
  g_autofree char *file = g_build_filename (folder, "trim.preset", NULL);
  GtkWidget       *menu = part (f->head, GTK_TYPE_MENU_BUTTON);

  g_assert_true (gtk_widget_get_visible (menu));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_setenv ("LATHE_DATADIR", f->dir, TRUE);
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), f->trim_id);
  if (kept != NULL)
    g_setenv ("LATHE_DATADIR", kept, TRUE);
  else
    g_unsetenv ("LATHE_DATADIR");
  g_assert_true (gtk_widget_get_visible (menu));
  g_assert_cmpint (g_menu_model_get_n_items (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (menu))), ==, 1);
  g_assert_true (gtk_widget_get_visible (part (f->head, LT_TYPE_SEG)));
}

/* The user's stand below the program's, may have the name of one, and are marked when they are set. */
static void
test_own (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) presets = lt_fx_preset_load (slot (f)->type, NULL);
  const LtFxPreset     *first = g_ptr_array_index (presets, 0);
  g_autofree char      *id = g_strconcat ("own:", first->name, NULL);
  LtPresetShelf         shelf = lt_fx_preset_shelf (slot (f)->type);

  set_threshold (f, -47.5f);
  g_assert_true (lt_fx_preset_save (slot (f), first->name, NULL));
  set_threshold (f, -3.0f);
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), f->trim_id);
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), f->slot_id);

  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (part (f->head, GTK_TYPE_MENU_BUTTON)));
  g_autoptr (GMenuModel) own = g_menu_model_get_item_link (menu, 1, G_MENU_LINK_SECTION);
  g_autoptr (GMenuModel) last = g_menu_model_get_item_link (menu, 2, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (own), ==, 1);
  g_assert_cmpint (g_menu_model_get_n_items (last), ==, 2);

  choose (f, id);
  g_assert_cmpfloat (threshold (f), ==, -47.5f);
  g_assert_cmpstr (shown_name (f), ==, first->name);
  choose (f, first->name);
  assert_values (f, first->values);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat (threshold (f), ==, -47.5f);
  g_assert_cmpstr (shown_name (f), ==, first->name);
  g_assert_true (lt_preset_shelf_remove (&shelf, first->name, NULL));
}

/* Without a slot there is nothing to press. */
static void
test_nothing (Fixture *f, gconstpointer data)
{
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), 0);
  for (GtkWidget *child = gtk_widget_get_first_child (f->head); child != NULL; child = gtk_widget_get_next_sibling (child))
    g_assert_false (gtk_widget_get_visible (child));
  lt_fx_head_set_slot (LT_FX_HEAD (f->head), f->slot_id);
  g_assert_true (gtk_widget_get_visible (part (f->head, GTK_TYPE_MENU_BUTTON)));
  lt_document_close (f->document);
  g_assert_false (gtk_widget_get_visible (part (f->head, GTK_TYPE_MENU_BUTTON)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, effect, function) g_test_add ("/app/fx-head/" name, Fixture, effect, set_up, function, tear_down)
  ADD ("preset", "comp", test_preset);
  ADD ("own", "comp", test_own);
  ADD ("sets", "comp", test_sets);
  ADD ("sets-undo", "comp", test_sets_undo);
  ADD ("sets-by-hand", "comp", test_sets_by_hand);
  ADD ("sets-stay", "comp", test_sets_stay);
  ADD ("copy", "comp", test_copy);
  ADD ("latency", "limit", test_latency);
  ADD ("no-presets", "comp", test_no_presets);
  ADD ("nothing", "comp", test_nothing);
  return g_test_run ();
}
