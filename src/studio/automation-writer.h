// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hands on controls while the song plays: what they do is heard at once, and becomes lanes by the strip's mode.
// Layer: studio. Main thread.
//
// Off: lanes rest, hands change the values. Read: lanes are followed; hands change the values, which are heard where there
// is no lane. Touch: written while the control is held, then back to the lane. Latch: from the first touch until the song
// stops. Write: all lanes of the strip and what is touched, from start to stop. Trim: as touch, added to what is there.
// A jump (locate, the loop's end) ends what is written there; what is still held goes on at the new place.

#pragma once

#include "session/automation-target.h"

typedef struct _LtAutomationWriter LtAutomationWriter;

LtAutomationWriter *lt_automation_writer_new (void);
void                lt_automation_writer_free (LtAutomationWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAutomationWriter, lt_automation_writer_free)

/* The document's session from now on; NULL: none, and nothing is written. */
void lt_automation_writer_set_session (LtAutomationWriter *self, const LtSession *session);

/* Once a frame, and after play, stop and locate: whether the song rolls, and the frame that is heard. */
void lt_automation_writer_tick (LtAutomationWriter *self, bool is_rolling, int64_t pos);

/* Before the document goes from its session to @after, heard at @pos, by the hand of @gesture; NULL: a click, of which only
   switches are written. Values of strips that are being written are taken up. */
typedef enum
{
  LT_AUTOMATION_WRITER_NOTHING, /* nothing of it is written */
  LT_AUTOMATION_WRITER_HELD,    /* until the gesture is released */
  LT_AUTOMATION_WRITER_ROLLING, /* until the song stops */
} LtAutomationWriterHow;

LtAutomationWriterHow lt_automation_writer_observe (LtAutomationWriter *self, const LtSession *after, const char *gesture, int64_t pos);

/* The hand of @gesture lets go. */
void lt_automation_writer_release (LtAutomationWriter *self, const char *gesture, int64_t pos);

bool lt_automation_writer_is_writing (LtAutomationWriter *self, const LtAutomationTarget *target);
bool lt_automation_writer_is_busy (LtAutomationWriter *self); /* anything is written */

/* Returns: (transfer full): what has been written since the last call, as an edit of @session: the lanes, and the values as they
   were before hands moved them; NULL: nothing. */
LtSession *lt_automation_writer_take (LtAutomationWriter *self, const LtSession *session);

/* Returns: (transfer full): what is to be played: the session without the lanes that are written, whose values the hands set;
   the same one while nothing of this changes. NULL without a session. */
LtSession *lt_automation_writer_dup_played (LtAutomationWriter *self);
