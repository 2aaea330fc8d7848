// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits that copy effects, and the settings of strips, from one strip to another.
// Layer: session.

#pragma once

#include "session/strip.h"

/* Edits are pure, as in session/edit-strip.h. What cannot be taken along is left out, with a sentence in @losses
   (of char *; NULL: nobody asks). Automation belongs to the song, not to the settings: it stays where it is. */

typedef enum
{
  LT_COPY_LEVELS = 1 << 0,  /* trim, polarity, delay, fader, pan and width */
  LT_COPY_INSERTS = 1 << 1, /* in place of those there */
  LT_COPY_SENDS = 1 << 2,   /* in place of those there */
  LT_COPY_REST = 1 << 3,    /* colour, output, mute, solo safe, automation mode */
  LT_COPY_WHOLE = (1 << 4) - 1,
} LtCopyParts;

/* Before position @at (−1: last), with an id of its own in *id (NULL: nobody asks). @slot may be of another session
   when its side-chain is none, or is an id of this one. */
LtSession *lt_edit_copy_slot (const LtSession *session,
                              const LtSlot    *slot,
                              LtId             strip_id,
                              int              at,
                              LtId            *id,
                              GPtrArray       *losses);

/* The name and the clips stay. The ids that @from refers to are those of @session. */
LtSession *lt_edit_copy_strip (const LtSession *session,
                               const LtStrip   *from,
                               LtId             strip_id,
                               LtCopyParts      parts,
                               GPtrArray       *losses);
