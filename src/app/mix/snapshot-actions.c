// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tool in the header while the Mix view is in front: A and B, what makes them equally loud, the list of snapshots.
// Layer: app.

#include "app/mix/snapshot-actions.h"

#include "app/mix/mix-compare.h"
#include "app/mix/mix-edit.h"
#include "app/mix/snapshot-edit.h"
#include "app/mix/snapshot-list.h"
#include "app/shell/actions.h"
#include "app/widgets/number-text.h"
#include "app/widgets/seg.h"

#include <glib/gi18n.h>
#include <math.h>

static const LtActionRow rows[] = {
  { "win.snapshot-take", N_ ("Take snapshot of the mix"), N_ ("Mix"), "<Control><Shift>t", LT_ACTIONS_MIX },
  { "win.snapshot-recall::1", N_ ("Recall snapshot 1"), N_ ("Mix"), "<Control>1", LT_ACTIONS_MIX },
  { "win.snapshot-recall::2", N_ ("Recall snapshot 2"), N_ ("Mix"), "<Control>2", LT_ACTIONS_MIX },
  { "win.snapshot-recall::3", N_ ("Recall snapshot 3"), N_ ("Mix"), "<Control>3", LT_ACTIONS_MIX },
  { "win.snapshot-recall::4", N_ ("Recall snapshot 4"), N_ ("Mix"), "<Control>4", LT_ACTIONS_MIX },
  { "win.snapshot-recall::5", N_ ("Recall snapshot 5"), N_ ("Mix"), "<Control>5", LT_ACTIONS_MIX },
  { "win.snapshot-recall::6", N_ ("Recall snapshot 6"), N_ ("Mix"), "<Control>6", LT_ACTIONS_MIX },
  { "win.snapshot-recall::7", N_ ("Recall snapshot 7"), N_ ("Mix"), "<Control>7", LT_ACTIONS_MIX },
  { "win.snapshot-recall::8", N_ ("Recall snapshot 8"), N_ ("Mix"), "<Control>8", LT_ACTIONS_MIX },
  { "win.snapshot-recall::9", N_ ("Recall snapshot 9"), N_ ("Mix"), "<Control>9", LT_ACTIONS_MIX },
  { "win.mix-compare", N_ ("Mix A or mix B"), N_ ("Mix"), "c", LT_ACTIONS_MIX },
  { "win.mix-compare-copy", N_ ("Copy this mix to the other letter"), N_ ("Mix"), "<Shift>c", LT_ACTIONS_MIX },
};

typedef struct
{
  LtContext    *context; /* the window's, which holds this */
  LtMixCompare *compare;
  GtkWidget    *seg, *match, *copy;
} Tool;

static void
tool_free (gpointer data)
{
  Tool *self = data;

  g_object_run_dispose (G_OBJECT (self->compare));
  g_object_unref (self->compare);
  g_free (self);
}

static Tool *
tool_of (gpointer window)
{
  return g_object_get_data (G_OBJECT (window), "mix-compare");
}

static void
show (Tool *self)
{
  guint            letter = lt_mix_compare_get_letter (self->compare);
  double           db = lt_mix_compare_get_match_db (self->compare);
  LtNumberFormat   format = { .kind = LT_NUMBER_DB, .is_signed = TRUE };
  g_autofree char *text = isfinite (db) ? lt_number_text_dup (&format, fabs (db) < 0.05 ? 0.0 : db) : g_strdup ("");

  lt_seg_set_selected (LT_SEG (self->seg), letter);
  gtk_label_set_label (GTK_LABEL (self->match), text);
  gtk_widget_set_visible (self->match, isfinite (db));
  lt_actions_set_name (self->copy, letter == 0 ? _ ("Copy mix A to B") : _ ("Copy mix B to A"));
  gtk_button_set_label (GTK_BUTTON (self->copy), letter == 0 ? _ ("Copy A to B") : _ ("Copy B to A"));
}

static void
on_picked (LtSeg *seg, guint letter, Tool *self)
{
  lt_mix_compare_set_letter (self->compare, letter);
  show (self);
}

/* --- actions --- */

static void
on_take (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  LtContext        *context = tool_of (window)->context;
  LtId              id = lt_snapshot_edit_take (context);
  const LtSnapshot *snapshot = id != 0 ? lt_session_find_snapshot (lt_mix_edit_get_session (context), id) : NULL;

  if (snapshot == NULL)
    return;
  g_autofree char *said = g_strdup_printf (_ ("“%s” taken"), snapshot->name);
  lt_context_toast (context, said, TRUE);
}

static void
on_recall (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  LtContext       *context = tool_of (window)->context;
  const LtSession *session = lt_mix_edit_get_session (context);
  guint            n = (guint) g_ascii_strtoull (g_variant_get_string (parameter, NULL), NULL, 10);

  if (session == NULL || n == 0)
    return;
  if (n <= session->snapshots->len)
    lt_snapshot_edit_recall (context, ((const LtSnapshot *) g_ptr_array_index (session->snapshots, n - 1))->id, LT_SNAPSHOT_ALL, FALSE);
  else
    {
      g_autofree char *said = g_strdup_printf (_ ("There is no snapshot %u yet"), n);

      lt_context_toast (context, said, FALSE);
    }
}

static void
on_compare (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  Tool *self = tool_of (window);

  lt_mix_compare_set_letter (self->compare, !lt_mix_compare_get_letter (self->compare));
}

static void
on_copy (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  Tool *self = tool_of (window);

  if (lt_mix_edit_get_session (self->context) == NULL)
    return;
  lt_mix_compare_copy (self->compare);
  lt_context_toast (self->context, lt_mix_compare_get_letter (self->compare) == 0 ? _ ("Mix B is as mix A now") : _ ("Mix A is as mix B now"), FALSE);
}

/* --- the header --- */

static GtkWidget *
build_popover (Tool *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10), *rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  self->copy = gtk_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->copy), "win.mix-compare-copy");
  gtk_box_append (GTK_BOX (box), lt_snapshot_list_new (self->context));
  gtk_box_append (GTK_BOX (box), rule);
  gtk_box_append (GTK_BOX (box), self->copy);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "snapshots");
  return popover;
}

static GtkWidget *
build_tool (Tool *self)
{
  const char *letters[] = { "A", "B", NULL };
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *button = gtk_menu_button_new ();

  self->seg = lt_seg_new (letters);
  lt_seg_set_name (LT_SEG (self->seg), _ ("Mix A or mix B"));
  gtk_widget_set_valign (self->seg, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->seg), 0), _ ("Mix A: faders, effects, sends, routing, automation as they were left (C)"));
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->seg), 1), _ ("Mix B: begins as a copy of A; both are heard equally loud (C)"));
  g_signal_connect (self->seg, "picked", G_CALLBACK (on_picked), self);
  self->match = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->match, "caption");
  gtk_widget_set_tooltip_text (self->match, _ ("What this mix is turned by to be as loud as the other one. Heard only, never in a file; Match loudness in the Master view switches it"));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "lathe-snapshot-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), build_popover (self));
  lt_actions_set_name (button, _ ("Snapshots of the mix"));
  gtk_box_append (GTK_BOX (box), self->match);
  gtk_box_append (GTK_BOX (box), self->seg);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

void
lt_snapshot_actions_extend (LtWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "snapshot-take", .activate = on_take },
    { .name = "snapshot-recall", .parameter_type = "s", .activate = on_recall },
    { .name = "mix-compare", .activate = on_compare },
    { .name = "mix-compare-copy", .activate = on_copy },
  };
  Tool *self = g_new0 (Tool, 1);

  self->context = lt_window_get_context (window);
  self->compare = lt_mix_compare_new (self->context);
  g_object_set_data_full (G_OBJECT (window), "mix-compare", self, tool_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  lt_window_add_tool (window, "mix", build_tool (self));
  g_signal_connect_swapped (self->compare, "changed", G_CALLBACK (show), self);
  show (self);
}

void
lt_snapshot_actions_add (void)
{
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
