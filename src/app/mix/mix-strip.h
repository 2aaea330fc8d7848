// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A channel strip: track, bus, VCA or the mix bus, from its colour down to its group.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_MIX_STRIP (lt_mix_strip_get_type ())
G_DECLARE_FINAL_TYPE (LtMixStrip, lt_mix_strip, LT, MIX_STRIP, GtkWidget)

/* How much of it there is room for. */
typedef enum
{
  LT_MIX_STRIP_WHOLE,
  LT_MIX_STRIP_LOW,    /* sends and pan share a row */
  LT_MIX_STRIP_LOWEST, /* and inserts are a number */
} LtMixStripRoom;

GtkWidget *lt_mix_strip_new (LtContext *context, LtId strip_id, LtStripKind kind);
LtId       lt_mix_strip_get_id (LtMixStrip *self);

/* Shows @strip of @session; quick when it is the strip that it shows, and the others have
   the same @ways. Both live until the next call. */
void lt_mix_strip_update (LtMixStrip *self, const LtSession *session, const LtStrip *strip, guint ways);

/* As it stands on it: "12", "B1". */
void lt_mix_strip_set_number (LtMixStrip *self, const char *number);

/* What is picked has changed. */
void lt_mix_strip_update_selection (LtMixStrip *self);

/* Reads the sound. */
void lt_mix_strip_frame (LtMixStrip *self);

void lt_mix_strip_set_room (LtMixStrip *self, LtMixStripRoom room);

/* Narrow: name, fader, meter, level, mute and solo. Not for the mix bus. */
void lt_mix_strip_set_is_narrow (LtMixStrip *self, gboolean is_narrow);
void lt_mix_strip_rename (LtMixStrip *self);
void lt_mix_strip_add_insert (LtMixStrip *self);
void lt_mix_strip_open_group (LtMixStrip *self);

/* The row of a widget in it, and the place in the row; −1: none. Rows are the same in all strips. */
int      lt_mix_strip_find_row (LtMixStrip *self, GtkWidget *focus, guint *place);
gboolean lt_mix_strip_focus_row (LtMixStrip *self, int row, guint place);
