// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of actions, what is rarer in submenus.
// Layer: app.

#include "app/edit/edit-menu.h"

#include "app/shell/actions.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>

/* A section a row; names of actions of the table. */
typedef const char *const Section[10];

static void
append_actions (GMenu *menu, const char *const *names)
{
  for (int i = 0; names[i] != NULL; i++)
    g_menu_append (menu, _ (lt_actions_find (names[i])->label), names[i]);
}

static void
append_section (GMenu *menu, const char *const *names)
{
  g_autoptr (GMenu) section = g_menu_new ();

  append_actions (section, names);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* There while a recording cannot be read. */
static void
append_remedy (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Try again to read files"), "win.read-again");

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (section, item);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* Takes @part. */
static void
append_submenu (GMenu *menu, const char *label, GMenu *part)
{
  lt_actions_label_menu (part);
  g_menu_append_submenu (menu, label, G_MENU_MODEL (part));
  g_object_unref (part);
}

static GMenu *
new_numbered (const char *action, const char *const *labels)
{
  GMenu *menu = g_menu_new ();

  for (int i = 0; labels[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s(%d)", action, i);

      g_menu_append (menu, labels[i], name);
    }
  return menu;
}

static GMenu *
new_colours (void)
{
  const char *labels[LT_PALETTE_N_TRACKS + 2] = { _ ("The track’s") };

  for (guint i = 1; i <= LT_PALETTE_N_TRACKS; i++)
    labels[i] = _ (lt_palette_get_track_name (i));
  return new_numbered ("edit.clip-colour", labels);
}

static GMenu *
new_gain (void)
{
  static const Section gain = { "edit.louder", "edit.softer", "edit.normalise", "edit.flatten-gain", NULL };
  static const Section envelope = { "edit.envelope-add", "edit.envelope-remove", "edit.envelope-gain(1)", "edit.envelope-gain(-1)", NULL };
  const char *const    curves[] = { _ ("Linear"), _ ("Equal power"), _ ("S-shaped"), _ ("Exponential"), NULL };
  GMenu               *menu = g_menu_new ();
  g_autoptr (GMenu)    fades = g_menu_new ();

  append_section (menu, gain);
  append_section (menu, envelope);
  g_menu_append (fades, _ (lt_actions_find ("edit.fade")->label), "edit.fade");
  g_menu_append (fades, _ (lt_actions_find ("edit.fade-curve")->label), "edit.fade-curve");
  append_submenu (fades, _ ("Fade shape"), new_numbered ("edit.curve", curves));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fades));
  return menu;
}

static GMenu *
new_place (void)
{
  static const Section trim = { "edit.trim-start", "edit.trim-end", "edit.slip(-1)", "edit.slip(1)", NULL };
  static const Section repeat = { "edit.duplicate", "edit.repeat-to-playhead", NULL };
  static const int     times[] = { 2, 4, 8, 16 };
  GMenu               *menu = g_menu_new ();
  g_autoptr (GMenu)    copies = g_menu_new ();

  append_section (menu, trim);
  append_actions (copies, repeat);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *label = g_strdup_printf (_ ("Repeat %d times"), times[i]), *action = g_strdup_printf ("edit.repeat(%d)", times[i]);

      g_menu_append (copies, label, action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copies));
  return menu;
}

static GMenu *
new_range (void)
{
  static const Section range = { "edit.range-of-clips", "edit.clear-range", "edit.delete-time", "edit.insert-silence", "edit.paste-time", NULL };
  GMenu               *menu = g_menu_new ();

  append_actions (menu, range);
  return menu;
}

/* @over_clip: with what is of the clip. */
static GMenu *
new_takes (gboolean over_clip)
{
  static const Section step = { "edit.take-step(1)", "edit.take-step(-1)", NULL };
  static const Section all = { "edit.take-gather", "edit.takes", "edit.take-remove", NULL };
  GMenu               *menu = g_menu_new ();

  if (over_clip)
    append_section (menu, step);
  append_section (menu, all);
  return menu;
}

GMenu *
lt_edit_menu_new (gboolean over_clip)
{
  static const Section clip = { "edit.split", "edit.join", "edit.crossfade", "edit.bounce", "edit.strip-silence", NULL };
  static const Section look = { "edit.mute-clips", "edit.lock-clips", "edit.reverse", "edit.polarity", NULL };
  static const Section listen = { "edit.audition", "edit.measure", "edit.peak", "edit.split-transients", "edit.find-tempo", NULL };
  static const Section names = { "edit.rename-clips", "edit.group-clips", "edit.ungroup-clips", NULL };
  static const Section board = { "edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete", NULL };
  static const Section automation = { "edit.automation", "edit.automation-used", "edit.automation-hide", "edit.automation-range", NULL };
  static const Section folders = { "edit.new-folder", "edit.leave-folder", "edit.fold", NULL };
  static const Section tracks = { "edit.add-track", "edit.rename-track", "edit.remove-track", NULL };
  GMenu               *menu = g_menu_new ();
  g_autoptr (GMenu)    more = g_menu_new (), whole = g_menu_new ();

  if (over_clip)
    {
      append_remedy (menu);
      append_section (menu, clip);
      append_submenu (more, _ ("Gain and fades"), new_gain ());
      append_submenu (more, _ ("Trim and repeat"), new_place ());
      append_submenu (more, _ ("Colour"), new_colours ());
    }
  append_submenu (more, _ ("Takes"), new_takes (over_clip));
  append_submenu (more, _ ("Range"), new_range ());
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  if (over_clip)
    {
      append_section (menu, look);
      append_section (menu, listen);
      append_section (menu, names);
    }
  append_section (menu, board);
  if (over_clip)
    {
      GMenu *part = g_menu_new ();

      append_section (part, automation);
      append_section (part, folders);
      append_section (part, tracks);
      append_submenu (whole, _ ("Track"), part);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (whole));
      return menu;
    }
  append_section (menu, automation);
  append_section (menu, folders);
  append_section (menu, tracks);
  return menu;
}

GMenu *
lt_edit_menu_new_ripple (void)
{
  static const Section modes = { "edit.ripple::off", "edit.ripple::track", "edit.ripple::all", NULL };
  GMenu               *menu = g_menu_new ();

  append_actions (menu, modes);
  return menu;
}
