// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the view's files share: what is shown, what is in sight of it, and the way of the focus through it.
// Layer: app.

#pragma once

#include "app/mix/mix-view.h"
#include "app/mix/strip-row.h"

/* What the user has chosen to see; actions have these names behind "mix.", keys of the settings behind "mix-". */
enum
{
  PROP_0,
  PROP_NARROW,
  PROP_SHOW_TRACKS,
  PROP_SHOW_BUSES,
  PROP_SHOW_VCAS,
  PROP_SHOW_MEMBERS,
  N_PROPS,
};

struct _LtMixView
{
  GtkWidget parent_instance;

  LtContext *context;
  LtSession *shown; /* what the strips show; NULL: none */
  gboolean   shows[N_PROPS]; /* PROP_NARROW and PROP_SHOW_… */
  LtStripRow *row;
  GtkWidget *find, *bench, *scroller, *hint, *mix_bin, *mix, *editor, *view_button;
  gulong     frame;
  guint      room_source, sight_source, reveal_source;
  LtId       revealed, picked_before; /* the latter: when another view came in front */
  gboolean   is_revealing;            /* it lies where nobody can scroll to yet */
  int        height, strips_height; /* as last allocated */
  gboolean   is_entered;            /* had the focus since it came in sight */
};

/* The strips show what sounds. */
void lt_mix_view_follow_sound (LtMixView *self);

/* mix-view-sight.c */

void lt_mix_view_add_row (LtMixView *self);

/* What is in sight is built. */
void lt_mix_view_look (LtMixView *self);

/* mix-focus.c */

/* NULL: it is in none. *focus: what has it. */
LtMixStrip *lt_mix_focus_get_strip (LtMixView *self, GtkWidget **focus);

/* Takes the focus out of a strip that is about to be hidden, before GTK gives it to whatever comes next. TRUE: it did. */
gboolean lt_mix_focus_drop (LtMixView *self, const LtSession *session, const GArray *places);

/* To the strip that is picked; to it if it is among those found, else to the first of them. */
void lt_mix_focus_picked (LtMixView *self);
void lt_mix_focus_found (LtMixView *self);

/* Tab steps down a strip and then leaves them all, so that nobody walks through two hundred controls. The first step
   into a view that just came in sight is to the fader. */
gboolean lt_mix_focus_tab (LtMixView *self, GtkDirectionType direction);

/* Before the controls, which would step their values. */
gboolean lt_mix_focus_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtMixView *self);
