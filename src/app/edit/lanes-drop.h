// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files dragged over the lanes: outlines of where they will lie, a sentence, and the import when they are let go.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-view-private.h"
#include "studio/intake-place.h"

/* @overlay: has the lanes as its child; it lives as long as the view. */
void lt_lanes_drop_init (LtEditView *view, GtkOverlay *overlay);

typedef struct
{
  LtIntakePlace place;
  const char   *track; /* its name; NULL: new tracks */
  const char   *at;    /* the time of the place, in words */
  const char   *first; /* name of the first file */
  guint         n_files;
  guint         n_tracks; /* new ones */
  guint         n_timed;  /* that go to their BWF times instead */
  guint         n_unread; /* left out */
} LtLanesDropNews;

/* (transfer full): what will happen, in a sentence. Pure. */
char *lt_lanes_drop_dup_sentence (const LtLanesDropNews *news);
