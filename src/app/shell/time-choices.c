// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A few values and their words.
// Layer: app.

#include "app/shell/time-choices.h"

#include "app/shell/settings.h"

#include <glib/gi18n.h>

struct _LtTimeChoices
{
  GObject parent_instance;

  LtGrid   grid, grid_before; /* the latter: the last that was not off */
  guint    meet;
  LtFollow follow;
};

G_DEFINE_FINAL_TYPE (LtTimeChoices, lt_time_choices, G_TYPE_OBJECT)

static guint changed;

/* @key: as it stands in the preferences; quarters below 0: not in the music. */
static const struct
{
  const char *key, *name;
  double      quarters, seconds;
} grids[] = {
  [LT_GRID_OFF] = { "off", N_ ("Off"), -1.0, 0.0 },
  [LT_GRID_AUTO] = { "zoom", N_ ("Follow zoom"), -1.0, 0.0 },
  [LT_GRID_NONE] = { "none", N_ ("No grid"), -1.0, 0.0 },
  [LT_GRID_BAR] = { "bar", N_ ("Bar"), 0.0, 0.0 },
  [LT_GRID_HALF] = { "1/2", "1/2", 2.0, 0.0 },
  [LT_GRID_QUARTER] = { "1/4", "1/4", 1.0, 0.0 },
  [LT_GRID_8TH] = { "1/8", "1/8", 0.5, 0.0 },
  [LT_GRID_16TH] = { "1/16", "1/16", 0.25, 0.0 },
  [LT_GRID_32ND] = { "1/32", "1/32", 0.125, 0.0 },
  [LT_GRID_64TH] = { "1/64", "1/64", 0.0625, 0.0 },
  [LT_GRID_HALF_T] = { "1/2t", N_ ("1/2 t"), 4.0 / 3.0, 0.0 },
  [LT_GRID_QUARTER_T] = { "1/4t", N_ ("1/4 t"), 2.0 / 3.0, 0.0 },
  [LT_GRID_8TH_T] = { "1/8t", N_ ("1/8 t"), 1.0 / 3.0, 0.0 },
  [LT_GRID_16TH_T] = { "1/16t", N_ ("1/16 t"), 0.5 / 3.0, 0.0 },
  [LT_GRID_32ND_T] = { "1/32t", N_ ("1/32 t"), 0.25 / 3.0, 0.0 },
  [LT_GRID_SECOND] = { "second", N_ ("Second"), -1.0, 1.0 },
  [LT_GRID_TENTH] = { "tenth", N_ ("1/10 s"), -1.0, 0.1 },
  [LT_GRID_CD_FRAME] = { "cd-frame", N_ ("CD frame"), -1.0, 1.0 / 75.0 },
};
_Static_assert (G_N_ELEMENTS (grids) == LT_N_GRIDS, "one row a grid");

static const char *const meets[] = { "edges", "markers", "playhead", "zero", NULL };
static const char *const follows[] = { "off", "page", "continuous", NULL };

const char *
lt_time_choices_grid_name (LtGrid grid)
{
  return _ (grids[grid].name);
}

double
lt_time_choices_grid_quarters (LtGrid grid)
{
  return grids[grid].quarters;
}

double
lt_time_choices_grid_seconds (LtGrid grid)
{
  return grids[grid].seconds;
}

const char *
lt_time_choices_follow_name (LtFollow follow)
{
  static const char *const names[] = { N_ ("Off"), N_ ("Page"), N_ ("Continuous") };

  return _ (names[follow]);
}

/* --- preferences --- */

static void
load (LtTimeChoices *self)
{
  GSettings *settings = lt_settings_get ();

  if (settings == NULL)
    return;

  g_autofree char *grid = g_settings_get_string (settings, "snap-grid"), *follow = g_settings_get_string (settings, "follow");
  g_auto (GStrv)   meet = g_settings_get_strv (settings, "snap-to");

  for (guint i = 1; i < LT_N_GRIDS; i++)
    if (g_str_equal (grids[i].key, grid))
      self->grid_before = (LtGrid) i;
  self->grid = g_settings_get_boolean (settings, "snap") ? self->grid_before : LT_GRID_OFF;
  for (guint i = 0; follows[i] != NULL; i++)
    if (g_str_equal (follows[i], follow))
      self->follow = (LtFollow) i;
  self->meet = 0;
  for (guint i = 0; meets[i] != NULL; i++)
    self->meet |= g_strv_contains ((const char *const *) meet, meets[i]) ? 1u << i : 0u;
}

static void
save (LtTimeChoices *self)
{
  GSettings            *settings = lt_settings_get ();
  g_autoptr (GPtrArray) meet = g_ptr_array_new ();

  if (settings == NULL)
    return;
  for (guint i = 0; meets[i] != NULL; i++)
    if (self->meet & 1u << i)
      g_ptr_array_add (meet, (gpointer) meets[i]);
  g_ptr_array_add (meet, NULL);
  g_settings_set_boolean (settings, "snap", self->grid != LT_GRID_OFF);
  g_settings_set_string (settings, "snap-grid", grids[self->grid_before].key);
  g_settings_set_strv (settings, "snap-to", (const char *const *) meet->pdata);
  g_settings_set_string (settings, "follow", follows[self->follow]);
}

static void
tell (LtTimeChoices *self)
{
  save (self);
  g_signal_emit (self, changed, 0);
}

/* --- values --- */

LtGrid
lt_time_choices_get_grid (LtTimeChoices *self)
{
  return self->grid;
}

void
lt_time_choices_set_grid (LtTimeChoices *self, LtGrid grid)
{
  g_return_if_fail (grid < LT_N_GRIDS);

  self->grid = grid;
  if (grid != LT_GRID_OFF)
    self->grid_before = grid;
  tell (self);
}

void
lt_time_choices_toggle_grid (LtTimeChoices *self)
{
  lt_time_choices_set_grid (self, self->grid == LT_GRID_OFF ? self->grid_before : LT_GRID_OFF);
}

guint
lt_time_choices_get_meet (LtTimeChoices *self)
{
  return self->meet;
}

void
lt_time_choices_set_meet (LtTimeChoices *self, guint meet)
{
  if (self->meet == meet)
    return;
  self->meet = meet;
  tell (self);
}

LtFollow
lt_time_choices_get_follow (LtTimeChoices *self)
{
  return self->follow;
}

void
lt_time_choices_set_follow (LtTimeChoices *self, LtFollow follow)
{
  g_return_if_fail (follow < LT_N_FOLLOWS);

  if (self->follow == follow)
    return;
  self->follow = follow;
  tell (self);
}

/* --- the class --- */

static void
lt_time_choices_class_init (LtTimeChoicesClass *class)
{
  changed = g_signal_new ("changed", LT_TYPE_TIME_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_time_choices_init (LtTimeChoices *self)
{
  self->grid = self->grid_before = LT_GRID_16TH;
  self->meet = LT_MEET_EDGES | LT_MEET_MARKERS | LT_MEET_PLAYHEAD;
  self->follow = LT_FOLLOW_PAGE;
  load (self);
}

LtTimeChoices *
lt_time_choices_of (LtContext *context)
{
  LtTimeChoices *self = g_object_get_data (G_OBJECT (context), "lt-time-choices");

  if (self != NULL)
    return self;
  self = g_object_new (LT_TYPE_TIME_CHOICES, NULL);
  g_object_set_data_full (G_OBJECT (context), "lt-time-choices", self, g_object_unref);
  return self;
}
