// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The recipe of an editor: a row of plots and meters, a row of knobs; it follows the session and, while it is seen, the sound.
// Layer: app. Main thread.
//
// An editor is a look: what stands in the row of plots, what a change of the session alters there, what the sound moves.
// Handles are tied to rows of parameters (fx-tie.h); then they need no code of their own.
// Signal "update" (): the session has changed; ties follow it, then the look.
// Signal "room" (int width, int height): it has got another size; not while it is laid out, so that the answer may be anything.

#pragma once

#include "app/fx/fx-slot.h"
#include "studio/live-watch.h"

#include <gtk/gtk.h>

#define LT_TYPE_FX_FRAME (lt_fx_frame_get_type ())
G_DECLARE_FINAL_TYPE (LtFxFrame, lt_fx_frame, LT, FX_FRAME, GtkWidget)

/* All may be NULL but lay_out. @data: the editor's own, as large as size says, zeroed. */
typedef struct
{
  gsize size;

  void (*lay_out) (LtFxFrame *frame, gpointer data);
  void (*update) (LtFxFrame    *frame,
                  gpointer      data,
                  const LtSlot *slot); /* once after lay_out, then after each change */
  void (*live) (LtFxFrame *frame, gpointer data, const LtLiveWatchReading *reading);
  void (*rest) (LtFxFrame *frame, gpointer data); /* nothing sounds any more: once */
  void (*clear) (gpointer data);
} LtFxLook;

/* (transfer floating). The slot is there and its effect is known. */
GtkWidget *lt_fx_frame_new (LtContext *context, LtId slot_id, const LtFxLook *look);

LtFxSlot *lt_fx_frame_get_slot (LtFxFrame *self); /* borrowed */

/* The last seconds of the watch, oldest first; none while it is not seen. Borrowed until the next tick. */
const LtLiveColumn *lt_fx_frame_get_columns (LtFxFrame *self, guint *n);

/* Row of the effect's readout @key, or −1. */
int lt_fx_frame_find_readout (LtFxFrame *self, const char *key);

/* Into the row of plots, in order. */
void lt_fx_frame_add (LtFxFrame *self, GtkWidget *widget, gboolean expands);

/* Between the plots and the knobs. */
void lt_fx_frame_add_below (LtFxFrame *self, GtkWidget *widget);

/* Which rows the knobs are for: ends with NULL; NULL: all but those of bands. */
void lt_fx_frame_set_keys (LtFxFrame *self, const char *const *keys);

/* The same in several lines, which stand one below the other while the knobs are beside the plots and in one row when they
   are not. @lines: ends with NULL. In the first line, beside the plots, names of choices are left to their tooltips. */
void lt_fx_frame_set_lines (LtFxFrame *self, const char *const *const *lines);

/* At first the knobs are below. Which rows they are for is to be set after it. */
void     lt_fx_frame_set_knobs_beside (LtFxFrame *self, gboolean beside);
gboolean lt_fx_frame_has_knobs_beside (LtFxFrame *self);

/* Left and right of the knobs. */
void lt_fx_frame_add_before_knobs (LtFxFrame *self, GtkWidget *widget);
void lt_fx_frame_add_after_knobs (LtFxFrame *self, GtkWidget *widget);

/* What the look shows is to be made anew, as after a change of the session. */
void lt_fx_frame_update (LtFxFrame *self);
