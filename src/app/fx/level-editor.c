// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For what has nothing to draw but the level: trim, transient shaper. History and meters.
// Layer: app.

#include "app/fx/fx-history.h"
#include "app/fx/fx-looks.h"
#include "app/fx/fx-meters.h"

#define SECONDS 8.0

typedef struct
{
  GtkWidget *history;
  LtFxMeters meters;
} Level;

static void
lay_out (LtFxFrame *frame, gpointer data)
{
  Level *self = data;

  self->history = lt_fx_history_add (frame, SECONDS, -48.0, 6.0, 0.0);
  lt_fx_meters_add (&self->meters, frame, -1, 12.0);
}

static void
live (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading)
{
  Level *self = data;

  lt_fx_history_live (self->history, frame, -1);
  lt_fx_meters_live (&self->meters, frame);
}

static void
rest (LtFxFrame *frame, gpointer data)
{
  lt_fx_meters_rest (&((Level *) data)->meters);
}

const LtFxLook lt_level_editor_look = { sizeof (Level), lay_out, NULL, live, rest, NULL };
