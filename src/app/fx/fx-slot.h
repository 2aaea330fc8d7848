// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One effect of the session as its editor sees it: values, and gestures that change them.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

typedef struct
{
  LtContext *context; /* borrowed */
  LtId       slot_id;
  char      *gesture; /* while a hand holds something */

  LtSession *heard;    /* with what lanes say now; NULL: as the document has it */
  LtSession *heard_of; /* the document's session that it was made of; held: another cannot come to lie where it was */
} LtFxSlot;

/* Of a clip, not of a strip: nothing of it can be automated, keyed or heard by itself. */
gboolean lt_fx_slot_is_of_clip (LtContext *context, LtId slot_id);

void lt_fx_slot_init (LtFxSlot *self, LtContext *context, LtId slot_id);
void lt_fx_slot_clear (LtFxSlot *self);

/* NULL: it is gone. Borrowed until the next change of the session, or of what is heard. */
const LtSlot *lt_fx_slot_get (const LtFxSlot *self);
int           lt_fx_slot_find (const LtFxSlot *self, const char *key); /* row of a parameter, or −1 */
float         lt_fx_slot_value (const LtFxSlot *self, int param);      /* 0 for −1 */
double        lt_fx_slot_rate_hz (const LtFxSlot *self);
double        lt_fx_slot_tempo_bpm (const LtFxSlot *self); /* as the effect takes it where the playhead is */

/* Once a frame: takes over what lanes say while the song rolls. TRUE: other values than before. */
gboolean lt_fx_slot_frame (LtFxSlot *self);

/* All changes between the two are one step of undo, or none when it was cancelled; alone, a change is one. */
void lt_fx_slot_begin (LtFxSlot *self);
void lt_fx_slot_set (LtFxSlot *self, int param, double value);
void lt_fx_slot_set_level (LtFxSlot *self, double level_db);
void lt_fx_slot_end (LtFxSlot *self, gboolean cancelled);

/* An LtControl of @param shows its automation, as all do whose value has a lane. */
void lt_fx_slot_follow (LtFxSlot *self, GtkWidget *control, int param);
