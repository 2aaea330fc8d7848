// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is listed for what is typed, and in what order.
// Layer: tests.

#include "app/shell/command-list.h"

static const LtActionRow rows[] = {
  { "edit.split", "Split at the playhead", "Clips", "s", LT_ACTIONS_EDIT },
  { "mix.mute", "Mute", "Mix", "m", LT_ACTIONS_MIX },
  { "edit.mute-clips", "Mute clips", "Clips", NULL, LT_ACTIONS_EDIT },
  { "win.play", "Play or stop", "Transport", "space", LT_ACTIONS_ANYWHERE },
};

static LtCommand *
add (GPtrArray *all, LtCommandKind kind, const char *title, const char *english, const char *detail)
{
  LtCommand *command = lt_command_new (kind, title, english, detail);

  g_ptr_array_add (all, command);
  return command;
}

/* As in the Mix view, in German. */
static GPtrArray *
make (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_command_free);
  LtCommand *command;

  command = add (all, LT_COMMAND_ACTION, "An der Abspielmarke teilen", rows[0].label, "Clips");
  command->row = &rows[0];
  command = add (all, LT_COMMAND_ACTION, "Stumm", rows[1].label, "Mischen");
  command->row = &rows[1];
  command->is_near = TRUE;
  command = add (all, LT_COMMAND_ACTION, "Clips stummschalten", rows[2].label, "Clips");
  command->row = &rows[2];
  command = add (all, LT_COMMAND_ACTION, "Abspielen oder anhalten", rows[3].label, "Transport");
  command->row = &rows[3];
  command->is_near = TRUE;
  add (all, LT_COMMAND_STRIP, "Müller", NULL, "Spur 1");
  add (all, LT_COMMAND_MARKER, "Strophe", NULL, "Marke bei 0:12");
  add (all, LT_COMMAND_EFFECT, "Kompressor auf „Müller“", "Compressor comp", "Effekt, Dynamik");
  return all;
}

static void
assert_found (const GPtrArray *all, const char *text, const char *first)
{
  g_autoptr (GPtrArray) found = lt_command_list_search (all, text, 10);

  g_assert_cmpstr (found->len > 0 ? ((const LtCommand *) found->pdata[0])->title : NULL, ==, first);
}

static void
test_names (void)
{
  g_autoptr (GPtrArray) all = make ();

  assert_found (all, "teil", "An der Abspielmarke teilen");
  assert_found (all, "split", "An der Abspielmarke teilen"); /* in English, too */
  assert_found (all, "MULLER", "Müller");
  assert_found (all, "stroph", "Strophe");
  assert_found (all, "comp", "Kompressor auf „Müller“");
  assert_found (all, "clips teil", "An der Abspielmarke teilen"); /* by its section */
  assert_found (all, "zzz", NULL);
}

static void
test_order (void)
{
  g_autoptr (GPtrArray) all = make ();
  LtCommand *split = all->pdata[0], *clips = all->pdata[2];

  assert_found (all, "", "Stumm"); /* what the view can do, and then what every view can */
  g_autoptr (GPtrArray) untyped = lt_command_list_search (all, "", 10);
  g_assert_cmpuint (untyped->len, ==, 2);
  assert_found (all, "mut", "Stumm"); /* of the view in front */

  ((LtCommand *) all->pdata[1])->reason = "Not now";
  assert_found (all, "mut", "Clips stummschalten"); /* what can be done comes first */
  assert_found (all, "mute", "Clips stummschalten");
  ((LtCommand *) all->pdata[1])->reason = NULL;
  clips->recent = 1;
  split->recent = 2;
  assert_found (all, "mut", "Clips stummschalten");
  g_autoptr (GPtrArray) lately = lt_command_list_search (all, "", 10);
  g_assert_cmpuint (lately->len, ==, 4);
  g_assert_true (lately->pdata[0] == clips && lately->pdata[1] == split);
  g_autoptr (GPtrArray) few = lt_command_list_search (all, "", 1);
  g_assert_cmpuint (few->len, ==, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-list/names", test_names);
  g_test_add_func ("/command-list/order", test_order);
  return g_test_run ();
}
